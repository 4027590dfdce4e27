import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { needsMet, personOf, type Approver } from "../../../runtime/evaluate/needs.js";
import type { Need } from "../../../runtime/table/format.js";

const groups = { a: ["ana", "ben"], b: ["ben"], c: ["ana", "ben", "chi", "dan"] };

const agreed = (...names: string[]): Approver[] => names.map((by) => ({ by, acknowledges: [] }));

describe("needs", () => {
  it.each<[string, Need[], Approver[], string[], boolean]>([
    ["one of a group", [{ count: 1, group: "a" }], agreed("ana"), [], true],
    ["nobody", [{ count: 1, group: "a" }], [], [], false],
    ["somebody else", [{ count: 1, group: "a" }], agreed("zoe"), [], false],
    ["one person twice", [{ count: 2, group: "a" }], agreed("ana", "ana"), [], false],
    [
      "one person for two needs",
      [
        { count: 1, group: "a" },
        { count: 1, group: "b" },
      ],
      agreed("ben"),
      [],
      false,
    ],
    [
      "two needs that a greedy count would miss",
      [
        { count: 1, group: "a" },
        { count: 1, group: "b" },
      ],
      agreed("ben", "ana"),
      [],
      true,
    ],
    ["the agent's own agreement", [{ count: 1, group: "a" }], agreed("ana"), ["ana"], false],
    ["a group that is not there", [{ count: 1, group: "zip" }], agreed("ana"), [], false],
    [
      "more people than there are",
      [{ count: Number.MAX_SAFE_INTEGER, group: "c" }],
      agreed("ana", "ben"),
      [],
      false,
    ],
  ])("%s", (_, needs, approvers, barred, met) => {
    expect(needsMet(needs, groups, approvers, barred)).toBe(met);
  });

  it("an acknowledgement that is needed must be there", () => {
    const needs: Need[] = [{ count: 1, group: "a", acknowledging: "irreversible" }];
    expect(needsMet(needs, groups, agreed("ana"), [])).toBe(false);
    expect(needsMet(needs, groups, [{ by: "ana", acknowledges: ["irreversible"] }], [])).toBe(true);
  });

  it("people are compared after NFC and in lower case", () => {
    expect(personOf("ANDRE\u0301")).toBe("andr\u00e9");
  });

  it("agree with trying every assignment", () => {
    const person = fc.constantFrom("p0", "p1", "p2", "p3", "p4");
    const group = fc.uniqueArray(person, { maxLength: 5 });
    const need = fc.record({
      count: fc.integer({ min: 1, max: 3 }),
      group: fc.constantFrom("g0", "g1", "g2"),
    });
    fc.assert(
      fc.property(
        fc.record({ g0: group, g1: group, g2: group }),
        fc.array(need, { minLength: 1, maxLength: 3 }),
        fc.uniqueArray(person),
        fc.uniqueArray(person, { maxLength: 1 }),
        (members, needs, people, barred) => {
          const expected = everyWay(
            needs,
            members,
            people.filter((each) => !barred.includes(each)),
          );
          expect(needsMet(needs, members, agreed(...people), barred)).toBe(expected);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("are answered quickly where they are hard", () => {
    const people = Array.from({ length: 400 }, (_, i) => `p${i}`);
    const halves = { low: people.slice(0, 200), all: people };
    const needs = [
      { count: 200, group: "all" },
      { count: 200, group: "low" },
    ];
    expect(needsMet(needs, halves, agreed(...people), [])).toBe(true);
    expect(needsMet(needs, halves, agreed(...people.slice(1)), [])).toBe(false);
  });
});

function everyWay(
  needs: readonly Need[],
  groups: Readonly<Record<string, readonly string[]>>,
  free: readonly string[],
): boolean {
  const [first, ...rest] = needs.flatMap((need) =>
    Array.from({ length: need.count }, () => ({ count: 1, group: need.group })),
  );
  if (first === undefined) return true;
  const serving = free.filter((each) => groups[first.group]?.includes(each) === true);
  return serving.some((each) =>
    everyWay(
      rest,
      groups,
      free.filter((other) => other !== each),
    ),
  );
}
