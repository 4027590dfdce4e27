// Test results as TAP, version 14 (testanything.org): a line a case, and what is wrong as a YAML block.

import type { SuiteResult, TestRun } from "../testing/result.js";
import { reasonOf, sentence } from "./failure.js";
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
  // A text of JSON is one of YAML.
  const members = Object.entries(wrong).map(([member, text]) => `  ${member}: ${JSON.stringify(text)}\n`);
  return `${line}  ---\n${members.join("")}  ...\n`;
}

/** `#` begins a directive, and a line ends the description. */
function described(name: string): string {
  return name
    .replaceAll("\\", "\\\\")
    .replaceAll("#", "\\#")
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
