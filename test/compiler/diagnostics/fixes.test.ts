// What a fix promises: applied to the fixture of its code, it mends that mistake and makes no other.

import { describe, expect, it } from "vitest";
import { compile } from "../../../compiler/compile.js";
import { catalog } from "../../../compiler/diagnostics/catalog.js";
import type { Diagnostic, Fix } from "../../../compiler/diagnostics/diagnostic.js";
import { expandRepeats } from "../../support/carets.js";
import { fixtureOf } from "../../support/fixtures.js";
import { reading, type Files } from "../../support/problems.js";

/** How many codes offer a fix, at the least: raised whenever more of them do. */
const WITH_FIXES = 98;

/** What a fix may bring to light, by the code that it mends: a finding that the mistake had hidden, or the next step. */
const BRINGS: Readonly<Record<string, readonly string[]>> = {};

interface Offer {
  readonly code: string;
  readonly entry: string;
  readonly files: Files;
  readonly before: readonly Diagnostic[];
  readonly fix: Fix;
}

const offers = Object.keys(catalog).flatMap(offersOf);

describe("fixes", () => {
  it.each(offers.map((offer) => ({ name: `${offer.code}: ${offer.fix.title}`, ...offer })))(
    "$name",
    ({ code, entry, files, before, fix }) => {
      const had = countsOf(before);
      const has = countsOf(compile(entry, { read: reading(applied(files, fix)) }).diagnostics);
      expect(has.get(code) ?? 0).toBeLessThan(had.get(code) ?? 0);
      const more = [...has].filter(([each, count]) => count > (had.get(each) ?? 0)).map(([each]) => each);
      expect(more.filter((each) => !(BRINGS[code] ?? []).includes(each))).toEqual([]);
    },
  );

  it("are offered for so many codes", () => {
    expect(new Set(offers.map(({ code }) => code)).size).toBeGreaterThanOrEqual(WITH_FIXES);
  });

  it("say what they do in a line", () => {
    for (const { fix } of offers) expect(fix.title).toMatch(/^[A-Z].{2,100}[^.\s]$/u);
  });
});

/** Every fix that the fixture of a code is offered for that code. */
function offersOf(code: string): readonly Offer[] {
  const texts = fixtureOf(code).map(({ name, text }) => [name, expandRepeats(text)] as const);
  const [entry = ""] = texts[0] ?? [];
  // The mistakes of a cases file are told by its own reader.
  if (!entry.endsWith(".agentpol")) return [];
  const files = Object.fromEntries(texts);
  const before = compile(entry, { read: reading(files) }).diagnostics;
  return before
    .filter((diagnostic) => diagnostic.code === code)
    .flatMap(({ fixes }) => fixes.map((fix) => ({ code, entry, files, before, fix })));
}

function applied(files: Files, { edits }: Fix): Files {
  const fromTheEnd = edits.toSorted((a, b) => b.span.start - a.span.start);
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      fromTheEnd
        .filter(({ span }) => span.file === name)
        .reduce((now, { span, newText }) => now.slice(0, span.start) + newText + now.slice(span.end), text),
    ]),
  );
}

function countsOf(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of diagnostics) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
