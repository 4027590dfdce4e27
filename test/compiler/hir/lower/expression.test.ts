// The law of expressions: the core expression has the value of the typed one, and equal ones are one.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesOf, sceneOf } from "../../../support/core-scene.js";
import { exprText } from "../../../support/core-text.js";
import { lowered } from "../../../support/lowering.js";

function conditionsText(guard: string, before = ""): string[] {
  const { rules, exprs } = lowered(`${before}\nrule r on pay { when ${guard}, block }`);
  return rules.flatMap(({ conditions }) => conditions.map(({ expr }) => exprText(expr, exprs)));
}

describe("expression", () => {
  it.each([
    ["agent.role != lead", 'not (agent.role == "lead")'],
    ["agent.level in 1..3", "((agent.level >= 1) and (agent.level <= 3))"],
    ["agent.level not in [1, 2]", "not (agent.level in [1 2])"],
    ["args.to in listed", "(args.to in listed)"],
    ["not (agent.level > 1 or agent.level < 0)", "not ((agent.level > 1) or (agent.level < 0))"],
    [
      "agent.level < 1 or agent.level < 2 or agent.level < 3",
      "((agent.level < 1) or (agent.level < 2) or (agent.level < 3))",
    ],
    ["args.amount * 5% > 1 USD", "((mul args.amount/4 50000/6 /4) > 10000)"],
    ["agent.level * 2 > 5", "((mul agent.level/0 2/0 /0) > 5)"],
    ["agent.level + 0.5 > 1.5", "((add (to-decimal agent.level)/4 5000/4 /4) > 15000)"],
    ["context.share * 50% > 1%", "((mul context.share/6 500000/4 /4) > 10000)"],
    ["-agent.level < 0", "((neg agent.level) < 0)"],
    ["size(context.tags) > 2", "(size(context.tags) > 2)"],
    ['any t in context.tags: t == "a"', '(any v0 in context.tags: (v0 == "a"))'],
    [
      'has context.ticket and context.ticket like "OPS-*" or agent.level > 1',
      "((has context.ticket and like) or (agent.level > 1))",
    ],
  ])("%s", (guard, text) => {
    expect(conditionsText(guard)).toEqual([text]);
  });

  it.each([
    ["context.secrecy < secret", "(rank(context.secrecy) < 2)"],
    [
      "context.secrecy in public..internal",
      "((rank(context.secrecy) >= 0) and (rank(context.secrecy) <= 1))",
    ],
    ["context.secrecy == secret", '(context.secrecy == "secret")'],
  ])("of an ordered enum: %s", (guard, text) => {
    expect(conditionsText(guard, "context { secrecy: public < internal < secret }")).toEqual([text]);
  });

  it("puts arguments in place of parameters", () => {
    const lets = "let over(a: money(USD), n: int) = a > 10 USD or agent.level > n";
    expect(conditionsText("over(args.amount, 3)", lets)).toEqual([
      "((args.amount > 100000) or (agent.level > 3))",
    ]);
  });

  it("captures no variable of the place where a let is used", () => {
    const lets = "let other(t: string) = any u in context.tags: u != t";
    expect(conditionsText("any t in context.tags: other(t)", lets)).toEqual([
      "(any v0 in context.tags: (any v1 in context.tags: not (v1 == v0)))",
    ]);
  });

  it("calls variables by their level, so that their names do not matter", () => {
    const one = conditionsText('any a in context.tags: a == "x"');
    expect(conditionsText('any b in context.tags: b == "x"')).toEqual(one);
  });

  it("has equal expressions once, in the policy as a whole", () => {
    const { rules, exprs } = lowered(
      "rule a on pay { when agent.level > 1 or agent.level > 2, block }\nrule b on exec { unless agent.level > 1, block }",
    );
    expect(new Set(exprs.map((expr) => JSON.stringify(expr))).size).toBe(exprs.length);
    expect(rules).toHaveLength(2);
    // level, 1, 2, two comparisons, their `or`, and a `not`.
    expect(exprs).toHaveLength(7);
  });

  it("keeps a chain of lets as long as its text", () => {
    const lets = Array.from(
      { length: 60 },
      (_, i) => `let a${i + 1} = a${i} or (agent.level > ${i} and a${i})`,
    );
    const { exprs } = lowered(
      `let a0 = agent.level > 99\n${lets.join("\n")}\nrule r on pay { when a60, block }`,
    );
    expect(exprs.length).toBeLessThan(60 * 5);
  });

  it("calculates as arithmetic does", () => {
    const matches = matchesOf(
      lowered(
        "rule r on pay { when args.amount * 5% - 1 USD > 0.5 USD and agent.level * 2 + 1 <= 7, block }",
      ),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 299_000, max: 301_000 }),
        fc.integer({ min: -5, max: 5 }),
        (amount, level) => {
          // In ten-thousandths of a dollar: 5 % of the amount, less 10_000, above 5_000.
          const expected = amount * 5 > 1_500_000 && level * 2 + 1 <= 7;
          expect(matches(sceneOf({ "args.amount": amount, "agent.level": level }))).toEqual([expected]);
        },
      ),
    );
  });
});
