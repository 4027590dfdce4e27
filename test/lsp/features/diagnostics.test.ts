// Diagnostics as the editor takes them: by file, in its ranges, with help and second places.

import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../compiler/diagnostics/diagnostic.js";
import { diagnosticsByFile } from "../../../lsp/features/diagnostics.js";

const sources = new Map([
  ["a.agentpol", { path: "a.agentpol", text: "first\nsecond" }],
  ["b.agentpol", { path: "b.agentpol", text: "third" }],
]);

const mistake: Diagnostic = {
  code: "AP2001",
  severity: "error",
  message: "this is wrong",
  span: { file: "a.agentpol", start: 6, end: 12 },
  related: [{ span: { file: "b.agentpol", start: 1, end: 3 }, message: "because of this" }],
  help: "Write it otherwise.",
  fixes: [],
};

describe("diagnosticsByFile", () => {
  it("places a diagnostic and its second place, each in its own file", () => {
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 6 } };
    const second = { start: { line: 0, character: 1 }, end: { line: 0, character: 3 } };
    expect(diagnosticsByFile({ sources, diagnostics: [mistake] }).get("a.agentpol")).toEqual([
      {
        range,
        severity: "error",
        code: "AP2001",
        message: "this is wrong\n\nWrite it otherwise.",
        related: [{ file: "b.agentpol", range: second, message: "because of this" }],
        isUnnecessary: false,
        fixes: [],
      },
    ]);
  });

  it("marks what could go, and places what would mend it", () => {
    const span = { file: "a.agentpol", start: 6, end: 12 };
    const fixes = [{ title: "Remove it", edits: [{ span, newText: "" }] }];
    const unused: Diagnostic = { ...mistake, code: "AP3006", severity: "warning", fixes };
    const [shown] = diagnosticsByFile({ sources, diagnostics: [unused] }).get("a.agentpol") ?? [];
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 6 } };
    expect(shown?.isUnnecessary).toBe(true);
    expect(shown?.fixes).toEqual([
      { title: "Remove it", edits: [{ file: "a.agentpol", range, newText: "" }] },
    ]);
  });

  it("gives a file without diagnostics an empty list, so that old ones go away", () => {
    expect(diagnosticsByFile({ sources, diagnostics: [mistake] }).get("b.agentpol")).toEqual([]);
  });

  it("places what is said of a file that could not be read at its start", () => {
    const missing = { ...mistake, span: { file: "c.agentpol", start: 0, end: 0 }, related: [] };
    const [diagnostic] = diagnosticsByFile({ sources, diagnostics: [missing] }).get("c.agentpol") ?? [];
    expect(diagnostic?.range.start).toEqual({ line: 0, character: 0 });
  });
});
