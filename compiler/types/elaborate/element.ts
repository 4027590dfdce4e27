// `limits[args.tool]`: what a map of data holds under a key. It may be absent, so a `has` must prove that it is there.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Span } from "../../source/source.js";
import type { DataSet } from "../declared.js";
import { describeType } from "../describe-type.js";
import { BOOL, type Type } from "../type.js";
import type { AttributePath, TypedExpr } from "../typed-expr.js";
import { walk, type Attribute } from "./attribute.js";
import { bad, badCondition, isBad, made, type Checked } from "./checked.js";
import { demand } from "./coerce.js";
import { reading, together } from "./needs.js";
import { report, type Scope } from "./scope.js";

type IndexExpr = Extract<ast.Expr, { readonly kind: "index" }>;

const STRING: Type = { kind: "string" };

export function visitElement(expr: IndexExpr, scope: Scope): Checked {
  const element = elementOf(expr, scope);
  if (element === undefined) return bad(expr.span);
  const { key, attribute } = element;
  const node = { ...nodeOf(expr, element), kind: "element", span: expr.span, type: attribute.type } as const;
  const own = reading([{ path: attribute.optional ?? attribute.path, span: expr.span }]);
  return made(node, [key], { needs: together([key.needs, own]) });
}

/** A `has` proves the element, and each part of the way to a field of it. */
export function visitHasElement(expr: IndexExpr, span: Span, scope: Scope): Checked {
  const element = elementOf(expr, scope);
  if (element === undefined) return badCondition(span, []);
  const node = { ...nodeOf(expr, element), kind: "has-element", span, type: BOOL } as const;
  const proven = expr.fields.map((_, index) =>
    [element.path, ...stepsOf(expr).slice(0, index + 1)].join("."),
  );
  return made(node, [element.key], { whenTrue: new Set([element.path, ...proven]) });
}

interface Element {
  readonly data: DataSet;
  readonly key: Checked;
  /** What stands before the fields: equal for keys that are read alike. */
  readonly path: AttributePath;
  /** With the fields. */
  readonly attribute: Attribute;
}

/** Undefined where a mistake was reported. */
function elementOf(expr: IndexExpr, scope: Scope): Element | undefined {
  const data = mapOf(expr.object, scope);
  const key = keyOf(expr.index, scope);
  if (data === undefined || isBad(key)) return undefined;
  const path = `${data.name}[${textOf(key.expr)}]`;
  const attribute = walk({ path, type: data.element, optional: path }, expr.fields, scope);
  return attribute && { data: data.set, key, path, attribute };
}

/** A key is a text; a member of an enum is one, too. */
function keyOf(index: ast.Expr, scope: Scope): Checked {
  const checked = scope.visit(index, scope, STRING);
  if (!isBad(checked) && checked.expr.type.kind === "enum") return checked;
  return demand(checked, index, STRING, scope);
}

function mapOf(
  object: ast.PathExpr,
  scope: Scope,
): { readonly name: string; readonly set: DataSet; readonly element: Type } | undefined {
  const found = scope.visit(object, scope);
  if (isBad(found)) return undefined;
  const { expr } = found;
  if (expr.kind === "data" && expr.type.kind === "map") {
    return { name: expr.data.name, set: expr.data, element: expr.type.element };
  }
  const params = { op: "`[…]`", needs: "a map of `data`", found: describeType(expr.type) };
  report(scope, diagnose("AP2068", object.span, params));
  return undefined;
}

function nodeOf(
  expr: IndexExpr,
  { data, key }: Element,
): { readonly data: DataSet; readonly key: TypedExpr; readonly steps: readonly string[] } {
  return { data, key: key.expr, steps: stepsOf(expr) };
}

function stepsOf({ fields }: IndexExpr): readonly string[] {
  return fields.map((field) => field.text);
}

/** A key as its author could have written it, variables by their unique names: what is read alike has one text. */
function textOf(expr: TypedExpr): string {
  switch (expr.kind) {
    case "literal":
      // A `#` marks variables.
      return JSON.stringify(expr.value).replaceAll("#", "\\u0023");
    case "attribute":
      return expr.path;
    case "variable":
      return [expr.name, ...expr.steps].join(".");
    case "call":
      return `${expr.fn}(${expr.args.map(textOf).join(", ")})`;
    case "let": {
      const { name } = expr.instance;
      return expr.args.length === 0 ? name : `${name}(${expr.args.map(textOf).join(", ")})`;
    }
    case "element":
      return [`${expr.data.name}[${textOf(expr.key)}]`, ...expr.steps].join(".");
    default:
      // Nothing else is a text: this is an argument of a let, the same only where it is this very place.
      return `${expr.kind} at ${expr.span.start}`;
  }
}
