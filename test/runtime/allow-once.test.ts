// `allow once approved by G`: an `escalate to G` until it is satisfied, and an `allow` from then.

import { describe, expect, it } from "vitest";
import type { Decision } from "../../runtime/decide/request.js";
import { payment, running, shell, SHOP, tableFor, type Running } from "../support/running.js";

const ANA = "ana@corp.example";
const ONCE = "rule once on payments.send { allow once approved by owners }\n";

async function approved({ runtime }: Running, request: object, by = ANA): Promise<Decision> {
  const { digest = "" } = await runtime.attempt(request);
  expect(await runtime.approve({ digest, by })).toEqual({ ok: true });
  return runtime.attempt(request);
}

describe("allow once approved by", () => {
  it("escalates until a member of the group approves, allows then, and once", async () => {
    const run = await running(ONCE);
    expect(await run.runtime.attempt(payment())).toMatchObject({
      verdict: "escalate",
      rule: "shop.once",
      reason: "held for approval by shop.once",
      obligations: { approvals: { unmet: [{ rule: "shop.once", ask: "owners", within: "PT15M" }] } },
    });
    expect(await approved(run, payment())).toMatchObject({
      verdict: "allow",
      rule: "shop.once",
      reason: "permitted by shop.once",
      matched: [{ rule: "shop.once", verdict: "allow" }],
    });
    expect((await run.runtime.attempt(payment())).verdict).toBe("escalate");
  });

  it("the default does not join it meanwhile", async () => {
    const { runtime } = await running(ONCE);
    const { matched } = await runtime.attempt(payment());
    expect(matched.map(({ rule }) => rule)).toEqual(["shop.once"]);
  });

  it("a plain `escalate to` is joined by the default, and never permits", async () => {
    const run = await running("rule ask on payments.send { escalate to owners }");
    expect(await run.runtime.attempt(payment())).toMatchObject({ verdict: "block", rule: "default" });
    expect(await approved(run, payment())).toMatchObject({ verdict: "block", rule: "default" });
  });

  it("whoever is not of the group does not count, nor do agent and owner", async () => {
    const run = await running(ONCE);
    const owned = payment({}, { agent: { id: "ben@corp.example", role: "clerk", owner: ANA } });
    expect((await approved(run, payment(), "eve@corp.example")).verdict).toBe("escalate");
    expect((await approved(run, owned)).verdict).toBe("escalate");
    expect((await approved(run, owned, "ben@corp.example")).verdict).toBe("escalate");
  });

  it("`within` says how long an approval lives", async () => {
    const run = await running("rule once on payments.send { allow once approved by owners, within 1m }");
    const { digest = "" } = await run.runtime.attempt(payment());
    await run.runtime.approve({ digest, by: ANA });
    run.clock.advance(60_000);
    expect((await run.runtime.attempt(payment())).verdict).toBe("escalate");
  });

  it("with an unknown guard it only escalates: the default joins, and an approval permits nothing", async () => {
    const rule = 'rule once on shell.exec { when args.command runs ["ls"], allow once approved by owners }\n';
    const run = await running(rule);
    expect((await run.runtime.attempt(shell("ls"))).verdict).toBe("escalate");
    expect(await run.runtime.attempt(shell("$X"))).toMatchObject({
      verdict: "block",
      matched: [{ rule: "default" }, { rule: "shop.once", verdict: "escalate" }],
    });
    expect(await approved(run, shell("$X"))).toMatchObject({
      verdict: "block",
      matched: [{ rule: "default" }],
    });
    expect((await approved(run, shell("ls"))).verdict).toBe("allow");
  });

  it("holds what another rule allows, until it is approved", async () => {
    const run = await running(`rule may on payments.send { allow }\n${ONCE}`);
    expect(await run.runtime.attempt(payment())).toMatchObject({ verdict: "escalate", rule: "shop.once" });
    expect((await approved(run, payment())).verdict).toBe("allow");
  });

  it("where several permit, the first with a reason or code of its own is named", async () => {
    const rules = (own: string): string =>
      `rule may on payments.send { allow }\nrule once on payments.send { allow once approved by owners${own} }\nrule last on payments.send { allow "last" }`;
    expect(await approved(await running(rules(' "asked"')), payment())).toMatchObject({ reason: "asked" });
    expect(await approved(await running(rules(', code "C"')), payment())).toMatchObject({ code: "C" });
    expect(await approved(await running(rules("")), payment())).toMatchObject({ rule: "shop.last" });
  });

  it("as the policy's default is an escalation whose approval counts as an allow", () => {
    const header = (verdict: string): unknown =>
      tableFor(SHOP.replace('default block "nothing permits this"', `default ${verdict}`)).policy.default;
    expect(header("allow once approved by owners")).toEqual(header("escalate to owners"));
  });

  it("is explained by what it gives until then, and from then", async () => {
    const run = await running(ONCE);
    const statuses = async (): Promise<unknown> =>
      (await run.runtime.explain(payment())).rules.map(({ verdict, status }) => [verdict, status]);
    expect(await statuses()).toEqual([
      ["escalate", "matched"],
      ["allow", "not matched"],
    ]);
    const { digest = "" } = await run.runtime.attempt(payment());
    await run.runtime.approve({ digest, by: ANA });
    expect(await statuses()).toEqual([
      ["escalate", "satisfied"],
      ["allow", "matched"],
    ]);
  });
});
