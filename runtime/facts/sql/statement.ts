// Judges one SQL statement: what it changes in a schema, and the schema after it.

import type { DropStmt, IndexStmt, Node, RenameStmt, TypeName, VariableSetStmt } from "libpg-query";
import type { ChangeKind } from "../../values/schema-change.js";
import { alterTable } from "./alter-table.js";
import { createFromQuery, createTable } from "./create-table.js";
import { allOf, as, kindOf, listedName, tableName, textsOf } from "./node.js";
import type { NodeKind, NodeOf } from "./node.js";
import { hidesMore, isCatalogue, judgeQuery } from "./query.js";
import { withColumn, withTable } from "./schema.js";
import type { Judgement, Schema } from "./schema.js";
import { typeName } from "./type.js";

type Judge = (statement: Node, schema: Schema) => Judgement;

/** Statements that are about data, the session or the transaction, whatever they say. */
const HARMLESS: ReadonlySet<string> = new Set<NodeKind>([
  "CheckPointStmt",
  "ClosePortalStmt",
  "ClusterStmt",
  "ConstraintsSetStmt",
  "DeallocateStmt",
  "FetchStmt",
  "ListenStmt",
  "LockStmt",
  "NotifyStmt",
  "RefreshMatViewStmt",
  "ReindexStmt",
  "TransactionStmt",
  "TruncateStmt",
  "UnlistenStmt",
  "VacuumStmt",
  "VariableShowStmt",
]);

const QUERIES: ReadonlySet<string> = new Set<NodeKind>([
  "DeleteStmt",
  "InsertStmt",
  "MergeStmt",
  "SelectStmt",
  "UpdateStmt",
]);

const JUDGES: ReadonlyMap<string, Judge> = new Map([
  judgeOf("AlterTableStmt", (statement, schema) =>
    statement.objtype === "OBJECT_TABLE" ? alterTable(statement, schema) : other(schema),
  ),
  judgeOf("CreateStmt", createTable),
  judgeOf("CreateTableAsStmt", (statement, schema) =>
    statement.objtype === "OBJECT_TABLE" && statement.into !== undefined
      ? inTurn(judgeInner(statement.query, schema), createFromQuery(statement.into, schema))
      : other(schema),
  ),
  judgeOf("CreateEnumStmt", ({ typeName: names }, schema) => ({
    changes: ["other"],
    schema: { ...schema, enums: new Set([...schema.enums, typeName(textsOf(names))]) },
  })),
  // `DISCARD ALL` resets the search path and the role, too; temporary tables go with it.
  judgeOf("DiscardStmt", ({ target }, schema) =>
    target === "DISCARD_PLANS" || target === "DISCARD_SEQUENCES" ? nothing(schema) : other(schema),
  ),
  judgeOf("IndexStmt", createIndex),
  judgeOf("DropStmt", drop),
  judgeOf("RenameStmt", rename),
  judgeOf("CopyStmt", ({ is_program: isProgram, is_from: isFrom, relation, query }, schema) =>
    isProgram === true || (isFrom === true && relation !== undefined && isCatalogue(relation))
      ? other(schema)
      : judgeInner(query, schema),
  ),
  judgeOf("DeclareCursorStmt", ({ query }, schema) => judgeInner(query, schema)),
  judgeOf("PrepareStmt", ({ query }, schema) => judgeInner(query, schema)),
  judgeOf("ExplainStmt", ({ query, options }, schema) =>
    // Without ANALYZE, nothing is run.
    allOf(options, "DefElem").some(({ defname }) => defname?.toLowerCase() === "analyze")
      ? judgeInner(query, schema)
      : nothing(schema),
  ),
  judgeOf("VariableSetStmt", (statement, schema) => (misleads(statement) ? other(schema) : nothing(schema))),
]);

/** What is not known to change no schema is `other`: functions, views, privileges, `DO`, `CALL`, `EXECUTE`, … */
export function judge(statement: Node, schema: Schema): Judgement {
  const known = judgeKind(statement, schema);
  return hidesMore(statement) ? inTurn(known, other(known.schema)) : known;
}

function judgeKind(statement: Node, schema: Schema): Judgement {
  const kind = kindOf(statement);
  if (HARMLESS.has(kind)) {
    return nothing(schema);
  }
  return QUERIES.has(kind)
    ? judgeQuery(statement, schema)
    : (JUDGES.get(kind)?.(statement, schema) ?? other(schema));
}

function judgeOf<Kind extends NodeKind>(
  kind: Kind,
  judgeIt: (statement: NodeOf<Kind>, schema: Schema) => Judgement,
): readonly [string, Judge] {
  return [
    kind,
    (node, schema) => {
      const statement = as(node, kind);
      return statement === undefined ? other(schema) : judgeIt(statement, schema);
    },
  ];
}

function nothing(schema: Schema): Judgement {
  return { changes: [], schema };
}

function other(schema: Schema): Judgement {
  return { changes: ["other"], schema };
}

function judgeInner(statement: Node | undefined, schema: Schema): Judgement {
  return statement === undefined ? nothing(schema) : judgeKind(statement, schema);
}

function inTurn(first: Judgement, second: Judgement): Judgement {
  return { changes: [...first.changes, ...second.changes], schema: second.schema };
}

/** A unique index is a constraint on what may be written, by another name. */
function createIndex({ relation, unique }: IndexStmt, schema: Schema): Judgement {
  if (relation === undefined || !schema.tables.has(tableName(relation))) {
    return other(schema);
  }
  return { changes: unique === true ? ["add_index", "add_constraint"] : ["add_index"], schema };
}

/** With `CASCADE`, what else falls is not said. */
function drop({ removeType, objects = [], behavior }: DropStmt, schema: Schema): Judgement {
  const cascade: readonly ChangeKind[] = behavior === "DROP_CASCADE" ? ["other"] : [];
  if (removeType === "OBJECT_INDEX") {
    return { changes: ["drop_index", ...cascade], schema };
  }
  if (removeType === "OBJECT_TYPE") {
    return other(withoutEnums(schema, allOf(objects, "TypeName")));
  }
  if (removeType !== "OBJECT_TABLE") {
    return other(schema);
  }
  const names = allOf(objects, "List").map(({ items }) => listedName(textsOf(items)));
  const changes = names.map((name): ChangeKind => (schema.tables.has(name) ? "drop_table" : "other"));
  return {
    changes: [...changes, ...cascade],
    schema: names.reduce((after, name) => withTable(after, name), schema),
  };
}

/** What has the name later may be any type. */
function withoutEnums(schema: Schema, types: readonly TypeName[]): Schema {
  const gone = new Set(types.map(({ names }) => typeName(textsOf(names))));
  return { ...schema, enums: new Set([...schema.enums].filter((name) => !gone.has(name))) };
}

function rename(statement: RenameStmt, schema: Schema): Judgement {
  const { renameType, relationType, relation, object, subname = "", newname = "" } = statement;
  if (renameType === "OBJECT_TYPE") {
    return other(withoutEnums(schema, [{ names: as(object, "List")?.items ?? [] }]));
  }
  const name = relation === undefined ? "" : tableName(relation);
  const table = schema.tables.get(name);
  if (table === undefined) {
    return other(schema);
  }
  if (renameType === "OBJECT_TABLE") {
    const after = withTable(schema, name);
    return {
      changes: ["rename_table"],
      schema: withTable(after, tableName({ ...relation, relname: newname }), table),
    };
  }
  if (renameType === "OBJECT_COLUMN" && relationType === "OBJECT_TABLE") {
    const column = table.get(subname);
    const after = withColumn(withColumn(table, subname), newname, column);
    return {
      changes: column === undefined ? ["rename_column", "other"] : ["rename_column"],
      schema: withTable(schema, name, after),
    };
  }
  return other(schema);
}

/** Settings under which later statements mean other tables, or other text, than they say. */
const MISLEADING = new Set([
  "allow_system_table_mods",
  "backslash_quote",
  "client_encoding",
  "role",
  "search_path",
  "session_authorization",
  "session_replication_role",
  "standard_conforming_strings",
]);

function misleads({ kind, name = "" }: VariableSetStmt): boolean {
  return kind === "VAR_RESET_ALL" || MISLEADING.has(name.toLowerCase());
}
