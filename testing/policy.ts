// A policy under test: a runtime with fresh state and a clock that stands still until it is moved.

import type { RuntimeOptions, Runtime } from "../runtime/runtime.js";
import { createRuntime } from "../runtime/runtime.js";
import { createVirtualClock, type VirtualClock } from "../runtime/state/clock.js";
import { standIns } from "../runtime/testing/stand-ins.js";
import type { TableFile } from "../runtime/table/format.js";

export interface PolicyUnderTest extends Runtime {
  readonly clock: VirtualClock;
}

/** Where the clock stands at first, as in golden cases. */
const START = Date.parse("2026-01-01T00:00:00Z");

/**
 * Starts a policy with state of its own, at 2026-01-01T00:00:00Z. What it demands of its host is stood in for: nothing is boxed,
 * classifiers answer nothing, refreshed data is as compiled; `options` say otherwise.
 * @param table what the table file holds.
 * @throws {RuntimeRefused} (as a rejection) where the table is not as it was written.
 */
export async function startPolicy(
  table: unknown,
  options: Omit<RuntimeOptions, "clock"> = {},
): Promise<PolicyUnderTest> {
  const clock = createVirtualClock(START);
  const runtime = await createRuntime(table, { ...standIns(table as TableFile), ...options, clock });
  return { ...runtime, clock };
}
