// The law of presence: in an accepted condition nothing absent is ever read, and nothing is refused without a cause.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkAll } from "./harness.js";

/** A condition over three optional attributes. */
type Condition =
  | { readonly kind: "has" | "read"; readonly path: string }
  | { readonly kind: "free" }
  | { readonly kind: "not"; readonly operand: Condition }
  | { readonly kind: "and" | "or"; readonly left: Condition; readonly right: Condition };

const PATHS = ["context.a", "context.u", "context.u.b"];

const { condition } = fc.letrec<{ condition: Condition; leaf: Condition }>((tie) => ({
  leaf: fc.oneof(
    fc.record({ kind: fc.constantFrom("has" as const, "read" as const), path: fc.constantFrom(...PATHS) }),
    fc.constant({ kind: "free" as const }),
  ),
  condition: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    tie("leaf"),
    fc.record({ kind: fc.constant("not" as const), operand: tie("condition") }),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      left: tie("condition"),
      right: tie("condition"),
    }),
  ),
}));

/** `context.u` is a record, which is read by its required field. */
const READS: Readonly<Record<string, string>> = {
  "context.a": "context.a == 1",
  "context.u": "context.u.id == 1",
  "context.u.b": "context.u.b == 1",
};

function show(each: Condition): string {
  switch (each.kind) {
    case "has":
      return `has ${each.path}`;
    case "read":
      return READS[each.path]!;
    case "free":
      return "context.free";
    case "not":
      return `not (${show(each.operand)})`;
    default:
      return `(${show(each.left)}) ${each.kind} (${show(each.right)})`;
  }
}

interface World {
  readonly present: ReadonlySet<string>;
  /** What reads and `context.free` give, in the order in which they are evaluated. */
  readonly answers: number;
}

/** Evaluates from the left, no further than needed; undefined where something absent is read. */
function evaluate(each: Condition, world: World, next: { at: number }): boolean | undefined {
  switch (each.kind) {
    case "has":
      return world.present.has(each.path);
    case "read":
      if (!world.present.has(each.path)) return undefined;
      return answer(world, next);
    case "free":
      return answer(world, next);
    case "not": {
      const value = evaluate(each.operand, world, next);
      return value === undefined ? undefined : !value;
    }
    default: {
      const left = evaluate(each.left, world, next);
      if (left === undefined || left === (each.kind === "or")) return left;
      return evaluate(each.right, world, next);
    }
  }
}

function answer({ answers }: World, next: { at: number }): boolean {
  const bit = (answers >> (next.at % 8)) & 1;
  next.at++;
  return bit === 1;
}

/** Every way in which the attributes may be present: a field only with its record. */
const PRESENCES = [
  [],
  ["context.a"],
  ["context.u"],
  ["context.a", "context.u"],
  ["context.u", "context.u.b"],
  PATHS,
];

function readsAbsent(each: Condition): boolean {
  return PRESENCES.some((present) =>
    Array.from({ length: 256 }, (_, answers) => answers).some(
      (answers) => evaluate(each, { present: new Set(present), answers }, { at: 0 }) === undefined,
    ),
  );
}

const DECLARATIONS =
  "context { a?: int, u?: { id: int, b?: int }, free: bool }\naction x.y() { effect read }\n";

function isAccepted(clauses: string, lets = ""): boolean {
  const world = checkAll(`${DECLARATIONS}${lets}rule r on x.y { ${clauses}, block }`);
  const codes = new Set(world.diagnostics.map(({ code }) => code));
  expect([...codes].filter((code) => code !== "AP2059")).toEqual([]);
  return codes.size === 0;
}

describe("presence", () => {
  it("an accepted condition reads nothing that is absent", () => {
    let accepted = 0;
    fc.assert(
      fc.property(condition, (each) => {
        if (!isAccepted(`when ${show(each)}`)) return;
        accepted++;
        expect(readsAbsent(each)).toBe(false);
      }),
      { numRuns: 1500 },
    );
    expect(accepted).toBeGreaterThan(150);
  });

  it("is the same through a let, and over several clauses", () => {
    fc.assert(
      fc.property(condition, condition, (first, second) => {
        const joined = isAccepted(`when (${show(first)}) and (${show(second)})`);
        const apart = isAccepted(`when ${show(first)}, when ${show(second)}`);
        const negated = isAccepted(`unless not (${show(first)}), when ${show(second)}`);
        const lets = `let one = ${show(first)}\nlet two = ${show(second)}\n`;
        expect([apart, negated, isAccepted("when one and two", lets)]).toEqual([joined, joined, joined]);
      }),
      { numRuns: 300 },
    );
  });

  it("what the fix adds is enough", () => {
    fc.assert(
      fc.property(condition, (each) => {
        const guard = PATHS.map((path) => `has ${path} and `).join("");
        expect(isAccepted(`when ${guard}(${show(each)})`)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
