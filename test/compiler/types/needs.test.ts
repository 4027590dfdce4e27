import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assign, type Demand } from "../../../compiler/types/assignment.js";
import { problemsOf } from "../../support/problems.js";

/** Can the demands be met? By trying every person for every place. */
function feasible(demands: readonly Demand[], taken: ReadonlySet<string> = new Set()): boolean {
  const [first, ...rest] = demands;
  if (first === undefined) return true;
  if (first.count === 0) return feasible(rest, taken);
  return first.people.some(
    (person) =>
      !taken.has(person) &&
      feasible([{ ...first, count: first.count - 1 }, ...rest], new Set([...taken, person])),
  );
}

const demand = fc.record({
  count: fc.integer({ min: 1, max: 3 }),
  people: fc.subarray(["a", "b", "c", "d", "e"]),
});

describe("an assignment of people to needs", () => {
  it("is found exactly where one exists", () => {
    fc.assert(
      fc.property(fc.array(demand, { maxLength: 4 }), (demands) => {
        const unmet = assign(demands);
        expect(unmet === undefined).toBe(feasible(demands));
        if (unmet === undefined) return;
        expect(feasible(demands.slice(0, unmet))).toBe(true);
        expect(feasible(demands.slice(0, unmet + 1))).toBe(false);
      }),
    );
  });

  it("takes little time for large groups", () => {
    const people = Array.from({ length: 20_000 }, (_, index) => `p${index}`);
    const started = performance.now();
    expect(
      assign([
        { count: 10_000, people },
        { count: 10_000, people },
      ]),
    ).toBeUndefined();
    expect(
      assign([
        { count: 20_000, people },
        { count: 1, people },
      ]),
    ).toBe(1);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe("needs", () => {
  const groups = 'group dba = ["ana@corp.example", "dan@corp.example"]\ngroup sec = ["ana@corp.example"]\n';
  it.each<[string, readonly string[]]>([
    ["need 1 of owners", []],
    ["need 2 of dba, need 1 of sec", ["AP3009 «need 1 of sec»"]],
    ["need 1 of dba, need 1 of sec", []],
    ["need 1 of sec, need 1 of sec", ["AP3009 «need 1 of sec»"]],
    ["need 3 of dba", ["AP3008 «3»"]],
    ["need 0 of dba", ["AP3010 «0»"]],
    ["need -1 of dba", ["AP3010 «-1»"]],
    ["need 1.5 of dba", ["AP2050 «1.5»"]],
    ["need 1 of dbas", ["AP2001 «dbas»"]],
    ["need 1 of dba acknowledging irreversible", []],
    ["need 1 of dba acknowledging everything", ["AP2001 «everything»"]],
  ])("%s", (text, expected) => {
    const all = problemsOf(`${groups}quorum q on files.read { ${text}, else block }`);
    expect(all.filter((line) => !line.startsWith("AP3006"))).toEqual(expected);
  });
});
