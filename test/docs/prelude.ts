// What surrounds a fragment of a policy in the documentation: the declarations that it takes for granted.
//
// A fragment that declares something itself, such as `context`, gets all of the prelude but that.

const DECLARATIONS: readonly (readonly [head: string, rest: string])[] = [
  ["policy", `example { version "1.0.0" }`],
  ["agent", `{ id: string, role: clerk | lead | researcher, session: string, owner?: string }`],
  ["context", `{ env: dev | staging | prod, task: string, ticket?: string }`],
  ["impact", `{ cost: money(USD), records: int, hosts: int, traffic: percent }`],
  [
    "action payments.send",
    `(to: string, amount: money(USD), memo?: string) { effect write, reversible never }`,
  ],
  ["action search.query", `(text: string) { effect read, reversible always }`],
  ["action files.read", `(path: path) { reads path, effect read, reversible always }`],
  ["action files.write", `(path: path, content: string) { writes path, effect write, reversible always }`],
  ["action http.fetch", `(url: url) { reaches url, effect read, reversible always }`],
  ["action shell.exec", `(command: command) { runs command, effect execute, reversible reported }`],
  ["action db.migrate", `(statement: sql) { migrates statement, effect write, reversible never }`],
  ["action deploy.rollout", `(service: string) { effect write, reversible always }`],
  ["action deploy.rollback", `(service: string) { effect write, reversible always }`],
  ["action mail.send", `(to: string, body: string, notes?: string) { effect write, reversible never }`],
  ["group treasury", `= ["ana@corp.example", "ben@corp.example", "chi@corp.example"]`],
  ["group security", `= ["sec@corp.example", "sal@corp.example"]`],
];

/** The files that policies in the documentation name. */
export const FILES: Readonly<Record<string, string>> = {
  "base.agentpol": `rule no_keys on files.read { when args.path like "**/*.pem", block "keys stay where they are" }`,
  "approved.json": `["Acme GmbH", "Initech"]`,
  "limits.csv": "country,most\nDE,500.00\nFR,250.50\n",
  "quotas.csv": "agent,most,note\na-1,100,\nAcme GmbH,5,under review\n",
  "closed.txt": "/etc/**\n**/*.pem\n",
  "tenants.json": `{ "acme": { "rows": 1000, "tier": "gold" }, "initech": { "rows": 10, "tier": "trial" } }`,
  "auditors.txt": "aud@corp.example\n",
  "config.json": `{"properties":{"port":{"type":"integer"}}}`,
  "floor.agentpol": `policy floor { default allow "no rule of the organisation holds it" }
agent { id: string, role: clerk | lead }
action payments.send(to: string, amount: money(USD)) { effect write, reversible always }
rule too_much on payments.send { when args.amount > 1_000_000 USD, block "nobody's agent pays this" }
`,
  "shop.sql": "CREATE TABLE items (id bigint PRIMARY KEY, name varchar(80) NOT NULL);",
};

/** The prelude for a fragment; each declaration is a line. */
export function preludeFor(fragment: string): string {
  const missing = DECLARATIONS.filter(([head]) => !new RegExp(`^${head}(?![\\w.])`, "m").test(fragment));
  return missing.map(([head, rest]) => `${head} ${rest}\n`).join("");
}
