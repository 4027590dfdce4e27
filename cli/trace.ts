// Recorded decisions: what each request was decided, and what two versions of a policy make of it, one after the other.

import { parseJson } from "../runtime/decide/json.js";
import type { Decision } from "../runtime/decide/request.js";
import type { TableFile } from "../runtime/table/format.js";
import { parseTime } from "../runtime/values/time.js";
import { rank } from "../runtime/table/verdict.js";
import { InputError } from "./exit.js";
import { approveAll, bench, pose, reportPosed, type Bench, type Posed } from "./requests.js";

/** A line of a trace: a request, as `agentpol eval` takes it, and the decision on it. */
export interface Recorded {
  readonly line: number;
  readonly posed: Posed;
  readonly verdict: string | undefined;
}

/** A recorded request that the versions decide with different verdicts. */
export interface Flip {
  readonly line: number;
  readonly id: string;
  readonly action: string;
  readonly direction: "loosened" | "tightened";
  readonly before: Pick<Decision, "verdict" | "rule">;
  readonly after: Pick<Decision, "verdict" | "rule">;
}

export interface Replay {
  readonly records: number;
  readonly flips: readonly Flip[];
  /** Records of which the old version did not decide as recorded: they may depend on state from before the trace. */
  readonly unlike: number;
}

/** The records of a trace, a line each. */
export function recordsIn(text: string, where: string): readonly Recorded[] {
  return text.split("\n").flatMap((line, i) => (line.trim() === "" ? [] : [recordIn(line, i + 1, where)]));
}

/** @throws {InputError} with the line where it is no record. */
export function recordIn(text: string, line: number, where: string): Recorded {
  const at = `${where}:${String(line)}`;
  const json = parseJson(text);
  if (!json.ok) throw new InputError(`${at} is no record`, `the line ${json.reason}`);
  const { request, decision } = isObject(json.value) ? json.value : {};
  if (request === undefined || (decision !== undefined && !isObject(decision)))
    throw new InputError(
      `${at} is no record`,
      'write it as { "request": …, "decision": … }, as agentpol eval --record does',
    );
  const { verdict, time } = isObject(decision) ? decision : {};
  const decided = typeof time === "string" ? parseTime(time) : undefined;
  const posed = pose(request, at);
  return {
    line,
    posed: { ...(decided?.ok === true && { time: decided.value }), ...posed },
    verdict: typeof verdict === "string" ? verdict : undefined,
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Both versions decide the records in their order, each in state of its own, at the recorded times. */
export async function replay(
  records: readonly Recorded[],
  before: TableFile,
  after: TableFile,
  onProgress: () => void,
): Promise<Replay> {
  const [then, now] = [await bench(before), await bench(after)];
  const flips: Flip[] = [];
  let unlike = 0;
  for (const { line, posed, verdict } of records) {
    const old = await decided(before, then, posed);
    const next = await decided(after, now, posed);
    if (verdict !== undefined && verdict !== old.verdict) unlike += 1;
    if (old.verdict !== next.verdict) flips.push(flipOf(line, posed, old, next));
    onProgress();
  }
  return { records: records.length, flips, unlike };
}

async function decided(table: TableFile, posing: Bench, posed: Posed): Promise<Decision> {
  if (posed.time !== undefined) posing.clock.set(posed.time);
  posing.hear(posed.classifiers);
  await approveAll(table, posing, posed);
  const decision = await posing.runtime.attempt(posed.request);
  await reportPosed(posing, decision.id, posed);
  return decision;
}

function flipOf(line: number, { request }: Posed, old: Decision, next: Decision): Flip {
  const action = isObject(request) && isObject(request.action) ? request.action.name : undefined;
  return {
    line,
    id: old.id,
    action: typeof action === "string" ? action : "?",
    direction: rank(next.verdict) < rank(old.verdict) ? "loosened" : "tightened",
    before: { verdict: old.verdict, rule: old.rule },
    after: { verdict: next.verdict, rule: next.rule },
  };
}
