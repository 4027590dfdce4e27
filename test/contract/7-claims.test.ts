// Section 7 of the contract: asserts, tests, and cases beside a policy.

import { describe, expect, it } from "vitest";
import { readCases } from "../../compiler/cases/read-cases.js";
import { runCase } from "../../runtime/testing/run.js";
import { codes, compiled, holds, told } from "../support/contract.js";

const MENU = "rule menu on * { allow }\n";
const SEARCH = 'action search.query(text: "x")';

/** The step that should fail does. */
async function fails(policy: string, steps: string): Promise<void> {
  await expect(holds(policy, steps)).rejects.toThrow();
}

describe("`assert`", () => {
  it.each(["at least block", "at most escalate", "throttle"])(
    "is a claim about every request: expect %s",
    (claim) => {
      expect(codes(`assert a on search.query { when agent.role == lead, expect ${claim} }`)).toEqual([]);
    },
  );

  it("`approved(RULE)` stands for that rule's needs being met, in an assert alone", () => {
    const quorum = "quorum q on search.query { need 1 of treasury, else block }\n";
    const assert = (name: string): string =>
      `assert a on search.query { when not approved(${name}), expect at least block }`;
    const relevant = (text: string): readonly string[] => codes(text).filter((code) => code !== "AP3027");
    expect(relevant(quorum + assert("q"))).toEqual([]);
    expect(relevant(quorum + assert("r"))).toEqual(["AP2001"]);
    expect(relevant(`${quorum}rule r on search.query { when approved(q), allow }`)).toEqual(["AP2081"]);
  });
});

describe("`test` runs top to bottom", () => {
  it("against fresh state: one case leaves nothing for another", async () => {
    const policy = `${MENU}throttle t on search.query { limit 1 per 1h }`;
    for (let i = 0; i < 2; i += 1) await holds(policy, `${SEARCH} expect allow expect throttle`);
  });

  it("and a clock of its own: 2026-01-01T00:00:00Z, unless `at` sets it", async () => {
    const policy =
      'rule r on search.query { when now == time("2026-01-01T00:00:00Z"), allow }\nrule s on search.query { when now == time("2027-02-03T04:05:06Z"), allow }';
    await holds(
      policy,
      `${SEARCH} expect allow at time("2027-02-03T04:05:06Z") expect allow after 1s expect block`,
    );
  });

  it("`agent`, `context`, `impact` and `action` each stand until said again", async () => {
    const policy =
      "rule r on search.query { when agent.role == lead and context.env == prod and has impact.hosts and impact.hosts == 3, allow }";
    const steps = `agent { id: "a", role: lead, session: "s" } context { env: prod, task: "t" } impact { hosts: 3 } ${SEARCH} expect allow`;
    await holds(
      policy,
      `${steps} expect allow ${SEARCH} expect allow impact { hosts: 4 } expect block impact { hosts: 3 } expect allow`,
    );
  });

  it('`expect V [by RULE] [code "…"] [times N]` attempts it', async () => {
    const policy = `${MENU}rule r on search.query { throttle, code "C" }\nthrottle t on files.read { limit 2 per 1h }`;
    await holds(policy, `${SEARCH} expect throttle by r code "C" times 3`);
    await fails(policy, `${SEARCH} expect block`);
    await fails(policy, `${SEARCH} expect throttle by t`);
    await fails(policy, `${SEARCH} expect throttle code "D"`);
    const read = 'action files.read(path: "/x")';
    await holds(policy, `${read} expect allow times 2 expect throttle`);
    await fails(policy, `${read} expect allow times 3`);
  });

  it("`after`, `approve` of the action last attempted, `outcome` of it", async () => {
    const ask = `${MENU}rule r on search.query { escalate to treasury }\nreversibility u on shell.exec { need 1 of treasury acknowledging irreversible, else block }`;
    await holds(ask, `${SEARCH} expect escalate approve by "ana@corp.example" expect allow`);
    await fails(ask, `${SEARCH} approve by "ana@corp.example" expect allow`);
    const run = 'action shell.exec(command: "ls") expect block';
    await holds(ask, `${run} approve by "ana@corp.example" acknowledging irreversible expect allow`);
    await fails(ask, `${run} approve by "ana@corp.example" expect allow`);
    const past = `${MENU}rule r on search.query { when count(files.read where outcome == failed) >= 1, block }`;
    const read = 'action files.read(path: "/x") expect allow outcome';
    await holds(past, `${read} failed ${SEARCH} expect block ${read} ok ${SEARCH} expect block`);
    await holds(past, `${read} ok ${SEARCH} expect allow`);
  });

  it("`kill SCOPE VALUE`, `kill all`, `revive … [by]`: without `by` the need counts as met", async () => {
    const policy = `${MENU}killswitch k { scope [all, agent.role], need 1 of security }`;
    await holds(
      policy,
      `${SEARCH} kill agent.role clerk expect block by k revive agent.role clerk expect allow`,
    );
    await holds(policy, `${SEARCH} kill all expect block revive all by "sec@corp.example" expect allow`);
    await fails(policy, `${SEARCH} kill all expect block revive all by "ana@corp.example" expect allow`);
    await fails(policy, `${SEARCH} kill agent.role nobody expect allow`);
    expect(codes(`${policy}\ntest "t" { kill all clerk }`)).toEqual(["AP3018"]);
  });

  it("an action may be followed by `reversible` or `irreversible` where its trait is `reported`", async () => {
    const policy = "rule r on shell.exec { when action.reversible, allow }";
    const run = 'action shell.exec(command: "ls")';
    await holds(
      policy,
      `${run} reversible expect allow ${run} irreversible expect block ${run} expect block`,
    );
    const never = "rule r on payments.send { when action.reversible, allow }";
    await holds(never, 'action payments.send(to: "x", amount: 1) reversible expect block by default');
  });

  it("`default` stands for a rule's name where no rule decided", () =>
    holds("rule r on files.read { allow }", `${SEARCH} expect block by default`));

  it("values are what a request would hold, so they may be wrong on purpose", () =>
    holds(
      MENU,
      'action search.query(text: 7) expect block code "request.invalid" action none.such(x: { y: [1] }) expect block code "request.invalid"',
    ));

  it("`result { … }` reports, after which `expect` speaks of it", async () => {
    const policy = `action web.get(url: url) gives { n: int } { reaches url }\n${MENU}rule r on result of web.get { when result.n > 3, block }`;
    const get = 'action web.get(url: "https://x.example/") expect allow';
    await holds(policy, `${get} result { n: 3 } expect allow ${get} result { n: 4 } expect block by r`);
    await holds(policy, `${get} result { n: "x" } expect block code "result.invalid"`);
  });

  it("see `verdict`, in shadow mode too", () =>
    holds("policy p { mode shadow }", `${SEARCH} expect block by default`));

  it("of a rule on results over wildcards", async () => {
    const policy = `action mcp.*(...) gives { text: string } {}\naction mcp.fs.*(...) gives { text: string } {}\n${MENU}
rule r on result of mcp.* { when result.text like "*secret*", block }
rule s on result of mcp.fs.* { when result.text == "fs", escalate to security }`;
    const step = (name: string, text: string, verdict: string): string =>
      `action ${name}() expect allow result { text: "${text}" } expect ${verdict}\n`;
    await holds(
      policy,
      step("mcp.a", "a secret", "block by r") +
        step("mcp.a", "fs", "allow") +
        step("mcp.fs.b", "fs", "escalate by s") +
        step("mcp.fs.b", "a secret", "block by r"),
    );
  });
});

describe("cases beside the policy", () => {
  const YAML = `policy: main.agentpol
cases:
  - name: prod waits
    agent: { id: a-17, role: clerk, session: s-1 }
    matrix: { context.env: [dev, staging, prod], context.task: [a, b] }
    action: { name: search.query, args: { text: x } }
    steps:
      - { expect: allow, times: 2, by: menu }
      - { expect: throttle, by: t, code: SLOW }
      - { after: 1h }
      - { expect: allow }
  - name: one
    agent: { id: a-17, role: clerk, session: s-1 }
    context: { env: dev, task: a }
    action: { name: search.query, args: { text: 7 } }
    expect: { verdict: block, code: request.invalid }
`;

  it("have the same words as keys; `matrix` multiplies a case, and each product counts by itself", async () => {
    const { table } = compiled(`${MENU}throttle t on search.query { limit 2 per 1h, code "SLOW" }`);
    const { cases, diagnostics } = readCases(
      { path: "x.cases.yaml", text: YAML },
      { policy: "example", rules: ["example.menu", "example.t"] },
    );
    expect(diagnostics).toEqual([]);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(7);
    for (const each of cases) expect((await runCase(table!, each)).failure).toBeUndefined();
    const wrong = YAML.replace("times: 2", "times: 3");
    const [first] = readCases(
      { path: "x.cases.yaml", text: wrong },
      { policy: "example", rules: ["example.menu", "example.t"] },
    ).cases;
    expect((await runCase(table!, first!)).failure).toBeDefined();
  });

  it("a key that is none of these is a mistake", () => {
    const text = YAML.replace("steps:", "stepz:");
    const { diagnostics } = readCases(
      { path: "x.cases.yaml", text },
      { policy: "example", rules: ["example.menu", "example.t"] },
    );
    expect(diagnostics.map(({ code }) => code)).toContain("AP1202");
  });
});

describe("what a test says", () => {
  it("`by` names a rule that there is", () => {
    expect(told(`${MENU}test "t" { ${SEARCH} expect allow by nemu }`)).toEqual(["AP2001 «nemu»"]);
  });
});
