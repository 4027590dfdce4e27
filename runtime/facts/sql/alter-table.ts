// The clauses of ALTER TABLE: what each changes, and the table after it.

import type { AlterTableCmd, AlterTableStmt, AlterTableType, ColumnDef, Node } from "libpg-query";
import type { ChangeKind } from "../../values/schema-change.js";
import { additionOf, constraintChanges } from "./column.js";
import { as, tableName, textsOf } from "./node.js";
import { withColumn, withTable } from "./schema.js";
import type { Judgement, Schema, Table } from "./schema.js";
import { isSameType, sqlType, typeChange } from "./type.js";

interface Clause {
  readonly command: AlterTableCmd;
  readonly table: Table;
  readonly schema: Schema;
}

interface Outcome {
  readonly changes: readonly ChangeKind[];
  /** Left out where the columns stay as they are. */
  readonly table?: Table;
}

type Judge = (clause: Clause) => Outcome;

/** Of what is not listed (owners, triggers, partitions, storage, row security, …) the change is `other`. */
const JUDGES: Partial<Record<AlterTableType, Judge>> = {
  AT_AddColumn: addColumn,
  AT_DropColumn: dropColumn,
  AT_AlterColumnType: alterType,
  AT_ColumnDefault: ofColumn(({ def }) => (def === undefined ? "drop_default" : "set_default")),
  AT_SetNotNull: ofColumn(() => "set_not_null"),
  AT_DropNotNull: ofColumn(() => "drop_not_null"),
  AT_AddConstraint: addConstraint,
  AT_DropConstraint: ({ command }) => ({ changes: ["drop_constraint", ...whatCascades(command)] }),
};

/** `statement` is about a table; whether the schema has it is asked here. */
export function alterTable(statement: AlterTableStmt, schema: Schema): Judgement {
  const name = statement.relation === undefined ? "" : tableName(statement.relation);
  const changes: ChangeKind[] = [];
  let altered = schema;
  for (const node of statement.cmds ?? []) {
    const command = as(node, "AlterTableCmd");
    const table = altered.tables.get(name);
    const judge = command?.subtype === undefined ? undefined : JUDGES[command.subtype];
    if (command === undefined || table === undefined || judge === undefined) {
      changes.push("other");
    } else {
      const outcome = judge({ command, table, schema: altered });
      changes.push(...outcome.changes);
      altered = outcome.table === undefined ? altered : withTable(altered, name, outcome.table);
    }
  }
  return { changes, schema: altered };
}

/** A column that is there already keeps its type: `IF NOT EXISTS` would leave it alone. */
function addColumn({ command, table, schema }: Clause): Outcome {
  const column = as(command.def, "ColumnDef");
  if (column?.colname === undefined || column.typeName === undefined) {
    return { changes: ["other"] };
  }
  const type = table.get(column.colname) ?? sqlType(column.typeName);
  return { changes: additionOf(column, schema), table: withColumn(table, column.colname, type) };
}

function dropColumn({ command, table }: Clause): Outcome {
  const { name = "" } = command;
  return {
    changes: ["drop_column", ...whatCascades(command), ...whereMissing(table, name)],
    table: withColumn(table, name),
  };
}

function alterType({ command, table }: Clause): Outcome {
  const { name = "", def } = command;
  const column = as(def, "ColumnDef");
  const from = table.get(name);
  if (from === undefined || column?.typeName === undefined) {
    return { changes: ["other"] };
  }
  const to = sqlType(column.typeName);
  const change = typeChange(from, to);
  const rewritten: readonly ChangeKind[] = isConverted(column, name) ? ["change_type"] : [];
  return {
    changes: [...(change === undefined ? [] : [change]), ...rewritten],
    table: withColumn(table, name, to),
  };
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

function addConstraint({ command, table, schema }: Clause): Outcome {
  const constraint = as(command.def, "Constraint");
  if (constraint?.contype === "CONSTR_NOTNULL") {
    const [column = ""] = textsOf(constraint.keys);
    return { changes: ["set_not_null", ...whereMissing(table, column)] };
  }
  const changes = constraint === undefined ? [] : constraintChanges(constraint, schema);
  return { changes: changes.length === 0 ? ["other"] : changes };
}

/** A clause about a column that it leaves in place, with its type. */
function ofColumn(kind: (command: AlterTableCmd) => ChangeKind): Judge {
  return ({ command, table }) => ({ changes: [kind(command), ...whereMissing(table, command.name ?? "")] });
}

/** A column that the baseline lacks. */
function whereMissing(table: Table, column: string): readonly ChangeKind[] {
  return table.has(column) ? [] : ["other"];
}

/** What else falls with it, the statement does not say. */
function whatCascades({ behavior }: AlterTableCmd): readonly ChangeKind[] {
  return behavior === "DROP_CASCADE" ? ["other"] : [];
}
