// What of a policy is new, or means something else than in an earlier version: whose mutations are worth a look after a change.

import type * as ast from "../ast/ast.js";
import { parse } from "../ast/parse.js";
import type { Program } from "../types/program.js";
import { diffTables } from "../verify/diff/diff.js";
import type { TableFile } from "../../runtime/table/format.js";
import type { Mutation } from "./mutation.js";

interface Version {
  readonly program: Program;
  readonly table: TableFile;
}

/**
 * Is the mutation in a rule that has no equal in the version before, whatever in its file, a `let` or its data made it so? Of
 * other declarations the text decides.
 */
export function inChanged(before: Version, after: Version): (mutation: Mutation) => boolean {
  const { rules } = diffTables(before.table, after.table);
  const changed = new Set([...rules.added, ...rules.changed]);
  const own = new Set(after.program.rules.map(({ name }) => name));
  const texts = new Set(
    before.program.files.flatMap(({ path, text }) =>
      parse({ path, text }).module.declarations.map((each) => textOf(each, text)),
    ),
  );
  const sources = new Map(after.program.files.map(({ path, text }) => [path, text]));
  return ({ owner, declaration }) =>
    own.has(owner)
      ? changed.has(owner)
      : !texts.has(textOf(declaration, sources.get(declaration.span.file) ?? ""));
}

/** However it is laid out. */
function textOf({ span: { start, end } }: ast.Declaration, text: string): string {
  return text.slice(start, end).replace(/\s+/g, " ");
}
