// Test results as TAP, version 14 (testanything.org): a line a case, and what is wrong as a YAML block.

import type { SuiteResult, TestRun } from "../testing/result.js";
import { reasonOf, sentence } from "../../runtime/testing/failure-text.js";
import { plain } from "./plain.js";

/** What one line is about. */
interface Point {
  readonly name: string;
  /** Where it is not as it should be: by the name of a YAML member. */
  readonly wrong?: Readonly<Record<string, string>>;
}

export function tap({ suites }: TestRun): string {
  const points = suites.flatMap(pointsOf);
  return `TAP version 14\n1..${String(points.length)}\n${points.map(pointText).join("")}`;
}

function pointsOf({ suite, results }: SuiteResult): readonly Point[] {
  const errors = plain(suite.diagnostics, suite.sources).filter(({ severity }) => severity === "error");
  const broken = errors.map(({ code, message, file, span }): Point => {
    const at = `${file}:${String(span.start.line)}:${String(span.start.column)}`;
    return { name: `${suite.entry}: compiles`, wrong: { message: `${code}: ${message}`, at } };
  });
  const cases = results.map(({ case: { name }, failure }): Point => {
    const point = { name: `${suite.entry}: ${name}` };
    if (failure === undefined) return point;
    const reason = reasonOf(failure);
    const wrong = { message: sentence(failure), ...(reason !== "" && { reason }), at: failure.origin };
    return { ...point, wrong };
  });
  return [...broken, ...cases];
}

function pointText({ name, wrong }: Point, index: number): string {
  const line = `${wrong === undefined ? "ok" : "not ok"} ${String(index + 1)} - ${described(name)}\n`;
  if (wrong === undefined) return line;
  const members = Object.entries(wrong).map(([member, text]) => `  ${member}: ${quoted(text)}\n`);
  return `${line}  ---\n${members.join("")}  ...\n`;
}

/** A text of JSON is one of YAML, but for characters that YAML does not allow or takes for the end of a line. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/gu,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** `#` begins a directive, a line ends the description, and `{` at its end begins a subtest, for which there is no escape. */
function described(name: string): string {
  return name
    .replaceAll("\\", "\\\\")
    .replaceAll("#", "\\#")
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/\{\s*$/u, "{…");
}
