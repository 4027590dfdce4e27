// Requests as commands take them: JSON text, with the approvals and the time that a runtime is given beside it.

import { decide } from "../runtime/decide/decide.js";
import type { Explanation } from "../runtime/decide/explain.js";
import { parseJson } from "../runtime/decide/json.js";
import { loadPolicy, readTable } from "../runtime/decide/load.js";
import type { TableFile } from "../runtime/table/format.js";
import { createMemoryStore } from "../runtime/state/memory.js";
import { createRuntime, type Runtime } from "../runtime/runtime.js";
import { createVirtualClock, type VirtualClock } from "../runtime/state/clock.js";
import type { Decision, ReportInput } from "../runtime/decide/request.js";
import { standIns } from "../runtime/testing/stand-ins.js";
import { parseTime } from "../runtime/values/time.js";
import { InputError } from "./exit.js";
import { readText } from "./files.js";
import { revisionIn } from "./git.js";
import { compilePolicy } from "./load.js";
import { report } from "./report/report.js";
import { styleFor } from "./style.js";

/** The table of a policy, or a compiled one; undefined where the policy has errors, which are then on stderr. */
export async function tableOf(path: string): Promise<TableFile | undefined> {
  if (path.endsWith(".json")) return storedTable(path);
  const compilation = await compilePolicy(path);
  if (compilation.table === undefined)
    process.stderr.write(report([compilation], "pretty", styleFor(process.stderr)));
  return compilation.table;
}

function storedTable(path: string): TableFile {
  const json = parseJson(revisionIn(path)?.source().text ?? readText(path));
  if (!json.ok) throw new InputError(`${path} is not JSON`, json.reason);
  const read = readTable(json.value);
  if (!read.ok) throw new InputError(`${path} is refused`, `${read.reason}; compile the policy again`);
  return read.table;
}

/** Standard input is one text: a policy or a request. */
export function refuseTwoStdins(policy: string, request: string): void {
  if (policy !== "-" || request !== "-") return;
  throw new InputError(
    "both the policy and the request are on standard input",
    "name a file for one of them",
  );
}

/** A runtime of its own for one request or for a line of them, with stand-ins for what a command cannot enforce. */
export interface Bench {
  readonly runtime: Runtime;
  readonly clock: VirtualClock;
  /** Lets classifiers answer so from now on, whatever they are asked. */
  readonly hear: (answers: Posed["classifiers"]) => void;
}

export async function bench(table: TableFile): Promise<Bench> {
  const clock = createVirtualClock(Date.now());
  let answers: Posed["classifiers"] = {};
  const hear = (stated: Posed["classifiers"]): void => {
    answers = stated;
  };
  const standing = standIns(table, (name) => (Object.hasOwn(answers, name) ? answers[name] : undefined));
  const store = createMemoryStore();
  return { clock, hear, runtime: await createRuntime(table, { store, clock, ...standing }) };
}

/** Approves the action of the request, as given just now; a request that is invalid has nothing to approve. */
export async function approveAll(
  table: TableFile,
  { runtime, clock }: Bench,
  { request, approvals }: Posed,
): Promise<void> {
  const loaded = loadPolicy(table);
  if (approvals.length === 0 || !loaded.ok) return;
  const { digest } = decide(loaded.policy, request, { now: clock.now() });
  if (digest === undefined) return;
  for (const approval of approvals) await runtime.approve({ digest, ...approval });
}

/** How the attempt ended, as the runtime takes it; approvals of what came back are given just now, too. */
export async function reportPosed(
  { runtime }: Bench,
  id: string,
  { report }: Posed,
): Promise<Decision | undefined> {
  if (report === undefined) return undefined;
  const { approvals, ...ended } = report;
  const first = await runtime.report(id, ended);
  const digest = first.decision?.obligations.approvals?.digest;
  if (approvals.length === 0 || digest === undefined) return first.decision;
  for (const approval of approvals) await runtime.approve({ digest, ...approval });
  return (await runtime.report(id, ended)).decision;
}

/** Why, and whether it is about what came back. */
export interface Explained {
  readonly explanation: Explanation;
  readonly onResult: boolean;
}

/** Of what came back, where that is told and the action is permitted, and approved by whom the report names; else of the action. */
export async function explained({ runtime }: Bench, { request, report }: Posed): Promise<Explained> {
  const ofAction = { explanation: await runtime.explain(request), onResult: false };
  if (report === undefined) return ofAction;
  const { id } = await runtime.attempt(request);
  const { approvals, ...ended } = report;
  const ofResult = async (): Promise<Explained | undefined> => {
    const explanation = await runtime.explainReport(id, ended);
    return explanation && { explanation, onResult: true };
  };
  const first = await ofResult();
  const digest = first?.explanation.decision.obligations.approvals?.digest;
  if (approvals.length === 0 || digest === undefined) return first ?? ofAction;
  for (const approval of approvals) await runtime.approve({ digest, ...approval });
  return (await ofResult()) ?? ofAction;
}

/** A request, and what stands beside it. */
export interface Posed {
  readonly request: unknown;
  readonly approvals: readonly { readonly by: string; readonly acknowledges: readonly "irreversible"[] }[];
  /** What came back, and who approves of that. */
  readonly report?: ReportInput & { readonly approvals: Approvals };
  /** What each classifier answers, by its name. */
  readonly classifiers: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly time?: number;
}

type Approvals = Posed["approvals"];

/** Takes `approvals`, `classifiers`, `report` and `time` out of a request; what is malformed in them is left for the runtime to refuse. */
export function pose(json: unknown, where: string): Posed {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    return { request: json, approvals: [], classifiers: {} };
  const { approvals, classifiers, report, ...request } = json as Record<string, unknown>;
  const time = typeof request.time === "string" ? parseTime(request.time) : undefined;
  return {
    request,
    approvals: approvals === undefined ? [] : readApprovals(approvals, where),
    ...(report !== undefined && { report: readReport(report, where) }),
    classifiers: classifiers === undefined ? {} : readAnswers(classifiers, where),
    ...(time?.ok === true && { time: time.value }),
  };
}

function readReport(report: unknown, where: string): NonNullable<Posed["report"]> {
  const { outcome, result, approvals, ...rest } = (
    typeof report === "object" && report !== null ? report : {}
  ) as Record<string, unknown>;
  if ((outcome !== "ok" && outcome !== "failed") || Object.keys(rest).length > 0)
    throw new InputError(
      `${where}: malformed report`,
      'write it as { "outcome": "ok", "result": … }, the outcome being ok or failed',
    );
  return { outcome, result, approvals: approvals === undefined ? [] : readApprovals(approvals, where) };
}

function readAnswers(classifiers: unknown, where: string): Posed["classifiers"] {
  if (typeof classifiers === "object" && classifiers !== null && !Array.isArray(classifiers))
    return classifiers as Posed["classifiers"];
  throw new InputError(`${where}: \`classifiers\` is no object`, 'write answers as { "injection": 0.9 }');
}

function readApprovals(approvals: unknown, where: string): Posed["approvals"] {
  const remedy = 'write approvals as [{ "by": "ana@corp.example", "acknowledges": ["irreversible"] }]';
  if (!Array.isArray(approvals)) throw new InputError(`${where}: \`approvals\` is no list`, remedy);
  return approvals.map((each: unknown) => {
    const {
      by,
      acknowledges = [],
      ...rest
    } = (typeof each === "object" && each !== null ? each : {}) as Record<string, unknown>;
    const known = Array.isArray(acknowledges) && acknowledges.every((word) => word === "irreversible");
    if (typeof by !== "string" || !known || Object.keys(rest).length > 0)
      throw new InputError(`${where}: malformed approval`, remedy);
    return { by, acknowledges: acknowledges.map(() => "irreversible" as const) };
  });
}
