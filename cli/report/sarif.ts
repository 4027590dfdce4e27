// Diagnostics as SARIF 2.1.0, which code-scanning services read.
// Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".

import { catalog } from "../../compiler/diagnostics/catalog.js";
import { rules } from "../../compiler/lint/registry.js";
import type { PlainDiagnostic, PlainSpan } from "./plain.js";

export function sarif(diagnostics: readonly PlainDiagnostic[], version: string): string {
  const used = described.filter(({ id }) => diagnostics.some(({ code }) => code === id));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "agentpol",
            version,
            rules: used.map(({ id, title, text, level }) => ({
              id,
              shortDescription: { text: title },
              fullDescription: { text },
              defaultConfiguration: { level },
            })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map(result),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** What the catalog and the lint rules can tell. */
const described = [
  ...Object.entries(catalog).map(([id, { title, explain, severity }]) => ({
    ...{ id, title, text: explain, level: severity },
  })),
  ...rules.map(({ id, title, why, strict }) => ({ id, title, text: why, level: strict })),
];

function result(diagnostic: PlainDiagnostic): object {
  const { code, severity, message, help, file, span, related, fixes } = diagnostic;
  return {
    ruleId: code,
    level: severity,
    message: { text: help === undefined ? message : `${message}. ${help}` },
    locations: [{ physicalLocation: physical(file, span) }],
    relatedLocations: related.map((each, id) => ({
      id,
      physicalLocation: physical(each.file, each.span),
      message: { text: each.message },
    })),
    ...(fixes.length > 0 && { fixes: fixes.map(fix) }),
  };
}

function fix({ title, edits }: PlainDiagnostic["fixes"][number]): object {
  return {
    description: { text: title },
    artifactChanges: edits.map((edit) => ({
      artifactLocation: { uri: encodeURI(edit.file) },
      replacements: [{ deletedRegion: region(edit.span), insertedContent: { text: edit.newText } }],
    })),
  };
}

function physical(file: string, span: PlainSpan): object {
  return { artifactLocation: { uri: encodeURI(file) }, region: region(span) };
}

function region({ start, end }: PlainSpan): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
