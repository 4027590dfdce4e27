// Bodies of clauses, however many there are.

import { describe, expect, it } from "vitest";
import { body, type Entry } from "../../../compiler/format/layout.js";

describe("a body", () => {
  it("pads keywords to the longest", () => {
    const doc = JSON.stringify(body([entry("on_error"), entry("when")], false));
    expect(doc).toContain('"on_error "');
    expect(doc).toContain('"when     "');
  });

  it("may have more clauses than a function may have arguments", () => {
    const entries = Array.from({ length: 500_000 }, (_, i) => entry(i === 499_999 ? "longest" : "when"));
    expect(JSON.stringify(body(entries, false)).slice(0, 2_000)).toContain('"when    "');
  });
});

function entry(keyword: string): Entry {
  return { keyword, rest: "x" };
}
