// PostgreSQL's own parser, compiled to WebAssembly, within limits under which it is quick and cannot overflow its stack.

import type * as PgQuery from "libpg-query";
import type { Node } from "libpg-query";
import { accept, reject } from "../../values/normalized.js";
import type { Normalized } from "../../values/normalized.js";
import { depthBound } from "./depth.js";

let library: typeof PgQuery | undefined;

/** Loads the parser; once is enough, and it must be awaited before anything is parsed. */
export async function loadSql(): Promise<void> {
  const loaded = await import("libpg-query");
  await loaded.loadModule();
  library = loaded;
}

/** At a depth of 1,000 the parser was seen to take under a fifth of the stack that Node gives. */
const MAX_DEPTH = 1000;

/** The scanner takes time in proportion to block comments × length; this much is some tenth of a second. */
const MAX_COMMENT_COST = 5e7;

/** A parser that once ran out of stack has lost track of its memory: what it says after that means nothing. */
let isBroken = false;

/** The statements of a SQL text, in order; semicolons separate them. */
export function parseStatements(sql: string): Normalized<readonly Node[]> {
  if (library === undefined || isBroken) {
    return reject(
      isBroken ? "cannot be read, because the SQL parser failed before" : "is read before `ready()`",
    );
  }
  const fault = faultIn(sql, library);
  if (fault !== undefined) {
    return reject(fault);
  }
  try {
    const { stmts = [] } = sql === "" ? {} : library.parseSync(sql);
    return accept(stmts.flatMap(({ stmt }) => (stmt === undefined ? [] : [stmt])));
  } catch (error) {
    isBroken = !(error instanceof library.SqlError || error instanceof SyntaxError);
    return reject(`is not PostgreSQL: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The parser reads to the first NUL only; a database that reads on would see more. */
function faultIn(sql: string, scanner: typeof PgQuery): string | undefined {
  if (!sql.isWellFormed() || sql.includes("\0")) {
    return "has a character that no SQL text has";
  }
  if ((sql.split("/*").length - 1) * sql.length > MAX_COMMENT_COST) {
    return "has too many comments";
  }
  if (sql.length <= MAX_DEPTH) {
    return undefined;
  }
  const depth = depthOf(sql, scanner);
  return depth === undefined ? "is not PostgreSQL" : depth > MAX_DEPTH ? "is nested too deeply" : undefined;
}

/** Undefined where the scanner cannot read it. Control characters, which it cannot report, are written as blanks. */
function depthOf(sql: string, scanner: typeof PgQuery): number | undefined {
  try {
    const printable = sql.replaceAll("\r", "\n").replace(/[^\P{Cc}\n]/gu, " ");
    return depthBound(scanner.scanSync(printable).tokens);
  } catch {
    // An unterminated string, say: no statement, and therefore no depth.
    return undefined;
  }
}
