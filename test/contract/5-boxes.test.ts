// Section 5 of the contract: boundary, drift, sandbox and grant.

import { describe, expect, it } from "vitest";
import { codes, deciding, holds, request } from "../support/contract.js";

const MENU = "rule menu on * { allow }\n";
const get = (url: string, verdict: string): string => `action http.fetch(url: "${url}") expect ${verdict}\n`;

describe("a boundary", () => {
  const WORLD = `${MENU}zone staging = ["*.staging.internal", "10.2.0.0/16"]\n`;
  const boundary = (reach: string, deny = ""): string =>
    `${WORLD}boundary b on http.fetch { reach ${reach}${deny && `, deny ${deny}`}, else block }`;

  it("an action that reaches anything not in `reach` gets the `else` verdict", async () => {
    const policy = boundary('[staging, "packages.corp.example:443"]');
    const good = ["https://a.staging.internal/", "http://10.2.0.1/", "https://packages.corp.example/"];
    const bad = [
      "https://staging.internal/",
      "http://10.3.0.1/",
      "http://packages.corp.example/",
      "https://x.example/",
    ];
    await holds(
      policy,
      good.map((url) => get(url, "allow")).join("") + bad.map((url) => get(url, "block by b")).join(""),
    );
  });

  it("`deny` goes along as an obligation, except what `reach` lists itself", async () => {
    const { runtime } = await deciding(
      boundary('[staging, "*.example"]', '[private, metadata, "203.0.113.0/24"]'),
    );
    const { verdict, obligations } = await runtime.attempt(
      request("http.fetch", { url: "https://x.example/" }),
    );
    expect(verdict).toBe("allow");
    expect(obligations.connect).toMatchObject([{ rule: "example.b" }]);
    const { deny = [], except = [] } = obligations.connect[0] ?? {};
    for (const block of [
      "10.0.0.0/8",
      "192.168.0.0/16",
      "172.16.0.0/12",
      "169.254.169.254/32",
      "203.0.113.0/24",
    ])
      expect(deny).toContain(block);
    expect(except).toEqual(["10.2.0.0/16"]);
  });

  it("without `deny` there is no such obligation, and none where something holds", async () => {
    const obligations = async (policy: string, url: string): Promise<readonly unknown[]> => {
      const { runtime } = await deciding(policy);
      return (await runtime.attempt(request("http.fetch", { url }))).obligations.connect;
    };
    expect(await obligations(boundary('"*.example"'), "https://x.example/")).toEqual([]);
    expect(await obligations(boundary('"*.example"', "private"), "https://x.other/")).toEqual([]);
  });
});

describe("drift", () => {
  const files = {
    "base.sql":
      "CREATE TABLE t (id bigint PRIMARY KEY, name varchar(80) NOT NULL, n int);\nCREATE INDEX by_n ON t (n);",
  };
  /** A statement for each kind of change. */
  const KINDS: Readonly<Record<string, string>> = {
    add_table: "CREATE TABLE u (id bigint)",
    drop_table: "DROP TABLE t",
    rename_table: "ALTER TABLE t RENAME TO u",
    add_column: "ALTER TABLE t ADD COLUMN c int NOT NULL DEFAULT 0",
    add_nullable_column: "ALTER TABLE t ADD COLUMN c int",
    drop_column: "ALTER TABLE t DROP COLUMN n",
    rename_column: "ALTER TABLE t RENAME COLUMN n TO m",
    widen_type: "ALTER TABLE t ALTER COLUMN name TYPE varchar(120)",
    narrow_type: "ALTER TABLE t ALTER COLUMN name TYPE varchar(40)",
    change_type: "ALTER TABLE t ALTER COLUMN n TYPE date USING now()",
    set_not_null: "ALTER TABLE t ALTER COLUMN n SET NOT NULL",
    drop_not_null: "ALTER TABLE t ALTER COLUMN name DROP NOT NULL",
    set_default: "ALTER TABLE t ALTER COLUMN n SET DEFAULT 0",
    drop_default: "ALTER TABLE t ALTER COLUMN n DROP DEFAULT",
    add_constraint: "ALTER TABLE t ADD CONSTRAINT c CHECK (n > 0)",
    drop_constraint: "ALTER TABLE t DROP CONSTRAINT t_pkey",
    add_index: "CREATE INDEX by_name ON t (name)",
    drop_index: "DROP INDEX by_n",
    other: "ALTER TABLE elsewhere ADD COLUMN c int",
  };
  const drift = (permit: readonly string[]): string =>
    `${MENU}drift d on db.migrate { baseline "base.sql", permit [${permit.join(", ")}], else block }`;
  const migrate = (statement: string, verdict: string): string =>
    `action db.migrate(statement: "${statement}") expect ${verdict}\n`;

  it.each(Object.entries(KINDS))("%s is a kind of change of its own: %s", async (kind, statement) => {
    await holds(drift([kind]), migrate(statement, "allow"), files);
    const others = Object.keys(KINDS).filter((other) => other !== kind);
    await holds(drift(others), migrate(statement, "block by d"), files);
  });

  it("statements that change no schema are no drift; what does not parse, or speaks of an unknown table, is `other`", async () => {
    const none = ["SELECT * FROM t", "INSERT INTO t VALUES (1, 'x', 2)", "BEGIN; COMMIT"];
    const other = ["no SQL", "DROP TABLE elsewhere", "SELECT 1; ALTER TABLE elsewhere ADD COLUMN c int"];
    const all = Object.keys(KINDS).filter((kind) => kind !== "other");
    await holds(
      drift(all),
      none.map((sql) => migrate(sql, "allow")).join("") +
        other.map((sql) => migrate(sql, "block by d")).join(""),
      files,
    );
  });

  it("for JSON Schema: add_property remove_property widen narrow other", async () => {
    const world = `${MENU}action cfg.set(schema: string) { migrates schema }\n`;
    const json = { "base.json": '{"properties":{"port":{"type":"integer","maximum":9},"old":{}}}' };
    const proposals: Readonly<Record<string, string>> = {
      add_property: '{"properties":{"port":{"type":"integer","maximum":9},"old":{},"new":{}}}',
      remove_property: '{"properties":{"port":{"type":"integer","maximum":9}}}',
      widen: '{"properties":{"port":{"type":"integer","maximum":10},"old":{}}}',
      narrow: '{"properties":{"port":{"type":"integer","maximum":8},"old":{}}}',
      other: "no schema",
    };
    for (const [kind, text] of Object.entries(proposals)) {
      const policy = (permit: readonly string[]): string =>
        `${world}drift d on cfg.set { baseline "base.json", permit [${permit.join(", ")}], else block }`;
      const step = (verdict: string): string =>
        `action cfg.set(schema: ${JSON.stringify(text)}) expect ${verdict}`;
      await holds(policy([kind]), step("allow"), json);
      await holds(policy(Object.keys(proposals).filter((each) => each !== kind)), step("block by d"), json);
    }
  });
});

describe("a sandbox", () => {
  const boxed = async (boxes: string, rules: string, more: object = {}): Promise<unknown> => {
    const { runtime } = await deciding(`${MENU}${boxes}\n${rules}`);
    return (await runtime.attempt(request("search.query", { text: "x" }, more))).obligations.sandbox;
  };
  const inBox = "rule r on search.query { sandbox box }";

  it("says what may be read, written, reached and run, what is hidden, the variables and the limits", async () => {
    const box = `sandbox box {
  read ["/usr/**"], write "/srv/work/**", hide ["**/.env"], reach "packages.corp.example:443"
  run ["python3", "git"], env ["PATH"], limit [cpu 60s, memory 2GiB, processes 64, wall 5m]
}`;
    expect(await boxed(box, inBox)).toEqual({
      boxes: ["box"],
      read: [["/usr/**"]],
      write: [["/srv/work/**"]],
      hide: ["/**/.env"],
      reach: [["packages.corp.example:443"]],
      run: [["python3", "git"]],
      env: [["PATH"]],
      limits: { cpu: 60_000, memory: 2 * 1024 ** 3, processes: 64, wall: 300_000 },
    });
  });

  it("a clause that a box leaves out grants nothing; `reach any` says all", async () => {
    expect(await boxed('sandbox box { run "sh" }', inBox)).toMatchObject({
      read: [[]],
      write: [[]],
      reach: [[]],
      env: [[]],
      run: [["sh"]],
    });
    expect(await boxed('sandbox box { run "sh", reach any }', inBox)).toMatchObject({ reach: ["any"] });
  });

  it("a path may name an attribute", async () => {
    const world = 'context { cwd: path }\nsandbox box { write [context.cwd], run "sh" }';
    expect(await boxed(world, inBox, { context: { cwd: "/srv/app" } })).toMatchObject({
      write: [[{ root: "/srv/app", pattern: "/**" }]],
    });
  });

  it("`must kernel` is told to whoever boxes", async () => {
    expect(await boxed('sandbox box { run "sh", must kernel }', inBox)).toMatchObject({ must: "kernel" });
    expect(await boxed('sandbox box { run "sh" }', inBox)).not.toHaveProperty("must");
  });

  it("`extends`: their meet for hide and limits, their join for read, write, reach and run", async () => {
    const boxes = `sandbox a { read "/a/**", hide "/h/a", reach "a.example", run "sh", limit [wall 5m, cpu 1s] }
sandbox b { read "/b/**", write "/w/**", hide "/h/b", reach "b.example", run "git", limit [wall 1m] }
sandbox box { extends [a, b] }`;
    expect(await boxed(boxes, inBox)).toMatchObject({
      read: [["/a/**", "/b/**"]],
      write: [["/w/**"]],
      hide: ["/h/a", "/h/b"],
      reach: [["a.example", "b.example"]],
      run: [["sh", "git"]],
      limits: { wall: 60_000, cpu: 1000 },
    });
  });

  it("where several apply, it runs in their meet; a mask narrows those that it meets without denying the rest", async () => {
    const boxes = `sandbox a { read "/a/**", hide "/h/a", run "sh", limit [wall 5m] }
sandbox b { read "/b/**", hide "/h/b", run "git", limit [wall 1m] }
sandbox mask { hide "/h/m", limit [cpu 1s] }`;
    const rules = (names: readonly string[]): string =>
      names.map((name) => `rule ${name}_r on search.query { sandbox ${name} }\n`).join("");
    expect(await boxed(boxes, rules(["a", "b"]))).toMatchObject({
      read: [["/a/**"], ["/b/**"]],
      hide: ["/h/a", "/h/b"],
      limits: { wall: 60_000 },
    });
    expect(await boxed(boxes, rules(["a", "mask"]))).toMatchObject({
      read: [["/a/**"]],
      run: [["sh"]],
      hide: ["/h/a", "/h/m"],
      limits: { wall: 300_000, cpu: 1000 },
    });
  });
});

describe("a grant", () => {
  const WORLD = 'sandbox box { run "sh" }\nsandbox mask { hide "/x" }\n';
  const grant = (clauses = ""): string =>
    `${WORLD}grant g on shell.exec { inside box, scope context.task, expires 2h, ${clauses} else block }`;
  const RUN = 'action shell.exec(command: "ls")';
  const task = (name: string): string => `context { env: dev, task: "${name}" }`;

  it("permits an action in a box, for a scope and a time, from its first use", async () => {
    await holds(
      grant(),
      `after 9h ${RUN} expect sandbox by g after 7199999ms expect sandbox after 1ms expect block by g ${task("u")} expect sandbox`,
    );
  });

  it("ends where an outcome revokes it", async () => {
    const revoked = grant("revoke when outcome == failed,");
    await holds(revoked, `${RUN} expect sandbox outcome ok expect sandbox outcome failed expect block by g`);
    await holds(grant(), `${RUN} expect sandbox outcome failed expect sandbox`);
  });

  it("a permitted attempt starts it, a held one does not", async () => {
    const policy = `${grant()}\nrule no on shell.exec { when context.env == prod, block }`;
    const prod = 'context { env: prod, task: "t" }';
    await holds(
      policy,
      `${RUN} ${prod} expect block by no after 2h ${task("t")} expect sandbox after 7199999ms expect sandbox after 1ms expect block`,
    );
  });

  it("inside a mask alone is an error", () => {
    const codesOf = (box: string): readonly string[] => codes(grant().replace("inside box", `inside ${box}`));
    expect(codesOf("mask")).toContain("AP3013");
    expect(codesOf("box")).not.toContain("AP3013");
  });

  it("scope attributes should be bound by identity: otherwise a warning", () => {
    const identity =
      'identity w { issuer "https://t.example", keys "https://t.example/jwks.json", audience "a", bind [context.task = task], else block }\n';
    const relevant = (text: string): readonly string[] => codes(text).filter((code) => code === "AP3014");
    expect(relevant(grant())).toEqual(["AP3014"]);
    expect(relevant(identity + grant())).toEqual([]);
  });
});
