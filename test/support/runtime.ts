// A runtime over a table made by hand, with a clock that stands still, and what most tests of runtimes share.

import { createRuntime, type Runtime, type RuntimeOptions } from "../../runtime/runtime.js";
import { createVirtualClock, type VirtualClock } from "../../runtime/state/clock.js";
import { requestOf, rule, tableOf } from "./table.js";

export const START = Date.parse("2026-01-01T00:00:00Z");
export const MINUTE = 60_000;

export const may = rule({ name: "p.may", verdict: "allow" });
export const groups = { g: ["ana", "ben"], sec: ["sec"] };
export const needs = [
  { rule: "p.ask", of: [{ count: 2, group: "g" }], within: MINUTE, ask: "g" },
  { rule: "p.stop", of: [{ count: 1, group: "sec" }], within: MINUTE, ask: "sec" },
];

export async function start(
  parts: Parameters<typeof tableOf>[0],
  options: RuntimeOptions = {},
): Promise<{ readonly clock: VirtualClock; readonly runtime: Runtime }> {
  const clock = createVirtualClock(START);
  const sandbox = { name: "a stand-in" };
  return { clock, runtime: await createRuntime(tableOf(parts), { clock, sandbox, ...options }) };
}

/** The verdicts of so many attempts, one after another. */
export async function verdicts(
  runtime: Runtime,
  times: number,
  request: unknown = requestOf(),
): Promise<readonly string[]> {
  const given: string[] = [];
  for (let i = 0; i < times; i += 1) given.push((await runtime.attempt(request)).verdict);
  return given;
}
