// Runs the cases of suites, one after the other.

import { ready } from "../../runtime/facts/ready.js";
import type { Observer } from "../../runtime/testing/observer.js";
import type { CaseResult } from "../../runtime/testing/result.js";
import { caseRunner } from "../../runtime/testing/run.js";
import { progressOn } from "../progress.js";
import { isBroken, type Suite } from "./suites.js";

/** A suite and what running its cases gave. */
export interface SuiteResult {
  readonly suite: Suite;
  readonly results: readonly CaseResult[];
}

/** What looks on while a suite's cases run. */
export type Observing = (suite: Suite) => Observer;

export async function runSuites(suites: readonly Suite[], observing?: Observing): Promise<SuiteResult[]> {
  await ready();
  const total = suites.reduce((sum, { cases }) => sum + cases.length, 0);
  const progress = progressOn(process.stderr, total, "cases");
  const ran: SuiteResult[] = [];
  for (const suite of suites)
    ran.push({ suite, results: await runSuite(suite, progress.advance, observing?.(suite)) });
  progress.end();
  return ran;
}

async function runSuite(suite: Suite, advance: () => void, observer?: Observer): Promise<CaseResult[]> {
  if (suite.table === undefined || suite.cases.length === 0) return [];
  const run = await caseRunner(suite.table);
  const results: CaseResult[] = [];
  for (const each of suite.cases) {
    results.push(await run(each, observer));
    advance();
  }
  return results;
}

/** Did a case fail, or could some not be read? */
export function hasFailed({ suite, results }: SuiteResult): boolean {
  return isBroken(suite) || results.some(({ failure }) => failure !== undefined);
}
