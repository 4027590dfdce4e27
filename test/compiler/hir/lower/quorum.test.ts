// The law of quorums: the `else` verdict where the guard holds, until enough different people have approved.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emitTable } from "../../../../compiler/emit/table.js";
import { needsMet } from "../../../../runtime/evaluate/needs.js";
import { rulesText } from "../../../support/core-text.js";
import { lowered } from "../../../support/lowering.js";

describe("quorum", () => {
  it.each([
    [
      "the needs alone decide; the group of the else is who is asked",
      "quorum q on pay { when args.amount >= 10 USD, need 2 of g, need 1 of h, within 30m, else escalate to h }",
      ["on pay where (args.amount >= 100000): escalate, needs 2 of g + 1 of h within 1800000 asking h"],
    ],
    [
      "an else that names nobody asks the first need's group",
      'quorum q on pay { need 2 of g, else block "x" }',
      ["on pay: block, needs 2 of g within 900000 asking g"],
    ],
    [
      "an acknowledgement is part of the need",
      "quorum q on pay { need 1 of g acknowledging irreversible, else escalate to g }",
      ["on pay: escalate, needs 1 of g! within 900000 asking g"],
    ],
  ])("%s", (_, policy, rules) => {
    expect(rulesText(lowered(policy))).toEqual(rules);
  });

  it("is lifted iff two different members of the group, not the agent, have approved", () => {
    const table = emitTable(lowered("quorum q on pay { need 2 of g, else escalate to g }"));
    const needs = table.needs[table.rules[0]?.needs ?? -1];
    const members = ["ana@corp.example", "ben@corp.example", "chi@corp.example"];
    const people = fc.constantFrom(...members, "dan@corp.example");
    fc.assert(
      fc.property(fc.array(people, { maxLength: 5 }), people, (approvers, agent) => {
        const counted = new Set(approvers.filter((by) => members.includes(by) && by !== agent));
        const given = approvers.map((by) => ({ by, acknowledges: [] }));
        expect(needsMet(needs?.of ?? [], table.groups, given, [agent])).toBe(counted.size >= 2);
      }),
    );
  });
});
