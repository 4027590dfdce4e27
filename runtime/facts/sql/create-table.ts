// CREATE TABLE in its forms: what it changes, and the table that it makes.

import type { CreateStmt, IntoClause } from "libpg-query";
import type { ChangeKind } from "../../values/schema-change.js";
import { constraintChanges } from "./column.js";
import { allOf, tableName } from "./node.js";
import { withTable } from "./schema.js";
import type { Judgement, Schema, Table } from "./schema.js";
import { sqlType } from "./type.js";

export function createTable(statement: CreateStmt, schema: Schema): Judgement {
  const { relation, tableElts, inhRelations } = statement;
  if (relation === undefined) {
    return { changes: ["other"], schema };
  }
  const name = tableName(relation);
  const copied = allOf(tableElts, "TableLikeClause").flatMap((clause) => clause.relation ?? []);
  const models = [...allOf(inhRelations, "RangeVar"), ...copied].map(tableName);
  const columns = allOf(tableElts, "ColumnDef");
  const own = columns.flatMap(({ colname, typeName }) =>
    colname === undefined || typeName === undefined ? [] : [[colname, sqlType(typeName)] as const],
  );
  const table = new Map([...models.flatMap((model) => [...(schema.tables.get(model) ?? [])]), ...own]);
  const after = added(schema, name, table);
  const constraints = [
    ...allOf(tableElts, "Constraint"),
    ...columns.flatMap((column) => allOf(column.constraints, "Constraint")),
  ].flatMap((constraint) => constraintChanges(constraint, after));
  const isPlain = statement.ofTypename === undefined && models.every((model) => schema.tables.has(model));
  // Its constraints are part of the new table; what they or it refer to must be known.
  const isKnown = isPlain && !constraints.includes("other");
  return { changes: isKnown ? ["add_table"] : ["add_table", "other"], schema: after };
}

/** `CREATE TABLE AS`, `SELECT INTO`: the columns are those of the query, which nobody has typed here. */
export function createFromQuery({ rel }: IntoClause, schema: Schema): Judgement {
  const changes: readonly ChangeKind[] = ["add_table"];
  return { changes, schema: rel === undefined ? schema : added(schema, tableName(rel), new Map()) };
}

/** A table that is there already stays as it is: `IF NOT EXISTS` would leave it alone. */
function added(schema: Schema, name: string, table: Table): Schema {
  return schema.tables.has(name) ? schema : withTable(schema, name, table);
}
