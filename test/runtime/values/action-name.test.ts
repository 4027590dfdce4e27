import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  actionFits,
  covers,
  declarationOf,
  isActionName,
  overlap,
} from "../../../runtime/values/action-name.js";

describe("the name of an action", () => {
  it.each(["mcp", "mcp.run", "_x", "mcp.fs.read-all", "mcp.2fa", "mcp.__proto__", `a.${"x".repeat(198)}`])(
    "may be %s",
    (name) => {
      expect(isActionName(name)).toBe(true);
    },
  );

  it.each([
    ...[
      "",
      ".",
      "mcp.",
      ".mcp",
      "mcp..x",
      "mcp.*",
      "mcp x",
      "mcp\n",
      "mcp.\u0000",
      "m\u0441p.run",
      "2fa.x",
      "-x",
      "mcp.-x",
    ],
    ...["mcp/run", "mcp.r\u0065\u0301", `a.${"x".repeat(199)}`],
  ])("may not be %j", (name) => {
    expect(isActionName(name)).toBe(false);
  });
});

const pattern = fc.array(fc.constantFrom("a", "b", "*"), { maxLength: 6 }).map((parts) => parts.join(""));
const text = fc.array(fc.constantFrom("a", "b"), { maxLength: 6 }).map((parts) => parts.join(""));

describe("patterns of actions", () => {
  it("fit as regular expressions do", () => {
    fc.assert(
      fc.property(pattern, text, (glob, name) => {
        expect(actionFits(glob, name)).toBe(new RegExp(`^${glob.replaceAll("*", ".*")}$`, "u").test(name));
      }),
    );
  });

  it("overlap where one text fits both, and cover only what they fit", () => {
    fc.assert(
      fc.property(pattern, pattern, text, (one, other, name) => {
        if (actionFits(one, name) && actionFits(other, name)) expect(overlap(one, other)).toBe(true);
        if (covers(one, other) && actionFits(other, name)) expect(actionFits(one, name)).toBe(true);
        expect(overlap(one, other)).toBe(overlap(other, one));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["a.*", "*.b", true],
    ["a.*", "b.*", false],
    ["a*b", "b*", false],
    ["a.*.c", "a.b.*", true],
    ["a", "a", true],
  ])("%s and %s", (one, other, expected) => {
    expect(overlap(one, other)).toBe(expected);
  });
});

describe("the declaration of a name", () => {
  const declared = { "mcp.*": 1, "mcp.fs.*": 1, "mcp.fs.wipe": 1, "*.list": 1, "mcp.*.list": 1 };

  it.each([
    ["mcp.run", "mcp.*"],
    ["mcp.fs.read", "mcp.fs.*"],
    ["mcp.fs.wipe", "mcp.fs.wipe"],
    ["mcp.fs.*", undefined],
    ["other", undefined],
    ["toString", undefined],
    ["__proto__", undefined],
    ["mcp.__proto__", "mcp.*"],
  ])("of %s is %s", (name, expected) => {
    expect(declarationOf(declared, name)).toBe(expected);
  });
});
