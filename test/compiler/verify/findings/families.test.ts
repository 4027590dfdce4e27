// LAW: of many rules, each that is said to matter decides a request that lies in the part where it does, and none that is
// said never to matter decides any.

import { beforeAll, describe, expect, it } from "vitest";
import { policyText } from "../../../../bench/contenders/agentpol.js";
import { familyOf, KINDS, requestsFor } from "../../../../bench/families/family.js";
import { compile } from "../../../../compiler/compile.js";
import { findingsIn } from "../../../../compiler/verify/findings/findings.js";
import { groundOf } from "../../../../compiler/verify/ground.js";
import { subjectOf } from "../../../../compiler/verify/subject.js";
import { witnessIn } from "../../../../compiler/verify/witness.js";
import { decide } from "../../../../runtime/decide/decide.js";
import { ready } from "../../../../runtime/facts/ready.js";
import { SEED } from "../../../support/seed.js";

const RULES = Number(process.env.FAMILY_RULES ?? 200);
const REQUESTS = 1_000;

beforeAll(ready);

function asked(kind: (typeof KINDS)[number]) {
  const family = familyOf({ kind, rules: RULES, seed: SEED });
  const read = () => ({ ok: true, text: policyText(family) }) as const;
  const { program, table } = compile("p.agentpol", { read });
  if (program === undefined || table === undefined) throw new Error("the policy does not compile");
  const ground = groundOf(subjectOf(program, table));
  return { family, ground, found: findingsIn(table, { covering: new Set() }) };
}

describe.each(KINDS)("%s rules", (kind) => {
  it("matter where they are said to, and nowhere else", () => {
    const { family, ground, found } = asked(kind);
    const { enforced, policies } = ground;
    for (const [rule, parts] of found.prospects) {
      const [prospect] = parts;
      const [stance = []] = prospect?.model.stances ?? [];
      const witness = prospect && witnessIn(prospect.part, prospect.model, { stance, policies });
      const decision = witness && decide(enforced, witness.request, witness.facts);
      expect([rule, decision?.verdict, decision?.matched.some((each) => each.rule === rule)]).toEqual([
        rule,
        prospect?.rule.verdict,
        true,
      ]);
      // Of several that allow, the first is named; of several that block, it is the one that blocks.
      if (prospect?.rule.verdict === "block") expect(decision?.rule).toBe(rule);
    }
    const silent = new Set(found.findings.flatMap((each) => ("rule" in each ? [each.rule] : [])));
    for (const request of requestsFor(family, REQUESTS, SEED)) {
      const { rule } = decide(enforced, request, { now: 0 });
      expect([rule, silent.has(rule)]).toEqual([rule, false]);
    }
    expect(found.open).toEqual([]);
    expect(found.prospects.size).toBeGreaterThan(RULES / 2);
  }, 120_000);
});
