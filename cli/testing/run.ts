// Runs the cases of files, one after the other, and puts together what that gave.

import type { TestCase } from "../../runtime/testing/case.js";
import { caseRunner } from "../../runtime/testing/run.js";
import { ready } from "../../runtime/facts/ready.js";
import { withoutLibraries } from "../libraries.js";
import { progressOn } from "../progress.js";
import { countingOn } from "./counting.js";
import {
  failuresOf,
  hasErrors,
  isBroken,
  type CaseOutcome,
  type SuiteResult,
  type TestRun,
} from "./result.js";
import { isSelected, type Selection } from "./selection.js";
import type { Suite, SuiteReader } from "./suites.js";

export interface RunOptions {
  readonly selection: Selection;
  /** Stop after so many failures. */
  readonly bail?: number;
  /** Count what the cases touch? */
  readonly coverage?: boolean;
}

export interface Watching {
  /** After each case. */
  readonly advance: () => void;
}

/** A file, or the `index`-th of `of` parts of its cases. */
export interface Unit {
  readonly file: string;
  readonly index: number;
  readonly of: number;
}

function wholeFile(file: string): Unit {
  return { file, index: 0, of: 1 };
}

/** Runs all files, in their order, in this thread. */
export async function runFiles(
  files: readonly string[],
  read: SuiteReader,
  options: RunOptions,
  watching: Watching,
): Promise<TestRun> {
  const ran: SuiteResult[] = [];
  let left = options.bail ?? Infinity;
  for (const file of files) {
    if (left <= 0) break;
    const result = await runUnit(wholeFile(file), read, { ...options, bail: left }, watching);
    ran.push(result);
    if (!result.suite.headless) left -= failuresOf(result);
  }
  return together(ran, files.length, options.bail);
}

/** Runs all cases of suites that were read. */
export async function runSuites(
  suites: readonly Suite[],
  options: RunOptions = { selection: {} },
): Promise<SuiteResult[]> {
  const total = suites.reduce((sum, { cases }) => sum + cases.length, 0);
  const progress = progressOn(process.stderr, total, "cases");
  const ran: SuiteResult[] = [];
  for (const suite of suites)
    ran.push(await runSuite(suite, wholeFile(suite.path), options, { advance: progress.advance }));
  progress.end();
  return ran;
}

export async function runUnit(
  unit: Unit,
  read: SuiteReader,
  options: RunOptions,
  watching: Watching,
): Promise<SuiteResult> {
  return runSuite(await read(unit.file), unit, options, watching);
}

/** The part of its cases that the unit is. */
function shareOf(cases: readonly TestCase[], { index, of }: Unit): readonly TestCase[] {
  const edge = (part: number): number => Math.floor((cases.length * part) / of);
  return cases.slice(edge(index), edge(index + 1));
}

async function runSuite(
  suite: Suite,
  unit: Unit,
  { selection, bail = Infinity, coverage }: RunOptions,
  { advance }: Watching,
): Promise<SuiteResult> {
  await ready();
  const selected = suite.cases.filter((each) => isSelected(selection, suite, each));
  const share = shareOf(selected, unit);
  const run = suite.table && share.length > 0 ? await caseRunner(suite.table) : undefined;
  const counting = coverage === true ? countingOn(suite) : undefined;
  const results: CaseOutcome[] = [];
  let left = bail - (hasErrors(suite.diagnostics) ? 1 : 0);
  for (const each of share) {
    if (run === undefined || left <= 0) break;
    const { case: testCase, ...result } = await run(each, counting?.observer);
    const { name, origin, tags } = testCase;
    results.push({ case: { name, origin, ...(tags && { tags }) }, ...result });
    if (result.failure) left -= 1;
    advance();
  }
  const { policy: _, table, cases, ...told } = suite;
  return {
    suite: { ...told, compiles: table !== undefined, standIns: table?.requires ?? [] },
    results,
    ...(counting && { touched: counting.touched() }),
    leftOut: cases.length - selected.length,
    stopped: results.length < share.length,
  };
}

/**
 * The results of the first of `total` files, in their order, up to the last failure that `bail` allows. Files that are parts
 * of others are no suites; which ones are is known once all were read, so none of them counts before.
 */
export function together(ran: readonly SuiteResult[], total: number, bail = Infinity): TestRun {
  const kept: SuiteResult[] = [];
  let left = bail;
  for (const result of ran) {
    if (left <= 0) break;
    const cut = cutAfter(result, left);
    kept.push(cut);
    if (!cut.suite.headless) left -= failuresOf(cut);
  }
  const stopped = left <= 0 && (kept.length < total || kept.some((each) => each.stopped));
  const suites = stopped ? kept.filter(({ suite }) => !suite.headless) : withoutParts(kept);
  return { suites, stopped };
}

function cutAfter(result: SuiteResult, failures: number): SuiteResult {
  const { suite, results } = result;
  let left = failures - (isBroken(suite) ? 1 : 0);
  let end = 0;
  for (; end < results.length && left > 0; end += 1) if (results[end]?.failure !== undefined) left -= 1;
  return end === results.length ? result : { ...result, results: results.slice(0, end), stopped: true };
}

function withoutParts(ran: readonly SuiteResult[]): SuiteResult[] {
  return withoutLibraries(ran.map((result) => ({ ...result.suite, result }))).map(({ result }) => result);
}
