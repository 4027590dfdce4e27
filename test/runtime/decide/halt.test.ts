import { describe, expect, it } from "vitest";
import { decide } from "../../../runtime/decide/decide.js";
import type { Kill } from "../../../runtime/state/store.js";
import { policyOf, requestOf, rule } from "../../support/table.js";

const policy = policyOf({
  killswitches: [
    { name: "p.first", origin: "p.agentpol:2:1", scope: ["agent.role", "agent.owner", "action.name"] },
    { name: "p.second", origin: "p.agentpol:3:1", scope: ["all", "agent.id"] },
  ],
  rules: [rule({ name: "p.may", verdict: "allow" })],
});
const kill = (killswitch: string, scope: string, value?: string): Kill => ({
  killswitch,
  scope,
  at: 0,
  ...(value !== undefined && { value: JSON.stringify(value) }),
});
const under = (request: unknown, ...kills: Kill[]) => decide(policy, request, { kills });

describe("a kill switch", () => {
  it.each<[string, Kill, unknown, boolean]>([
    ["over all covers everything", kill("p.second", "all"), requestOf(), true],
    ["over all covers what is no request", kill("p.second", "all"), undefined, true],
    ["over a value covers it", kill("p.first", "agent.role", "clerk"), requestOf(), true],
    ["over another value does not", kill("p.first", "agent.role", "lead"), requestOf(), false],
    [
      "covers a request that lacks the attribute",
      kill("p.first", "agent.role", "lead"),
      { action: { name: "act" } },
      true,
    ],
    [
      "covers a request that lacks an optional attribute",
      kill("p.first", "agent.owner", "zoe"),
      requestOf(),
      true,
    ],
    [
      "covers a request that misstates it",
      kill("p.first", "agent.role", "lead"),
      { ...requestOf(), agent: { id: "a", role: "boss" } },
      true,
    ],
    [
      "covers a request that cannot be read there",
      kill("p.first", "agent.role", "lead"),
      {
        ...requestOf(),
        agent: {
          id: "a",
          get role(): string {
            throw new Error("no");
          },
        },
      },
      true,
    ],
    [
      "covers an action that is not declared",
      kill("p.first", "action.name", "act"),
      { ...requestOf(), action: { name: "other" } },
      true,
    ],
    [
      "compares in normal form",
      kill("p.second", "agent.id", "\u00e9"),
      { ...requestOf(), agent: { id: "e\u0301", role: "clerk" } },
      true,
    ],
    ["that the policy does not know is none", kill("p.third", "all"), requestOf(), false],
  ])("%s", (_, tripped, request, covered) => {
    const decision = under(request, tripped);
    expect(decision.rule === tripped.killswitch).toBe(covered);
    if (covered)
      expect(decision).toMatchObject({
        verdict: "block",
        enforced: "block",
        code: tripped.killswitch,
        matched: [{ rule: tripped.killswitch, verdict: "block" }],
      });
  });

  it("does not hide what else is wrong with a request that it does not cover", () => {
    const request = requestOf({ n: NaN });
    expect(under(request, kill("p.first", "agent.role", "lead")).fault?.path).toBe("args.n");
  });

  it("comes before all rules, the first declared one first, and says what it halts", () => {
    const decision = under(
      requestOf(),
      kill("p.second", "agent.id", "a-1"),
      kill("p.first", "agent.role", "clerk"),
    );
    expect(decision).toMatchObject({
      rule: "p.first",
      origin: "p.agentpol:2:1",
      reason: 'a kill switch halts agent.role "clerk"',
    });
    expect(decision.matched).toHaveLength(1);
  });
});
