// Whether the cases that stand pass, before anything is said that rests on them.

import { report } from "../report/report.js";
import { styleFor } from "../style.js";
import { failuresOf, type SuiteResult } from "./result.js";
import { runSuites } from "./run.js";
import type { Suite } from "./suites.js";

/**
 * What the cases gave, and touched. Undefined where not all of them pass: that, after `problem`, is told on stderr, and what
 * is wrong with files that have errors.
 */
export async function passing(
  suites: readonly Suite[],
  problem: string,
  { coverage = false } = {},
): Promise<readonly SuiteResult[] | undefined> {
  const ran = await runSuites(suites, { selection: {}, coverage });
  const failed = ran.filter((each) => failuresOf(each) > 0);
  const style = styleFor(process.stderr);
  const broken = failed.map(({ suite }) => suite).filter(({ diagnostics }) => diagnostics.length > 0);
  if (broken.length > 0) process.stderr.write(report(broken, "pretty", style));
  const names = failed.flatMap(({ results }) =>
    results.flatMap(({ failure, case: { origin, name } }) =>
      failure === undefined ? [] : [`  ${style.red("✗")} ${name} ${style.dim(origin)}\n`],
    ),
  );
  if (names.length > 0)
    process.stderr.write(`${style.red("error")}: ${problem}; \`agentpol test\` says why\n${names.join("")}`);
  return failed.length === 0 ? ran : undefined;
}
