// The reports of test results that are asked for: one goes to standard output, each other to a file.

import { InputError } from "../exit.js";
import { PLAIN, styleFor } from "../style.js";
import type { TestRun } from "../testing/result.js";
import { testGithub } from "./github.js";
import { junit } from "./junit.js";
import { saveReport } from "./save-report.js";
import { tap } from "./tap.js";
import { testJson } from "./test-json.js";
import { testPretty } from "./test-pretty.js";

const REPORTERS = {
  pretty: (run, isFile) => testPretty(run, isFile ? PLAIN : styleFor(process.stdout)),
  json: testJson,
  junit,
  tap,
  github: testGithub,
} as const satisfies Readonly<Record<string, (run: TestRun, isFile: boolean) => string>>;

type Reporter = keyof typeof REPORTERS;

const REPORTER_NAMES = Object.keys(REPORTERS);

export interface Reporting {
  readonly reporter: Reporter;
  /** Left out: standard output. */
  readonly file?: string;
}

/**
 * Reads `junit` or `junit=out.xml`. Where nothing would go to standard output, the one for people does.
 * @throws {InputError} where there is no such reporter, or more than one report would go to standard output.
 */
export function reportingsIn(texts: readonly string[]): readonly Reporting[] {
  const reportings = texts.map(reportingIn);
  const [first, second] = reportings.filter(({ file }) => file === undefined);
  if (first === undefined) return [{ reporter: "pretty" }, ...reportings];
  if (second !== undefined) {
    throw new InputError(
      `both ${first.reporter} and ${second.reporter} would go to standard output`,
      `name a file for one of them: --reporter ${second.reporter}=report.txt`,
    );
  }
  return reportings;
}

function reportingIn(text: string): Reporting {
  const [name = "", ...rest] = text.split("=");
  const file = rest.join("=");
  if (!isReporter(name)) {
    throw new InputError(`there is no reporter ${name}`, `there are ${REPORTER_NAMES.join(", ")}`);
  }
  if (rest.length > 0 && file === "") {
    throw new InputError(`${text} names no file`, `write ${name} alone for standard output, or ${name}=FILE`);
  }
  return { reporter: name, ...(file !== "" && { file }) };
}

function isReporter(name: string): name is Reporter {
  return Object.hasOwn(REPORTERS, name);
}

/** @throws {InputError} where a file cannot be written. */
export function deliver(reportings: readonly Reporting[], run: TestRun): void {
  for (const { reporter, file } of reportings) {
    const text = REPORTERS[reporter](run, file !== undefined);
    if (file === undefined) process.stdout.write(text);
    else saveReport(file, text);
  }
}
