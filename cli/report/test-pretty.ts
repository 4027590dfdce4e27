// Test results for people: a line a suite, and for each failing case what was expected, what came, and why.

import { visible } from "../../compiler/tabulate/visible.js";
import type { Failure } from "../../runtime/testing/result.js";
import {
  failedCases,
  isBroken,
  type CaseOutcome,
  type SuiteResult,
  type TestRun,
} from "../testing/result.js";
import type { Style } from "../style.js";
import { explanationLines } from "./explanation.js";
import { phrase } from "../../runtime/testing/failure-text.js";
import { plain } from "./plain.js";
import { pretty } from "./pretty.js";
import { counted } from "./report.js";

export function testPretty(run: TestRun, style: Style): string {
  const suites = run.suites.map((each) => suiteText(each, style)).join("");
  return `${suites.trimEnd()}\n${summary(run, style)}`;
}

/** Nothing of one of which nothing was selected. */
function suiteText({ suite, results, leftOut }: SuiteResult, style: Style): string {
  if (leftOut > 0 && results.length === 0 && !isBroken(suite)) return "";
  const errors = suite.diagnostics.filter(({ severity }) => severity === "error");
  const failures = results.filter(({ failure }) => failure !== undefined);
  const good = errors.length + failures.length === 0;
  const mark = good ? style.green("✓") : style.red("✗");
  const ranText = suite.compiles ? counted(results.length, "case", "cases") : "does not compile";
  const { standIns } = suite;
  const note =
    standIns.length > 0 && results.length > 0 ? style.dim(` (stand-in for: ${standIns.join(", ")})`) : "";
  const lines = [`${mark} ${suite.entry} ${style.dim(ranText)}${note}\n`];
  if (errors.length > 0) lines.push(`\n${pretty(plain(errors, suite.sources), suite.sources, style)}\n`);
  for (const result of failures) lines.push(failureText(result, style));
  if (failures.length > 0) lines.push("\n");
  return lines.join("");
}

function failureText(result: CaseOutcome, style: Style): string {
  const { case: testCase, failure } = result;
  if (failure === undefined) return "";
  const head = `\n  ${style.red("✗")} ${style.bold(visible(testCase.name))}\n    ${style.dim(failure.origin)}\n`;
  return (
    head + (failure.kind === "step" ? `    ${visible(failure.message)}\n` : decisionText(failure, style))
  );
}

function decisionText(failure: Extract<Failure, { kind: "decision" }>, style: Style): string {
  const { expected, actual, attempt } = failure;
  const which =
    expected.times > 1 ? style.dim(` (attempt ${String(attempt)} of ${String(expected.times)})`) : "";
  const lines = [
    `expected ${style.green(phrase(expected.verdict, expected.by, expected.code))}${which}`,
    `actual   ${style.red(phrase(actual.verdict, actual.rule, actual.code))}`,
    `         ${visible(actual.reason)}`,
    ...(actual.fault ? [`         ${visible(`${actual.fault.path}: ${actual.fault.message}`)}`] : []),
    ...explanationLines(failure.explanation, style, { onlyOfAction: true }),
  ];
  return `${lines.map((line) => `    ${line}`.trimEnd()).join("\n")}\n`;
}

function summary({ suites, stopped }: TestRun, style: Style): string {
  const results = suites.flatMap((each) => each.results);
  const failed = suites.reduce((total, each) => total + failedCases(each), 0);
  const broken = suites.filter(({ suite }) => isBroken(suite)).length;
  const leftOut = suites.reduce((total, each) => total + each.leftOut, 0);
  const attempts = results.reduce((total, result) => total + result.attempts, 0);
  const tally = `${String(results.length - failed)} passed, ${String(failed)} failed`;
  const extra = broken > 0 ? style.red(`, ${counted(broken, "file does", "files do")} not compile`) : "";
  const paint = failed + broken > 0 ? style.red : style.green;
  const details = [
    counted(attempts, "decision", "decisions"),
    ...(leftOut > 0 ? [`${String(leftOut)} not selected`] : []),
  ].join(", ");
  const end = stopped ? style.yellow("stopped: not all cases were run\n") : "";
  const again = failed > 0 ? style.dim("--failed runs only what failed\n") : "";
  return `\n${paint(tally)}${extra} ${style.dim(`(${details})`)}\n${end}${again}`;
}
