// LAW: the differences of two versions in what comes back have no result in common, and together are exactly the results
// that both let come and decide otherwise: in a world so small that each result of each request is decided.

import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { compile } from "../../../../compiler/compile.js";
import { diffTables } from "../../../../compiler/verify/diff/diff.js";
import { decideResult } from "../../../../runtime/decide/decide-result.js";
import { loadPolicy } from "../../../../runtime/decide/load.js";
import type { Policy } from "../../../../runtime/decide/policy.js";
import type { Decision } from "../../../../runtime/decide/request.js";
import { ready } from "../../../../runtime/facts/ready.js";
import { rank } from "../../../../runtime/table/verdict.js";
import { reading } from "../../../support/problems.js";
import {
  askedBy,
  everyResult,
  resultFiles,
  resultPolicy,
  type ResultPolicy,
} from "../../../support/small-results.js";

const PAIRS = Number(process.env.DIFF_PAIRS ?? 40);
/** Whether people agree, and what a text holds, has no words that a guard could say. */
const WORLD = everyResult().filter(({ approved, resultApproved }) => !approved && !resultApproved);

beforeAll(ready);

const isSayable = (rule: string): boolean => !/escalate|matching/.test(rule);

/** A version, and one that differs from it in some rules. */
const pair = fc
  .tuple(resultPolicy, resultPolicy, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }))
  .map(([one, other, kept]): readonly [ResultPolicy, ResultPolicy] => {
    const own = one.rules.filter(isSayable);
    const others = other.rules.filter(isSayable).map((rule) => rule.replace(/ r\d/, (name) => `${name}0`));
    const before = { mode: one.mode, rules: own, claims: [], floor: one.floor?.filter(isSayable) ?? [] };
    return [
      before,
      { ...before, rules: [...own.filter((_, i) => kept[i]), ...others.filter((_, i) => !kept[i])] },
    ];
  });

function tableOf(files: Readonly<Record<string, string>>) {
  const { table, diagnostics } = compile("p.agentpol", { read: reading(files) });
  if (table === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return table;
}

function policyOf(files: Readonly<Record<string, string>>): Policy {
  const loaded = loadPolicy(tableOf(files));
  if (!loaded.ok) throw new Error(loaded.reason);
  return loaded.policy;
}

/** A policy that withholds what is in a region. */
function withholding(condition: string | undefined): Policy {
  const when = condition === undefined ? "" : `when ${condition}, `;
  const rules = ["rule all on act { allow }", `rule in_it on result of act { ${when}block }`];
  return policyOf(resultFiles({ mode: "enforce", rules, claims: [] }));
}

function alongWith({ obligations }: Decision): string {
  return JSON.stringify(
    Array.from(new Set(obligations.redactions.map(({ op, target }) => `${op} ${target}`))).sort(),
  );
}

it("what comes back is in the differences if, and only if, it is decided otherwise", () => {
  const seen = { loosened: 0, tightened: 0, other: 0, same: 0 };
  fc.assert(
    fc.property(pair, ([before, after]) => {
      const [then, now] = [resultFiles(before), resultFiles(after)];
      const diff = diffTables(tableOf(then), tableOf(now));
      expect(diff.unresolved).toEqual([]);
      const regions = diff.differences
        .filter(({ onResult }) => onResult)
        .map((each) => ({ ...each, holds: withholding(each.condition) }));
      const [own, other] = [policyOf(then), policyOf(now)];
      for (const small of WORLD) {
        const { request, report, facts } = askedBy(small);
        const by = (policy: Policy): Decision => decideResult(policy, request, report, facts);
        const [a, b] = [by(own), by(other)];
        if ((a.fault ?? b.fault) !== undefined) continue;
        const within = regions.filter(({ holds }) => by(holds).verdict === "block");
        const found = within.map((each) =>
          [each.direction, each.before.verdict, each.after.verdict].join(" "),
        );
        const direction =
          rank(b.verdict) < rank(a.verdict) ? "loosened" : a.verdict === b.verdict ? "other" : "tightened";
        const expected = [direction, a.verdict, b.verdict].join(" ");
        // What is withheld is not rewritten, and of several that rewrite one may have nothing to do.
        const isSame = direction === "other" && alongWith(a) === alongWith(b);
        if (isSame) expect([small, found.filter((each) => !each.startsWith("other"))]).toEqual([small, []]);
        else expect([small, found]).toEqual([small, [expected]]);
        seen[isSame ? "same" : direction] += 1;
      }
      for (const { examples, before: was, after: is, direction } of regions) {
        if (direction === "other") continue;
        const [example] = examples;
        expect([example?.before.decision.verdict, example?.after.decision.verdict]).toEqual([
          was.verdict,
          is.verdict,
        ]);
      }
    }),
    { numRuns: PAIRS },
  );
  process.stdout.write(`diff on results: ${JSON.stringify(seen)}\n`);
  expect(Math.min(seen.loosened, seen.tightened, seen.same)).toBeGreaterThan(0);
}, 300_000);
