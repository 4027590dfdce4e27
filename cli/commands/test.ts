// `agentpol test`: runs test blocks and cases files.

import { availableParallelism } from "node:os";
import { InputError, tellRefusal, type ExitCode } from "../exit.js";
import { discover } from "../files.js";
import { progressOn } from "../progress.js";
import { deliver, reportingsIn, type Reporting } from "../report/test-report.js";
import { styleFor } from "../style.js";
import { coveredIn } from "../testing/coverage.js";
import { coverageTeller } from "../testing/covering.js";
import { failedAfter, lastFailed, rememberFailed } from "../testing/last-run.js";
import { runParallel } from "../testing/parallel.js";
import { failuresOf, type TestRun } from "../testing/result.js";
import { runFiles, type RunOptions } from "../testing/run.js";
import { asAsked, type Failed, type Selection } from "../testing/selection.js";
import { collect, inOrder, pathOf, suiteReader, type SuiteReader } from "../testing/suites.js";
import { update } from "../testing/update.js";
import { keepRunning } from "../testing/watching.js";

export interface TestOptions extends Pick<Selection, "filter" | "rule"> {
  /** `junit`, `junit=out.xml`. */
  readonly reporters: readonly string[];
  /** `text`, `html=out.html`. */
  readonly coverage: readonly string[];
  /** `rules=100,conditions=90`. */
  readonly min?: string;
  /** Only what failed in the last run. */
  readonly failed: boolean;
  /** Stop after so many failures. */
  readonly bail?: number;
  /** Write expectations anew that are not met. */
  readonly update: boolean;
  /** Run again what a change touches, until the user ends it. */
  readonly watch: boolean;
  /** How many worker threads, or as many as the machine runs at once; left out: none. */
  readonly parallel?: number | "all";
}

/** @throws {InputError} where there is nothing to run, or a report cannot be made. */
export async function test(paths: readonly string[], options: TestOptions): Promise<ExitCode> {
  const reportings = reportingsIn(options.reporters);
  const tellCoverage = coverageTeller(options, reportings);
  if (options.watch) return watch(paths, options, reportings);
  const before = lastFailed();
  const selection = selectionOf(options, before);
  const files = filesOf(paths, selection);
  if (options.update) await updateAll(files, selection, reportings);
  const read = suiteReader();
  const running = { selection, coverage: tellCoverage !== undefined };
  const run = await runAll(files, read, running, options);
  deliver(reportings, run);
  const isEnough = tellCoverage?.(await coveredIn(run, read)) ?? true;
  remember(run, selection);
  return run.suites.some((each) => failuresOf(each) > 0) ? 1 : isEnough ? 0 : 3;
}

/** @throws {InputError} where something is asked for that is of one run alone. */
async function watch(
  paths: readonly string[],
  options: TestOptions,
  reportings: readonly Reporting[],
): Promise<ExitCode> {
  const one = [
    ...(options.update ? ["--update"] : []),
    ...(options.failed ? ["--failed"] : []),
    ...(options.coverage.length > 0 || options.min !== undefined ? ["--coverage and --min"] : []),
    ...(paths.includes("-") ? ["standard input"] : []),
  ][0];
  if (one !== undefined) throw new InputError(`--watch does not go with ${one}`, "leave one of them out");
  const selection = selectionOf(options, undefined);
  await keepRunning({
    paths,
    files: () => filesOf(paths, selection),
    run: (files) => runAll(files, suiteReader(), { selection }, options),
    tell: (run, changed) => {
      if (changed) note(`changed: ${changed.join(", ")}`);
      deliver(reportings, run);
      remember(run, selection);
      note("waiting for changes; Ctrl-C ends it");
    },
    refuse: tellRefusal,
  });
  return 0;
}

/** Differences are read by people: beside a report for machines they go to standard error. */
async function updateAll(
  files: readonly string[],
  selection: Selection,
  reportings: readonly Reporting[],
): Promise<void> {
  if (files.includes("-"))
    throw new InputError("--update cannot rewrite standard input", "name the file that is to be rewritten");
  const isFree = reportings.every(({ reporter, file }) => reporter === "pretty" || file !== undefined);
  const stream = isFree ? process.stdout : process.stderr;
  const write = (text: string): void => {
    stream.write(text);
  };
  await update(await collect(files), selection, { write, style: styleFor(stream) });
}

/** @throws {InputError} where no case is as was asked: most likely a name is misspelt. */
async function runAll(
  files: readonly string[],
  read: SuiteReader,
  running: RunOptions,
  { bail, parallel }: TestOptions,
): Promise<TestRun> {
  const progress = progressOn(process.stderr, undefined, "cases");
  const options = { ...running, ...(bail !== undefined && { bail }) };
  const workers = parallel === "all" ? availableParallelism() : (parallel ?? 1);
  // Standard input can be read once, and here.
  const run =
    workers === 1 || files.includes("-")
      ? await runFiles(files, read, options, progress)
      : await runParallel(files, options, workers, progress.advance);
  progress.end();
  const { selection } = running;
  const asked = asAsked(selection);
  const isEmpty = run.suites.every((each) => each.results.length + failuresOf(each) === 0);
  if (isEmpty && asked !== "" && selection.failed === undefined)
    throw new InputError(`no case fits ${asked}`, "leave it out to see which cases there are");
  return run;
}

function remember(run: TestRun, selection: Selection): void {
  const unwritten = rememberFailed(failedAfter(lastFailed() ?? new Map(), run, selection));
  if (unwritten !== undefined) note(`what failed cannot be remembered for --failed: ${unwritten}`);
}

function selectionOf({ filter, rule, failed }: TestOptions, before: Failed | undefined): Selection {
  if (failed && before === undefined) note("no earlier run is known here, so all cases are run");
  if (failed && before?.size === 0) note("nothing failed in the last run");
  return {
    ...(filter !== undefined && { filter }),
    ...(rule !== undefined && { rule }),
    ...(failed && before !== undefined && { failed: before }),
  };
}

function filesOf(paths: readonly string[], { failed }: Selection): readonly string[] {
  const files = inOrder(discover(paths, [".agentpol", ".cases.yaml"]));
  if (files.length === 0) {
    throw new InputError(
      `no policies or cases under ${paths.join(", ")}`,
      "name a *.agentpol or *.cases.yaml file, or a folder",
    );
  }
  return failed === undefined ? files : files.filter((file) => failed.has(pathOf(file)));
}

function note(text: string): void {
  process.stderr.write(`note: ${text}\n`);
}
