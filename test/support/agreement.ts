// Runs random sequences through the reference interpreter and through the runtime over the compiled table, and compares
// every decision: verdict, rule, code, reason, what matched, what shadow rules say, and all obligations.

import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { compile } from "../../compiler/compile.js";
import { Interpreter, type Interpretation } from "../../compiler/interpret/interpret.js";
import type { Program } from "../../compiler/types/program.js";
import type { ReportResult } from "../../runtime/decide/report.js";
import type { Decision, ReportInput } from "../../runtime/decide/request.js";
import { ready } from "../../runtime/facts/ready.js";
import { parseSchema } from "../../runtime/facts/sql/index.js";
import { createMemoryStore, createRuntime, createVirtualClock } from "../../runtime/index.js";
import type { Runtime } from "../../runtime/runtime.js";
import type { TableFile } from "../../runtime/table/format.js";
import { parseDuration } from "../../runtime/values/time.js";
import { answering } from "./answering.js";
import { pastQuestions } from "./past-questions.js";
import { FILES } from "./arbitrary-files.js";
import { policy, type RandomPolicy } from "./arbitrary-policy.js";
import { step, type Reported, type Step } from "./arbitrary-request.js";

const START = Date.parse("2026-01-01T08:59:30Z");
/** The longest sequence; a random one is half as long. */
const STEPS = 48;

/** How often each thing was seen. */
export class Histogram {
  readonly #counts = new Map<string, Map<string, number>>();

  add(kind: string, name: string): void {
    const counts = this.#counts.get(kind) ?? new Map<string, number>();
    this.#counts.set(kind, counts.set(name, (counts.get(name) ?? 0) + 1));
  }

  share(kind: string, name: string): number {
    const counts = this.#counts.get(kind) ?? new Map<string, number>();
    const total = [...counts.values()].reduce((a, b) => a + b, 0);
    return (counts.get(name) ?? 0) / Math.max(1, total);
  }

  toString(): string {
    return [...this.#counts].map(([kind, counts]) => `${kind}: ${line(counts)}`).join("\n");
  }
}

function line(counts: ReadonlyMap<string, number>): string {
  const total = [...counts.values()].reduce((a, b) => a + b, 0);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted
    .map(([name, count]) => `${name} ${String(count)} (${((100 * count) / total).toFixed(1)} %)`)
    .join(", ");
}

export interface AgreementOptions {
  /** At least so many decisions are compared. */
  readonly pairs: number;
  /** Each verdict decides at least this share of the pairs; small runs vary. */
  readonly share: number;
  readonly seed?: number;
}

/** Fails with a shrunk policy and sequence where the two disagree, or where some verdict decides too seldom. */
export async function checkAgreement({
  pairs,
  share: least,
  seed = Date.now() % 2 ** 31,
}: AgreementOptions): Promise<string> {
  process.stdout.write(`agreement: seed ${String(seed)}\n`);
  await ready();
  const histogram = new Histogram();
  const property = fc.asyncProperty(
    policy,
    fc.array(step, { minLength: 1, maxLength: STEPS, size: "max" }),
    async (random, steps) => {
      await compareOne(random, steps, histogram);
    },
  );
  // Two fifths of the steps of a sequence are attempts, each of which compares one pair.
  await fc.assert(property, { seed, numRuns: Math.ceil(pairs / (STEPS / 5)) });
  for (const verdict of ["allow", "redact", "sandbox", "throttle", "escalate", "block"]) {
    const share = histogram.share("verdict", verdict);
    if (share < least)
      throw new Error(
        `${verdict} decides only ${(100 * share).toFixed(1)} % of the pairs\n${histogram.toString()}`,
      );
  }
  return histogram.toString();
}

/** Compiles a random policy; every one that the generator makes is free of errors. */
export function compiled(random: RandomPolicy): { program: Program; table: TableFile } {
  const read = (path: string): { ok: true; text: string } | { ok: false; reason: string } => {
    const text = path === "p.agentpol" ? random.text : path === "floor.agentpol" ? random.floor : FILES[path];
    return text === undefined ? { ok: false, reason: "there is no such file" } : { ok: true, text };
  };
  const { program, table, diagnostics } = compile("p.agentpol", { read, parseSchema });
  if (program && table) return { program, table };
  const told = diagnostics.map(
    ({ code, message, span }) => `${code} ${message}: ${random.text.slice(span.start, span.end)}`,
  );
  throw new Error(
    `a random policy does not compile:\n${told.join("\n")}\n${random.text}\n${random.floor ?? ""}`,
  );
}

/** Fails where the two disagree on a step of the sequence. */
export async function compareOne(
  random: RandomPolicy,
  steps: readonly Step[],
  histogram: Histogram,
): Promise<void> {
  const { program, table } = compiled(random);
  for (const form of random.forms) histogram.add("form", form);
  const questions = pastQuestions(program);
  const countPast = ({ matched, notes = [] }: Interpretation): void => {
    for (const { rule, verdict } of [...matched, ...notes.map((each) => ({ ...each, verdict: "note" }))])
      for (const question of questions.get(rule) ?? []) histogram.add(`by ${question}`, verdict);
  };
  const { answer, ...hosts } = answering(random.text, (classifier, said) => {
    histogram.add("asked", `${classifier}: ${said === undefined ? "fails" : JSON.stringify(said)}`);
  });
  const interpreter = new Interpreter(program, answer);
  const clock = createVirtualClock(START);
  const runtime = await createRuntime(table, {
    store: createMemoryStore(),
    clock,
    sandbox: { name: "stand-in" },
    reportWithin: Infinity,
    ...hosts,
  });
  /** All attempts. */
  const made: Made[] = [];
  let last: { request: unknown; decision: Decision; digest: string | undefined } | undefined;
  let report: Ending | undefined;
  for (const each of steps) {
    switch (each.do) {
      case "attempt":
      case "again": {
        const request: unknown = each.do === "attempt" ? each.request : again(last?.request, each.trace);
        if (request === undefined) break;
        const expected = interpreter.attempt(request, clock.now());
        const decision = await runtime.attempt(request);
        made.push({ id: decision.id, request });
        last = { request, decision, digest: decision.digest };
        count(histogram, expected);
        countPast(expected);
        mustAgree(expected, decision, request, random);
        break;
      }
      case "wait":
        clock.advance(each.ms);
        break;
      case "approve":
      case "kill":
      case "revive":
        await meddle(each, interpreter, runtime, clock.now(), last?.digest);
        break;
      default: {
        const ending = endingOf(each, report, made);
        if (each.do === "result") report = ending;
        if (last === undefined || ending === undefined) break;
        const { ended, before } = ending;
        const expected = interpreter.result(ended.outcome, ended.result, clock.now(), before);
        const answer = await runtime.report(made.at(-1 - before)?.id ?? "", ended);
        compareResults(expected, answer, { ...last, ...ended }, random, histogram);
        if (expected !== undefined) countPast(expected);
        if (answer.decision) last = { ...last, digest: answer.decision.digest };
      }
    }
  }
}

export interface Made {
  readonly id: string;
  readonly request: unknown;
}

/** What is reported, and of which attempt: the last, or one so many before it. */
interface Ending {
  readonly ended: ReportInput;
  readonly before: number;
}

export function endingOf(
  step: Reported,
  report: Ending | undefined,
  made: readonly Made[],
): Ending | undefined {
  if (step.do === "result again") return report;
  const { outcome, before } = step;
  if (step.do === "outcome") return { ended: { outcome }, before };
  return { ended: { outcome, result: resultFor(made.at(-1 - before)?.request, step) }, before };
}

/** What people do meanwhile. */
async function meddle(
  step: Extract<Step, { readonly do: "approve" | "kill" | "revive" }>,
  interpreter: Interpreter,
  runtime: Runtime,
  now: number,
  digest: string | undefined,
): Promise<void> {
  if (step.do === "approve") {
    if (digest === undefined) return;
    interpreter.approve(step.by, step.acknowledging, now);
    const acknowledges = step.acknowledging ? (["irreversible"] as const) : [];
    await runtime.approve({ digest, by: step.by, acknowledges });
    return;
  }
  const scope = { scope: step.scope, ...(step.value !== undefined && { value: step.value }) };
  interpreter[step.do](step.scope, step.value);
  await (step.do === "kill" ? runtime.kill(scope) : runtime.revive({ ...scope, by: ["dan@corp.example"] }));
}

function compareResults(
  expected: Interpretation | undefined,
  answer: ReportResult,
  asked: ReportInput,
  random: RandomPolicy,
  histogram: Histogram,
): void {
  if ((expected === undefined) !== (answer.decision === undefined))
    throw new Error(`they disagree on whether a report is awaited\n${random.text}`);
  if (expected === undefined || answer.decision === undefined) return;
  histogram.add("result", expected.rule === "on_error" ? expected.code : expected.verdict);
  if (expected.trips) histogram.add("trips", "tripped by a result");
  mustAgree(expected, answer.decision, asked, random);
  mustHandOn(answer, asked.result);
}

function resultFor(request: unknown, { results }: Extract<Step, { readonly do: "result" }>): unknown {
  const { name } = (request as { readonly action?: { readonly name?: unknown } } | undefined)?.action ?? {};
  return name === "pay" || name === "note" || name === "files.load" ? results[name] : results.other;
}

/** What is held is withheld; what is permitted is handed on, rewritten where the decision says so. */
function mustHandOn(answer: ReportResult, result: unknown): void {
  const { obligations, enforced } = answer.decision ?? {};
  const seen = "result" in answer ? answer.result : undefined;
  const isPermitted = enforced === "allow" || enforced === "redact";
  const due = !isPermitted ? undefined : enforced === "redact" ? obligations?.result : result;
  if (answer.ok !== isPermitted || !isDeepStrictEqual(plainly({ seen }), plainly({ seen: due })))
    throw new Error(`a result is handed on wrongly: ${JSON.stringify(answer)}`);
}

/** The request with another value of a volatile attribute: the same action to those who approve. */
function again(request: unknown, trace: string | undefined): unknown {
  if (trace === undefined || typeof request !== "object" || request === null || !("context" in request))
    return request;
  return { ...request, context: { ...(request.context as object), trace } };
}

function count(
  histogram: Histogram,
  { verdict, enforced, rule, code, shadow, notes, trips }: Interpretation,
): void {
  if (enforced !== verdict) histogram.add("in shadow mode", verdict);
  if (rule.startsWith("q.")) histogram.add("by the floor", verdict);
  histogram.add("verdict", verdict);
  histogram.add(
    "by",
    rule === "default" || rule === "on_error" ? rule : rule.endsWith(".freeze") ? "killswitch" : "rule",
  );
  if (rule === "on_error") {
    histogram.add("fault", code);
    histogram.add("on_error", verdict);
  }
  if (shadow) histogram.add("shadow", shadow.verdict);
  if (trips) histogram.add("trips", "tripped");
  if (notes) histogram.add("notes", "noted");
}

function mustAgree(
  expected: Interpretation,
  decision: Decision,
  request: unknown,
  random: RandomPolicy,
): void {
  const [a, b] = [fromInterpreter(expected), fromRuntime(decision)];
  if (isDeepStrictEqual(a, b)) return;
  const show = (value: unknown): string => JSON.stringify(value, null, 1);
  const differing = Object.keys(a).filter((key) => !isDeepStrictEqual(a[key], b[key]));
  const parts = differing.map((key) => `${key}:\n  interpreter ${show(a[key])}\n  table ${show(b[key])}`);
  throw new Error(
    `they disagree on ${parts.join("\n")}\nrequest ${show(request)}\n${random.text}\n${random.floor ?? ""}`,
  );
}

type Comparable = Readonly<Record<string, unknown>>;

export function fromInterpreter({ obligations, ...rest }: Interpretation): Comparable {
  return plainly({ ...rest, ...obligations, reason: rest.rule.endsWith(".freeze") ? "" : rest.reason });
}

export function fromRuntime(decision: Decision): Comparable {
  const { verdict, enforced, rule, code, reason, matched, shadow, notes, trips, obligations } = decision;
  const { args, result, redactions, sandbox, connect, approvals, retryAfter, notify } = obligations;
  return plainly({
    verdict,
    enforced,
    rule,
    code,
    reason: rule.endsWith(".freeze") ? "" : reason,
    matched: matched.map(named),
    shadow: shadow && {
      verdict: shadow.verdict,
      matched: shadow.matched.map(named),
      notes: shadow.notes?.map(noted),
    },
    notes: notes?.map(noted),
    trips: trips?.map(({ rule: by, killswitch, scope, until }) => ({
      ...{ rule: by, killswitch, scope },
      ...(until !== undefined && { until: Date.parse(until) }),
    })),
    args,
    result,
    redactions: redactions.map(({ rule: by, op, target }) => ({ rule: by, op, target })),
    sandbox,
    connect: connect.map(({ rule: by, deny, except }) => ({ rule: by, deny, except })),
    unmet: (approvals?.unmet ?? []).map(({ rule: by, ask, approver, needs }) => ({
      rule: by,
      ask,
      approver: approver?.name,
      needs: needs.map(
        (need) => `${String(need.count)} of ${need.group}${need.acknowledging ? " acknowledging" : ""}`,
      ),
    })),
    retryAfter: retryAfter === undefined ? undefined : parsedDuration(retryAfter),
    notify,
  });
}

function named({ rule, verdict, code }: { rule: string; verdict: string; code: string }): object {
  return { rule, verdict, code };
}

function noted({ rule, code, text }: { rule: string; code: string; text: string }): object {
  return { rule, code, text };
}

function parsedDuration(text: string): number {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new Error(`retryAfter is no duration: ${text}`);
  return parsed.value;
}

/** Without members that are undefined. */
function plainly(value: object): Comparable {
  return JSON.parse(JSON.stringify(value)) as Comparable;
}
