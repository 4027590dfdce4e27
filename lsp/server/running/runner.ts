// A policy's table, read once for all that runs cases on it.

import type { TableFile } from "../../../runtime/table/format.js";
import { caseRunner, type CaseRunner } from "../../../runtime/testing/run.js";

const runners = new WeakMap<TableFile, Promise<CaseRunner>>();

/** One that failed to be made is made anew when it is asked for again. */
export function runnerOf(table: TableFile): Promise<CaseRunner> {
  const known = runners.get(table);
  if (known !== undefined) return known;
  const runner = caseRunner(table).catch((error: unknown) => {
    runners.delete(table);
    throw error;
  });
  runners.set(table, runner);
  return runner;
}
