// The law of kill switches: their scopes, and the needs that lift them; they are no rules.

import { describe, expect, it } from "vitest";
import { needsText } from "../../../support/core-text.js";
import { lowered } from "../../../support/lowering.js";

describe("killswitch", () => {
  it("stands beside the rules", () => {
    const { rules, killswitches } = lowered(
      "killswitch k { scope [all, agent.role, action.name], need 1 of g, need 1 of h }",
    );
    expect(rules).toEqual([]);
    expect(killswitches).toMatchObject([{ name: "p.k", scope: ["all", "agent.role", "action.name"] }]);
    const [needs] = killswitches.flatMap((each) => each.needs ?? []);
    expect(needs?.rule).toBe("p.k");
    expect(needs && needsText(needs)).toBe("needs 1 of g + 1 of h within 900000 asking g");
  });
});
