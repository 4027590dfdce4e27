// `agentpol test`: runs test blocks and cases files.

import { ready } from "../../runtime/facts/ready.js";
import { runCase } from "../../runtime/testing/run.js";
import type { TestCase } from "../../runtime/testing/case.js";
import type { CaseResult } from "../../runtime/testing/result.js";
import { InputError, type ExitCode } from "../exit.js";
import { discover } from "../files.js";
import { progressOn } from "../progress.js";
import { deliver, reportingsIn } from "../report/test-report.js";
import { collect, type Suite, type SuiteResult } from "../suites.js";

export interface TestOptions extends Selection {
  /** `junit`, `junit=out.xml`. */
  readonly reporters: readonly string[];
}

/** Which cases are run: those that all of it fits. */
interface Selection {
  /** The case's name, its file's or an expected rule's contains the text. */
  readonly filter?: string;
  /** The case expects this rule, by its name with or without the policy's. */
  readonly rule?: string;
}

/** @throws {InputError} where there is nothing to run, or a report cannot be made. */
export async function test(
  paths: readonly string[],
  { reporters, ...selection }: TestOptions,
): Promise<ExitCode> {
  const reportings = reportingsIn(reporters);
  const files = discover(paths, [".agentpol", ".cases.yaml"]);
  if (files.length === 0) {
    throw new InputError(
      `no policies or cases under ${paths.join(", ")}`,
      "name a *.agentpol or *.cases.yaml file, or a folder",
    );
  }
  await ready();
  const suites = await collect(files);
  const ran = await runAll(suites, selection);
  deliver(reportings, ran);
  return ran.some(failed) ? 1 : 0;
}

async function runAll(suites: readonly Suite[], selection: Selection): Promise<SuiteResult[]> {
  const selected = suites.map((suite) => ({
    suite,
    cases: suite.cases.filter((each) => isSelected(selection, suite, each)),
  }));
  const progress = progressOn(
    process.stderr,
    selected.reduce((total, { cases }) => total + cases.length, 0),
    "cases",
  );
  const ran: SuiteResult[] = [];
  for (const { suite, cases } of selected) {
    const results: CaseResult[] = [];
    const { table } = suite;
    for (const each of cases) {
      if (table !== undefined) results.push(await runCase(table, each));
      progress.advance();
    }
    ran.push({ suite, results });
  }
  progress.end();
  return ran;
}

function isSelected({ filter, rule }: Selection, suite: Suite, { name, steps }: TestCase): boolean {
  const rules = steps.flatMap((step) => (step.step === "expect" && step.by !== undefined ? [step.by] : []));
  if (rule !== undefined && !rules.some((each) => each === rule || each.endsWith(`.${rule}`))) return false;
  return filter === undefined || [name, suite.file, ...rules].some((text) => text.includes(filter));
}

function failed({ suite, results }: SuiteResult): boolean {
  return (
    suite.table === undefined ||
    suite.diagnostics.some(({ severity }) => severity === "error") ||
    results.some(({ failure }) => failure)
  );
}
