// `WRITE_DOCS=1 npx vitest run test/runtime/table/schema.test.ts` writes the schema.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { format, resolveConfig } from "prettier";
import { describe, expect, it } from "vitest";
import { readShape } from "../../../runtime/table/read-shape.js";
import { compile } from "../../../compiler/compile.js";
import { readTable } from "../../../runtime/decide/load.js";
import { ready } from "../../../runtime/facts/ready.js";
import { parseSchema } from "../../../runtime/facts/sql/index.js";
import type { TableFile } from "../../../runtime/table/format.js";
import { tableSchema } from "../../../runtime/table/json-schema.js";
import { tableFile } from "../../../runtime/table/shapes.js";
import { rule, tableOf } from "../../support/table.js";

const FILE = new URL("../../../docs/table.schema.json", import.meta.url);
const text = await format(JSON.stringify(tableSchema()), {
  ...(await resolveConfig(fileURLToPath(FILE))),
  parser: "json",
});
if (process.env.WRITE_DOCS === "1") writeFileSync(FILE, text);

const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: false }).compile(tableSchema());
const accepts = (input: unknown): boolean => readShape(tableFile, input).ok;

const POLICIES = new URL("../../../fixtures/policies/", import.meta.url);
const textOf = (path: string): string => readFileSync(new URL(path, POLICIES), "utf8");

/** All that stand by themselves: what others import alone has no header. */
const policies = readdirSync(POLICIES, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".agentpol"))
  .filter((name) => /^policy /m.test(textOf(name)));

/** The table of a policy among the fixtures. */
async function compiled(name: string): Promise<TableFile> {
  await ready();
  const { table, diagnostics } = compile(name, {
    read: (path) => ({ ok: true, text: textOf(path) }),
    parseSchema,
  });
  if (table === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return table;
}

describe("the JSON Schema of tables", () => {
  it("in the documentation is fresh", () => {
    expect(readFileSync(FILE, "utf8")).toBe(text);
  });

  it.each(policies)("takes the table of %s, and so does the reader", async (name) => {
    const table = await compiled(name);
    expect(validate(table)).toBe(true);
    expect(readTable(table)).toEqual({ ok: true, table });
  });

  it("takes what a table of one rule is", () => {
    const table = tableOf({ rules: [rule({ name: "p.r", verdict: "allow" })] });
    expect(validate(table)).toBe(true);
    expect(accepts(table)).toBe(true);
  });

  it("takes and refuses what the reader does, wherever a table is changed", async () => {
    const subjects = await Promise.all(policies.map(compiled));
    fc.assert(
      fc.property(
        fc.constantFrom(...subjects),
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        fc.jsonValue({ maxDepth: 1 }),
        (subject, choices, value) => {
          const rest = [...choices];
          const next = (): number => rest.pop() ?? 0;
          const changed = changedSomewhere(subject, value, next);
          expect(validate(changed)).toBe(accepts(changed));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** A copy in which one member, wherever it stands, is replaced, left out, or has got a sibling. */
function changedSomewhere(node: unknown, value: unknown, next: () => number): unknown {
  if (typeof node !== "object" || node === null || next() % 6 === 0) return value;
  if (Array.isArray(node)) {
    if (node.length === 0) return [value];
    const at = next() % node.length;
    return node.map((item: unknown, i) => (i === at ? changedSomewhere(item, value, next) : item));
  }
  const names = Object.keys(node);
  const name = names[next() % Math.max(1, names.length)];
  const choice = next() % 6;
  if (name === undefined || choice === 0) return { ...node, stranger: value };
  const entries = Object.entries(node);
  if (choice === 1) return Object.fromEntries(entries.filter(([own]) => own !== name));
  return Object.fromEntries(
    entries.map(([own, member]) => [own, own === name ? changedSomewhere(member, value, next) : member]),
  );
}
