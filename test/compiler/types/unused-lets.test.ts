// A let that nothing uses is checked by itself, where what it means does not depend on a use.

import { describe, expect, it } from "vitest";
import { checkFiles, problems, SHOP } from "../../support/problems.js";

const problemsOf = (text: string): readonly string[] =>
  problems(checkFiles({ "main.agentpol": SHOP + text }));

describe("an unused let", () => {
  it.each([
    ["a type that does not fit", "let x = context.env == 3", ["AP2050 «3»"]],
    ["an unknown name", "let x = contxt.env == dev", ["AP2001 «contxt»"]],
    ["a type of a parameter", "let f(n: int) = n == true", ["AP2050 «true»"]],
    ["a field of a parameter without proof", "let f(u: { n?: int }) = u.n > 3", ["AP2059 «u.n»"]],
    ["two lets that need each other", "let a = b\nlet b = a", ["AP2064 «b»"]],
    ["a let that needs itself", "let a = not a", ["AP2064 «a»"]],
    [
      "the actions of a history",
      "let x = count(files.read where args.path == 3, within 1h) > 1",
      ["AP2050 «3»"],
    ],
    ["a mistake in a let that another one uses", "let a = context.env == 3\nlet b = not a", ["AP2050 «3»"]],
  ])("is told of %s, once", (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it.each([
    ["an argument", "let x = args.nowhere > 3"],
    ["an action's effect", "let x = action.effect == read"],
    ["an outcome", "let x = outcome == failed"],
    ["what only asserts have", "let x = approved(nothing)"],
    ["an argument through another let", "let a = args.nowhere\nlet b = a == 3"],
    ["an argument as the key of a history", "let x = count(files.read, by args.nowhere) > 1"],
  ])("that speaks of %s is left for its use", (_, text) => {
    const warnings = problemsOf(text);
    expect(warnings.length).toBeGreaterThan(0);
    expect(warnings.every((warning) => warning.startsWith("AP3006"))).toBe(true);
  });

  it("may read what is optional: its uses must prove it", () => {
    expect(problemsOf('let x = context.ticket == "T-1"')).toEqual(["AP3006 «x»"]);
  });

  it("uses nothing", () => {
    expect(problemsOf("let a = true\nlet b = not a")).toEqual(["AP3006 «a»", "AP3006 «b»"]);
  });
});
