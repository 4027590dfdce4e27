// Columns as `CREATE TABLE` and `ADD COLUMN` define them.

import type { ColumnDef, Constraint, ConstrType, Node } from "libpg-query";
import type { ChangeKind } from "../../values/schema-change.js";
import { allOf, as, kindOf, tableName } from "./node.js";
import type { Schema } from "./schema.js";
import { isBuiltIn, isSerial, sqlType } from "./type.js";

/** Clauses under which a new column is not NULL in the rows that are there already, or must be filled in. */
const FILLED: ReadonlySet<ConstrType | undefined> = new Set<ConstrType>([
  "CONSTR_NOTNULL",
  "CONSTR_IDENTITY",
  "CONSTR_GENERATED",
  "CONSTR_PRIMARY",
]);

const CONSTRAINING: ReadonlySet<ConstrType | undefined> = new Set<ConstrType>([
  "CONSTR_CHECK",
  "CONSTR_PRIMARY",
  "CONSTR_UNIQUE",
  "CONSTR_EXCLUSION",
  "CONSTR_FOREIGN",
]);

/**
 * What adding the column changes. It is nullable if every existing row can take it without work: a type that is known
 * to take NULL, and no default but a constant.
 */
export function additionOf(column: ColumnDef, schema: Schema): readonly ChangeKind[] {
  const constraints = allOf(column.constraints, "Constraint");
  const isFilled = constraints.some(({ contype }) => FILLED.has(contype)) || !takesNull(column, schema);
  const isWorked = constraints.some(
    ({ contype, raw_expr: value }) => contype === "CONSTR_DEFAULT" && !isConstant(value),
  );
  return [
    isFilled || isWorked ? "add_column" : "add_nullable_column",
    ...constraints.flatMap((constraint) => constraintChanges(constraint, schema)),
  ];
}

/** A type that neither PostgreSQL nor the baseline knows may be a domain that refuses NULL. */
function takesNull({ typeName }: ColumnDef, schema: Schema): boolean {
  if (typeName === undefined || isSerial(typeName)) {
    return false;
  }
  const type = sqlType(typeName);
  return isBuiltIn(type) || schema.enums.has(type.name);
}

/** A literal, cast or not, or an array of such. */
function isConstant(value: Node | undefined): boolean {
  if (value === undefined) {
    return false;
  }
  const items = as(value, "A_ArrayExpr")?.elements;
  return (
    kindOf(value) === "A_Const" || isConstant(as(value, "TypeCast")?.arg) || items?.every(isConstant) === true
  );
}

/** What a constraint adds, alone or with a column. */
export function constraintChanges(constraint: Constraint, schema: Schema): readonly ChangeKind[] {
  return CONSTRAINING.has(constraint.contype)
    ? ["add_constraint", ...unknownReference(constraint, schema)]
    : [];
}

function unknownReference({ pktable }: Constraint, schema: Schema): readonly ChangeKind[] {
  return pktable === undefined || schema.tables.has(tableName(pktable)) ? [] : ["other"];
}
