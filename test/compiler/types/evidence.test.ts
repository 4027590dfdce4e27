// Identity, trust and audit: checked as a whole, and handed on in the table.

import { describe, expect, it } from "vitest";
import { compile } from "../../../compiler/compile.js";
import { createRuntime } from "../../../runtime/runtime.js";
import { problemsOf, reading, SHOP, type Files } from "../../support/problems.js";

const X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
const ED25519 = { kty: "OKP", crv: "Ed25519", x: X };
const keys = (...all: readonly object[]): Files => ({ "k.json": JSON.stringify({ keys: all }) });

const CLAUSES = {
  issuer: '"https://t.example"',
  keys: '"k.json"',
  audience: '"a"',
  bind: "[agent.id = sub]",
  else: "block",
};

/** An identity with these clauses in place of the usual ones. */
function identity(clauses: Readonly<Record<string, string>>, name = "i"): string {
  const all = Object.entries({ ...CLAUSES, ...clauses }).map(([word, rest]) => `${word} ${rest}`);
  return `identity ${name} { ${all.join(", ")} }\n`;
}

function tableOf(text: string, files: Files = keys(ED25519)) {
  const { table, diagnostics } = compile("main.agentpol", {
    read: reading({ "main.agentpol": SHOP + text, ...files }),
  });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return table;
}

describe("an identity", () => {
  it.each<[clauses: Readonly<Record<string, string>>, expected: readonly string[]]>([
    [{}, []],
    [{ issuer: '"http://t.example"' }, ['AP2015 «"http://t.example"»']],
    [{ issuer: '"t.example"' }, ['AP2015 «"t.example"»']],
    [{ issuer: '"https://t.example?x"' }, ['AP2015 «"https://t.example?x"»']],
    [{ keys: '"https://t.example/k"' }, []],
    [{ keys: '"http://t.example/k"' }, ['AP2015 «"http://t.example/k"»']],
    [{ keys: '"../k.json"' }, ['AP2005 «"../k.json"»']],
    [{ keys: '"no.json"' }, ['AP2003 «"no.json"»']],
    [{ audience: '""' }, ['AP2015 «""»']],
    [{ bind: "[]" }, ["AP3113 «bind []»"]],
    [{ bind: "[agent.name = sub]" }, ["AP2001 «name»"]],
    [{ bind: "[args.to = sub]" }, ["AP3111 «args.to»"]],
    [{ bind: "[impact.hosts = n]" }, ["AP3111 «impact.hosts»"]],
    [{ bind: "[agent.id = sub, agent.id = id]" }, ["AP2002 «agent.id»"]],
    [{ bind: "[agent.owner = act.sub, context.tags = tags]" }, []],
    [{ algorithms: "[]" }, ["AP3113 «algorithms []»"]],
    [{ algorithms: "[EdDSA, PS384, RS512]" }, []],
    [{ algorithms: "[EdDSA, EdDSA]" }, ["AP2002 «EdDSA»"]],
    [{ algorithms: "[EdDSB]" }, ["AP2001 «EdDSB»"]],
    [{ algorithms: "[HS512]" }, ["AP3112 «HS512»"]],
    [{ algorithms: "[none]" }, ["AP3112 «none»"]],
    [{ algorithms: "[RS256]" }, ['AP2017 «"k.json"»']],
    [{ max_age: "0s" }, ["AP2085 «0s»"]],
    [{ max_age: "5" }, ["AP2056 «5»"]],
    [{ else: "allow" }, ["AP3004 «allow»"]],
    [{ else: "redact { mask args }" }, ["AP3004 «redact»"]],
    [{ else: "escalate to owners" }, []],
    [{ else: 'block "not {agent.id}"' }, ["AP3034 «{agent.id}»"]],
  ])("with %j: %j", (clauses, expected) => {
    expect(problemsOf(identity(clauses), keys(ED25519))).toEqual(expected);
  });

  it.each<[string, readonly object[]]>([
    ["private", [{ ...ED25519, d: X }]],
    ["symmetric", [{ kty: "oct", k: X }]],
    ["for no algorithm", [{ kty: "RSA", n: X, e: "AQAB" }]],
    ["for another algorithm by its own word", [{ ...ED25519, alg: "ES256" }]],
    ["of another curve", [ED25519, { kty: "OKP", crv: "X25519", x: X }]],
    ["malformed", [{ kty: "EC", crv: "P-256", x: X }]],
    ["none", []],
  ])("refuses keys that are %s", (_, all) => {
    expect(problemsOf(identity({}), keys(...all))).toEqual(['AP2017 «"k.json"»']);
  });

  it.each(["", "[]", "{", '{"keys":{}}', '{"keys":[1]}', '{"keys":[],"keys":[]}'])(
    "refuses a file that holds %s",
    (text) => {
      expect(problemsOf(identity({}), { "k.json": text })).toEqual(['AP2017 «"k.json"»']);
    },
  );

  it("is one of a policy, over all its files", () => {
    const files = { ...keys(ED25519), "org.agentpol": identity({}, "theirs") };
    expect(problemsOf(identity({}, "one") + identity({}, "two"), files)).toEqual(["AP3110 «two»"]);
    const text = `policy p { default block }\nimport "./org.agentpol"\nagent { id: string }\n`;
    const compiled = (own: string) =>
      compile("main.agentpol", { read: reading({ "main.agentpol": text + own, ...files }) });
    expect(compiled("").table?.identity?.name).toBe("org.theirs");
    expect(compiled(identity({})).diagnostics.map(({ code }) => code)).toContain("AP3110");
  });

  it("travels in the table, which requires it", () => {
    const table = tableOf(identity({ bind: "[agent.id = sub, agent.role = realm.role]", max_age: "15m" }));
    expect(table?.requires).toEqual(["identity"]);
    expect(table?.identity).toMatchObject({
      name: "shop.i",
      issuer: "https://t.example",
      keys: { path: "k.json", keys: [ED25519] },
      audience: "a",
      bind: [
        { attribute: "agent.id", claim: ["sub"] },
        { attribute: "agent.role", claim: ["realm", "role"] },
      ],
      algorithms: ["EdDSA", "ES256"],
      maxAge: 900_000,
      else: { verdict: "block", reason: "blocked by shop.i" },
    });
  });

  it("is demanded of the runtime", async () => {
    const table = tableOf(identity({ keys: '"https://t.example/k"' }));
    expect(table?.identity?.keys).toEqual({ from: "url", url: "https://t.example/k" });
    await expect(createRuntime(table)).rejects.toThrow("pass `identity: { name: … }` to createRuntime");
    await expect(createRuntime(table, { identity: { name: "a stand-in" } })).resolves.toBeDefined();
  });

  it("takes the warning from grants and trips by what it binds, and from no other", () => {
    const grant = (scope: string): string =>
      `sandbox b { read "/x" }\ngrant g on files.read { inside b, scope ${scope}, expires 1h, else block }\n`;
    const trip = (scope: string): string =>
      `killswitch k { scope ${scope} }\nrule r on files.read { block, trip k ${scope} for 1h }\n`;
    const bound = identity({});
    expect(problemsOf(bound + grant("agent.id"), keys(ED25519))).toEqual([]);
    expect(problemsOf(grant("agent.id"))).toEqual(["AP3014 «agent.id»"]);
    expect(problemsOf(bound + grant("[agent.id, agent.role]"), keys(ED25519))).toEqual([
      "AP3014 «agent.role»",
    ]);
    expect(problemsOf(bound + trip("agent.id"), keys(ED25519))).toEqual([]);
    expect(problemsOf(trip("agent.id"))).toEqual(["AP3029 «agent.id»"]);
  });
});

describe("trust", () => {
  it.each<[string, readonly string[]]>([
    ['trust t { files "CLAUDE.md", signers "d@x", else block }', []],
    ['trust t { files [], signers "d@x", else block }', ["AP3113 «files []»"]],
    ['trust t { files "A.md", signers [], else block }', ["AP3113 «signers []»"]],
    ['trust t { files "/etc/A.md", signers "d@x", else block }', ['AP2015 «"/etc/A.md"»']],
    ['trust t { files "~/A.md", signers "d@x", else block }', ['AP2015 «"~/A.md"»']],
    ['trust t { files "../A.md", signers "d@x", else block }', ['AP2015 «"../A.md"»']],
    ['trust t { files "a**", signers "d@x", else block }', ['AP2015 «"a**"»']],
    ['trust t { files "", signers "d@x", else block }', ['AP2015 «""»']],
    ['trust t { files "A.md", signers " ", else block }', ['AP2015 «" "»']],
    ['trust t { files "A.md", signers "d@x", else allow }', ["AP3004 «allow»"]],
    ['rule t on files.read { allow }\ntrust t { files "A.md", signers "d", else block }', ["AP2002 «t»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it("travels in the table, each by its name", () => {
    const table =
      tableOf(`trust t { files ["**/A.md", "b/", "**/A.md"], signers "d@x", else block "unsigned" }
      trust u { files "C.md", signers ["e", "f"], else escalate to owners }`);
    expect(table?.requires).toEqual(["trust"]);
    expect(table?.trust).toMatchObject([
      { name: "shop.t", files: ["**/A.md", "b"], signers: ["d@x"], else: { reason: "unsigned" } },
      { name: "shop.u", signers: ["e", "f"], else: { verdict: "escalate" } },
    ]);
    const { needs = -1 } = table?.trust?.[1]?.else ?? {};
    expect(table?.needs[needs]).toMatchObject({ rule: "shop.u", ask: "owners" });
  });
});

describe("audit", () => {
  const GIVES = "action web.get() gives { token: string } {}\n";
  it.each<[string, readonly string[]]>([
    ["audit { }", []],
    ["audit { sign ed25518 }", ["AP2001 «ed25518»"]],
    ["audit { sign rsa }", ["AP2001 «rsa»"]],
    ['audit { log "../audit/" }', ['AP2005 «"../audit/"»']],
    ['audit { log "/var/log" }', ['AP2005 «"/var/log"»']],
    ["audit { omit args.memo }", []],
    ["audit { omit [args.to, agent.owner, impact.cost] }", []],
    ["audit { omit args.mema }", ["AP2001 «mema»"]],
    ["audit { omit agent.name }", ["AP2001 «name»"]],
    [`${GIVES}audit { omit [result.token, result] }`, []],
    [`${GIVES}audit { omit result.tokens }`, ["AP2001 «tokens»"]],
    ["audit { omit result.token }", ["AP2150 «result.token»"]],
    ["audit { checkpoint 0s }", ["AP2085 «0s»"]],
    ["audit { checkpoint each }", []],
    ["audit { checkpoint 1s }\naudit { }", ["AP3110 «audit»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it("travels in the table", () => {
    const text = 'audit { sign ed25519, log "audit/", omit args.memo, omit [agent.owner, args.memo] }';
    expect(tableOf(text)).toMatchObject({
      requires: ["audit"],
      audit: { sign: "ed25519", log: "audit", omit: ["args.memo", "agent.owner"], checkpoint: 1000 },
    });
    expect(tableOf("audit { checkpoint each }")?.audit).toMatchObject({ omit: [], checkpoint: "each" });
    expect(tableOf("audit { checkpoint 5m }")?.audit?.checkpoint).toBe(300_000);
  });

  it("stands in the table beside all else that is required, sorted", () => {
    const text = `audit { }\n${identity({})}trust t { files "A", signers "b", else block }
      sandbox b { read "/x" }\nrule r on files.read { sandbox b }`;
    expect(tableOf(text)?.requires).toEqual(["audit", "identity", "sandbox", "trust"]);
  });
});
