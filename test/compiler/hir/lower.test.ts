// Lowering as a whole: every rule in its order, and an end before lets multiply beyond bounds.

import { describe, expect, it } from "vitest";
import { lower } from "../../../compiler/hir/lower.js";
import { programOf } from "../../support/lowering.js";

const MIXED = `
reversibility undo on * { need 1 of g, else escalate to g }
boundary away on pay, read { reach ["a.example"], else block }
cap spend on pay { limit args.amount <= 10 USD, limit sum(args.amount) <= 50 USD per 1d, else block }
rule last on read { allow }
`;

describe("lower", () => {
  it("keeps the order of declaration, and no rule that picks no action", () => {
    const { core } = lower(programOf(MIXED));
    expect(core?.rules.map(({ name }) => name)).toEqual(["p.undo", "p.spend", "p.spend", "p.last"]);
    expect(core?.rules.every(({ actions }) => actions.length > 0)).toBe(true);
  });

  it("ends with one diagnostic at the rule by which the policy grows too large", () => {
    const doubling = Array.from(
      { length: 9 },
      (_, i) => `let f${i + 1}(n: int) = f${i}(n * 2) or f${i}(n * 3)`,
    );
    const program = programOf(
      `let f0(n: int) = n > 5\n${doubling.join("\n")}\nrule r on pay { when f9(agent.level), block }`,
    );
    expect(lower(program).diagnostics).toEqual([]);
    const { core, diagnostics } = lower(program, 100);
    expect(core).toBeUndefined();
    expect(diagnostics.map(({ code, span }) => [code, span])).toEqual([["AP4001", program.rules[0]?.span]]);
  });
});
