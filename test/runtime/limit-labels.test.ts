// Labels of limits: windows are known by them over versions of a policy, and explanations name them.

import { describe, expect, it } from "vitest";
import { payment, running } from "../support/running.js";

const DAILY = "sum(args.amount) <= 100 USD per 1d";
const HOURLY = "sum(args.amount) <= 60 USD per 1h";
const spend = (limits: string): string =>
  `rule may on payments.send { allow }\ncap spend on payments.send { ${limits} else block }`;

describe("the label of a limit", () => {
  it.each([
    ["labelled limits", "limit daily: ", "limit hourly: ", "block"],
    ["limits without labels", "limit ", "limit ", "allow"],
  ])("%s, put into another order by a new version", async (_, daily, hourly, verdict) => {
    const old = await running(spend(`${daily}${DAILY}, ${hourly}${HOURLY},`));
    expect((await old.runtime.attempt(payment({ amount: 60 }))).verdict).toBe("allow");
    old.clock.advance(3_600_000);
    // The daily window holds 60 of 100; taken for the hourly one, which counts the last hour only, it is empty.
    const next = await running(spend(`${hourly}${HOURLY}, ${daily}${DAILY},`), old);
    expect((await next.runtime.attempt(payment({ amount: 50 }))).verdict).toBe(verdict);
  });

  it("keeps limits of one label in two rules apart", async () => {
    const rules = `rule may on payments.send { allow }
      throttle one on payments.send { limit n: 1 per 1h }
      throttle two on payments.send { limit n: 2 per 1h, else block }`;
    const { runtime } = await running(rules);
    const given = [];
    for (let i = 0; i < 3; i += 1) given.push((await runtime.attempt(payment())).rule);
    expect(given).toEqual(["shop.may", "shop.one", "shop.one"]);
  });

  it("stands in explanations", async () => {
    const { runtime } = await running(spend(`limit daily: ${DAILY}, limit hosts: impact.hosts <= 3,`));
    const { rules } = await runtime.explain(payment({}, { impact: { hosts: 4 } }));
    expect(rules.map(({ rule, limit }) => [rule, limit])).toEqual([
      ["shop.may", undefined],
      ["shop.spend", "daily"],
      ["shop.spend", "hosts"],
    ]);
  });
});
