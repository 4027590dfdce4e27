// Law: no name lies in a box of `namesApart`, whatever is selected and whatever conditions ask of it.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classesOf } from "../../../../compiler/atoms/classes.js";
import type { Dimension } from "../../../../compiler/atoms/space.js";
import { hasClass } from "../../../../compiler/atoms/class-set.js";
import { namesApart } from "../../../../compiler/verify/diff/names-apart.js";
import type { Test } from "../../../../runtime/atoms/predicate.js";
import { actionFits, isAmong, type Among } from "../../../../runtime/values/action-name.js";

const SEGMENTS = ["a", "b", "ab", "ba"];
const NAMES = SEGMENTS.flatMap((one) => [
  one,
  ...SEGMENTS.flatMap((two) => [`${one}.${two}`, ...SEGMENTS.map((three) => `${one}.${two}.${three}`)]),
]);

const pattern = fc
  .array(fc.constantFrom("a", "b", "ab", "*", "a*", "*b"), { minLength: 1, maxLength: 3 })
  .map((segments) => segments.join("."));
const among: fc.Arbitrary<Among> = fc.record({
  include: fc.array(pattern, { minLength: 1, maxLength: 2 }),
  except: fc.array(pattern, { maxLength: 2 }),
});

/** `name in […]`, `name like […]`. */
const condition: fc.Arbitrary<Test> = fc.oneof(
  fc
    .uniqueArray(fc.oneof(fc.constantFrom(...NAMES), fc.constant("a.*")), { minLength: 1, maxLength: 2 })
    .map((texts) => ({ kind: "texts" as const, texts: new Set(texts) })),
  fc
    .uniqueArray(fc.oneof(pattern, fc.constantFrom("a?", "a.b*")), { minLength: 1, maxLength: 2 })
    .map((texts) => ({
      kind: "globs" as const,
      globs: texts.map((text) => ({ kind: "string" as const, text })),
    })),
);

/** As the model of a wildcard has it. */
function selecting(each: Among, wildcard: string): Dimension {
  const action = { name: wildcard } as Dimension["action"];
  const classOf: Dimension["classOf"] = (name) => (typeof name === "string" && isAmong(each, name) ? 2 : 1);
  return {
    among: each,
    action,
    examples: [undefined, false, true],
    classOf,
  } as Partial<Dimension> as Dimension;
}

/** The dimension of the name, of which the conditions ask. */
function asking(tests: readonly Test[], wildcard: string): Dimension {
  const classes = classesOf(tests, { kind: "text" });
  if (classes === undefined) throw new Error("so few texts have classes");
  return {
    term: { kind: "attribute", path: "action.name", section: "action", steps: ["name"] },
    action: { name: wildcard },
    questions: tests.map((test) => ({ test })),
    ...{ classes, classOf: classes.classOf, size: classes.examples.length },
  } as unknown as Dimension;
}

function boxesOf(
  selections: readonly Among[],
  { wildcard = "mcp.*", tests = [] }: { readonly wildcard?: string; readonly tests?: readonly Test[] } = {},
): ReturnType<typeof namesApart> {
  return namesApart([...selections.map((each) => selecting(each, wildcard)), asking(tests, wildcard)]);
}

function like(...texts: readonly string[]): Test {
  return { kind: "globs", globs: texts.map((text) => ({ kind: "string", text })) };
}

describe("names of wildcards", () => {
  it("lie in no box that is said to have none", () => {
    let boxes = 0;
    const wildcards = fc.constantFrom("*", "a.*", "ab.*");
    const some = fc.array(among, { maxLength: 3 });
    const conditions = fc.array(condition, { maxLength: 2 });
    const property = fc.property(some, conditions, wildcards, (selections, tests, wildcard) => {
      const names = NAMES.filter((name) => actionFits(wildcard, name));
      const dimensions = [...selections.map((each) => selecting(each, wildcard)), asking(tests, wildcard)];
      for (const box of namesApart(dimensions)) {
        boxes += 1;
        const inside = names.filter((name) =>
          Array.from(box).every(([place, classes]) => {
            const at = dimensions[place]?.classOf(name);
            return at !== undefined && hasClass(classes, at);
          }),
        );
        expect(inside).toEqual([]);
      }
    });
    fc.assert(property, { numRuns: 500 });
    expect(boxes).toBeGreaterThan(50);
  });

  it("of which a condition is true are in the selection that has all such, and in none that has no such", () => {
    const web = { include: ["mcp.web.*"], except: [] };
    expect(boxesOf([web], { tests: [like("mcp.web.p*")] })).toHaveLength(1);
    expect(boxesOf([web], { tests: [like("mcp.*.p*")] })).toHaveLength(0);
    expect(boxesOf([web], { tests: [{ kind: "texts", texts: new Set(["mcp.web.get"]) }] })).toHaveLength(1);
    expect(boxesOf([web], { tests: [like("mcp.fs.*")] })).toHaveLength(1);
    expect(boxesOf([], { wildcard: "mcp.fs.*", tests: [like("mcp.web.p*")] })).toHaveLength(1);
    expect(boxesOf([], { tests: [like("mcp.*")] })).toHaveLength(1);
    // One sign that is no `*` may be any.
    expect(boxesOf([web], { tests: [like("mcp.web.?")] })).toHaveLength(0);
  });

  it("that are taken out of one selection are in the other that has them", () => {
    const rest = { include: ["mcp.*"], except: ["mcp.kube.*"] };
    const kube = { include: ["mcp.kube.*"], except: [] };
    // Nobody is in both, and nobody in neither.
    expect(boxesOf([rest, kube])).toHaveLength(2);
    expect(boxesOf([rest, { include: ["mcp.kube.*"], except: ["mcp.kube.rm"] }])).toHaveLength(1);
    expect(boxesOf([rest, kube], { wildcard: "*" })).toHaveLength(1);
  });

  it("of a selection that gained a pattern are those that it had", () => {
    const before = { include: ["mcp.run"], except: [] };
    const after = { include: ["mcp.run", "mcp.*.list"], except: [] };
    expect(boxesOf([before, after])).toHaveLength(1);
    expect(boxesOf([before, { include: ["mcp.fs.*"], except: [] }])).toHaveLength(1);
    expect(boxesOf([after, { include: ["mcp.fs.*"], except: [] }])).toHaveLength(0);
  });
});
