// The limits that keep hostile files from the stack and the clock: what is just allowed, and what is just refused.

import { describe, expect, it } from "vitest";
import { parse } from "../../../compiler/ast/parse.js";

const codes = (text: string): readonly string[] =>
  parse({ path: "policy.agentpol", text }).diagnostics.map(({ code }) => code);
const let_ = (expression: string): string => `let a = ${expression}\n`;

describe("nesting", () => {
  it.each<[string, (depth: number) => string]>([
    ["parentheses", (depth) => let_("(".repeat(depth) + "x" + ")".repeat(depth))],
    ["lists", (depth) => let_("[".repeat(depth) + "x" + "]".repeat(depth))],
    ["calls", (depth) => let_("f(".repeat(depth) + "x" + ")".repeat(depth))],
    ["elements", (depth) => let_("m[".repeat(depth) + "x" + "]".repeat(depth))],
    ["`not`", (depth) => let_("not ".repeat(depth) + "x")],
    ["minus", (depth) => let_("- ".repeat(depth) + "1")],
    ["quantifiers", (depth) => let_("any v in vs: ".repeat(depth) + "x")],
    ["generics", (depth) => `type T = ${"list<".repeat(depth)}int${">".repeat(depth)}\n`],
    ["maps", (depth) => `type T = ${"map<string, ".repeat(depth)}int${">".repeat(depth)}\n`],
    ["records", (depth) => `type T = ${"{ a: ".repeat(depth)}int${" }".repeat(depth)}\n`],
    ["`not` and parentheses", (depth) => let_("not (".repeat(depth / 2) + "x" + ")".repeat(depth / 2))],
    [
      "values of tests",
      (depth) => `test "t" { agent { a: ${"[".repeat(depth - 2)}1${"]".repeat(depth - 2)} } }\n`,
    ],
  ])("of %s is allowed to a depth of 100", (_, text) => {
    expect(codes(text(100))).toEqual([]);
    expect(codes(text(102))).toEqual(["AP1018"]);
    expect(codes(text(100_000))).toEqual(["AP1018"]);
  });

  it("does not add up over neighbours", () => {
    expect(codes(let_(Array.from({ length: 500 }, () => "not (any v in vs: -1 < 2)").join(" and ")))).toEqual(
      [],
    );
    expect(codes(let_(`[${"not x, - 1, any v in vs: v, ".repeat(500)}]`))).toEqual([]);
    expect(codes(`let a = f(x)\n`.repeat(500))).toEqual([]);
  });

  it("of brackets that are never closed is found by the next declaration", () => {
    const text = "rule r on a.b { when (x, allow }\n".repeat(90);
    expect(codes(text)).toEqual(Array.from({ length: 90 }, () => "AP1009"));
  });
});

describe("operators", () => {
  it.each(["and", "or", "+", "*", "-"])("`%s` may stand a thousand times", (operator) => {
    expect(codes(let_(`x ${operator} `.repeat(1_000) + "x"))).toEqual([]);
    expect(codes(let_(`x ${operator} `.repeat(1_001) + "x"))).toEqual(["AP1021"]);
    expect(codes(let_(`x ${operator} `.repeat(100_000) + "x"))).toEqual(["AP1021"]);
  });

  it("are counted in each clause apart", () => {
    const clause = `when ${"x and ".repeat(600)} x\n`;
    expect(codes(`rule r on a.b { ${clause}${clause} allow }`)).toEqual([]);
  });
});

describe("words", () => {
  it("of one clause may be 100,000, besides strings and numbers", () => {
    expect(codes(let_(`[${"b, ".repeat(90_000)}]`))).toEqual([]);
    expect(codes(let_(`[${"b, ".repeat(100_001)}]`))).toEqual(["AP1021"]);
    expect(codes(let_(`[${'"b", 7, '.repeat(150_000)}]`))).toEqual([]);
    expect(codes(let_("f(x) b ".repeat(30_000)))).toEqual(["AP1021"]);
  });
});

describe("size", () => {
  const line = "// a comment\n";
  const upTo = (bytes: number): string => line.repeat(Math.floor(bytes / line.length));

  it("may be 4 MiB of UTF-8", () => {
    expect(codes(upTo(4 * 1024 * 1024))).toEqual([]);
    expect(codes(upTo(4 * 1024 * 1024) + line)).toEqual(["AP1019"]);
    expect(codes(`// ${"\u20AC".repeat(1_500_000)}`)).toEqual(["AP1019"]);
    expect(codes(`// ${"\u20AC".repeat(1_300_000)}`)).toEqual([]);
  });
});

describe("mistakes", () => {
  it("are told one by one up to a hundred, and as one beyond", () => {
    const mistake = "rule a.b { allow }\n";
    expect(codes(mistake.repeat(100))).toHaveLength(100);
    expect(codes(mistake.repeat(101))).toEqual(["AP1023"]);
  });
});
