// The clauses of ALTER TABLE: what each changes, and the table after it.

import type { AlterTableCmd, AlterTableStmt, AlterTableType, ColumnDef, Node } from "libpg-query";
import type { ChangeKind } from "../../values/schema-change.js";
import { additionOf, constraintChanges } from "./column.js";
import { as, tableName, textsOf } from "./node.js";
import { withTable } from "./schema.js";
import type { Judgement, Schema, Table } from "./schema.js";
import { isSameType, isSerial, sqlType, typeChange } from "./type.js";
import type { SqlType } from "./type.js";

interface Clause {
  readonly command: AlterTableCmd;
  /** As the clauses before it left it; a judge goes on from there. */
  readonly table: Map<string, SqlType>;
  readonly schema: Schema;
}

type Judge = (clause: Clause) => readonly ChangeKind[];

/** Of what is not listed (owners, triggers, partitions, storage, row security, …) the change is `other`. */
const JUDGES: Partial<Record<AlterTableType, Judge>> = {
  AT_AddColumn: addColumn,
  AT_DropColumn: dropColumn,
  AT_AlterColumnType: alterType,
  AT_ColumnDefault: ofColumn(({ def }) => (def === undefined ? "drop_default" : "set_default")),
  AT_SetNotNull: ofColumn(() => "set_not_null"),
  AT_DropNotNull: ofColumn(() => "drop_not_null"),
  AT_AddConstraint: addConstraint,
  AT_DropConstraint: ({ command }) => ["drop_constraint", ...whatCascades(command)],
};

/** `statement` is about a table; whether the schema has it is asked here. */
export function alterTable(statement: AlterTableStmt, schema: Schema): Judgement {
  const name = statement.relation === undefined ? "" : tableName(statement.relation);
  const present = schema.tables.get(name);
  if (present === undefined) {
    return { changes: ["other"], schema };
  }
  const table = new Map(present);
  const changes = (statement.cmds ?? []).flatMap((node): readonly ChangeKind[] => {
    const command = as(node, "AlterTableCmd");
    const judge = command?.subtype === undefined ? undefined : JUDGES[command.subtype];
    return command === undefined || judge === undefined ? ["other"] : judge({ command, table, schema });
  });
  return { changes, schema: withTable(schema, name, table) };
}

/** A column that is there already keeps its type: `IF NOT EXISTS` would leave it alone. */
function addColumn({ command, table, schema }: Clause): readonly ChangeKind[] {
  const column = as(command.def, "ColumnDef");
  if (column?.colname === undefined || column.typeName === undefined) {
    return ["other"];
  }
  table.set(column.colname, table.get(column.colname) ?? sqlType(column.typeName));
  return additionOf(column, schema);
}

function dropColumn({ command, table }: Clause): readonly ChangeKind[] {
  const { name = "" } = command;
  const missing = whereMissing(table, name);
  table.delete(name);
  return ["drop_column", ...whatCascades(command), ...missing];
}

function alterType({ command, table }: Clause): readonly ChangeKind[] {
  const { name = "", def } = command;
  const column = as(def, "ColumnDef");
  const from = table.get(name);
  // A `serial` is no type that a column could become.
  if (from === undefined || column?.typeName === undefined || isSerial(column.typeName)) {
    return ["other"];
  }
  const to = sqlType(column.typeName);
  const change = typeChange(from, to);
  const rewritten: readonly ChangeKind[] = isConverted(column, name) ? ["change_type"] : [];
  table.set(name, to);
  return [...(change === undefined ? [] : [change]), ...rewritten];
}

/** Does `USING` make other values, or `COLLATE` another order? A cast to the new type is what happens anyway. */
function isConverted({ raw_default: using, collClause, typeName }: ColumnDef, name: string): boolean {
  if (collClause !== undefined) {
    return true;
  }
  const cast = as(using, "TypeCast");
  if (cast?.typeName === undefined || typeName === undefined) {
    return using !== undefined && !isColumn(using, name);
  }
  return !isColumn(cast.arg, name) || !isSameType(sqlType(cast.typeName), sqlType(typeName));
}

function isColumn(node: Node | undefined, name: string): boolean {
  const names = textsOf(as(node, "ColumnRef")?.fields);
  return names.length === 1 && names[0] === name;
}

function addConstraint({ command, table, schema }: Clause): readonly ChangeKind[] {
  const constraint = as(command.def, "Constraint");
  if (constraint?.contype === "CONSTR_NOTNULL") {
    const [column = ""] = textsOf(constraint.keys);
    return ["set_not_null", ...whereMissing(table, column)];
  }
  const changes = constraint === undefined ? [] : constraintChanges(constraint, schema);
  return changes.length === 0 ? ["other"] : changes;
}

/** A clause about a column that it leaves in place, with its type. */
function ofColumn(kind: (command: AlterTableCmd) => ChangeKind): Judge {
  return ({ command, table }) => [kind(command), ...whereMissing(table, command.name ?? "")];
}

/** A column that the baseline lacks. */
function whereMissing(table: Table, column: string): readonly ChangeKind[] {
  return table.has(column) ? [] : ["other"];
}

/** What else falls with it, the statement does not say. */
function whatCascades({ behavior }: AlterTableCmd): readonly ChangeKind[] {
  return behavior === "DROP_CASCADE" ? ["other"] : [];
}
