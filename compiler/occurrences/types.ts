// The names in types: other types, fields, members.

import type * as ast from "../ast/ast.js";
import { writtenIn } from "./names.js";
import { declaredAt } from "./declared.js";
import { declare, referTo, type Scribe } from "./scribe.js";
import { elementsOf, fieldsIn, membersIn, type Written } from "./written.js";

/** Types nest no deeper, or are refused. */
const DEEPEST = 500;

/**
 * Writes the names in a type down.
 * @param all everywhere that this very type is written, here among them: what two blocks declare is one attribute
 */
export function visitType(
  type: ast.TypeExpr,
  scribe: Scribe,
  all: readonly Written[] = [writtenIn(type, scribe)],
  depth = 0,
): void {
  if (depth > DEEPEST) return;
  switch (type.kind) {
    case "named": {
      const decl = scribe.world.symbols.types.get(type.name.text);
      referTo(scribe, type.name, decl && declaredAt(decl.name, "type", decl.span));
      return;
    }
    case "enum":
      for (const member of type.members) {
        const of = membersIn(all, member.text);
        declare(scribe, member, of.length > 0 ? of : [declaredAt(member, "member", member.span)], all);
      }
      return;
    case "generic":
      for (const arg of type.args) visitType(arg, scribe, elementsOf(all), depth + 1);
      return;
    case "record":
      for (const field of type.fields) visitField(field, scribe, all, depth);
      return;
    case "money":
    case "missing-type":
      return;
  }
}

function visitField(field: ast.Field, scribe: Scribe, all: readonly Written[], depth: number): void {
  const { of, written } = fieldsIn(all, field.name.text);
  declare(scribe, field.name, of, written);
  visitType(field.type, scribe, written, depth + 1);
}
