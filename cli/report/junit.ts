// Test results as JUnit XML, which CI systems read.

import type { Failure } from "../../runtime/testing/result.js";
import type { SuiteResult, TestRun } from "../testing/result.js";
import { reasonOf, sentence } from "./failure.js";
import { plain } from "./plain.js";

export function junit({ suites }: TestRun): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="agentpol">\n${suites.map(suiteXml).join("")}</testsuites>\n`;
}

function suiteXml({ suite, results }: SuiteResult): string {
  const broken = plain(suite.diagnostics, suite.sources).filter(({ severity }) => severity === "error");
  const failures = results.filter(({ failure }) => failure !== undefined).length;
  const counts = `tests="${String(results.length + broken.length)}" failures="${String(failures)}" errors="${String(broken.length)}"`;
  const errors = broken.map(({ code, message, file, span }) => {
    const place = `${file}:${String(span.start.line)}:${String(span.start.column)}`;
    return caseXml(suite.entry, `compiles: ${code} at ${place}`, `<error message="${escaped(message)}"/>`);
  });
  const cases = results.map(({ case: { name }, failure }) =>
    caseXml(suite.entry, name, failure && failureXml(failure)),
  );
  return `  <testsuite name="${escaped(suite.entry)}" ${counts}>\n${[...errors, ...cases].join("")}  </testsuite>\n`;
}

function caseXml(file: string, name: string, inner: string | undefined): string {
  const attributes = `classname="${escaped(file)}" name="${escaped(name)}"`;
  return inner === undefined
    ? `    <testcase ${attributes}/>\n`
    : `    <testcase ${attributes}>${inner}</testcase>\n`;
}

function failureXml(failure: Failure): string {
  const reason = reasonOf(failure);
  const text = reason === "" ? failure.origin : `${failure.origin}\n${reason}`;
  return `<failure message="${escaped(sentence(failure))}">${escaped(text)}</failure>`;
}

/** Text for XML 1.0: markup escaped, characters that XML cannot hold replaced. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}
