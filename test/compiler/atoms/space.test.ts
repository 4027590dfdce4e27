// LAW: a request lies in the boxes of a rule's guard where the rule matches, and nowhere else.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { hasClass } from "../../../compiler/atoms/class-set.js";
import { Lexicon } from "../../../compiler/atoms/lexicon.js";
import type { Box } from "../../../compiler/atoms/region.js";
import { spaceOf, type Dimension, type Guard } from "../../../compiler/atoms/space.js";
import { evaluation } from "../../../runtime/evaluate/evaluate.js";
import { between } from "../../../runtime/evaluate/quantity.js";
import { preparePolicy, type Policy } from "../../../runtime/decide/policy.js";
import { matches } from "../../../runtime/match/rule-index.js";
import { ready } from "../../../runtime/facts/ready.js";
import type { Rule } from "../../../runtime/table/format.js";
import type { Value } from "../../../runtime/values/value.js";
import { compiled } from "../../support/agreement.js";
import { policy } from "../../support/arbitrary-policy.js";
import { sceneOf } from "../../support/core-scene.js";

const POLICIES = Number(process.env.SPACE_POLICIES ?? 60);
const CELLS = 20;

beforeAll(ready);

/** A class in each dimension. */
type Cell = readonly number[];

function liesIn(cell: Cell, box: Box): boolean {
  return Array.from(box).every(([dimension, set]) => hasClass(set, cell[dimension] ?? 0));
}

/** Does the rule match where each term has the example of its class? */
function matchesAt(rule: Rule, cell: Cell, dimensions: readonly Dimension[], { program }: Policy): boolean {
  const attributes: Record<string, Value | undefined> = {};
  const known = new Map<number, Value | undefined>();
  dimensions.forEach(({ term, examples, isGrant }, i) => {
    const place = cell[i] ?? 0;
    const example = place === 0 ? undefined : (examples[place] ?? {});
    if (term.kind === "attribute") attributes[term.path] = example;
    else if (!isGrant) known.set(term.ref, example);
  });
  const grants = new Map(
    dimensions.flatMap(({ term, examples, isGrant }, i) => {
      const expr = term.kind === "expr" && isGrant ? program.exprs[term.ref] : undefined;
      return expr?.op === "grant" ? [[expr.grant, examples[cell[i] ?? 0]] as const] : [];
    }),
  );
  const scene = sceneOf(attributes, { grant: (grant) => grants.get(grant) as "unused" | "live" | "ended" });
  const quantities = new Map(
    Array.from(
      known,
      ([ref, value]) => [ref, typeof value === "number" ? between(value, value) : undefined] as const,
    ),
  );
  return matches(rule, { ...evaluation(program, scene), closed: { values: known, quantities } });
}

describe("the space of an action", () => {
  it("holds each rule where it matches", () => {
    let inside = 0;
    let outside = 0;
    const property = fc.property(policy, fc.infiniteStream(fc.nat()), (random, numbers) => {
      const ready = preparePolicy(compiled(random).table);
      const { table } = ready;
      for (const [name, schema] of Object.entries(table.schema.actions)) {
        const rules = table.rules.filter(
          ({ actions, onResult }) => actions.includes(name) && onResult !== true,
        );
        const action = { table, name, schema };
        const guards = rules.map((rule): Guard => ({
          action,
          conditions: rule.conditions.map(({ expr }) => expr),
          orUnknown: !rule.permits,
        }));
        const { dimensions, regions } = spaceOf(guards, new Lexicon());
        for (let i = 0; i < CELLS; i += 1) {
          const cell = dimensions.map(({ possible }) => {
            const all = Array.from({ length: possible.at(-1) ?? 0 }, (_, each) => each).filter((each) =>
              hasClass(possible, each),
            );
            return all[(numbers.next().value ?? 0) % all.length] ?? 0;
          });
          rules.forEach((rule, j) => {
            const isIn = (regions[j] ?? []).some((box) => liesIn(cell, box));
            const asked = rule.conditions.map(({ text }) => text).join(" and ");
            const where = dimensions.map(({ term, examples }, k) => [term, examples[cell[k] ?? 0]]);
            const matched = matchesAt(rule, cell, dimensions, ready);
            if (isIn !== matched)
              throw new Error(
                `${asked}: ${String(matched)} at ${JSON.stringify(where)}, but in its boxes: ${String(isIn)}`,
              );
            if (isIn) inside += 1;
            else outside += 1;
          });
        }
      }
    });
    fc.assert(property, { numRuns: POLICIES });
    expect(Math.min(inside, outside)).toBeGreaterThan(POLICIES);
  }, 3_600_000);
});
