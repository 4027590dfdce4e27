// Runtimes over policies with refreshed data, and what tests of those share.

import { createHash } from "node:crypto";
import { loadPolicy } from "../../runtime/decide/load.js";
import type { Policy } from "../../runtime/decide/policy.js";
import type { DataSource } from "../../runtime/index.js";
import { createRuntime, type Runtime, type RuntimeOptions } from "../../runtime/runtime.js";
import { createVirtualClock, type VirtualClock } from "../../runtime/state/clock.js";
import type { TableFile } from "../../runtime/table/format.js";
import { payment, SHOP } from "./running.js";
import { tableOfFiles } from "./compiling.js";
import { type Files } from "./problems.js";

export const START = Date.parse("2026-01-01T00:00:00Z");
export const MINUTE = 60_000;
export const FEED = 'data feed: set<string> from "feed.json" refresh 5m\n';
export const ANYTHING = "rule may on * { allow }\n";
/** A rule that restricts by the feed, and one that permits by it. */
export const BARRED = `${ANYTHING}rule barred on payments.send { when args.to in feed, block }\n`;
export const LISTED = "rule listed on payments.send { when args.to in feed, allow }\n";
export const never = new Promise<never>(() => undefined);

/** The table of a policy that compiles; the feed holds Acme in it, unless `files` say otherwise. */
export function fedTable(text: string, files: Files = {}): TableFile {
  return tableOfFiles({ "feed.json": '["Acme"]', "main.agentpol": text, ...files }, "main.agentpol");
}

export interface Fed {
  readonly runtime: Runtime;
  readonly clock: VirtualClock;
}

/** A runtime under `SHOP` and `text`, whose feed comes from `feed`. */
export async function fed(
  text: string,
  feed: DataSource,
  more: RuntimeOptions = {},
  clock = createVirtualClock(START),
): Promise<Fed> {
  const options = { clock, data: { feed }, dataWithin: 30, ...more };
  return { runtime: await createRuntime(fedTable(SHOP + text), options), clock };
}

/** Of a payment. */
export async function verdictOf({ runtime }: Fed, to = "Acme"): Promise<string> {
  return (await runtime.attempt(payment({ to }))).verdict;
}

export function sha256(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

export function loaded(table: TableFile): Policy {
  const read = loadPolicy(table);
  if (!read.ok) throw new Error(read.reason);
  return read.policy;
}
