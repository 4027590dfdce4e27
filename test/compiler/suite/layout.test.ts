// Long lines are broken where brackets open, and say what they said.

import { runInThisContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { remark } from "../../../compiler/emit/js/literal.js";
import { laidOut } from "../../../compiler/suite/layout.js";

/** Calls, lists and records of these, as a suite has them. */
const { code } = fc.letrec<{ code: string }>((tie) => {
  const items = fc.array(tie("code"), { maxLength: 5 });
  const name = fc.constantFrom("and", "not", "args.amount", "speaks");
  return {
    code: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.oneof(
        fc.nat().map(String),
        fc.string().map((text) => JSON.stringify(text)),
      ),
      items.map((each) => `[${each.join(", ")}]`),
      fc
        .tuple(name, items)
        .map(([called, each]) => `["${called}", ${each.join(", ")}].concat([${each.join(", ")}])`),
      items.map((each) => `{ ${each.map((member, i) => `m${i}: ${member}`).join(", ")} }`),
      tie("code").map((each) => `((x) => [x, ${each}])(1)`),
    ),
  };
});

describe("lines of a suite", () => {
  it("are no longer than a page is wide where brackets allow it", () => {
    const long = laidOut(
      `const all = and(${Array.from({ length: 40 }, (_, i) => `is(args.a${i}, "x, y")`).join(", ")});`,
    );
    expect(Math.max(...long.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
    expect(long).toContain('\n  is(args.a0, "x, y"),\n  is(args.a1, "x, y"),\n');
  });

  it("mean the same when they are broken", () => {
    const valueOf = (text: string): unknown => runInThisContext(`(() => { ${text} })()`) as unknown;
    fc.assert(
      fc.property(code, (text) => {
        const line = `return [${text}];`;
        expect(valueOf(laidOut(line))).toEqual(valueOf(line));
      }),
    );
  });

  it("are broken in linear time, however deep they are nested", () => {
    const deep = `${"not(".repeat(2_000)}x${")".repeat(2_000)}`;
    expect(laidOut(deep).replaceAll(/\s/gu, "")).toContain(deep.slice(0, 50));
  });
});

describe("a remark", () => {
  it("shows a policy as it is written", () => {
    expect(remark('when args.amount >= 5 and x < 3 and s matches "\\d+" and p like "a/*/b"')).toBe(
      '// when args.amount >= 5 and x < 3 and s matches "\\d+" and p like "a/*\\/b"',
    );
  });

  it("ends with its line, and ends no comment, no script, and turns no text round", () => {
    const odd = fc.constantFrom(
      "\u202e",
      "\u2028",
      "\n",
      "\r",
      "</script>",
      "<!--",
      "<SCRIPT",
      "*/",
      "\u0085",
      "<",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(odd, fc.string())), (parts) => {
        expect(remark(parts.join(""))).not.toMatch(/[\n\r\u2028\u2029\u0085\u202e]|<\/|<!|<script|\*\//iu);
      }),
    );
  });
});
