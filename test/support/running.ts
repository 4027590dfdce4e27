// Runtimes over policies given as text: what tests of whole decisions share.

import { ready } from "../../runtime/facts/ready.js";
import { createRuntime, type Runtime } from "../../runtime/runtime.js";
import { createVirtualClock, type VirtualClock } from "../../runtime/state/clock.js";
import { createMemoryStore } from "../../runtime/state/memory.js";
import type { Store } from "../../runtime/state/store.js";
import type { TableFile } from "../../runtime/table/format.js";
import { tableOfFiles } from "./compiling.js";

const START = Date.parse("2026-01-01T00:00:00Z");

/** Three actions, an agent, people: what the policies of these tests speak of. */
export const SHOP = `policy shop { default block "nothing permits this" }
agent   { id: string, role: clerk | lead, owner?: string }
context { env: dev | prod, ticket?: string }
impact  { hosts: int }
action files.read(path: path) { reads path, effect read, reversible always }
action shell.exec(command: command) { runs command, effect execute, reversible reported }
action payments.send(to: string, amount: money(USD), memo?: string) { effect write, reversible never }
group owners = ["ana@corp.example", "ben@corp.example"]
`;

/** The table of a policy that compiles. */
export function tableFor(text: string): TableFile {
  return tableOfFiles({ "shop.agentpol": text }, "shop.agentpol");
}

export interface Running {
  readonly runtime: Runtime;
  readonly clock: VirtualClock;
  readonly store: Store;
}

/** A runtime under `SHOP` and `rules`, on state of its own unless told otherwise. */
export async function running(
  rules: string,
  { clock = createVirtualClock(START), store = createMemoryStore() }: Partial<Omit<Running, "runtime">> = {},
): Promise<Running> {
  await ready();
  return { runtime: await createRuntime(tableFor(SHOP + rules), { clock, store }), clock, store };
}

/** A payment of ann's, or what `more` makes of it. */
export function payment(args: object = {}, more: object = {}): object {
  return {
    agent: { id: "a-1", role: "clerk" },
    context: { env: "prod" },
    action: { name: "payments.send", args: { to: "Acme", amount: 10, ...args } },
    ...more,
  };
}

/** A command of ann's; `$X` as the program makes every condition on it unknown. */
export function shell(command: string): object {
  return payment({}, { action: { name: "shell.exec", args: { command } } });
}
