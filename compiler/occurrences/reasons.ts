// The attributes that a reason quotes: `{args.path}` stands for an attribute, though it stands in a text.

import type * as ast from "../ast/ast.js";
import { visitPath } from "./names.js";
import type { Scope } from "./scope.js";
import { pathAt } from "./scribe.js";

/** What stands in braces, as it is written: an attribute's name needs no escapes. */
const QUOTED = /\{\{|\}\}|\{(\s*)([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*\}/gu;

export function visitReason({ span }: ast.StringLit, scope: Scope): void {
  const text = scope.scribe.module.file.text.slice(span.start, span.end);
  for (const { index, 1: blank = "", 2: name } of text.matchAll(QUOTED)) {
    if (name === undefined) continue;
    const start = span.start + index + 1 + blank.length;
    visitPath(pathAt(name, { ...span, start }), { ...scope, locals: new Map() });
  }
}
