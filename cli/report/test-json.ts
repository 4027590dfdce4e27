// Test results as JSON.

import type { TestRun } from "../testing/result.js";
import { plain } from "./plain.js";

export function testJson({ suites: ran, stopped }: TestRun): string {
  const results = ran.flatMap(({ results }) => results);
  const failed = results.filter(({ failure }) => failure !== undefined).length;
  const suites = ran.map(({ suite, results, leftOut }) => ({
    file: suite.entry,
    standIns: suite.standIns,
    diagnostics: plain(suite.diagnostics, suite.sources),
    notSelected: leftOut,
    cases: results.map(({ case: { name, origin, tags = [] }, attempts, failure }) => ({
      name,
      tags,
      origin,
      passed: failure === undefined,
      attempts,
      ...(failure && { failure }),
    })),
  }));
  return `${JSON.stringify({ passed: results.length - failed, failed, stopped, suites }, null, 2)}\n`;
}
