import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import vectors from "../../../../fixtures/vectors/sql.json" with { type: "json" };
import { loadSql, parseSchema, schemaChanges } from "../../../../runtime/facts/sql/index.js";
import type { Schema } from "../../../../runtime/facts/sql/index.js";
import { CHANGE_KINDS, type ChangeKind } from "../../../../runtime/values/schema-change.js";

let baseline: Schema;

beforeAll(async () => {
  await loadSql();
  baseline = schemaOf(vectors.baseline.join("\n"));
});

function schemaOf(ddl: string): Schema {
  const parsed = parseSchema(ddl);
  if (!parsed.ok) {
    throw new Error(parsed.reason);
  }
  return parsed.value;
}

const kinds: readonly ChangeKind[] = CHANGE_KINDS;

describe("schemaChanges", () => {
  it.each(vectors.statements)("$statement: $changes", ({ statement, changes }) => {
    expect(schemaChanges(baseline, statement)).toEqual(changes);
  });

  it("is not led astray by what stands before and changes nothing", () => {
    const idle = vectors.statements.filter(
      ({ statement, changes }) => changes.length === 0 && !/--|TYPE/.test(statement),
    );
    const idleScript = fc
      .array(fc.constantFrom(...idle), { maxLength: 3 })
      .map((some) => some.map(({ statement }) => `${statement};\n`).join(""));
    fc.assert(
      fc.property(idleScript, fc.constantFrom(...vectors.statements), (before, { statement, changes }) => {
        expect(schemaChanges(baseline, before + statement)).toEqual(changes);
      }),
    );
  });

  it("gives kinds of change for any text, and throws at nothing", () => {
    const word = fc.constantFrom(
      "alter",
      "table",
      "orders",
      "add",
      "column",
      "(",
      ")",
      ",",
      ";",
      "int",
      "'",
      "$$",
      "--",
      "drop",
      "select",
      "1",
      '"',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const changes = schemaChanges(baseline, words.join(" "));
        expect(changes.every((change) => kinds.includes(change))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("never changes the schema that it was given", () => {
    const before = JSON.stringify([...baseline.tables].map(([name, table]) => [name, ...table]));
    for (const { statement } of vectors.statements) {
      schemaChanges(baseline, statement);
    }
    expect(JSON.stringify([...baseline.tables].map(([name, table]) => [name, ...table]))).toBe(before);
  });
});

describe("hostile statements", () => {
  it("are refused at once when they are long", () => {
    const statement = `SELECT 1; ${" ".repeat(64 * 1024)}`;
    const times = Array.from({ length: 5 }, () => {
      const began = performance.now();
      expect(schemaChanges(baseline, statement)).toEqual(["other"]);
      return performance.now() - began;
    });
    expect(Math.min(...times)).toBeLessThan(20);
  });

  it.each([
    ["select ", "not ", "true", ""],
    ["select 1", " + 1", "", ""],
    ["select ", "(select ", "1", ")"],
    ["select ", "array[", "1", "]"],
    ["select 1", " union select 1, 2", "", ""],
    ["", "explain ", "select 1", ""],
    ["", "create function f() returns int begin atomic select 1; ", "", "end; "],
    ["select ", "case when ", "1", " then 1 end"],
    ["select 1", "::int", "", ""],
    ["select 1 from a", " cross join b", "", ""],
    ["", "/*", "", ""],
    ["", "/**/", "select 1", ""],
    ["", "/*", "", "*/"],
  ])("nested as %j %j… are `other`, and the parser lives on", (start, open, middle, close) => {
    const times = Math.floor(60_000 / (open.length + close.length));
    const began = performance.now();
    const nested = (count: number): string => start + open.repeat(count) + middle + close.repeat(count);
    expect(schemaChanges(baseline, nested(times))).toEqual(["other"]);
    schemaChanges(baseline, nested(Math.floor(times / 4)));
    schemaChanges(baseline, nested(Math.floor(times / 16)));
    expect(performance.now() - began).toBeLessThan(5000);
    expect(schemaChanges(baseline, "ALTER TABLE orders DROP COLUMN total")).toEqual(["drop_column"]);
  });

  it.each([
    ["words", "SELECT 1", ", a", 2500],
    ["signs", "SELECT 1", ";;", 2500],
    ["letters", "SELECT '", "x ", 5000],
    ["comments", "SELECT 1", " /* c */", 500],
  ])("with too many %s are refused", (_, start, piece, count) => {
    const end = start.endsWith("'") ? "'" : "";
    expect(schemaChanges(baseline, start + piece.repeat(count) + end)).toEqual(["other"]);
    expect(schemaChanges(baseline, start + piece.repeat(count / 5) + end)).toEqual([]);
  });

  it("may be long where they are flat", () => {
    const rows = Array.from({ length: 250 }, (_, index) => `(${index}, 'it''s (', 1.5 + 2)`);
    expect(schemaChanges(baseline, `INSERT INTO orders VALUES ${rows.join(", ")}`)).toEqual([]);
    const columns = Array.from({ length: 350 }, (_, index) => `c${index} numeric(12, 2) NOT NULL DEFAULT 0`);
    expect(schemaChanges(baseline, `CREATE TABLE wide (${columns.join(", ")})`)).toEqual(["add_table"]);
    const statements = Array.from(
      { length: 450 },
      (_, index) => `CREATE TABLE t${index} (id int PRIMARY KEY);`,
    );
    expect(schemaChanges(baseline, statements.join("\n"))).toEqual(["add_table"]);
  });
});

describe("parseSchema", () => {
  it("reads what pg_dump writes", () => {
    const dump = `
      SET statement_timeout = 0;
      SELECT pg_catalog.set_config('search_path', '', false);
      CREATE TABLE public.orders (id integer NOT NULL, total numeric(12,2));
      ALTER TABLE public.orders OWNER TO app;
      CREATE SEQUENCE public.orders_id_seq START WITH 1;
      ALTER TABLE public.orders_id_seq OWNER TO app;
      ALTER TABLE ONLY public.orders ALTER COLUMN id SET DEFAULT nextval('public.orders_id_seq'::regclass);
      ALTER TABLE ONLY public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
      COMMENT ON TABLE public.orders IS 'Orders (all), "quoted"';`;
    expect(schemaChanges(schemaOf(dump), "ALTER TABLE orders ALTER total TYPE numeric(14,2)")).toEqual([
      "widen_type",
    ]);
    expect(schemaChanges(schemaOf(dump), "ALTER TABLE orders_id_seq ADD x int")).toEqual(["other"]);
  });

  it("follows the baseline's own migrations", () => {
    const ddl =
      "CREATE TABLE a (x int, y int); ALTER TABLE a RENAME TO b; ALTER TABLE b DROP y, ADD z text; ALTER TABLE b RENAME z TO w;";
    expect(schemaChanges(schemaOf(ddl), "ALTER TABLE b ALTER w TYPE varchar(3)")).toEqual(["narrow_type"]);
    expect(schemaChanges(schemaOf(ddl), "ALTER TABLE b DROP y")).toEqual(["drop_column", "other"]);
    expect(schemaChanges(schemaOf(ddl), "DROP TABLE a")).toEqual(["other"]);
  });

  it.each([
    ["CREATE TABLE", "is not PostgreSQL: syntax error at end of input"],
    ["CREATE TABLE a (x int\0)", "has a character that no SQL text has"],
    ["SELECT '\ud800'", "has a character that no SQL text has"],
    [`SELECT ${"(".repeat(600)}1${" + 1)".repeat(600)}`, "is nested too deeply"],
    [" ".repeat(1024 * 1024 + 1), "is longer than 1 MiB"],
    ["/**/".repeat(20_000), "has too many comments"],
  ])("case %#: %s", (ddl, reason) => {
    expect(parseSchema(ddl)).toEqual({ ok: false, reason });
  });

  it("cuts names as PostgreSQL does", () => {
    const long = "a".repeat(70);
    const schema = schemaOf(`CREATE TABLE ${long} (x int)`);
    expect(schemaChanges(schema, `DROP TABLE ${long.slice(0, 63)}`)).toEqual(["drop_table"]);
  });
});
