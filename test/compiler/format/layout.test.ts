// Bodies of clauses, however many there are.

import { describe, expect, it } from "vitest";
import { body, type Body } from "../../../compiler/format/layout.js";

describe("a body", () => {
  it("pads keywords to the longest", () => {
    const doc = JSON.stringify(body(bodyOf([entry("on_error"), entry("when")]), "always"));
    expect(doc).toContain('"on_error "');
    expect(doc).toContain('"when     "');
  });

  it("may have more clauses than a function may have arguments", () => {
    const entries = Array.from({ length: 200_000 }, (_, i) => entry(i === 199_999 ? "longest" : "when"));
    expect(JSON.stringify(body(bodyOf(entries), "always")).slice(0, 2_000)).toContain('"when    "');
  });
});

type Entry = Body["entries"][number];

function entry(keyword: string): Entry {
  return { keyword, rest: "x", before: [], after: [], blank: false };
}

function bodyOf(entries: readonly Entry[]): Body {
  return { entries, head: [], end: [] };
}
