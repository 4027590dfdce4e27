// The law of throttles: the `else` verdict where the guard holds and a window has no room for one more.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rulesText } from "../../../support/core-text.js";
import { deciderOf, reading } from "../../../support/deciding.js";
import { lowered } from "../../../support/lowering.js";

describe("throttle", () => {
  it.each([
    [
      "throttle t on read { limit 600 per 1h by agent.id }",
      ["on read: throttle, limit p.t#1 per 3600000 by [agent.id] 1 <= 600"],
    ],
    [
      'throttle t on read, fetch { when agent.role == clerk, limit 600 per 1h, limit 60 per 1m by [agent.id, action.name], else block "x" }',
      [
        'on read fetch where (agent.role == "clerk"): block, limit p.t#1 per 3600000 by [] 1 <= 600',
        'on read fetch where (agent.role == "clerk"): block, limit p.t#2 per 60000 by [action.name agent.id] 1 <= 60',
      ],
    ],
  ])("%s", (policy, rules) => {
    expect(rulesText(lowered(policy))).toEqual(rules);
  });

  it("contributes iff when ∧ one more than the window holds is over the limit", () => {
    const decide = deciderOf(
      lowered(
        "rule may on read { allow }\nthrottle t on read { when agent.level > 1, limit 5 per 1h by agent.id }",
      ),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 8 }), (level, held) => {
        const { verdict } = decide(reading({ level }), { windows: [held] });
        expect(verdict).toBe(level > 1 && held + 1 > 5 ? "throttle" : "allow");
      }),
    );
  });
});
