// Test results as JSON.

import type { SuiteResult } from "../testing/run.js";
import { plain } from "./plain.js";

export function testJson(ran: readonly SuiteResult[]): string {
  const results = ran.flatMap(({ results }) => results);
  const failed = results.filter(({ failure }) => failure !== undefined).length;
  const suites = ran.map(({ suite, results }) => ({
    file: suite.file,
    standIns: suite.table?.requires ?? [],
    diagnostics: plain(suite.diagnostics, suite.sources),
    cases: results.map(({ case: { name, origin }, attempts, failure }) => ({
      name,
      origin,
      passed: failure === undefined,
      attempts,
      ...(failure && { failure }),
    })),
  }));
  return `${JSON.stringify({ passed: results.length - failed, failed, suites }, null, 2)}\n`;
}
