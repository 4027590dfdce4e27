// `agentpol eval`: decides requests; decisions are JSON lines.

import { parseJson } from "../../runtime/decide/json.js";
import type { Decision } from "../../runtime/decide/request.js";
import type { TableFile } from "../../runtime/table/format.js";
import { InputError, type ExitCode } from "../exit.js";
import { readInput } from "../files.js";
import { approveAll, bench, pose, refuseTwoStdins, reportPosed, tableOf, type Bench } from "../requests.js";

export interface EvalOptions {
  readonly jsonl: boolean;
  readonly keepState: boolean;
  /** Is each request written beside its decision? */
  readonly record: boolean;
}

export async function evaluate(
  policy: string,
  path: string,
  { jsonl, keepState, record }: EvalOptions,
): Promise<ExitCode> {
  if (keepState && !jsonl) throw new InputError("--keep-state is for several requests", "add --jsonl");
  refuseTwoStdins(policy, path);
  const table = await tableOf(policy);
  if (table === undefined) return 1;
  const text = await readInput(path);
  const lines = jsonl ? text.split("\n").filter((line) => line.trim() !== "") : [text];
  const shared = keepState ? await bench(table) : undefined;
  let faults = 0;
  for (const [i, line] of lines.entries()) {
    const decisions = await decideOne(
      table,
      line,
      `${path === "-" ? "standard input" : path}:${String(i + 1)}`,
      shared ?? (await bench(table)),
    );
    const [first] = decisions;
    const asked = parseJson(line);
    // What is no JSON is no request that could be asked again.
    if (record && asked.ok)
      process.stdout.write(`${JSON.stringify({ request: asked.value, decision: first })}\n`);
    for (const decision of decisions) {
      if (decision.fault !== undefined) faults += 1;
      if (!record) process.stdout.write(`${JSON.stringify(decision)}\n`);
    }
  }
  return faults > 0 ? 1 : 0;
}

/**
 * The decision on the action, and on what came back from it where that is told. Text that is no JSON is a bad request
 * like any other: it gets the policy's `on_error`.
 */
async function decideOne(
  table: TableFile,
  text: string,
  where: string,
  posing: Bench,
): Promise<readonly Decision[]> {
  const json = parseJson(text);
  if (!json.ok) {
    const fault = { path: "", message: `the text ${json.reason}` };
    return [{ ...(await posing.runtime.attempt(undefined)), fault }];
  }
  const posed = pose(json.value, where);
  if (posed.time !== undefined) posing.clock.set(posed.time);
  posing.hear(posed.classifiers);
  await approveAll(table, posing, posed);
  const decision = await posing.runtime.attempt(posed.request);
  const reported = await reportPosed(posing, decision.id, posed);
  return reported === undefined ? [decision] : [decision, reported];
}
