// Tables that were tampered with: each is refused with a reason, or does nothing worse than decide.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { decide } from "../../runtime/decide/decide.js";
import { loadPolicy } from "../../runtime/decide/load.js";
import { createRuntime, RuntimeRefused } from "../../runtime/runtime.js";
import type { Expr, TableFile } from "../../runtime/table/format.js";
import { sealed } from "../support/table.js";
import { tableOfText, timeOf } from "./support.js";

const FOLDER = new URL("../../fixtures/policies/", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, FOLDER), "utf8");

let table: TableFile;
beforeAll(async () => {
  table = await tableOfText(read("remediation.agentpol"), { "orders.sql": read("orders.sql") });
});

const REQUESTS: readonly object[] = [
  {
    agent: { id: "r", role: "responder", session: "s", zone: "staging" },
    context: { env: "staging" },
    impact: { traffic: 1, hosts: 1 },
    action: { name: "service.restart", args: { service: "x" } },
  },
  {
    agent: { id: "r", role: "responder", session: "s", zone: "staging" },
    context: { env: "prod" },
    action: { name: "http.call", args: { url: "http://a.staging.internal/" } },
  },
  {
    agent: { id: "r", role: "deployer", session: "s", zone: "production" },
    context: { env: "prod" },
    action: { name: "db.migrate", args: { database: "o", statement: "DROP TABLE orders" } },
  },
];

type Tree = Record<string, unknown>;

/** The paths of all members, depth first. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    [...path, name],
    ...pathsIn(member, [...path, name]),
  ]);
}

/** A copy in which `change` was made to the object that holds the member at `path`. */
function tampered(path: readonly string[], change: (holder: Tree, name: string) => void): TableFile {
  const copy = structuredClone(table);
  const name = path.at(-1) ?? "";
  const holder = path.slice(0, -1).reduce<unknown>((at, step) => (at as Tree)[step], copy);
  change(holder as Tree, name);
  return copy;
}

const JUNK = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    -1,
    0,
    1,
    2 ** 31,
    2 ** 53,
    1.5,
    NaN,
    true,
    "",
    "all",
    "result",
    "__proto__",
    "\uD800",
  ),
  fc.constantFrom<unknown>([], {}, [0], [[]], { kind: "any" }, "agent.id", "args.nowhere", "allow", "none"),
);
const CHANGES = fc.record({
  place: fc.nat(),
  what: fc.constantFrom("set", "delete", "add"),
  junk: JUNK,
  seal: fc.boolean(),
});

describe("a table that was tampered with", () => {
  it("is refused or decides, and never throws", () => {
    const paths = pathsIn(table);
    fc.assert(
      fc.property(CHANGES, ({ place, what, junk, seal }) => {
        const path = paths[place % paths.length] ?? [];
        const changed = tampered(path, (holder, name) => {
          if (what === "set") holder[name] = junk;
          else if (what === "add" && !Array.isArray(holder)) holder[`${name}_`] = junk;
          else if (Array.isArray(holder)) holder.splice(Number(name), 1);
          else Reflect.deleteProperty(holder, name);
        });
        const isPlain = !JSON.stringify(changed).includes("null");
        const loaded = loadPolicy(seal && isPlain ? sealed(changed) : changed);
        if (!loaded.ok) expect(loaded.reason).not.toBe("");
        else
          for (const request of REQUESTS) expect(decide(loaded.policy, request).verdict).toBeTypeOf("string");
      }),
      { numRuns: 600 },
    );
  });

  it("is refused at every member where its digest is not made anew", () => {
    for (const path of pathsIn(table).filter((_, i) => i % 17 === 0)) {
      const changed = tampered(path, (holder, name) => {
        holder[name] = typeof holder[name] === "string" ? `${holder[name]}x` : "x";
      });
      expect(loadPolicy(changed).ok).toBe(false);
    }
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["a text", "{}"],
    ["a list", []],
    [
      "a proxy that throws",
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error("x");
          },
        },
      ),
    ],
    ["what only inherits", Object.create({ format: "agentpol-table/1" })],
  ])("as %s, it is refused by createRuntime with its own error", async (_, input) => {
    await expect(createRuntime(input)).rejects.toBeInstanceOf(RuntimeRefused);
  });
});

describe("a table made to take long", () => {
  const withExprs = (more: (next: number) => readonly Expr[]): TableFile =>
    sealed({ ...table, exprs: [...table.exprs, ...more(table.exprs.length)] });

  it("reads many expressions over many variables in linear time", () => {
    const n = 4000;
    const big = withExprs((next) => [
      ...Array.from({ length: n }, (_, i): Expr => ({ op: "has-variable", name: `v${i}`, steps: [] })),
      { op: "and", args: Array.from({ length: n }, (_, i) => next + i) },
      ...Array.from({ length: n }, (): Expr => ({ op: "not", arg: next + n })),
    ]);
    expect(timeOf(() => loadPolicy(big))).toBeLessThan(1_000);
  });

  it("evaluates an operand that is shared over and over once", () => {
    const shared = withExprs((next) => [
      { op: "has", path: "agent.id" },
      ...Array.from({ length: 800 }, (_, i): Expr => ({ op: "and", args: [next + i, next + i] })),
    ]);
    const [first] = shared.rules;
    if (first === undefined) throw new Error("the table has rules");
    const conditions = [{ expr: shared.exprs.length - 1, text: "x", origin: "x" }];
    const loaded = loadPolicy(sealed({ ...shared, rules: [{ ...first, conditions }, ...shared.rules] }));
    if (!loaded.ok) throw new Error(loaded.reason);
    expect(timeOf(() => REQUESTS.map((request) => decide(loaded.policy, request)))).toBeLessThan(1_000);
  });
});
