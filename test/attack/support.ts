// Compiles the small policies that the attacks are made on, as text, the way an author would write them.

import { compile } from "../../compiler/compile.js";
import { loadPolicy } from "../../runtime/decide/load.js";
import type { Policy } from "../../runtime/decide/policy.js";
import { ready } from "../../runtime/facts/ready.js";
import { parseSchema } from "../../runtime/facts/sql/index.js";
import { createRuntime, type Runtime, type RuntimeOptions } from "../../runtime/runtime.js";
import { createVirtualClock, type VirtualClock } from "../../runtime/state/clock.js";
import type { TableFile } from "../../runtime/table/format.js";

/** The table of a policy that compiles; `ready()` stands before it, since a policy may have a SQL baseline. */
export async function tableOfText(
  text: string,
  files: Readonly<Record<string, string>> = {},
): Promise<TableFile> {
  await ready();
  const sources: Readonly<Record<string, string>> = { ...files, "p.agentpol": text };
  const { table, diagnostics } = compile("p.agentpol", {
    read: (file) => {
      const source = sources[file];
      return source === undefined ? { ok: false, reason: "no such file" } : { ok: true, text: source };
    },
    parseSchema,
  });
  if (table === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return table;
}

export async function policyOfText(
  text: string,
  files: Readonly<Record<string, string>> = {},
): Promise<Policy> {
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
