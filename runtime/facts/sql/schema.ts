// A SQL schema, as much of it as the judging of changes asks for. Plain data; updates make a new one.

import type { ChangeKind } from "../../values/schema-change.js";
import type { SqlType } from "./type.js";

export interface Schema {
  /** By qualified name. */
  readonly tables: ReadonlyMap<string, Table>;
  /** Enum types: user-defined, and known to refuse no NULL. */
  readonly enums: ReadonlySet<string>;
}

/** Column name → type. Columns whose types are not stated (of `CREATE TABLE AS`) are missing. */
export type Table = ReadonlyMap<string, SqlType>;

/** What a statement changes, and what the schema is after it. */
export interface Judgement {
  readonly changes: readonly ChangeKind[];
  readonly schema: Schema;
}

export const EMPTY_SCHEMA: Schema = { tables: new Map(), enums: new Set() };

/** The table as `table`; without it if that is left out. */
export function withTable(schema: Schema, name: string, table?: Table): Schema {
  return { ...schema, tables: replaced(schema.tables, name, table) };
}

export function withColumn(table: Table, name: string, type?: SqlType): Table {
  return replaced(table, name, type);
}

function replaced<T>(map: ReadonlyMap<string, T>, key: string, value: T | undefined): ReadonlyMap<string, T> {
  const copy = new Map(map);
  if (value === undefined) {
    copy.delete(key);
  } else {
    copy.set(key, value);
  }
  return copy;
}
