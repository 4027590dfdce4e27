// Keys: the attributes by whose values state is kept apart (`by`, `scope`).

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { between } from "../../diagnostics/edits.js";
import { isScalar } from "../same-type.js";
import { attributeOf, type Attribute } from "./attribute.js";
import { isSection } from "./operands.js";
import { report, type Scope } from "./scope.js";
import { reportUnknown } from "../../names/table.js";

/** A required attribute with a single value, or `action.name` or `action.effect`; undefined where it was refused. */
export function keyOf(path: ast.PathExpr, scope: Scope): Attribute | undefined {
  const attribute = attributeNamed(path, scope);
  if (attribute === undefined || attribute.type.kind === "error") return undefined;
  const reason = keyFault(attribute);
  if (reason === undefined) return attribute;
  report(
    scope,
    diagnose("AP2020", path.span, { path: attribute.path, reason }, { fixes: required(attribute, scope) }),
  );
  return undefined;
}

/** Takes the `?` from the declaration, so that every request must have it. */
function required({ path, type, optional }: Attribute, { names }: Scope): readonly Fix[] {
  if (optional !== path || !isScalar(type)) return [];
  const edits = names
    .declared(path)
    .map((field) => ({ span: between(field.name.span, field.type.span), newText: ": " }));
  return edits.length === 0 ? [] : [{ title: `Declare \`${path}\` as required`, edits }];
}

/** Why an attribute is no key: a clause about it; undefined where it is one. */
function keyFault({ path, type, optional }: Attribute): string | undefined {
  if (path === "action.reversible") return "is no name of anything";
  if (optional !== undefined && path === "action.effect") return "is not declared for every action here";
  if (optional !== undefined) return "may be absent";
  return isScalar(type) ? undefined : "is no single value";
}

/** The attribute of a dotted name, where nothing else can stand. */
export function attributeNamed(path: ast.PathExpr, scope: Scope): Attribute | undefined {
  const [first] = path.parts;
  if (first === undefined || first.text === "") return undefined;
  if (isSection(first.text)) return attributeOf(path, scope);
  const text = path.parts.map((part) => part.text).join(".");
  reportUnknown({ span: path.span, text }, "attribute", [], (diagnostic) => report(scope, diagnostic));
  return undefined;
}
