// The reports of coverage that are asked for: the one for people goes to standard output, unless it is given a file, and
// all others to files.

import { InputError } from "../../exit.js";
import { PLAIN, styleFor } from "../../style.js";
import { saveReport } from "../save-report.js";
import { coverageHtml } from "./html.js";
import { coverageJson } from "./json.js";
import { lcov } from "./lcov.js";
import type { Covered } from "./report.js";
import { coverageText } from "./text.js";

const REPORTS = {
  text: (covered, isFile) => coverageText(covered, isFile ? PLAIN : styleFor(process.stdout)),
  json: coverageJson,
  lcov,
  html: coverageHtml,
} as const satisfies Readonly<Record<string, (covered: readonly Covered[], isFile: boolean) => string>>;

type ReportName = keyof typeof REPORTS;

const NAMES = Object.keys(REPORTS);

export interface CoverageReport {
  readonly name: ReportName;
  /** Left out: standard output. */
  readonly file?: string;
}

/**
 * Reads `text`, `html=coverage.html`. `isFree`: does nothing but the report for people go to standard output?
 * @throws {InputError} where there is no such report, or it has no place to go.
 */
export function coverageReportsIn(asked: readonly string[], isFree: boolean): readonly CoverageReport[] {
  const reports = asked.map(reportIn);
  for (const { name, file } of reports) {
    if (file !== undefined) continue;
    if (name !== "text")
      throw new InputError(`the ${name} report of coverage needs a file`, `write --coverage=${name}=FILE`);
    if (!isFree)
      throw new InputError(
        "the report of coverage and another report would both go to standard output",
        "name a file for one of them: --coverage=text=coverage.txt",
      );
  }
  return reports;
}

function reportIn(text: string): CoverageReport {
  const [name = "", ...rest] = text.split("=");
  const file = rest.join("=");
  if (!isReport(name))
    throw new InputError(
      `there is no report of coverage ${name}`,
      `there are ${NAMES.join(", ")}; a path stands before --coverage, or behind --coverage=text`,
    );
  if (rest.length > 0 && file === "")
    throw new InputError(`${text} names no file`, `write --coverage=${name}=FILE`);
  return { name, ...(file !== "" && { file }) };
}

function isReport(name: string): name is ReportName {
  return Object.hasOwn(REPORTS, name);
}

/** @throws {InputError} where a file cannot be written. */
export function deliverCoverage(reports: readonly CoverageReport[], covered: readonly Covered[]): void {
  for (const { name, file } of reports) {
    const text = REPORTS[name](covered, file !== undefined);
    if (file === undefined) process.stdout.write(`\n${text}`);
    else saveReport(file, text);
  }
}
