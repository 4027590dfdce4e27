// What a property suite is run against: a decision point that can be started afresh, this runtime or another.

import type { Decision, ReportInput, Request } from "../decide/request.js";
import type { Scope } from "../decide/switches.js";
import { prepareRuntimes, type ApprovalInput, type Done, type RuntimeOptions } from "../runtime.js";
import { createVirtualClock, type VirtualClock } from "../state/clock.js";
import { createMemoryStore } from "../state/memory.js";
import type { TableFile } from "../table/format.js";
import { standIns } from "../testing/stand-ins.js";

/** A decision point. Each start forgets all that happened before. */
export interface Target {
  start(): Promise<Session>;
}

/** What a decision on an attempt must say. `matched` may be left out: then only verdicts are looked at. */
export type Decided = Pick<Decision, "verdict" | "rule"> &
  Partial<Pick<Decision, "id" | "enforced" | "code" | "digest" | "matched" | "obligations" | "trips">>;

/** A decision point under way, with a clock that the suite moves. A `Runtime` with a virtual clock is one. */
export interface Session {
  attempt(request: Request): Promise<Decided>;
  report(
    id: string,
    report: ReportInput,
  ): Promise<{
    readonly ok: boolean;
    readonly decision?: Pick<Decision, "verdict">;
    readonly result?: unknown;
  }>;
  approve(approval: ApprovalInput): Promise<Done>;
  kill(scope: Scope): Promise<Done>;
  revive(scope: Scope & { readonly waived: true }): Promise<Done>;
  readonly clock: Pick<VirtualClock, "now" | "set">;
}

/** Where a session's clock stands at first, as in golden cases. */
const START = Date.parse("2026-01-01T00:00:00Z");

/**
 * This package's runtime with a store in memory. What the policy demands of its host is stood in for: classifiers answer
 * nothing unless `options` say otherwise, and refreshed data is as compiled.
 * @param table what the table file beside the suite holds.
 */
export function runtimeTarget(table: unknown, options: RuntimeOptions = {}): Target {
  let prepared: ReturnType<typeof prepareRuntimes> | undefined;
  return {
    start: async () => {
      prepared ??= prepareRuntimes(table, { ...standIns(table as TableFile), ...options });
      const runtimes = await prepared;
      const clock = createVirtualClock(START);
      return { ...runtimes({ store: createMemoryStore(), clock }), clock };
    },
  };
}
