// Section 5 of the contract: the core rule and its clauses.

import { describe, expect, it } from "vitest";
import { codes, deciding, holds, request } from "../support/contract.js";

const SEARCH = (text = "x"): string => `action search.query(text: "${text}") expect`;
const MENU = "rule menu on * { allow }\n";
const search = request("search.query", { text: "x" });

describe("the guard", () => {
  const A = 'agent.id == "a-1"';
  const NOT_A = 'agent.id == "b"';
  it.each([
    ["", true],
    [`when ${A}`, true],
    [`when ${A}, when ${NOT_A}`, false],
    [`when ${NOT_A}, when ${A}`, false],
    [`unless ${A}`, false],
    [`unless ${NOT_A}`, true],
    [`when ${A}, unless ${NOT_A}`, true],
    [`when ${A}, unless ${A}`, false],
    [`when ${A}, unless ${NOT_A}, unless ${A}`, false],
  ])("`%s` is when, and not unless", async (guard, matches) => {
    await holds(
      `rule r on search.query { ${guard} allow }`,
      `${SEARCH()} ${matches ? "allow by r" : "block by default"}`,
    );
  });
});

describe("clauses", () => {
  it("the code is the rule's qualified name where it is left out, and the channels are told", async () => {
    const { runtime } = await deciding('rule r on search.query { allow, notify "ops" }');
    expect(await runtime.attempt(search)).toMatchObject({
      code: "example.r",
      obligations: { notify: ["ops"] },
    });
    const coded = await deciding('rule r on search.query { allow "fine", code "C-1" }');
    expect(await coded.runtime.attempt(search)).toMatchObject({
      code: "C-1",
      reason: "fine",
      obligations: { notify: [] },
    });
  });

  it("`{args.path}` in a reason stands for an attribute, escaped, redacted as in the log", async () => {
    const reason = async (text: string, rule = ""): Promise<string> => {
      const { runtime } = await deciding(`rule r on search.query { block "no {args.text} here" }\n${rule}`);
      return (await runtime.attempt(request("search.query", { text }))).reason;
    };
    expect(await reason("foo")).toBe("no foo here");
    expect(await reason('a"b\n')).toBe('no a\\"b\\u{a} here');
    expect(await reason("foo", "rule hide on search.query { redact { mask args.text } }")).toBe(
      "no [redacted] here",
    );
    expect(await reason("mail ann@corp.example")).toBe("no mail [redacted email] here");
  });

  it("`mode shadow`: this rule alone decides nothing, and what it would have decided is told", async () => {
    const { runtime } = await deciding(
      `${MENU}rule r on search.query { block, mode shadow }\nrule s on search.query { throttle, code "S" }`,
    );
    expect(await runtime.attempt(search)).toMatchObject({
      verdict: "throttle",
      code: "S",
      shadow: { verdict: "block" },
    });
  });

  it("a note contributes nothing and is listed in the decision", async () => {
    const { runtime } = await deciding('rule r on search.query { note "seen" }');
    const decision = await runtime.attempt(search);
    expect(decision).toMatchObject({
      verdict: "block",
      rule: "default",
      notes: [{ rule: "example.r", text: "seen" }],
    });
    expect(decision.matched.map(({ rule }) => rule)).toEqual(["default"]);
  });

  it("`trip`: where it matches, trips that kill switch for that scope, for that time", async () => {
    const policy = `${MENU}killswitch freeze { scope [all, agent.id] }
rule r on search.query { when args.text == "bad", block, trip freeze agent.id for 30m }`;
    const read = 'action files.read(path: "/x") expect';
    const other = 'agent { id: "b", role: clerk, session: "s" }';
    await holds(
      policy,
      `${SEARCH("ok")} allow ${read} allow ${SEARCH("bad")} block by r ${read} block by freeze ${other} expect allow`,
    );
    await holds(
      policy,
      `${SEARCH("bad")} block ${read} block after 1799999ms expect block by freeze after 1ms expect allow`,
    );
  });

  it("exactly one verdict a rule", () => {
    expect(codes('rule r on search.query { when agent.id == "a" }')).toEqual(["AP1005"]);
    expect(codes("rule r on search.query { allow, block }")).toEqual(["AP1007"]);
  });

  it("`within` is allowed in every form that can escalate", () => {
    for (const form of [
      "rule r on search.query { escalate to treasury, within 5m }",
      "rule r on search.query { allow once approved by treasury, within 5m }",
      "cap c on search.query { limit impact.hosts <= 3, else escalate to treasury, within 5m }",
      "quorum q on search.query { need 1 of treasury, else block, within 5m }",
      "reversibility q on shell.exec { need 1 of treasury, else block, within 5m }",
      "throttle t on search.query { limit 1 per 1m, else escalate to treasury, within 5m }",
      'boundary b on http.fetch { reach "x.example", else escalate to treasury, within 5m }',
      'drift d on db.migrate { baseline "shop.sql", else escalate to treasury, within 5m }',
      'sandbox box { run "sh" }\ngrant g on search.query { inside box, scope context.task, expires 1h, else escalate to treasury, within 5m }',
    ])
      expect(
        codes(form).filter((code) => !["AP3027", "AP3014", "AP3020"].includes(code)),
        form,
      ).toEqual([]);
    expect(codes("rule r on search.query { block, within 5m }")).toEqual(["AP3026"]);
  });
});

describe("`escalate to G`", () => {
  const policy = `${MENU}agent { id: string, owner?: string }\nrule r on search.query { escalate to treasury }`;
  const agent = (id: string, owner = ""): string =>
    `agent { id: "${id}"${owner && `, owner: "${owner}"`} }\n`;
  const approve = (by: string): string => `approve by "${by}" expect`;

  it("is satisfied once one member of G other than the agent and its owner has approved", async () => {
    await holds(
      policy,
      `${agent("a")} ${SEARCH()} escalate ${approve("eve@corp.example")} escalate ${approve("ana@corp.example")} allow`,
    );
    await holds(
      policy,
      `${agent("ana@corp.example")} ${SEARCH()} escalate ${approve("ana@corp.example")} escalate ${approve("ben@corp.example")} allow`,
    );
    await holds(
      policy,
      `${agent("a", "ana@corp.example")} ${SEARCH()} escalate ${approve("ana@corp.example")} escalate`,
    );
  });

  it("and then contributes nothing", async () => {
    const { runtime } = await deciding(policy);
    const mine = { ...search, agent: { id: "a" } };
    const { digest = "" } = await runtime.attempt(mine);
    await runtime.approve({ digest, by: "ana@corp.example" });
    expect((await runtime.attempt(mine)).matched.map(({ rule }) => rule)).toEqual(["example.menu"]);
  });

  it("people are compared after NFC and lower-casing", async () => {
    const people = `${MENU}agent { id: string, owner?: string }\ngroup g = ["J\u00e9r@corp.example"]\nrule r on search.query { escalate to g }`;
    await holds(people, `${agent("a")} ${SEARCH()} escalate ${approve("je\u0301R@CORP.example")} allow`);
    await holds(
      people,
      `${agent("JE\u0301R@corp.example")} ${SEARCH()} escalate ${approve("j\u00e9r@corp.example")} escalate`,
    );
  });

  it("an approval lives for 15 minutes if `within` is left out", async () => {
    const steps = (time: string, verdict: string): string =>
      `${agent("a")} ${SEARCH()} escalate approve by "ana@corp.example" after ${time} expect ${verdict}`;
    await holds(policy, steps("899999ms", "allow"));
    await holds(policy, steps("15m", "escalate"));
    const shorter = policy.replace("escalate to treasury", "escalate to treasury, within 1m");
    await holds(shorter, steps("59999ms", "allow"));
    await holds(shorter, steps("1m", "escalate"));
  });

  it("a permitted action spends all approvals of its digest; a held one spends none", async () => {
    const both =
      `${policy}\nquorum q on search.query { when impact.hosts == 3, need 1 of security, else block }`.replace(
        "when impact",
        "when has impact.hosts and impact",
      );
    await holds(
      policy,
      `${agent("a")} ${SEARCH()} escalate ${approve("ana@corp.example")} allow expect escalate`,
    );
    await holds(
      policy,
      `${agent("a")} ${SEARCH()} escalate approve by "ana@corp.example" ${approve("ben@corp.example")} allow expect escalate`,
    );
    const held = `${agent("a")} impact { hosts: 3 } ${SEARCH()} block by q ${approve("ana@corp.example")} block by q`;
    await holds(both, `${held} expect block ${approve("sec@corp.example")} allow`);
  });
});

describe("an approval is bound to a digest", () => {
  const policy = `${MENU}agent { id: string, tags: list<string>, owner?: string }
context { env: dev | prod, price: decimal, volatile trace: string }
action a.b(n: int, m?: money(USD)) { reversible reported }
action a.c(n: int, m?: money(USD)) { reversible reported }
rule r on a.* { escalate to treasury }`;
  const asked = {
    agent: { id: "a", tags: ["x", "y"] },
    context: { env: "dev", price: 1, trace: "t-1" },
    impact: { hosts: 1 },
    action: { name: "a.b", args: { n: 1, m: 10 }, reversible: true },
  };
  const { agent, context, action } = asked;

  async function runs(then: object): Promise<boolean> {
    const { runtime } = await deciding(policy);
    const { digest = "" } = await runtime.attempt(asked);
    await runtime.approve({ digest, by: "ana@corp.example" });
    return (await runtime.attempt(then)).verdict === "allow";
  }

  it("approve one thing and run it, and it counts", () => expect(runs(asked)).resolves.toBe(true));

  it.each<[string, object]>([
    ["another agent", { ...asked, agent: { ...agent, id: "b" } }],
    ["another order in a list", { ...asked, agent: { ...agent, tags: ["y", "x"] } }],
    ["another action", { ...asked, action: { ...action, name: "a.c" } }],
    ["other arguments", { ...asked, action: { ...action, args: { n: 2, m: 10 } } }],
    ["an argument less", { ...asked, action: { ...action, args: { n: 1 } } }],
    [
      "the same amount, sent otherwise",
      { ...asked, action: { ...action, args: { n: 1, m: { amount: 10, currency: "USD" } } } },
    ],
    ["another `reversible`", { ...asked, action: { ...action, reversible: false } }],
    ["another context", { ...asked, context: { ...context, env: "prod" } }],
    ["another impact", { ...asked, impact: { hosts: 2 } }],
    ["no impact", { ...asked, impact: {} }],
  ])("approve one thing and run %s, and it does not count", async (_, then) => {
    expect(await runs(then)).toBe(false);
  });

  it("an attribute marked `volatile` aside", async () => {
    expect(await runs({ ...asked, context: { ...context, trace: "t-2" } })).toBe(true);
  });

  it("in RFC 8785 form: the order of members does not count", async () => {
    const args = { m: 10, n: 1 };
    expect(
      await runs({ action: { reversible: true, args, name: "a.b" }, impact: { hosts: 1 }, context, agent }),
    ).toBe(true);
  });

  it("of the policy, too", async () => {
    const digests = [policy, `${policy}\nrule s on a.b { note "n" }`].map(async (text) => {
      const { runtime } = await deciding(text);
      return (await runtime.attempt(asked)).digest;
    });
    const [one, other] = await Promise.all(digests);
    expect(one).not.toBe(other);
  });
});
