// The law of core rules: a rule gives its verdict where its guard holds.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rulesText } from "../../../support/core-text.js";
import { matchesOf, sceneOf } from "../../../support/core-scene.js";
import { lowered } from "../../../support/lowering.js";

describe("rule", () => {
  it.each([
    ["rule r on pay { allow }", ["on pay: allow, permits"]],
    ['rule r on pay { block "no", notify "ops" }', ["on pay: block, notify ops"]],
    ['rule r on pay { throttle "later", mode shadow }', ["on pay: throttle, shadow"]],
    ["rule r on pay { sandbox box }", ["on pay: sandbox, box box"]],
    ["rule r on pay { escalate to g }", ["on pay: escalate, needs 1 of g within 900000 asking g"]],
    ["rule r on pay { escalate to g, within 1m }", ["on pay: escalate, needs 1 of g within 60000 asking g"]],
    [
      "rule r on pay { when agent.role == lead, allow once approved by g, within 1m }",
      [
        'on pay where (agent.role == "lead"): escalate, permits, needs 1 of g within 60000 asking g',
        'on pay where (agent.role == "lead"): escalate, needs 1 of g within 60000 asking g',
        'on pay where (agent.role == "lead"), approved(needs 1 of g within 60000 asking g): allow, permits',
      ],
    ],
    ['rule r on pay { when agent.role == lead, note "seen" }', ['on pay where (agent.role == "lead"): note']],
    [
      "rule r on pay, read { when agent.role == lead, allow }",
      ['on pay read where (agent.role == "lead"): allow, permits'],
    ],
    ["rule r on pay { redact { hash args.to } }", ["on pay: redact, hash args.to"]],
    ["rule r on pay { redact { drop args.memo } }", ["on pay where has args.memo: redact, drop args.memo"]],
  ])("%s", (policy, rules) => {
    expect(rulesText(lowered(policy))).toEqual(rules);
  });

  it.each([
    ["(agent.level > 2) or (agent.level < 1)", ["(agent.level > 2) or (agent.level < 1)"]],
    [
      "((agent.level > 2) or (agent.level < 1)) and (agent.level == 5)",
      ["(agent.level > 2) or (agent.level < 1)", "agent.level == 5"],
    ],
    ["not ((agent.level > 2) or agent.level < 1)", ["not ((agent.level > 2) or agent.level < 1)"]],
    ["(agent.level + 1) > (2) or ((agent.level) < 1)", ["(agent.level + 1) > (2) or ((agent.level) < 1)"]],
  ])("keeps each condition as it was written: %s", (guard, texts) => {
    const { rules } = lowered(`rule r on pay { when ${guard}, block }`);
    expect(rules.flatMap(({ conditions }) => conditions.map(({ text }) => text))).toEqual(texts);
  });

  it("contributes iff every `when` holds and no `unless` does", () => {
    const matches = matchesOf(
      lowered(
        "rule r on pay { when agent.level > 2 and agent.role == lead, when args.amount < 10 USD, unless agent.level == 5, block }",
      ),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom("clerk", "lead"),
        fc.integer({ min: 90_000, max: 110_000 }),
        (level, role, amount) => {
          const scene = sceneOf({ "agent.level": level, "agent.role": role, "args.amount": amount });
          expect(matches(scene)).toEqual([level > 2 && role === "lead" && amount < 100_000 && level !== 5]);
        },
      ),
    );
  });
});
