// Diagnostics as GitHub Actions workflow commands, which annotate the lines of a pull request.
// Source: GitHub, "Workflow commands for GitHub Actions".

import type { PlainDiagnostic } from "./plain.js";

export function github(diagnostics: readonly PlainDiagnostic[]): string {
  return diagnostics.map(command).join("");
}

function command({ code, severity, message, help, file, span }: PlainDiagnostic): string {
  const properties = {
    file,
    line: span.start.line,
    col: span.start.column,
    endLine: span.end.line,
    endColumn: span.end.column,
    title: code,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${severity} ${list.join(",")}::${data(help === undefined ? message : `${message}\n${help}`)}\n`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
