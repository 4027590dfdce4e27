// What must hold of any text and its formatted form.

import { expect } from "vitest";
import type { Module } from "../../compiler/ast/ast.js";
import { parse } from "../../compiler/ast/parse.js";
import { formatText, type FormatOptions } from "../../compiler/format/format.js";
import { withoutSpans } from "./without-spans.js";

/** Formats a policy in which nothing is wrong. */
export function formatted(text: string, options: FormatOptions = {}): string {
  const result = formatText(text, options);
  if (!result.ok)
    throw new Error(`${result.diagnostics.map(({ message }) => message).join("; ")} in\n${text}`);
  return result.text;
}

function moduleOf(text: string): Module {
  const { module, diagnostics } = parse({ path: "policy.agentpol", text });
  expect(
    diagnostics.map(({ message }) => message),
    text,
  ).toEqual([]);
  return module;
}

/** The same tree, each comment once and in its declaration, and nothing changes when it is formatted again. */
export function checkFormatted(text: string, marks: readonly string[], options: FormatOptions = {}): void {
  const before = moduleOf(text);
  const once = formatted(text, options);
  const after = moduleOf(once);
  const shown = `${text}\n───\n${once}`;
  expect(withoutSpans(after), shown).toEqual(withoutSpans(before));
  for (const mark of marks) {
    expect(once.split(mark).length - 1, `${mark} in\n${shown}`).toBe(1);
    const home = declarationAt(before, text.indexOf(mark));
    if (home >= 0) expect(declarationAt(after, once.indexOf(mark)), `${mark} in\n${shown}`).toBe(home);
  }
  expect(formatted(once, options), shown).toBe(once);
}

/** The index of the declaration in which an offset is, or -1. */
function declarationAt({ declarations }: Module, offset: number): number {
  return declarations.findIndex(({ span }) => span.start <= offset && offset < span.end);
}
