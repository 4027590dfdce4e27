// `agentpol test`: runs test blocks and cases files.

import { ready } from "../../runtime/facts/ready.js";
import { runCase } from "../../runtime/testing/run.js";
import type { CaseResult } from "../../runtime/testing/result.js";
import { InputError, type ExitCode } from "../exit.js";
import { discover } from "../files.js";
import { progressOn } from "../progress.js";
import { junit } from "../report/junit.js";
import { testJson } from "../report/test-json.js";
import { testPretty } from "../report/test-pretty.js";
import { styleFor } from "../style.js";
import { collect, type Suite, type SuiteResult } from "../suites.js";

export interface TestOptions {
  readonly format: "pretty" | "json" | "junit";
  readonly filter?: string;
}

export async function test(paths: readonly string[], { format, filter }: TestOptions): Promise<ExitCode> {
  const files = discover(paths, [".agentpol", ".cases.yaml"]);
  if (files.length === 0) {
    throw new InputError(
      `no policies or cases under ${paths.join(", ")}`,
      "name a *.agentpol or *.cases.yaml file, or a folder",
    );
  }
  await ready();
  const suites = await collect(files);
  const ran = await runAll(suites, filter);
  process.stdout.write(formatted(format, ran));
  return ran.some(failed) ? 1 : 0;
}

async function runAll(suites: readonly Suite[], filter: string | undefined): Promise<SuiteResult[]> {
  const selected = suites.map((suite) => ({
    suite,
    cases: suite.cases.filter((each) => matches(filter, suite, each)),
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

function matches(filter: string | undefined, suite: Suite, testCase: Suite["cases"][number]): boolean {
  if (filter === undefined) return true;
  const rules = testCase.steps.flatMap((step) =>
    step.step === "expect" && step.by !== undefined ? [step.by] : [],
  );
  return [testCase.name, suite.file, ...rules].some((text) => text.includes(filter));
}

function failed({ suite, results }: SuiteResult): boolean {
  return (
    suite.table === undefined ||
    suite.diagnostics.some(({ severity }) => severity === "error") ||
    results.some(({ failure }) => failure)
  );
}

function formatted(format: TestOptions["format"], ran: readonly SuiteResult[]): string {
  switch (format) {
    case "json":
      return testJson(ran);
    case "junit":
      return junit(ran);
    case "pretty":
      return testPretty(ran, styleFor(process.stdout));
  }
}
