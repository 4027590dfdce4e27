// Section 5 of the contract: identity, kill switches, trust and audit. What proves, checks and records is the host's: here
// stands what a policy says of it, and that no runtime takes the policy without it.

import { describe, expect, it } from "vitest";
import { createRuntime } from "../../runtime/runtime.js";
import { codes, compiled, holds } from "../support/contract.js";

const MENU = "rule menu on * { allow }\n";
const SEARCH = 'action search.query(text: "x") expect';
const tableOf = (text: string): ReturnType<typeof compiled>["table"] => compiled(text).table;

const PARTS: readonly (readonly [part: string, text: string])[] = [
  [
    "identity",
    'identity w { issuer "https://t.example", keys "https://t.example/jwks.json", audience "a", bind [agent.id = sub], max_age 15m, else block }',
  ],
  ["trust", 'trust t { files ["CLAUDE.md", "AGENTS.md"], signers "deploy@corp.example", else block }'],
  [
    "audit",
    'audit { sign ed25519, log "audit/", omit args.password, checkpoint 1s }\naction login.try(password: string) {}',
  ],
  ["sandbox", 'sandbox box { run "sh" }\nrule r on search.query { sandbox box }'],
];

describe("what a policy demands of its host", () => {
  it.each(PARTS)("without it, no runtime takes the policy: %s", async (part, text) => {
    const table = tableOf(MENU + text);
    expect(table?.requires).toEqual([part]);
    await expect(createRuntime(table)).rejects.toThrow(part);
    await expect(createRuntime(table, { [part]: { name: "ours" } })).resolves.toBeDefined();
  });
});

describe("identity", () => {
  const identity = (clauses: string): string => PARTS[0]![1].replace("max_age 15m", clauses);

  it("`algorithms` are EdDSA and ES256 if left out", () => {
    expect(tableOf(identity("max_age 15m"))?.identity).toMatchObject({
      algorithms: ["EdDSA", "ES256"],
      maxAge: 900_000,
    });
    expect(tableOf(identity("algorithms [ES256]"))?.identity).toMatchObject({ algorithms: ["ES256"] });
    expect(codes(identity("algorithms [none]"))).toContain("AP3112");
  });

  it("`bind` takes attributes of the agent and the context from the token", () => {
    const bind = (text: string): string =>
      identity("").replace("agent.id = sub", text).replace(", , else", ", else");
    expect(tableOf(bind("agent.id = sub, agent.role = role"))?.identity?.bind).toHaveLength(2);
    expect(codes(bind("args.x = sub"))).not.toEqual([]);
    expect(codes(bind("impact.hosts = sub"))).not.toEqual([]);
  });

  it("trips by attributes that no identity binds draw a warning", () => {
    const trip = `killswitch k { scope agent.id }\nrule r on search.query { block, trip k agent.id for 1m }\n${MENU}`;
    expect(codes(trip)).toEqual(["AP3029"]);
    expect(codes(trip + identity("max_age 15m"))).toEqual([]);
  });
});

describe("audit", () => {
  it("`checkpoint each`, or after a time; `omit` names attributes, arguments and results among them", () => {
    const audit = (clauses: string): unknown =>
      tableOf(`action web.get(key: string) gives { token: string } {}\naudit { ${clauses} }`)?.audit;
    expect(audit("checkpoint each")).toMatchObject({ checkpoint: "each", omit: [] });
    expect(audit("checkpoint 5s, omit [args.key, result.token, agent.id]")).toMatchObject({
      checkpoint: 5000,
      omit: ["args.key", "result.token", "agent.id"],
    });
  });

  it("a table that omits a result is taken by the strict reader", async () => {
    const table = tableOf("action web.get() gives { token: string } {}\naudit { omit result.token }");
    await expect(createRuntime(table, { audit: { name: "ours" } })).resolves.toBeDefined();
  });
});

describe("a kill switch", () => {
  const policy = `${MENU}killswitch freeze { scope [all, agent.id, agent.role, action.name], need 1 of security }\n`;
  const agent = (id: string, role: string): string => `agent { id: "${id}", role: ${role}, session: "s" }`;

  it("halts all that it covers, and nothing else", async () => {
    await holds(
      policy,
      `${SEARCH} allow kill agent.id "a-1" expect block by freeze ${agent("b", "clerk")} expect allow`,
    );
    await holds(
      policy,
      `kill agent.role lead ${SEARCH} allow ${agent("a-1", "lead")} expect block by freeze`,
    );
    await holds(
      policy,
      `kill action.name "search.query" ${SEARCH} block by freeze action files.read(path: "/x") expect allow`,
    );
    await holds(policy, `kill all ${SEARCH} block by freeze ${agent("b", "lead")} expect block by freeze`);
  });

  it("before any other rule", () =>
    holds(`${policy}rule first on * { block }`, `${SEARCH} block by first kill all expect block by freeze`));

  it("`need` is what lifting it takes", async () => {
    await holds(policy, `kill all ${SEARCH} block revive all by "sec@corp.example" expect allow`);
    const { table } = compiled(policy);
    const runtime = await createRuntime(table);
    await runtime.kill({ scope: "all" });
    expect(await runtime.revive({ scope: "all", by: ["ana@corp.example"] })).toMatchObject({ ok: false });
    expect(await runtime.revive({ scope: "all", by: ["sec@corp.example"] })).toMatchObject({ ok: true });
  });

  it("holds in shadow mode too", () =>
    holds(`policy p { mode shadow }\n${policy}`, `kill all ${SEARCH} block by freeze`));

  it("a scope attribute that a request lacks or misstates counts as covered", async () => {
    const halted = (who: string): string => `kill agent.role lead ${who} ${SEARCH} block`;
    await holds(policy, `${halted('agent { id: "a-1", session: "s" }')} by freeze`);
    await holds(policy, `${halted(agent("a-1", "nobody"))} by freeze`);
    await holds(
      policy,
      `${halted('agent { role: clerk, session: "s" }')} by on_error code "request.invalid"`,
    );
  });
});
