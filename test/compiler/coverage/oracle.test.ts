// What coverage says was seen is what a naive evaluation of each condition says, over random policies and requests.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Collector } from "../../../compiler/coverage/collect.js";
import { bothCounts } from "../../../compiler/coverage/counts.js";
import { coverageOf, type Coverage, type RuleCoverage } from "../../../compiler/coverage/coverage.js";
import { planOf } from "../../../compiler/coverage/plan-of.js";
import { ready } from "../../../runtime/facts/ready.js";
import { prepareRuntimes } from "../../../runtime/runtime.js";
import { compiledFiles } from "../../support/compiling.js";
import {
  answerTo,
  asking,
  everybody,
  isMatching,
  leafyRules,
  leafyText,
  requestOf,
  type Asking,
  type Cut,
  type Leaf,
  type LeafyRule,
} from "../../support/leafy.js";

beforeAll(ready);

/** Half of the requests are counted by one collector, half by another. */
async function covered(rules: readonly LeafyRule[], asked: readonly Asking[]): Promise<Coverage> {
  const { program, table } = compiledFiles({ "p.agentpol": leafyText(rules) });
  const plan = planOf(program, table);
  const runtimes = await prepareRuntimes(table, { classifiers: { risk: ({ hint }) => answerTo(hint) } });
  const half = Math.ceil(asked.length / 2);
  const counts = [];
  for (const some of [asked.slice(0, half), asked.slice(half)]) {
    const collector = new Collector(plan);
    const runtime = runtimes({ observe: collector.observe });
    for (const each of some) await runtime.attempt(requestOf(each));
    counts.push(collector.counts);
  }
  return coverageOf(plan, counts.reduce(bothCounts), table, program.files);
}

const each = (coverage: Coverage, rules: readonly LeafyRule[]): readonly [RuleCoverage, LeafyRule][] =>
  rules.flatMap((rule, i) => {
    // The first one asks the classifier, so that its answer is known to all.
    const found = coverage.rules[i + 1];
    return found === undefined ? [] : [[found, rule] as [RuleCoverage, LeafyRule]];
  });

/** Each leaf once, as it is written. */
function leavesIn({ when, unless }: LeafyRule): readonly Leaf[] {
  return Array.from(
    new Map([...when.leaves, ...(unless?.leaves ?? [])].map((leaf) => [leaf.text, leaf])).values(),
  );
}

function cutsIn(rule: LeafyRule): readonly Cut[] {
  const cuts = leavesIn(rule).flatMap((leaf) => leaf.cuts ?? []);
  return Array.from(new Map(cuts.map((cut) => [String([cut.of.name, cut.below]), cut])).values());
}

/** So many of these pass. */
function countOf<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.filter(test).length;
}

describe("coverage", () => {
  it("has seen of conditions, boundaries and rules what a naive evaluation sees", async () => {
    const property = fc.asyncProperty(
      leafyRules,
      fc.array(asking, { maxLength: 12 }),
      async (rules, asked) => {
        const coverage = await covered(rules, asked);
        expect(coverage.decisions).toBe(asked.length);
        expect(coverage.rules).toHaveLength(1 + rules.length);
        for (const [found, rule] of each(coverage, rules)) {
          const matched = countOf(asked, (at) => isMatching(rule, at));
          expect([found.matched, found.spoke.count]).toEqual([matched, matched]);
          const leaves = leavesIn(rule);
          expect(new Set(found.conditions.map(({ text }) => text))).toEqual(
            new Set(leaves.map(({ text }) => text)),
          );
          for (const { text, yes, no, unknown } of found.conditions) {
            const holds = leaves.find((leaf) => leaf.text === text)?.holds;
            const told = asked.map((at) => holds?.(at));
            expect({ text, yes: yes.count, no: no.count, unknown }).toEqual({
              text,
              yes: countOf(told, (truth) => truth === true),
              no: countOf(told, (truth) => truth === false),
              unknown: countOf(told, (truth) => truth === undefined),
            });
          }
          expect(found.boundaries.map(({ below, above }) => [below.count, above.count]).sort()).toEqual(
            cutsIn(rule)
              .map(({ of, below, above }) => [
                countOf(asked, (at) => of(at) === below),
                countOf(asked, (at) => of(at) === above),
              ])
              .sort(),
          );
        }
      },
    );
    await fc.assert(property, { numRuns: 50 });
  });

  it("touches a region of a rule where the rule matches, and else none", async () => {
    const property = fc.asyncProperty(leafyRules, asking, async (rules, at) => {
      for (const [found, rule] of each(await covered(rules, [at]), rules))
        expect(found.regions.some(({ count }) => count > 0)).toBe(isMatching(rule, at));
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it("says that no request reaches a goal of exactly those that none of all requests reaches", async () => {
    const all = everybody();
    const property = fc.asyncProperty(leafyRules, async (rules) => {
      const { totals, ...coverage } = await covered(rules, all);
      for (const { spoke, conditions, boundaries, regions } of coverage.rules) {
        const sights = [
          spoke,
          ...conditions.flatMap(({ yes, no }) => [yes, no]),
          ...boundaries.flatMap(({ below, above }) => [below, above]),
          ...regions,
        ];
        for (const { count, never } of sights) expect(never).toBe(count === 0);
      }
      const { conditions, boundaries, regions } = totals;
      for (const { reached, total } of [conditions, boundaries, regions]) expect(reached).toBe(total);
    });
    await fc.assert(property, { numRuns: 5 });
  });
});
