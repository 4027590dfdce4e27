// The law of guards: one condition for each part of a conjunction, with the author's words and their place.

import { describe, expect, it } from "vitest";
import { emitTable } from "../../../../compiler/emit/table.js";
import { lowered, WORLD } from "../../../support/lowering.js";

function conditionsOf(policy: string): readonly (readonly [text: string, origin: string])[] {
  const { rules } = emitTable(lowered(policy));
  return rules.flatMap(({ conditions }) => conditions.map(({ text, origin }) => [text, origin] as const));
}

const LINE = WORLD.split("\n").length;

describe("guard", () => {
  it("splits a conjunction, and keeps each part's text and place", () => {
    expect(
      conditionsOf(
        "rule r on pay {\n  when agent.role == lead and\n    (agent.level > 1 or   agent.level < 0)\n  block\n}",
      ),
    ).toEqual([
      ["agent.role == lead", `p.agentpol:${LINE + 1}:8`],
      ["agent.level > 1 or agent.level < 0", `p.agentpol:${LINE + 2}:6`],
    ]);
  });

  it("keeps an `unless` in one piece", () => {
    expect(conditionsOf("rule r on pay { unless agent.role == lead and agent.level > 1, block }")).toEqual([
      ["unless agent.role == lead and agent.level > 1", `p.agentpol:${LINE}:24`],
    ]);
  });
});
