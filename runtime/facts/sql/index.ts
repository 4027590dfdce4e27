// SQL as a fact: what a statement would change in a schema that is known to be good.

import { accept } from "../../values/normalized.js";
import type { Normalized } from "../../values/normalized.js";
import type { ChangeKind } from "../../values/schema-change.js";
import { parseStatements } from "./parser.js";
import { EMPTY_SCHEMA } from "./schema.js";
import type { Schema } from "./schema.js";
import { judge } from "./statement.js";

export { loadSql } from "./parser.js";
export type { Schema } from "./schema.js";

/** The schema that a SQL text (DDL, as `pg_dump --schema-only` writes it) leaves in an empty PostgreSQL database. */
export function parseSchema(ddl: string): Normalized<Schema> {
  if (ddl.length > MAX_SCHEMA) {
    return { ok: false, reason: "is longer than 1 MiB" };
  }
  const statements = parseStatements(ddl);
  return statements.ok
    ? accept(statements.value.reduce((schema, statement) => judge(statement, schema).schema, EMPTY_SCHEMA))
    : statements;
}

const MAX_SCHEMA = 1024 * 1024;

/** Longer ones are not read: no migration that a person reviews is. */
const MAX_STATEMENT = 64 * 1024;

/** The parser takes some microseconds for each word and each sign; so many are some hundredths of a second. */
const MAX_WORDS = 5000;
const wordOrSign = /[A-Za-z0-9_]+|[^\sA-Za-z0-9_]/g;

/** The scanner takes time in proportion to block comments × length. */
const MAX_COMMENT_COST = 2e6;

/** MySQL and MariaDB run what stands in such a comment. */
const isRunComment = (statement: string): boolean => statement.includes("/*!") || statement.includes("/*M!");

/** Can the parser read it at once? Counting takes no thousandth of the time that parsing would. */
function isSmall(statement: string): boolean {
  return (
    statement.length <= MAX_STATEMENT &&
    (statement.split("/*").length - 1) * statement.length <= MAX_COMMENT_COST &&
    (statement.match(wordOrSign)?.length ?? 0) <= MAX_WORDS
  );
}

/**
 * The kinds of change that a SQL text (one statement or several) makes to the schema, each once, in alphabetical order; empty where it
 * changes none. `other` stands for what is no kind of its own, does not parse, is too long to be parsed at once, speaks of a
 * table that the schema lacks, or does more than it says. `IF EXISTS` and `IF NOT EXISTS` are not looked at: the database is not asked.
 */
export function schemaChanges(schema: Schema, statement: string): readonly ChangeKind[] {
  const statements = isSmall(statement) && !isRunComment(statement) ? parseStatements(statement) : undefined;
  if (statements?.ok !== true) {
    return ["other"];
  }
  const changes = new Set<ChangeKind>();
  let present = schema;
  for (const each of statements.value) {
    const judgement = judge(each, present);
    judgement.changes.forEach((change) => changes.add(change));
    present = judgement.schema;
  }
  return [...changes].sort();
}
