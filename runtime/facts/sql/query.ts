// Queries, and what hides in them: SELECT INTO makes a table, some functions run SQL that nobody sees, and the catalogue
// is tables, too.

import type { IntoClause, Node, RangeVar } from "libpg-query";
import type { ChangeKind } from "../../values/schema-change.js";
import { createFromQuery } from "./create-table.js";
import { textsOf } from "./node.js";
import type { Judgement, Schema } from "./schema.js";

/** Functions that run SQL given as text or defined elsewhere, or change how later statements are read. */
const OPAQUE_FUNCTION = new RegExp(
  `^(?:${[
    "dblink(?:_\\w+)?|set_config|query_to_xml\\w*|cursor_to_xml\\w*|ts_stat|ts_rewrite|xpath_table|crosstab\\w*|connectby",
    // PostGIS and pgRouting.
    "(?:add|drop)geometry(?:column|table)|updategeometrysrid|(?:create|drop)_?topology|pgr_\\w+",
    // Jobs and background workers.
    "schedule(?:_in_database)?|(?:add|alter|run)_job|pg_background_launch",
    // Clusters and replication.
    "run_command_on_\\w+|citus_run_\\w+|master_modify_\\w+|(?:alter|create|undo)_distributed_table|replicate_ddl\\w*",
    "oracle_execute|drop_chunks|create_hypertable|create_parent|undo_partition|(?:create|drop)_graph|cypher",
    // What says so by its name.
    "(?:exec|execute|run)_?(?:cmd|command|ddl|immediate|query|sql|statement)?s?",
  ].join("|")})$`,
);

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
