// Section 3 of the contract: history.

import { describe, expect, it } from "vitest";
import { codes, holds } from "../support/contract.js";

const READ = (path: string): string => `action files.read(path: "${path}")`;
const GET = 'action http.fetch(url: "https://example.com/")';
const PAY = (to: string, amount = 1): string => `action payments.send(to: "${to}", amount: ${amount} USD)`;
const MENU = "rule menu on * { allow }\n";
const who = (id: string, session: string): string =>
  `agent { id: "${id}", role: clerk, session: "${session}" }`;

describe("four expressions read the past", () => {
  it("`formerly`: was there one, that `where` fits, within the time, by the key", async () => {
    const policy = `${MENU}rule r on http.fetch {
  when formerly(files.read where args.path like "**/secrets/**", within 8h, by agent.session), block
}`;
    await holds(policy, `${GET} expect allow ${READ("/srv/x")} expect allow ${GET} expect allow`);
    await holds(
      policy,
      `${READ("/secrets/x")} expect allow ${GET} expect block after 28799999ms expect block after 1ms expect allow`,
    );
    await holds(
      policy,
      `${READ("/secrets/x")} expect allow ${GET} ${who("a-1", "t")} expect allow ${who("a-2", "s")} expect block`,
    );
  });

  it("`count`, `sum` and `distinct`", async () => {
    const rule = (condition: string): string => `${MENU}rule r on payments.send { when ${condition}, block }`;
    await holds(rule("count(payments.send) >= 2"), `${PAY("x")} expect allow times 2 expect block`);
    await holds(
      rule("sum(args.amount, payments.send) >= 8 USD"),
      `${PAY("x", 4)} expect allow times 2 expect block`,
    );
    const different = rule("distinct(args.to, payments.send) >= 2");
    await holds(different, `${PAY("x")} expect allow times 5 ${PAY("y")} expect allow expect block`);
  });
});

describe("they speak of earlier actions that were permitted", () => {
  it("and not of those that were held, nor of the present one", async () => {
    const policy = `${MENU}rule no_x on files.read { when args.path == "/x", block }
rule r on http.fetch { when formerly(files.read), block }`;
    await holds(
      policy,
      `${READ("/x")} expect block ${GET} expect allow ${READ("/y")} expect allow ${GET} expect block by r`,
    );
    const once = "rule once on http.fetch { unless formerly(http.fetch), allow }";
    await holds(once, `${GET} expect allow expect block`);
  });

  it("at the time of their decision: a later report does not move them", async () => {
    const policy = `${MENU}rule r on http.fetch { when formerly(files.read where outcome == failed, within 1h), block }`;
    await holds(
      policy,
      `${READ("/x")} expect allow after 59m outcome failed ${GET} expect block after 1m expect allow`,
    );
  });

  it("as requested, though it was redacted or boxed", async () => {
    const policy = `${MENU}sandbox box { run "sh" }
rule hide on payments.send { redact { mask args.to } }
rule boxed on payments.send { sandbox box }
rule r on http.fetch { when formerly(payments.send where args.to == "x"), block }`;
    await holds(policy, `${PAY("x")} expect sandbox ${GET} expect block by r`);
    await holds(policy, `${PAY("y")} expect sandbox ${GET} expect allow`);
  });

  it("inside `where`, args, agent, context and impact are those of the earlier action", async () => {
    const policy = `${MENU}rule r on http.fetch {
  when formerly(payments.send where args.to == "x" and agent.role == lead and context.env == prod and has impact.hosts and impact.hosts == 3)
  block
}`;
    const as = (role: string, env: string, hosts: number): string =>
      `agent { id: "a-1", role: ${role}, session: "s" } context { env: ${env}, task: "t" } impact { hosts: ${hosts} }`;
    const earlier = (first: string, to = "x"): string =>
      `${first} ${PAY(to)} expect allow ${as("clerk", "dev", 0)} ${GET} expect`;
    await holds(policy, `${earlier(as("lead", "prod", 3))} block by r`);
    for (const first of [as("clerk", "prod", 3), as("lead", "dev", 3), as("lead", "prod", 4)])
      await holds(policy, `${earlier(first)} allow`);
    await holds(policy, `${earlier(as("lead", "prod", 3), "y")} allow`);
    await holds(policy, `${PAY("x")} expect allow ${as("lead", "prod", 3)} ${GET} expect allow`);
  });
});

describe("the outcome of an earlier action", () => {
  const counts = (bound: string): string =>
    `${MENU}rule r on http.fetch { when count(files.read where outcome == failed) ${bound}, block }`;

  it("is unknown until reported: a count is known within bounds", async () => {
    const two = `${READ("/x")} expect allow outcome failed ${READ("/x")} expect allow ${GET} expect`;
    await holds(counts(">= 1"), `${two} block`);
    await holds(counts(">= 2"), `${two} block`);
    await holds(counts(">= 3"), `${two} allow`);
    await holds(counts("== 0"), `${two} allow`);
  });

  it("a comparison is unknown only where the bounds disagree, so what permits does not match there", async () => {
    const policy = `rule reads on files.read { allow }
rule r on http.fetch { when count(files.read where outcome == ok) >= 1, allow }`;
    await holds(policy, `${READ("/x")} expect allow ${GET} expect block`);
    await holds(policy, `${READ("/x")} expect allow outcome ok ${GET} expect allow`);
    await holds(
      policy,
      `${READ("/x")} expect allow outcome ok ${READ("/x")} expect allow ${GET} expect allow`,
    );
    await holds(policy, `${READ("/x")} expect allow outcome failed ${GET} expect block`);
  });
});

describe("`result` of the earlier action", () => {
  const LOOK = `action web.look(url: url) gives { status: int, rows: int } { effect read, reversible always }\n`;
  const look = 'action web.look(url: "https://example.com/") expect allow';
  const came = (status: number, rows = 0): string => `${look} result { status: ${status}, rows: ${rows} }`;

  it("is unknown until it is reported, and then what came back", async () => {
    const policy = `${LOOK}rule menu on web.look { allow }
rule r on http.fetch { when count(web.look where result.status >= 500, within 10m, by agent.id) >= 1, allow }
rule s on payments.send { unless count(web.look where result.status >= 500, within 10m, by agent.id) >= 1, allow }`;
    await holds(policy, `${look} ${GET} expect block ${PAY("x")} expect block`);
    await holds(policy, `${came(500)} ${GET} expect allow ${PAY("x")} expect block`);
    await holds(policy, `${came(499)} ${GET} expect block ${PAY("x")} expect allow`);
    await holds(policy, `${came(500)} ${look} ${GET} expect allow after 10m ${GET} expect block`);
  });

  it("is added up, told apart, and asked for once", async () => {
    const rule = (condition: string): string =>
      `${LOOK}${MENU}rule r on http.fetch { when ${condition}, block }`;
    const sum = rule("sum(result.rows, web.look) > 3");
    await holds(
      sum,
      `${came(200, 2)} ${came(200, 1)} ${GET} expect allow ${came(200, 1)} ${GET} expect block`,
    );
    await holds(sum, `${look} ${GET} expect block`);
    const different = rule("distinct(result.status, web.look) >= 2");
    await holds(different, `${came(200)} ${came(200)} ${GET} expect allow ${came(201)} ${GET} expect block`);
    const ever = rule("formerly(web.look where has result and result.rows > 3)");
    await holds(ever, `${came(200, 3)} ${GET} expect allow ${came(200, 4)} ${GET} expect block`);
  });
});

describe("`since SEL2`", () => {
  const policy = `rule menu on * except http.fetch { allow }
rule r on http.fetch { when formerly(files.read, since payments.send, by agent.session), allow }`;

  it("after the last SEL2 that agrees in `by`", async () => {
    await holds(
      policy,
      `${READ("/x")} expect allow ${GET} expect allow ${PAY("x")} expect allow ${GET} expect block`,
    );
    const other = `${who("a-1", "other")} ${PAY("x")} expect allow ${who("a-1", "s")}`;
    await holds(policy, `${READ("/x")} expect allow ${other} ${GET} expect allow`);
    await holds(policy, `${PAY("x")} expect allow ${READ("/x")} expect allow ${GET} expect allow`);
  });
});

describe("`count(attempts SEL …)`", () => {
  it("counts every decision", async () => {
    const policy = `${MENU}rule no_x on files.read { when args.path == "/x", block }
rule r on http.fetch { when count(attempts files.read) >= 2, block }
rule blocked on http.fetch { when count(attempts files.read where verdict == block) >= 2, throttle }`;
    await holds(
      policy,
      `${READ("/x")} expect block ${GET} expect allow ${READ("/y")} expect allow ${GET} expect block by r`,
    );
    await holds(
      policy.replace(/rule r .*\n/, ""),
      `${READ("/x")} expect block ${READ("/y")} expect allow ${GET} expect allow ${READ("/x")} expect block ${GET} expect throttle by blocked`,
    );
  });

  it("stands in rules on results that restrict, and in none that permits", () => {
    const rule = (then: string): string =>
      `action web.look(url: url) gives { rows: int } {}
rule r on result of web.look { when count(attempts files.read) >= 2, ${then} }`;
    expect(codes(rule("allow"))).toEqual(["AP2081"]);
    expect(codes(rule("block"))).toEqual([]);
  });

  it.each(["allow", "allow once approved by treasury"])(
    "stands in rules that restrict only, not in `%s`",
    (verdict) => {
      const rule = (then: string): string =>
        `rule r on http.fetch { when count(attempts files.read) >= 2, ${then} }`;
      expect(codes(rule(verdict))).toEqual(["AP2081"]);
      expect(codes(rule("block"))).toEqual([]);
    },
  );
});

describe("`by`", () => {
  const rule = (keys: string): string =>
    `${MENU}rule r on payments.send { when formerly(payments.send, by ${keys}), block }`;

  it("names the attributes in which the earlier action and this one agree", async () => {
    await holds(
      rule("[agent.session, args.to]"),
      `${PAY("x")} expect allow ${PAY("y")} expect allow ${PAY("x")} expect block`,
    );
    await holds(
      rule("[agent.session, args.to]"),
      `${PAY("x")} expect allow ${who("a-1", "t")} ${PAY("x")} expect allow`,
    );
  });

  it("`[args.account = args.to]` joins the earlier one's account with this one's `to`", async () => {
    const policy = `action move.now(account: string, to: string) {}
${MENU}rule r on move.now { when formerly(move.now, by [args.account = args.to]), block }`;
    const move = (account: string, to: string): string =>
      `action move.now(account: "${account}", to: "${to}") expect`;
    await holds(policy, `${move("a", "b")} allow ${move("b", "c")} allow ${move("x", "a")} block`);
    await holds(policy, `${move("a", "b")} allow ${move("b", "b")} allow`);
  });

  it("names required attributes only", () => {
    expect(codes(rule("context.task"))).toEqual([]);
    expect(codes(rule("context.ticket"))).toEqual(["AP2020"]);
  });

  it("without it, all actions count; without `within`, for ever", async () => {
    const policy = `${MENU}rule r on http.fetch { when formerly(files.read), block }`;
    await holds(policy, `${READ("/x")} expect allow ${who("b", "t")} ${GET} after 900d expect block`);
  });
});
