// The law of reversibilities: a quorum over what cannot be undone.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesOf, sceneOf } from "../../../support/core-scene.js";
import { rulesText } from "../../../support/core-text.js";
import { lowered } from "../../../support/lowering.js";

const NEEDS = "need 1 of g acknowledging irreversible, else escalate to g";
const SAYS = "escalate, needs 1 of g! within 900000 asking g";

describe("reversibility", () => {
  it.each([
    ["*", [`on pay exec migrate where not action.reversible: ${SAYS}`]],
    ["exec", [`on exec where not action.reversible: ${SAYS}`]],
    ["pay, migrate", [`on pay migrate: ${SAYS}`]],
    ["read, fetch", []],
  ])("on %s, less what can always be undone", (selector, rules) => {
    expect(rulesText(lowered(`reversibility r on ${selector} { ${NEEDS} }`))).toEqual(rules);
  });

  it("contributes iff when ∧ the action cannot be undone", () => {
    const matches = matchesOf(lowered(`reversibility r on exec { when agent.level > 1, ${NEEDS} }`));
    fc.assert(
      fc.property(fc.boolean(), fc.integer({ min: 0, max: 3 }), (reversible, level) => {
        const scene = sceneOf({ "action.reversible": reversible, "agent.level": level });
        expect(matches(scene)).toEqual([level > 1 && !reversible]);
      }),
    );
  });
});
