// What every part of the checker of declarations needs: the tables, the files, and where to report.

import type * as ast from "../ast/ast.js";
import type { Read } from "../source/reader.js";
import type { Report } from "../names/table.js";
import type { Symbols } from "../names/symbols.js";
import type { Names } from "./environment.js";
import type { Type } from "./type.js";

export interface Context {
  readonly symbols: Symbols;
  readonly report: Report;
  readonly use: Names["use"];
  readonly resolveType: (type: ast.TypeExpr, of?: "data") => Type;
  readonly read: Read;
}
