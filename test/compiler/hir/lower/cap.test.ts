// The law of caps: the `else` verdict where the guard holds and a limit is not known to hold.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesOf, sceneOf } from "../../../support/core-scene.js";
import { rulesText } from "../../../support/core-text.js";
import { deciderOf, reading } from "../../../support/deciding.js";
import { lowered } from "../../../support/lowering.js";

describe("cap", () => {
  it.each([
    [
      "an attribute that may be absent must be there",
      'cap c on pay { limit impact.hosts <= 3, else block "x" }',
      ["on pay where not (has impact.hosts and (impact.hosts >= 0) and (impact.hosts <= 3)): block"],
    ],
    [
      "a required one is there",
      'cap c on pay { limit args.amount < 10 USD, else block "x" }',
      ["on pay where not ((args.amount >= 0) and (args.amount < 100000)): block"],
    ],
    [
      "each limit is a rule of its own, under the same guard",
      "cap c on pay { when agent.role == lead, limit impact.traffic <= 5%, limit impact.cost < 1 USD, else escalate to g }",
      [
        'on pay where (agent.role == "lead"), not (has impact.traffic and (impact.traffic >= 0) and (impact.traffic <= 50000)): escalate, needs 1 of g within 900000 asking g',
        'on pay where (agent.role == "lead"), not (has impact.cost and (impact.cost >= 0) and (impact.cost < 10000)): escalate, needs 1 of g within 900000 asking g',
      ],
    ],
    [
      "a sum over a window is a deferred condition, and known by its place",
      'cap c on pay { limit impact.hosts <= 3, limit sum(args.amount) <= 50 USD per 1d by [agent.session, agent.id], else block "x" }',
      [
        "on pay where not (has impact.hosts and (impact.hosts >= 0) and (impact.hosts <= 3)): block",
        "on pay: block, limit p.c#2 per 86400000 by [agent.id agent.session] args.amount <= 500000",
      ],
    ],
    [
      "any verdict but allow",
      "cap c on pay { limit impact.hosts <= 3, else redact { drop args.memo } }",
      [
        "on pay where not (has impact.hosts and (impact.hosts >= 0) and (impact.hosts <= 3)), has args.memo: redact, drop args.memo",
      ],
    ],
  ])("%s", (_, policy, rules) => {
    expect(rulesText(lowered(policy))).toEqual(rules);
  });

  it("a label takes the place's place, wherever the limit stands", () => {
    const windows = (limits: string): readonly string[] =>
      lowered(`cap c on pay { ${limits} else block }`).rules.flatMap(({ limit }) => limit?.window.id ?? []);
    const daily = "limit daily: sum(args.amount) <= 50 USD per 1d";
    const hourly = "limit sum(args.amount) <= 5 USD per 1h";
    expect(windows(`${daily}, ${hourly},`)).toEqual(["p.c#daily", "p.c#2"]);
    expect(windows(`${hourly}, ${daily},`)).toEqual(["p.c#1", "p.c#daily"]);
  });

  it("a label is told beside the rule, and not in the condition", () => {
    const { rules } = lowered(
      "cap c on pay { limit hosts :  impact.hosts <= 3, else redact { drop args.memo } }",
    );
    expect(rules.map(({ label, conditions }) => [label, conditions[0]?.text])).toEqual([
      ["hosts", "not (impact.hosts <= 3)"],
    ]);
  });

  it("says which limit it is about", () => {
    const { rules } = lowered('cap c on pay { limit impact.hosts   <= 3, else block "x" }');
    expect(rules[0]?.conditions.map(({ text }) => text)).toEqual(["not (impact.hosts <= 3)"]);
  });

  it.each([
    ["impact.hosts <= 3", "impact.hosts", (value: number) => value <= 3, 3],
    ["impact.hosts < 3", "impact.hosts", (value: number) => value < 3, 3],
    ["impact.traffic <= 5%", "impact.traffic", (value: number) => value <= 50_000, 50_000],
  ])("contributes iff when ∧ ¬(present ∧ 0 ≤ amount ∧ %s)", (limit, path, isWithin, bound) => {
    const matches = matchesOf(
      lowered(`cap c on pay { when agent.role == lead, limit ${limit}, else block "x" }`),
    );
    const near = fc.oneof(
      fc.integer({ min: bound - 2, max: bound + 2 }),
      fc.integer({ min: -2, max: 2 }),
      fc.maxSafeInteger(),
    );
    fc.assert(
      fc.property(fc.constantFrom("clerk", "lead"), fc.option(near, { nil: undefined }), (role, amount) => {
        const known = amount !== undefined && amount >= 0 && isWithin(amount);
        expect(matches(sceneOf({ "agent.role": role, [path]: amount }))).toEqual([role === "lead" && !known]);
      }),
    );
  });

  it.each([
    ["<", (total: number) => total < 5],
    ["<=", (total: number) => total <= 5],
  ])("over a window, contributes iff ¬(present ∧ 0 ≤ amount ∧ held + amount %s 5)", (op, isWithin) => {
    const cap = `cap c on read { limit sum(impact.hosts) ${op} 5 per 1h by agent.id, else block "over" }`;
    const decide = deciderOf(lowered(`rule may on read { allow }\n${cap}`));
    const hosts = fc.option(fc.integer({ min: -2, max: 7 }), { nil: undefined });
    fc.assert(
      fc.property(hosts, fc.integer({ min: 0, max: 8 }), (amount, held) => {
        const { verdict } = decide(reading({}, amount === undefined ? {} : { hosts: amount }), {
          windows: [held],
        });
        const known = amount !== undefined && amount >= 0 && isWithin(held + amount);
        expect(verdict).toBe(known ? "allow" : "block");
      }),
    );
  });
});
