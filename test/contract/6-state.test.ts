// Section 6 of the contract: the order of one decision, windows, shadow mode, on_error.

import { describe, expect, it } from "vitest";
import { createRuntime } from "../../runtime/runtime.js";
import type { Store } from "../../runtime/state/store.js";
import { createMemoryStore } from "../../runtime/state/memory.js";
import { compiled, deciding, holds, request } from "../support/contract.js";

const MENU = "rule menu on * { allow }\n";
const SEARCH = 'action search.query(text: "x") expect';
const READ = 'action files.read(path: "/x") expect';
const search = request("search.query", { text: "x" });

describe("one decision", () => {
  it("kill switches come before the request's form, and that before the rules", () =>
    holds(
      `${MENU}killswitch k { scope all }\nrule r on search.query { block }`,
      `action search.query(text: 7) expect block by on_error kill all expect block by k`,
    ));

  it("limits over windows are not looked at where the table already blocks", async () => {
    const limited = async (verdict: string): Promise<readonly string[]> => {
      const { runtime } = await deciding(`${MENU}throttle t on search.query { limit 1 per 1h }
rule r on search.query { when has impact.hosts, ${verdict} }`);
      await runtime.attempt(search);
      const { matched } = await runtime.attempt({ ...search, impact: { hosts: 1 } });
      return matched.map(({ rule }) => rule);
    };
    expect(await limited("throttle")).toContain("example.t");
    expect(await limited("escalate to treasury")).toContain("example.t");
    expect(await limited("block")).not.toContain("example.t");
  });

  it("if the action is permitted, all its effects on state are taken; a held one takes none", async () => {
    const policy = `sandbox box { run "sh" }
killswitch k { scope agent.id }
rule reads on files.read { when formerly(search.query), allow }
grant g on search.query { inside box, scope context.task, expires 1h, else block }
throttle wide on search.query { limit 2 per 1h }
throttle narrow on search.query { limit 1 per 1m }
rule no on search.query { when context.env == prod, escalate to treasury }`;
    const env = (name: string): string => `context { env: ${name}, task: "t" }`;
    // Held: no history, no window is taken, and the grant has not begun.
    await holds(policy, `${env("prod")} ${SEARCH} escalate times 3 ${READ} block`);
    await holds(
      policy,
      `${env("prod")} ${SEARCH} escalate times 3 after 30m ${env("dev")} expect sandbox after 59m expect sandbox after 1m expect block by g`,
    );
    // One limit is full: the other one is not filled by the attempt that it holds.
    await holds(
      policy,
      `${SEARCH} sandbox expect throttle by narrow times 5 after 1m expect sandbox expect throttle by wide`,
    );
    await holds(policy, `${SEARCH} sandbox ${READ} allow`);
  });

  it("a held action counts among the `attempts`, and trips by rules that matched", async () => {
    const policy = `${MENU}killswitch k { scope agent.id }
rule no on search.query { block, trip k agent.id for 1m }
rule r on files.read { when count(attempts search.query) >= 1, throttle }`;
    await holds(
      policy,
      `${READ} allow ${SEARCH} block by no ${READ} block by k after 1m expect throttle by r`,
    );
  });

  it("if the state cannot be reached, the decision is the policy's `on_error`, with the code `decision.fault`", async () => {
    const { table } = compiled(
      `policy p { on_error throttle }\n${MENU}throttle t on search.query { limit 1 per 1h }`,
    );
    const failing = (method: "read" | "settle" | "kills"): Store => ({
      ...createMemoryStore(),
      [method]: () => Promise.reject(new Error("gone")),
    });
    for (const method of ["settle", "kills"] as const) {
      const runtime = await createRuntime(table, { store: failing(method) });
      expect(await runtime.attempt(search)).toMatchObject({ verdict: "throttle", code: "decision.fault" });
    }
  });
});

describe("windows and times", () => {
  it("a window of length D at time t is (t − D, t]; an approval or a grant of length D is live in [t, t + D)", async () => {
    const last = (d: string, at: string, over: string): string =>
      `after ${d} expect ${at} after 1ms expect ${over}`;
    await holds(
      `${MENU}throttle t on search.query { limit 1 per 1s }`,
      `${SEARCH} allow ${last("999ms", "throttle", "allow")}`,
    );
    const grant =
      'sandbox box { run "sh" }\ngrant g on search.query { inside box, scope context.task, expires 1s, else block }';
    await holds(grant, `${SEARCH} sandbox ${last("999ms", "sandbox", "block")}`);
    const ask = `${MENU}rule r on search.query { escalate to treasury, within 1s }`;
    await holds(ask, `${SEARCH} escalate approve by "ana@corp.example" after 999ms expect allow`);
    await holds(ask, `${SEARCH} escalate approve by "ana@corp.example" after 1s expect escalate`);
  });

  it("a window never admits more than its limit in any trailing window", () =>
    holds(
      `${MENU}throttle t on search.query { limit 3 per 10s }`,
      `${SEARCH} allow after 4s expect allow after 4s expect allow expect throttle after 2s expect allow expect throttle
       after 4s expect allow expect throttle after 4s expect allow expect throttle`,
    ));

  it("windows are known by the rule's qualified name, the place, and the key; a new policy version keeps them", async () => {
    const store = createMemoryStore();
    const verdict = async (policy: string): Promise<string> => {
      const runtime = await createRuntime(compiled(MENU + policy).table, { store });
      return (await runtime.attempt(search)).verdict;
    };
    const version = (name: string, more = ""): string =>
      `throttle ${name} on search.query { limit 1 per 1h by agent.id }\n${more}`;
    expect(await verdict(version("t"))).toBe("allow");
    expect(await verdict(version("t", "rule other on files.read { block }"))).toBe("throttle");
    expect(await verdict(version("u"))).toBe("allow");
  });
});

describe("`mode shadow`", () => {
  it("has `verdict`, the policy's answer, and `enforced`, which is `allow`, kill switches aside", async () => {
    const { runtime } = await deciding(
      "policy p { mode shadow }\nkillswitch k { scope all }\nrule r on search.query { throttle }",
    );
    expect(await runtime.attempt(search)).toMatchObject({ verdict: "block", enforced: "allow" });
    await runtime.kill({ scope: "all" });
    expect(await runtime.attempt(search)).toMatchObject({ verdict: "block", enforced: "block" });
  });

  it("windows, history and grants record every action, since it runs", async () => {
    const policy = `policy p { mode shadow }
sandbox box { run "sh" }
rule menu on search.query, files.read { allow }
throttle t on search.query { limit 2 per 1h }
rule no on search.query { when context.env == prod, block }
rule r on files.read { when formerly(search.query), block }
grant g on shell.exec { when context.env == dev, inside box, scope context.task, expires 1h, else block }
rule n on shell.exec { when agent.role == lead, block }`;
    const prod = 'context { env: prod, task: "t" }';
    const dev = 'context { env: dev, task: "t" }';
    await holds(policy, `${READ} allow ${prod} ${SEARCH} block by no ${READ} block by r`);
    await holds(policy, `${prod} ${SEARCH} block by no times 2 ${dev} expect throttle by t`);
    const lead = 'agent { id: "a-1", role: lead, session: "s" }';
    const run = 'action shell.exec(command: "ls") expect';
    const clerk = 'agent { id: "a-1", role: clerk, session: "s" }';
    await holds(policy, `${lead} ${run} block by n after 1h ${clerk} expect block by g`);
  });

  it("trips and notes of a policy on trial: the kill switch is not tripped, the notes are told", async () => {
    const text = (mode: string): string => `policy p { mode ${mode} }\n${MENU}killswitch k { scope agent.id }
rule r on search.query { note "seen", trip k agent.id }`;
    const trial = await deciding(text("shadow"));
    for (let i = 0; i < 2; i += 1) {
      const decision = await trial.runtime.attempt(search);
      expect(decision).toMatchObject({ verdict: "allow", notes: [{ text: "seen" }] });
      expect(decision).not.toHaveProperty("trips");
    }
    const enforced = await deciding(text("enforce"));
    expect(await enforced.runtime.attempt(search)).toMatchObject({
      trips: [{ killswitch: "p.k" }],
      notes: [{ text: "seen" }],
    });
    expect(await enforced.runtime.attempt(search)).toMatchObject({ verdict: "block", rule: "p.k" });
  });

  it("a shadow rule keeps windows of its own, and never holds", async () => {
    const policy = `${MENU}throttle t on search.query { limit 2 per 1h }\nthrottle s on search.query { limit 1 per 1h, mode shadow }`;
    await holds(policy, `${SEARCH} allow times 2 expect throttle by t`);
    const { runtime } = await deciding(`${MENU}throttle s on search.query { limit 1 per 1h, mode shadow }`);
    expect(await runtime.attempt(search)).not.toHaveProperty("shadow");
    expect(await runtime.attempt(search)).toMatchObject({
      verdict: "allow",
      shadow: { verdict: "throttle" },
    });
  });
});

describe("`on_error`", () => {
  const policy = `policy p {
  on_error throttle when context.env == dev
  on_error escalate to treasury when agent.role == lead
  on_error allow when agent.id == "lenient" or agent.role == clerk
}\n${MENU}`;
  const wrong = "action search.query(text: 7) expect";
  const who = (id: string, role: string): string => `agent { id: ${id}, role: ${role}, session: "s" }`;
  const prod = 'context { env: prod, task: "t" }';

  it("the first condition that holds decides, else the unconditional form, else `block`", async () => {
    await holds(
      policy,
      `${wrong} throttle ${prod} ${who('"a"', "lead")} expect escalate ${who('"a"', "clerk")} expect allow ${who('"a"', "researcher")} expect block by on_error`,
    );
    const throttled = policy.replace("policy p {", "policy p { on_error throttle");
    await holds(
      throttled,
      `${wrong} throttle ${prod} ${who('"a"', "researcher")} expect throttle by on_error`,
    );
  });

  it("a condition that reads something invalid does not hold", async () => {
    await holds(
      policy,
      `${wrong} throttle context { env: 7, task: "t" } ${who('"a"', "lead")} expect escalate`,
    );
    await holds(policy, `${prod} ${wrong} allow ${who("7", "clerk")} expect block by on_error`);
  });
});
