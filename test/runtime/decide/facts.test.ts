// Facts of the world in conditions: what an action reaches, what it changes, what its texts hold.

import { beforeAll, describe, expect, it } from "vitest";
import { decide } from "../../../runtime/decide/decide.js";
import { ready } from "../../../runtime/facts/ready.js";
import type { Expr } from "../../../runtime/table/format.js";
import { parseHostPattern, type HostPattern } from "../../../runtime/values/host-pattern.js";
import { action, Exprs, policyOf, record, requestOf, rule } from "../../support/table.js";

beforeAll(ready);

function patterns(...texts: readonly string[]): readonly HostPattern[] {
  return texts.map((text) => {
    const parsed = parseHostPattern(text);
    if (!parsed.ok) throw new Error(parsed.reason);
    return parsed.value;
  });
}

/** Allows where the expression is known to hold. */
function allows(expr: Expr, args: Readonly<Record<string, unknown>>): boolean {
  const e = new Exprs();
  const when = [e.add(expr)];
  const policy = policyOf({
    schema: {
      agent: record({ id: "string", role: "clerk | lead" }),
      context: record({}),
      impact: record({}),
      actions: {
        act: action(
          {
            url: "url?",
            host: "host?",
            hosts: "list<host>?",
            port: "int?",
            sql: "sql?",
            text: "string?",
            texts: "list<string>?",
          },
          { reaches: [{ arg: "url", port: "port" }, { arg: "host" }, { arg: "hosts" }], migrates: ["sql"] },
        ),
      },
      volatile: [],
    },
    baselines: [
      { path: "good.sql", language: "sql", text: "CREATE TABLE t (a int)" },
      { path: "bad.sql", language: "sql", text: "CREATE TABEL t" },
    ],
    exprs: e.all,
    rules: [rule({ name: "p.may", verdict: "allow", when })],
  });
  return decide(policy, requestOf(args)).verdict === "allow";
}

describe("what an action reaches", () => {
  const inside = {
    op: "reaches",
    patterns: patterns("*.in.example", "10.0.0.0/8", "site.example:443"),
  } as const;

  it.each<[string, Record<string, unknown>, boolean]>([
    ["nothing", {}, true],
    ["a URL inside", { url: "https://api.in.example/x" }, true],
    ["a URL outside", { url: "https://api.out.example/x" }, false],
    ["an address in another spelling", { url: "http://0x0a000001/" }, true],
    ["a URL at the port that a pattern names", { url: "https://site.example/" }, true],
    ["a URL at another port", { url: "http://site.example/" }, false],
    ["a port that an argument states", { url: "https://site.example/", port: 80 }, false],
    ["a bare host, which no pattern with a port covers", { host: "site.example" }, false],
    ["hosts that are all inside", { hosts: ["a.in.example", "10.1.2.3"] }, true],
    ["hosts of which one is outside", { hosts: ["a.in.example", "11.1.2.3"] }, false],
    ["one inside and one outside", { url: "https://api.in.example/", host: "out.example" }, false],
  ])("%s", (_, args, expected) => {
    expect(allows(inside, args)).toBe(expected);
  });

  it("is all permitted by `any`", () => {
    expect(allows({ op: "reaches", patterns: "any" }, { url: "https://anywhere.example/" })).toBe(true);
  });
});

describe("what an action changes", () => {
  const drift = (baseline: number): Expr => ({
    op: "drift",
    baseline,
    permit: ["add_nullable_column", "other"],
  });

  it.each<[string, Record<string, unknown>, boolean]>([
    ["nothing", {}, true],
    ["what is permitted", { sql: "ALTER TABLE t ADD COLUMN b int" }, true],
    ["what is not", { sql: "DROP TABLE t" }, false],
  ])("%s", (_, args, expected) => {
    expect(allows(drift(0), args)).toBe(expected);
  });

  it("is unknown against a baseline that cannot be read", () => {
    expect(allows(drift(1), { sql: "ALTER TABLE t ADD COLUMN b int" })).toBe(false);
  });
});

describe("what a text holds", () => {
  it.each<[string, Expr, Record<string, unknown>, boolean]>([
    [
      "a finding",
      { op: "detects", path: "args.text", detectors: ["email"] },
      { text: "ann@example.com" },
      true,
    ],
    ["none", { op: "detects", path: "args.text", detectors: ["email"] }, { text: "ann" }, false],
    [
      "one in a list",
      { op: "detects", path: "args.texts", detectors: ["email"] },
      { texts: ["x", "ann@example.com"] },
      true,
    ],
    ["nothing where it is absent", { op: "detects", path: "args.text", detectors: ["email"] }, {}, false],
  ])("%s", (_, expr, args, expected) => {
    expect(allows(expr, args)).toBe(expected);
  });
});
