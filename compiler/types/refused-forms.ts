// Declarations of the language that this version refuses as a whole.

import type * as ast from "../ast/ast.js";
import type { Report } from "../names/table.js";
import { refuse } from "./refuse.js";

/** One message for each, where it begins. */
export function refuseForms(declarations: readonly ast.Declaration[], report: Report): void {
  for (const declaration of declarations) {
    if (declaration.kind === "classifier") refuse("`classifier`", keywordOf(declaration), report);
  }
}

/** The word that a declaration begins with. */
function keywordOf({ kind, span }: ast.ClassifierDecl): ast.ClassifierDecl["span"] {
  return { ...span, end: span.start + kind.length };
}
