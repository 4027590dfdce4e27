// An attribute whose name was put in quotes.

import type * as ast from "../../ast/ast.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { rewriting } from "../../diagnostics/fixes.js";
import type { Field } from "../type.js";
import type { Scope } from "./scope.js";

/** Takes the quotes from the first side that names a string which every request has. */
export function withoutQuotes(sides: readonly ast.Expr[], scope: Scope): readonly Fix[] {
  if (scope.place === "constant") return [];
  for (const side of sides) {
    if (side.kind !== "string" || !namesString(side.value, scope)) continue;
    return rewriting(`Remove the quotes: \`${side.value}\``, side.span, side.value);
  }
  return [];
}

function namesString(text: string, { names, actions }: Scope): boolean {
  const [section, name = "", ...others] = text.split(".");
  if (others.length > 0) return false;
  if (section === "args") {
    return actions.length > 0 && actions.every(({ args }) => isString(args.fields.get(name)));
  }
  return (section === "agent" || section === "context") && isString(names[section].fields.get(name));
}

function isString(field: Field | undefined): boolean {
  return field?.type.kind === "string" && !field.optional;
}
