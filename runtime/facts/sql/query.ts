// Queries, and what hides in them: SELECT INTO makes a table, some functions run SQL that nobody sees, and the catalogue
// is tables, too.

import type { IntoClause, Node, RangeVar } from "libpg-query";
import type { ChangeKind } from "../../values/schema-change.js";
import { createFromQuery } from "./create-table.js";
import { textsOf } from "./node.js";
import type { Judgement, Schema } from "./schema.js";

/** Functions that run SQL given as text or defined elsewhere, or change how later statements are read. */
const OPAQUE_FUNCTION =
  /^(?:dblink(?:_\w+)?|set_config|schedule(?:_in_database)?|pg_background_launch|(?:add|drop)geometry(?:column|table)|updategeometrysrid|query_to_xml\w*|ts_stat|ts_rewrite|xpath_table|crosstab\w*|connectby)$/;

const WRITES = ["InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"] as const;

/** A query changes no schema, but that `SELECT INTO` makes a table. */
export function judgeQuery(query: Node, schema: Schema): Judgement {
  const changes: ChangeKind[] = [];
  let after = schema;
  for (const part of partsOf(query)) {
    if ("intoClause" in part) {
      const made = createFromQuery(part.intoClause as IntoClause, after);
      changes.push(...made.changes);
      after = made.schema;
    }
  }
  return { changes, schema: after };
}

/** Does an expression or a query within the statement do what the statement does not say? */
export function hidesMore(statement: Node): boolean {
  return partsOf(statement).some((part) => isOpaqueCall(part) || writesCatalogue(part));
}

type Part = Readonly<Record<string, unknown>>;

/** All objects of the tree. */
function partsOf(root: Node): readonly Part[] {
  const parts: Part[] = [];
  const open: unknown[] = [root];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === "object" && next !== null) {
      if (!Array.isArray(next)) {
        parts.push(next as Part);
      }
      for (const value of Object.values(next) as readonly unknown[]) {
        open.push(value);
      }
    }
  }
  return parts;
}

function isOpaqueCall({ FuncCall: call }: Part): boolean {
  const name = textsOf((call as { readonly funcname?: readonly Node[] } | undefined)?.funcname).at(-1);
  return name !== undefined && OPAQUE_FUNCTION.test(name.toLowerCase());
}

/** A superuser's `UPDATE pg_attribute` is a change of schema. */
function writesCatalogue(part: Part): boolean {
  return WRITES.some((kind) => {
    const { relation } = (part[kind] ?? {}) as { readonly relation?: RangeVar };
    return relation !== undefined && isCatalogue(relation);
  });
}

export function isCatalogue({ schemaname, relname = "" }: RangeVar): boolean {
  return schemaname === "pg_catalog" || schemaname === "information_schema" || relname.startsWith("pg_");
}
