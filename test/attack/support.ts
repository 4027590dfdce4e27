// Compiles the small policies that the attacks are made on, as text, the way an author would write them.

import { loadPolicy } from "../../runtime/decide/load.js";
import type { Policy } from "../../runtime/decide/policy.js";
import { ready } from "../../runtime/facts/ready.js";
import { createRuntime, type Runtime, type RuntimeOptions } from "../../runtime/runtime.js";
import { createVirtualClock, type VirtualClock } from "../../runtime/state/clock.js";
import type { TableFile } from "../../runtime/table/format.js";
import { tableOfFiles } from "../support/compiling.js";
import { type Files } from "../support/problems.js";

/** The table of a policy that compiles; `ready()` stands before it, since a policy may have a SQL baseline. */
export async function tableOfText(text: string, files: Files = {}): Promise<TableFile> {
  await ready();
  return tableOfFiles({ ...files, "p.agentpol": text });
}

export async function policyOfText(text: string, files: Files = {}): Promise<Policy> {
  const loaded = loadPolicy(await tableOfText(text, files));
  if (!loaded.ok) throw new Error(loaded.reason);
  return loaded.policy;
}

/** A runtime on a clock that stands at zero. */
export async function runtimeOf(
  text: string,
  options: RuntimeOptions = {},
): Promise<{ readonly runtime: Runtime; readonly clock: VirtualClock }> {
  const clock = createVirtualClock(0);
  return { clock, runtime: await createRuntime(await tableOfText(text), { clock, ...options }) };
}

/** How long `work` takes, in milliseconds. */
export function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
