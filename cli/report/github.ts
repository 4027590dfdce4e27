// Diagnostics and test results as GitHub Actions workflow commands, which annotate the lines of a pull request.
// Source: GitHub, "Workflow commands for GitHub Actions".

import type { CaseOutcome, TestRun } from "../testing/result.js";
import { reasonOf, sentence } from "../../runtime/testing/failure-text.js";
import { plain, type PlainDiagnostic } from "./plain.js";

export function github(diagnostics: readonly PlainDiagnostic[]): string {
  return diagnostics.map(ofDiagnostic).join("");
}

/** Of failed cases, and of errors in their files. */
export function testGithub({ suites }: TestRun): string {
  return suites
    .flatMap(({ suite, results }) => [
      ...plain(suite.diagnostics, suite.sources)
        .filter(({ severity }) => severity === "error")
        .map(ofDiagnostic),
      ...results.map(ofCase),
    ])
    .join("");
}

function ofDiagnostic({ code, severity, message, help, file, span }: PlainDiagnostic): string {
  const place = {
    ...{ file, line: span.start.line, col: span.start.column },
    ...{ endLine: span.end.line, endColumn: span.end.column },
  };
  return command(severity, { ...place, title: code }, help === undefined ? message : `${message}\n${help}`);
}

/** Nothing of one that passed. */
function ofCase({ case: { name }, failure }: CaseOutcome): string {
  if (failure === undefined) return "";
  const { file = failure.origin, line = "1", col = "1" } = PLACE.exec(failure.origin)?.groups ?? {};
  const reason = reasonOf(failure);
  const text = reason === "" ? sentence(failure) : `${sentence(failure)}\n${reason}`;
  return command("error", { file, line, col, title: name }, text);
}

/** `payments.agentpol:86:1`. */
const PLACE = /^(?<file>.*):(?<line>\d+):(?<col>\d+)$/su;

function command(kind: string, properties: Readonly<Record<string, string | number>>, text: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${kind} ${list.join(",")}::${data(text)}\n`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
