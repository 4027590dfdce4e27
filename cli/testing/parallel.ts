// Runs the cases of files in worker threads; what comes of it is what one thread would have made of it.

import { bothTouched } from "./counting.js";
import { runPool, type Answer } from "./pool.js";
import { failedCases, failuresOf, type SuiteResult, type TestRun } from "./result.js";
import { together, type RunOptions, type Unit } from "./run.js";

/** Beside this module once it is bundled, wherever it is put: chunks and programs both stand a folder below `dist/`. */
const WORKER = new URL("../cli/testing/worker.js", import.meta.url);

export async function runParallel(
  files: readonly string[],
  options: RunOptions,
  workers: number,
  advance: (cases: number) => void,
): Promise<TestRun> {
  const parts = Math.ceil(workers / files.length);
  const units = files.flatMap((file) =>
    Array.from({ length: parts }, (_, index): Unit => ({ file, index, of: parts })),
  );
  const answers = await runPool<Unit, SuiteResult>(units, {
    script: WORKER,
    count: workers,
    common: options,
    nameOf: ({ file }) => file,
    advance,
    more: untilEnough(units, options.bail ?? Infinity),
  });
  return together(joined(answers, parts), files.length, options.bail);
}

/** Is more needed? Not where what is known without a gap from the beginning on has enough failures, or ends the command. */
function untilEnough(
  units: readonly Unit[],
  bail: number,
): (answers: readonly (Answer<SuiteResult> | undefined)[]) => boolean {
  let known = 0;
  let left = bail;
  return (answers) => {
    for (let answer = answers[known]; answer !== undefined; answer = answers[known]) {
      if (!answer.ok) return false;
      // A part of a file that is not the first tells its errors once more.
      const counts = !answer.value.suite.headless;
      if (counts) left -= units[known]?.index === 0 ? failuresOf(answer.value) : failedCases(answer.value);
      known += 1;
    }
    return left > 0;
  };
}

/**
 * One result a file, in their order, up to the first file that was left.
 * @throws what went wrong with a file, the first in their order.
 */
function joined(answers: readonly (Answer<SuiteResult> | undefined)[], parts: number): SuiteResult[] {
  const ran: SuiteResult[] = [];
  for (let at = 0; at < answers.length; at += parts) {
    const parted = answers.slice(at, at + parts).map((answer) => {
      if (answer?.ok === false) throw answer.error;
      return answer?.value;
    });
    const known = parted.filter((result) => result !== undefined);
    const [first] = known;
    if (first === undefined) break;
    const stopped = known.length < parts || known.some((each) => each.stopped);
    const touched = known.map((each) => each.touched).reduce(bothTouched);
    const results = known.flatMap((each) => each.results);
    ran.push({ ...first, results, ...(touched && { touched }), stopped });
  }
  return ran;
}
