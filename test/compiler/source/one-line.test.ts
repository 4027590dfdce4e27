// One line for an expression, whatever its layout.

import { describe, expect, it } from "vitest";
import { oneLineOf } from "../../../compiler/source/one-line.js";

describe("one line", () => {
  it.each([
    ["a ==\n   1\t and  b", "a == 1 and b"],
    ["x in [\n  1,\n  2,\n]", "x in [1, 2]"],
    ["f( a, )", "f(a)"],
    ['a // why, "so"\n  and /* not\n  this */ b', "a and b"],
    ['a == "x  // y, ] \\" /* z"  and b', 'a == "x  // y, ] \\" /* z" and b'],
    ['x in ["( ", " ]", ]', 'x in ["( ", " ]"]'],
    ["{ a: 1, }", "{ a: 1 }"],
    ["  a  ", "a"],
  ])("%s", (text, line) => {
    expect(oneLineOf(text)).toBe(line);
    expect(oneLineOf(line)).toBe(line);
  });

  it("takes linear time", () => {
    expect(oneLineOf(`[${" ".repeat(1_000_000)}]`)).toBe("[]");
    expect(oneLineOf("(".repeat(1_000_000)).length).toBe(1_000_000);
  });
});
