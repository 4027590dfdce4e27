// Test results as JUnit XML, which CI systems read.

import type { Failure } from "../../runtime/testing/result.js";
import type { SuiteResult, TestRun } from "../testing/result.js";
import { reasonOf, sentence } from "../../runtime/testing/failure-text.js";
import { plain } from "./plain.js";

/**
 * The elements and attributes that Jenkins and GitLab read. There is no `time`: a case runs by a clock of its own, and the same
 * cases give the same report.
 */
export function junit({ suites }: TestRun): string {
  const files = suites.map(fileOf);
  const counts = countsText(files.flatMap(({ cases }) => cases));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="agentpol" ${counts}>\n${files.map(fileXml).join("")}</testsuites>\n`;
}

interface File {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** A case, or an error of its file. */
interface Case {
  readonly name: string;
  readonly wrong?: Wrong;
}

interface Wrong {
  readonly element: "error" | "failure";
  readonly type: string;
  readonly message: string;
  readonly text: string;
}

function fileOf({ suite, results }: SuiteResult): File {
  const broken = plain(suite.diagnostics, suite.sources).filter(({ severity }) => severity === "error");
  const errors = broken.map(({ code, message, file, span }): Case => {
    const place = `${file}:${String(span.start.line)}:${String(span.start.column)}`;
    const name = `compiles: ${code} at ${place}`;
    return { name, wrong: { element: "error", type: code, message, text: place } };
  });
  const cases = results.map(({ case: { name }, failure }): Case => ({
    name,
    ...(failure && { wrong: wrongOf(failure) }),
  }));
  return { name: suite.entry, cases: [...errors, ...cases] };
}

function wrongOf(failure: Failure): Wrong {
  const reason = reasonOf(failure);
  const text = reason === "" ? failure.origin : `${failure.origin}\n${reason}`;
  return { element: "failure", type: failure.kind, message: sentence(failure), text };
}

function fileXml({ name, cases }: File): string {
  const lines = cases.map((each) => caseXml(name, each));
  return `  <testsuite name="${escaped(name)}" ${countsText(cases)}>\n${lines.join("")}  </testsuite>\n`;
}

function countsText(cases: readonly Case[]): string {
  const count = (element: Wrong["element"]): string =>
    String(cases.filter(({ wrong }) => wrong?.element === element).length);
  return `tests="${String(cases.length)}" failures="${count("failure")}" errors="${count("error")}"`;
}

function caseXml(file: string, { name, wrong }: Case): string {
  const attributes = `classname="${escaped(file)}" name="${escaped(name)}"`;
  if (wrong === undefined) return `    <testcase ${attributes}/>\n`;
  const { element, type, message, text } = wrong;
  const inner = `<${element} type="${type}" message="${escaped(message)}">${escaped(text)}</${element}>`;
  return `    <testcase ${attributes}>${inner}</testcase>\n`;
}

/** Text for XML 1.0: markup escaped, and white space that a reader would level; what XML cannot hold is replaced. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/[\t\n\r]/gu, (space) => `&#${String(space.charCodeAt(0))};`);
}
