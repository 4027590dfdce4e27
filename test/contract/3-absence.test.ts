// Section 3 of the contract: what may be absent, and what is unknown.

import { describe, expect, it } from "vitest";
import { codes, holds, told } from "../support/contract.js";

const TICKET = 'context.ticket like "OPS-*"';

describe("an attribute declared with `?`", () => {
  it("is read within the reach of a `has` alone", () => {
    const rule = (condition: string): string => `rule r on search.query { when ${condition}, allow }`;
    expect(told(rule(TICKET))).toEqual(["AP2059 «context.ticket»"]);
    expect(told(rule(`has context.ticket and ${TICKET}`))).toEqual([]);
    expect(told(rule(`has context.ticket or ${TICKET}`))).toEqual(["AP2059 «context.ticket»"]);
  });

  it("may be absent, while another may not", async () => {
    const rule = `rule r on search.query { when has context.ticket, allow }`;
    const search = 'action search.query(text: "x")';
    await holds(rule, `${search} context { env: dev, task: "t", ticket: "T" } expect allow by r`);
    await holds(rule, `${search} context { env: dev, task: "t" } expect block by default`);
    await holds(rule, `${search} context { env: dev, ticket: "T" } expect block code "request.invalid"`);
  });

  it("every `impact` attribute may be absent", async () => {
    expect(codes("rule r on search.query { when impact.hosts > 3, block }")).toEqual(["AP2059"]);
    const rule = "rule r on search.query { unless has impact.hosts and impact.hosts > 3, allow }";
    const search = 'action search.query(text: "x")';
    await holds(
      rule,
      `${search} expect allow impact { hosts: 3 } expect allow impact { hosts: 4 } expect block`,
    );
  });
});

describe("an unknown means the restrictive side", () => {
  it("an unknown blast radius is over the cap", async () => {
    const policy = "rule may on * { allow }\ncap c on search.query { limit impact.hosts <= 3, else block }";
    const search = 'action search.query(text: "x")';
    await holds(
      policy,
      `${search} expect block by c impact { hosts: 3 } expect allow impact { hosts: 4 } expect block by c`,
    );
  });

  it("an unknown reversibility is irreversible", async () => {
    const policy =
      "rule may on * { allow }\nreversibility r on shell.exec { need 1 of security, else block }";
    const run = 'action shell.exec(command: "ls")';
    await holds(
      policy,
      `${run} expect block by r ${run} irreversible expect block by r ${run} reversible expect allow`,
    );
  });
});

/** Truth values of a guard as conditions on a command: `RM` is true, false or unknown by what is run. */
const RM = 'args.command runs ["rm"]';
const TRUE = 'agent.id == "a-1"';
const FALSE = 'agent.id == "a-2"';

describe("a condition on what cannot be known is unknown, as in Kleene's logic", () => {
  const KLEENE: readonly (readonly [condition: string, truth: "true" | "false" | "unknown"])[] = [
    [RM, "unknown"],
    [`not ${RM}`, "unknown"],
    [`${RM} and ${TRUE}`, "unknown"],
    [`${RM} and ${FALSE}`, "false"],
    [`${FALSE} and ${RM}`, "false"],
    [`${RM} or ${TRUE}`, "true"],
    [`${RM} or ${FALSE}`, "unknown"],
    [`not (${RM} and ${FALSE})`, "true"],
  ];

  it.each(KLEENE)(
    "%s is %s; a rule that permits does not match where it is unknown, every other does",
    async (condition, truth) => {
      const permits = `rule r on shell.exec { when ${condition}, allow }`;
      const restricts = `policy p { default allow }\nrule r on shell.exec { when ${condition}, throttle }`;
      const run = 'action shell.exec(command: "$X") expect';
      await holds(permits, `${run} ${truth === "true" ? "allow by r" : "block by default"}`);
      await holds(restricts, `${run} ${truth === "false" ? "allow by default" : "throttle by r"}`);
    },
  );

  it("of SQL too", async () => {
    const policy = `rule may on * { allow }
drift d on db.migrate { baseline "shop.sql", permit add_table, else block }`;
    const step = (statement: string, then: string): string =>
      `action db.migrate(statement: "${statement}") expect ${then}\n`;
    await holds(policy, step("CREATE TABLE t (id int)", "allow") + step("no SQL", "block by d"));
  });

  it.each([
    ["redact { mask args.command }", "redact"],
    ["sandbox box", "sandbox"],
    ["throttle", "throttle"],
    ["escalate to treasury", "escalate"],
    ["block", "block"],
  ])("`%s` matches an unknown guard", async (clause, verdict) => {
    const policy = `policy p { default allow }\nsandbox box { run "sh" }\nrule r on shell.exec { when ${RM}, ${clause} }`;
    await holds(
      policy,
      `action shell.exec(command: "$X") expect ${verdict} by r action shell.exec(command: "ls") expect allow`,
    );
  });
});
