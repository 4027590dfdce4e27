// Section 5 of the contract: caps and throttles.

import { describe, expect, it } from "vitest";
import { codes, holds } from "../support/contract.js";

const MENU = "rule menu on * { allow }\n";
const SEARCH = 'action search.query(text: "x")';
const PAY = (amount: string): string => `action payments.send(to: "x", amount: ${amount} USD) expect`;
const hosts = (n: number): string => `impact { hosts: ${n} } expect`;
const who = (id: string): string => `agent { id: "${id}", role: clerk, session: "s" }`;

describe("a cap", () => {
  const cap = (limits: string): string => `${MENU}cap c on search.query { ${limits}, else block }`;

  it("`ATTR < C` and `ATTR <= C`; an amount below zero, or unknown, is not known to hold", async () => {
    await holds(
      cap("limit impact.hosts <= 3"),
      `${SEARCH} ${hosts(3)} allow ${hosts(4)} block by c ${hosts(-1)} block by c`,
    );
    await holds(cap("limit impact.hosts < 3"), `${SEARCH} ${hosts(2)} allow ${hosts(3)} block by c`);
    await holds(cap("limit impact.hosts < 3"), `${SEARCH} expect block by c ${hosts(0)} allow`);
  });

  it("each `limit` gives the `else` verdict by itself", async () => {
    const policy = cap("limit impact.hosts <= 3, limit impact.records <= 5");
    const impact = (h: number, r: number): string => `impact { hosts: ${h}, records: ${r} } expect`;
    await holds(policy, `${SEARCH} ${impact(3, 5)} allow ${impact(4, 5)} block ${impact(3, 6)} block`);
  });

  it("`sum(ATTR)` over a window, by a key; without `by`, one window serves all", async () => {
    const policy = (by: string): string =>
      `${MENU}cap c on payments.send { limit sum(args.amount) <= 10 USD per 1h${by}, else block }`;
    const first = `${PAY("6")} allow ${PAY("4")} allow ${PAY("0.01")} block by c`;
    await holds(policy(" by agent.id"), `${first} ${who("b")} ${PAY("1")} allow`);
    await holds(policy(""), `${first} ${who("b")} ${PAY("1")} block by c`);
    await holds(policy(" by agent.id"), `${first} after 3599999ms expect block after 1ms expect allow`);
    const below = policy("").replace("<= 10", "< 10");
    await holds(below, `${PAY("9")} allow ${PAY("1")} block by c ${PAY("0.5")} allow`);
    await holds(policy(""), `${PAY("-1")} block by c ${PAY("10")} allow`);
  });

  it("`when` also filters what a window counts", async () => {
    const policy = `${MENU}cap c on payments.send { when args.to == "x", limit sum(args.amount) <= 10 USD per 1h, else block }`;
    const other = 'action payments.send(to: "y", amount: 99 USD) expect';
    await holds(policy, `${other} allow times 3 ${PAY("10")} allow ${PAY("1")} block ${other} allow`);
  });

  it("where an escalation over a limit is approved, the action is admitted and counted", async () => {
    const policy = `${MENU}cap c on payments.send { limit sum(args.amount) <= 10 USD per 1h, else escalate to treasury }`;
    const approved = `${PAY("9")} allow ${PAY("5")} escalate approve by "ana@corp.example" expect allow`;
    await holds(policy, `${approved} ${PAY("1")} escalate`);
    // 9 is over, 5 counts on: after an hour from the first, 5 are left.
    const later = `${PAY("9")} allow after 30m ${PAY("5")} escalate approve by "ana@corp.example" expect allow after 30m`;
    await holds(policy, `${later} ${PAY("6")} escalate ${PAY("5")} allow`);
  });
});

describe("a throttle", () => {
  it("at most N in any trailing window, by key; `else` is `throttle` if left out", async () => {
    const policy = `${MENU}throttle t on search.query { limit 2 per 1h by agent.id }`;
    await holds(policy, `${SEARCH} expect allow times 2 expect throttle by t ${who("b")} expect allow`);
    // (t − D, t]: the first leaves the window an hour after it was taken, to the millisecond.
    await holds(
      policy,
      `${SEARCH} expect allow after 40m expect allow after 1199999ms expect throttle after 1ms expect allow expect throttle`,
    );
    await holds(
      `${MENU}throttle t on search.query { limit 1 per 1h, else block }`,
      `${SEARCH} expect allow expect block by t`,
    );
  });

  it("several limits, each by keys of its own", async () => {
    const policy = `${MENU}throttle t on search.query, files.read { limit 3 per 1h by agent.id, limit 2 per 1m by [agent.id, action.name] }`;
    const read = 'action files.read(path: "/x")';
    await holds(
      policy,
      `${SEARCH} expect allow times 2 expect throttle ${read} expect allow expect throttle after 1m ${SEARCH} expect throttle after 59m expect allow`,
    );
  });

  it("a held action is not counted", async () => {
    const policy = `${MENU}throttle t on search.query { limit 1 per 1h }`;
    await holds(policy, `${SEARCH} expect allow after 59m expect throttle times 3 after 1m expect allow`);
  });
});

describe("`else`", () => {
  const FORMS: readonly (readonly [form: string, constrains: boolean])[] = [
    ["cap c on search.query { limit impact.hosts <= 3, else VERDICT }", true],
    ["cap c on payments.send { limit sum(args.amount) <= 3 USD per 1h, else VERDICT }", false],
    ["quorum q on search.query { need 1 of treasury, else VERDICT }", false],
    ["reversibility r on shell.exec { need 1 of treasury, else VERDICT }", false],
    ["throttle t on search.query { limit 1 per 1h, else VERDICT }", false],
    ['boundary b on http.fetch { reach "x.example", else VERDICT }', true],
    ['drift d on db.migrate { baseline "shop.sql", else VERDICT }', true],
    ["grant g on search.query { inside box, scope context.task, expires 1h, else VERDICT }", true],
  ];
  const errors = (form: string, verdict: string): readonly string[] =>
    codes(`sandbox box { run "sh" }\n${form.replace("VERDICT", verdict)}`).filter((code) =>
      ["AP1001", "AP3004", "AP3005"].includes(code),
    );

  it.each(FORMS)("takes any verdict but `allow`, and in some forms it must hold: %s", (form, constrains) => {
    expect(errors(form, "allow")).not.toEqual([]);
    for (const verdict of ["throttle", "escalate to treasury", "block"])
      expect(errors(form, verdict)).toEqual([]);
    expect(errors(form, "sandbox box")).toEqual(constrains ? [] : ["AP3004"]);
  });

  it("in a cap, `else escalate to G` is the core form: one member of G suffices", async () => {
    const policy = `${MENU}cap c on search.query { limit impact.hosts <= 3, else escalate to treasury }`;
    await holds(
      policy,
      `${SEARCH} ${hosts(4)} escalate by c approve by "sec@corp.example" expect escalate approve by "ben@corp.example" expect allow`,
    );
  });
});
