// `diff` over small policies and the example policies: each kind of change shows as what it changes, and as nothing else.

import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { policyText } from "../../../../bench/contenders/agentpol.js";
import { familyOf } from "../../../../bench/families/family.js";
import { diffTables, type Diff } from "../../../../compiler/verify/diff/diff.js";
import { ready } from "../../../../runtime/facts/ready.js";
import { diffOf, toldOf as told } from "../../../support/diffing.js";
import { tableOfFiles as tableOf } from "../../../support/compiling.js";

beforeAll(ready);

const PAYMENTS = readFileSync("fixtures/policies/payments.agentpol", "utf8");
const COUNTERPARTIES = {
  "approved-counterparties.json": readFileSync("fixtures/policies/approved-counterparties.json", "utf8"),
};

const changed = (from: string, to: string): string => {
  expect(PAYMENTS).toContain(from);
  return PAYMENTS.replace(from, to);
};

const HEAD = `policy p { default block }
agent { id: string }
context { env: dev | prod, ticket?: string }
group g = ["ana", "ben", "chi"]
action pay(to: string, amount: int) { effect write, reversible always }
action run(command: command, tag?: x | y) { effect execute, reversible always }
rule may_pay on pay { allow }
rule may_run on run { allow }
`;

/** The differences that the last lines of a policy make. */
const made = (before: string, after: string, more?: Readonly<Record<string, string>>): Diff =>
  diffOf(HEAD + before, HEAD + after, more);

describe("payments", () => {
  it("a bound that slips shows exactly the amount at it", () => {
    const after = changed("when   args.amount >= 10_000 USD\n", "when   args.amount > 10_000 USD\n");
    const diff = diffOf(PAYMENTS, after, COUNTERPARTIES);
    expect(told(diff)).toEqual([
      "loosened payments.send escalate → allow where args.amount == 10_000 USD and args.counterparty in approved and agent.role != researcher and not approved(large_payment)",
    ]);
    const [found] = diff.differences;
    expect(found?.examples[0]?.request).toMatchObject({
      action: { args: { amount: { amount: 10_000, currency: "USD" } } },
    });
    expect(found?.before.rules).toEqual([
      { rule: "payments.large_payment", origin: "p.agentpol:33:1", changed: true },
    ]);
    expect(found?.after.rules).toMatchObject([{ rule: "payments.may_pay", changed: false }]);
    expect(diff.rules).toEqual({ added: [], removed: [], changed: ["payments.large_payment"] });
  });

  it("somebody more in a group shows as whom they can approve with", () => {
    const after = changed('"chi@corp.example"]', '"chi@corp.example", "dan@corp.example"]');
    const diff = diffOf(PAYMENTS, after, COUNTERPARTIES);
    expect(told(diff)).toEqual([
      expect.stringMatching(
        /^loosened payments.send escalate → allow .*not approved\(large_payment\) before and approved\(large_payment\) after$/,
      ),
    ]);
    const { approvals } = diff.differences[0]?.examples[0]?.after.facts ?? {};
    expect(approvals?.map(({ by }) => by)).toContain("dan@corp.example");
  });

  it("a rule of both versions stands in either where that one has it", () => {
    const rule = (bound: number): string => `rule big on pay { when args.amount > ${String(bound)}, block }`;
    const [found] = made(
      rule(5),
      `\n\n${rule(9)}\nrule more on pay { when args.amount > 20, block }`,
    ).differences;
    const moved = made(rule(5), `\n\nrule none on pay { block }\n${rule(5)}`).differences;
    expect(found?.after.rules).toMatchObject([{ rule: "p.may_pay" }]);
    expect(moved[0]?.before.rules).toEqual([{ rule: "p.may_pay", origin: "p.agentpol:7:1", changed: false }]);
    const above = diffOf(`${HEAD}${rule(5)}`, `// moved\n${HEAD}${rule(9)}`).differences;
    expect([above[0]?.before.rules, above[0]?.after.rules]).toMatchObject([
      [{ rule: "p.big", origin: "p.agentpol:9:1" }],
      [{ rule: "p.may_pay", origin: "p.agentpol:8:1" }],
    ]);
    const tightened = diffOf(`${HEAD}${rule(9)}`, `// moved\n${HEAD}${rule(5)}`).differences;
    expect(tightened[0]?.before.rules).toMatchObject([{ rule: "p.may_pay", origin: "p.agentpol:7:1" }]);
  });

  it("a limit over time is told beside the requests", () => {
    const diff = diffOf(PAYMENTS, changed("600 per 1h", "900 per 1h"), COUNTERPARTIES);
    expect(told(diff)).toEqual([]);
    expect(diff.changes).toEqual([
      {
        of: "limit",
        name: "payments.search_budget#1",
        direction: "loosened",
        text: "600 per 1h by agent.id, else throttle became 900 per 1h by agent.id, else throttle",
      },
    ]);
  });

  it("a name more in the data is the only name that shows", () => {
    const names = '["Acme GmbH", "Hooli"]';
    const then = { ...COUNTERPARTIES, "approved-counterparties.json": '["Acme GmbH"]' };
    const now = { ...COUNTERPARTIES, "approved-counterparties.json": names };
    const diff = diffTables(
      tableOf({ ...then, "p.agentpol": PAYMENTS }),
      tableOf({ ...now, "p.agentpol": PAYMENTS }),
    );
    expect(told(diff).every((each) => each.includes('args.counterparty == "Hooli"'))).toBe(true);
    // Where something else blocks still, nobody of security is told any more.
    expect(
      diff.differences.map(({ direction, before, after }) => [direction, before.verdict, after.verdict]),
    ).toEqual([
      ["loosened", "block", "escalate"],
      ["loosened", "block", "allow"],
      ["loosened", "block", "allow"],
      ["other", "block", "block"],
      ["other", "block", "block"],
    ]);
  });
});

describe("a change of a policy", () => {
  it("nothing, where reasons and order alone change", () => {
    const [a, b] = ['rule a on pay { when args.amount > 5, block "so" }', "rule b on pay { throttle }"];
    const diff = made(`${a}\n${b}`, `${b}\n${a.replace("so", "thus")}`);
    expect(diff.differences).toEqual([]);
    expect(diff.rules.changed).toEqual(["p.a"]);
  });

  it("a rule added, and a rule removed", () => {
    const rule = "rule late on pay { when args.amount > 5 and context.env == prod, block }";
    expect(told(made("", rule))).toEqual([
      "tightened pay allow → block where args.amount > 5 and context.env == prod",
    ]);
    expect(told(made(rule, ""))).toEqual([
      "loosened pay block → allow where args.amount > 5 and context.env == prod",
    ]);
  });

  it("a rule that restricts matches what cannot be known", () => {
    const [found, ...more] = made(
      "",
      'rule no_rm on run { when args.command runs ["rm"], block }',
    ).differences;
    expect(more).toEqual([]);
    expect(found?.where).toBe('args.command runs ["rm"] (or unknown)');
    expect(found?.condition).toBe('not known(not args.command runs ["rm"])');
    expect(found?.examples[0]?.after.decision.verdict).toBe("block");
  });

  it("the default", () => {
    const rule = "rule only on look { when args.deep, allow }";
    const text = (fallback: string): string =>
      `policy p { default ${fallback} }\nagent { id: string }\naction look(deep: bool) { effect read, reversible always }\n${rule}`;
    const diff = diffOf(text("block"), text("throttle"));
    expect(told(diff)).toEqual(["loosened look block → throttle where not args.deep"]);
    expect(diff.differences[0]?.before.rules).toMatchObject([{ rule: "default" }]);
  });

  it("a floor that is added, and one that changes", () => {
    const floor = (bound: number): Readonly<Record<string, string>> => ({
      "floor.agentpol": `policy org { default allow }\nagent { id: string }
action pay(to: string, amount: int) { effect write, reversible always }
action run(command: command, tag?: x | y) { effect execute, reversible always }
rule big on pay { when args.amount >= ${String(bound)}, block }`,
    });
    const under = HEAD.replace("default block", 'default block, floor "./floor.agentpol"');
    expect(
      told(diffTables(tableOf({ "p.agentpol": HEAD }), tableOf({ "p.agentpol": under, ...floor(10) }))),
    ).toEqual(["tightened pay allow → block where args.amount >= 10"]);
    const moved = diffTables(
      tableOf({ "p.agentpol": under, ...floor(10) }),
      tableOf({ "p.agentpol": under, ...floor(20) }),
    );
    expect(told(moved)).toEqual(["loosened pay block → allow where args.amount >= 10 and args.amount < 20"]);
    expect(moved.differences[0]?.before.rules).toMatchObject([{ rule: "org.big", changed: true }]);
  });

  it("needs of fewer people, of other people, and for longer", () => {
    const quorum = (need: string): string =>
      `quorum q on pay { when args.amount > 5, need ${need}, else escalate to g }`;
    expect(told(made(quorum("2 of g within 1h"), quorum("1 of g within 1h")))).toEqual([
      "loosened pay escalate → allow where args.amount > 5 and not approved(q by 2 of g within 1h) and approved(q by 1 of g within 1h)",
      "other pay escalate → escalate where args.amount > 5 and not approved(q by 1 of g within 1h) -need 2 of g within 1h asking g +need 1 of g within 1h asking g",
    ]);
    const longer = made(quorum("1 of g within 1h"), quorum("1 of g within 2h"));
    expect(longer.differences.map(({ direction }) => direction)).toEqual(["loosened", "other"]);
    expect(longer.differences.every(({ examples }) => examples.length === 1)).toBe(true);
  });

  it("what goes along with a verdict", () => {
    const rule = (channel: string): string =>
      `rule big on pay { when args.amount > 5, block, notify "${channel}" }`;
    expect(told(made(rule("ops"), rule("security")))).toEqual([
      'other pay block → block where args.amount > 5 -notify "ops" +notify "security"',
    ]);
    expect(told(made("", "redact r on pay { hash args.to }"))).toEqual([
      "tightened pay allow → redact where always",
    ]);
  });

  it("is told once where it is the same on several actions", () => {
    const rule = (actions: string): string => `rule held on ${actions} { when context.env == prod, block }`;
    expect(told(made("", rule("pay, run")))).toEqual([
      "tightened pay, run allow → block where context.env == prod",
    ]);
    expect(
      told(made(rule("pay"), `${rule("pay, run")} rule more on run { when has args.tag, block }`)),
    ).toEqual([
      "tightened run allow → block where context.env == prod",
      "tightened run allow → block where has args.tag and context.env == dev",
    ]);
  });

  it("a history is told by its question, and shown by a past", () => {
    const rule = "rule once on pay { when formerly(pay, within 1h, by agent.id), block }";
    const [found] = made("", rule).differences;
    expect(found?.where).toBe("formerly(pay, within 1h, by agent.id) (or unknown)");
    expect(found?.examples[0]?.after.facts.histories).not.toEqual([]);
  });

  it("what is asked of two versions and has no request is told to be possible", () => {
    // Nobody can write such a text, and no class says so.
    const rule = 'rule odd on pay { when args.to matches "^a$" and args.to matches "^b$", block }';
    const [found] = made("", rule).differences;
    expect(found).toMatchObject({ direction: "tightened", before: { verdict: "allow" } });
    expect(found?.examples).toEqual([]);
  });
});

describe("what comes back", () => {
  const HEAD_OF_RESULTS = `policy p { default block }
agent { id: string, role: clerk | lead }
group g = ["ana", "ben"]
action get(url: url) gives { status: int, note?: string } { reaches url, effect read, reversible always }
action see(url: url) gives { status: int, note?: string } { reaches url, effect read, reversible always }
rule may_get on get { when agent.role == lead, allow }
rule may_see on see { when agent.role == lead, allow }
`;
  const came = (before: string, after: string): readonly string[] =>
    told(diffOf(HEAD_OF_RESULTS + before, HEAD_OF_RESULTS + after));

  it("is compared where both versions let it come", () => {
    const rule = (bound: number): string =>
      `rule bad on result of get { when result.status >= ${String(bound)}, block }`;
    expect(came(rule(500), rule(400))).toEqual([
      "tightened result of get allow → block where result.status >= 400 and result.status < 500",
    ]);
    const [found] = diffOf(HEAD_OF_RESULTS + rule(500), HEAD_OF_RESULTS + rule(400)).differences;
    expect([found?.before.rules, found?.after.rules]).toMatchObject([[], [{ rule: "p.bad" }]]);
    expect(came("", rule(500).replace("of get", "of get, see"))).toEqual([
      "tightened result of get, see allow → block where result.status >= 500 (or absent)",
    ]);
    expect(came(rule(500), "rule bad on result of get { when result.status >= 500, escalate to g }")).toEqual(
      [
        "loosened result of get block → escalate where result.status >= 500 (or absent) and not approved(bad)",
        "loosened result of get block → allow where result.status >= 500 (or absent) and approved(bad)",
      ],
    );
  });

  it("is rewritten where there is something to rewrite", () => {
    expect(came("", "redact r on result of get { when result.status == 200, drop result.note }")).toEqual([
      "tightened result of get allow → redact where result.status == 200 and has result.note",
    ]);
    expect(came("", "redact r on get { drop result.note }")).toEqual([
      "tightened result of get allow → redact where has result.note",
      "other get allow → allow where agent.role == lead +drop result.note",
    ]);
  });

  it("is not compared where nothing is of both versions", () => {
    const { unresolved, changes } = diffOf(
      HEAD_OF_RESULTS,
      `${HEAD_OF_RESULTS.replace("get(url: url) gives { status: int", "get(url: url) gives { status: string")}rule r on result of get { block }`,
    );
    expect(unresolved).toEqual([
      {
        action: "get",
        onResult: true,
        reason: "no result is one of both versions: result.status is of another type",
      },
    ]);
    expect(changes.map(({ name, text }) => [name, text])).toEqual([
      ["get result.status", "was of type int, and is of type string"],
    ]);
  });
});

describe("what requests look like", () => {
  const action = "action drop(name: string) { effect delete, reversible never }";
  it("an action that is added or removed was refused, or is", () => {
    const with_ = `${action}\nrule d on drop { when args.name like "tmp*", allow }`;
    const added = made("", with_);
    expect(told(added)).toEqual(['loosened drop block → allow where args.name like "tmp*"']);
    expect(added.differences[0]?.before.rules).toMatchObject([{ rule: "on_error" }]);
    expect(added.actions).toEqual({ added: ["drop"], removed: [] });
    expect(told(made(with_, ""))).toEqual(['tightened drop allow → block where args.name like "tmp*"']);
  });

  it("declarations are listed, and regions are of what both take", () => {
    const more = HEAD.replace("dev | prod", "dev | staging | prod").replace(", ticket?: string", "");
    const rule = "rule quiet on pay { when context.env != dev, block }";
    const diff = diffOf(HEAD, more + rule);
    expect(diff.changes).toEqual([
      { of: "request", name: "context.env", direction: "loosened", text: "may now be staging" },
      {
        of: "request",
        name: "context.ticket",
        direction: "tightened",
        text: "it is optional, and is no longer declared",
      },
    ]);
    expect(told(diff)).toEqual(["tightened pay allow → block where context.env == prod"]);
  });

  it("an argument of another type cannot be compared", () => {
    const rule = "rule big on pay { when args.to == args.to, block }";
    const other = HEAD.replace("to: string", "to: host");
    expect(diffOf(HEAD, `${other}${rule}`).unresolved).toEqual([
      {
        action: "pay",
        onResult: false,
        reason: "no request is one of both versions: args.to is of another type",
      },
    ]);
  });

  it("an effect that changes is a trait, and what rules make of it", () => {
    const rule = "rule w on pay { when action.effect == write, block }\n";
    const diff = diffOf(HEAD.replace("effect write", "effect read") + rule, HEAD + rule);
    expect(diff.changes).toMatchObject([
      { name: "pay", direction: "other", text: "its trait effect was read, and is write" },
    ]);
    expect(told(diff)).toEqual(["tightened pay allow → block where always"]);
  });

  it("modes, kill switches and what faults give", () => {
    const diff = diffOf(
      `${HEAD}killswitch stop { scope [all, agent.id] }`,
      HEAD.replace("default block", "mode shadow, default block, on_error throttle"),
    );
    expect(diff.changes.map(({ of, direction }) => [of, direction])).toEqual([
      ["mode", "loosened"],
      ["on_error", "loosened"],
      ["killswitch", "loosened"],
    ]);
  });
});

describe("a difference in more regions than people read", () => {
  const policy = (verdict: string): string => `
policy p { version "1" default block }
agent { id: string }
action act.one(a: int, b: int) { effect write, reversible always }
rule all on act.one { ${verdict} }
${Array.from({ length: 300 }, (_, k) => `rule r${String(k)} on act.one { when args.a == ${String(2 * k)} and args.b == ${String(2 * k)}\n block }`).join("\n")}
`;

  it("is told in part, and that it is", () => {
    const { differences, unresolved } = diffOf(policy("block"), policy("allow"));
    expect(differences).toHaveLength(200);
    for (const { direction, examples } of differences)
      expect([direction, examples.length]).toEqual(["loosened", 1]);
    expect(unresolved.map(({ action }) => action)).toEqual(["act.one"]);
    expect(unresolved[0]?.reason).toMatch(/^it differs in \d+ regions, and 200 of them are told$/);
  });

  it("is shown by some, where it falls into too many pieces", () => {
    const family = familyOf({ kind: "adversarial", rules: 600, seed: 1 });
    const place = family.rules.findIndex(({ verdict }) => verdict === "allow");
    const rules = family.rules.map((rule, i) =>
      i === place ? { ...rule, verdict: "block" as const } : rule,
    );
    const name = family.rules[place]?.name ?? "";
    const { differences, unresolved } = diffOf(policyText(family), policyText({ ...family, rules }));
    expect(unresolved.map(({ action }) => action)).toEqual(["tool.t0"]);
    expect(differences.length).toBeGreaterThan(0);
    for (const { direction, examples, because } of differences)
      expect([direction, examples.length, because.map(({ rule }) => rule)]).toEqual([
        "tightened",
        1,
        [`bench.${name}`],
      ]);
  });
});
