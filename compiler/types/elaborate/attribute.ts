// Attributes: dotted names that begin with `agent`, `context`, `impact`, `args` or `action`.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { nearest, replacement } from "../../diagnostics/nearest.js";
import { describeType } from "../describe-type.js";
import { BOOL, type Field, type Type } from "../type.js";
import type { AttributePath } from "../typed-expr.js";
import { argumentField } from "./arguments.js";
import { report, usedHere, type Scope } from "./scope.js";

export interface Attribute {
  readonly path: AttributePath;
  readonly type: Type;
  /** The longest part of the path that may be absent: what `has` must prove. */
  readonly optional?: AttributePath;
}

/** What the dotted name stands for; undefined where a mistake was reported. Its first part is a section. */
export function attributeOf(expr: ast.PathExpr, scope: Scope): Attribute | undefined {
  const [section, name, ...steps] = expr.parts;
  if (section === undefined) return undefined;
  if (name === undefined) {
    const example =
      section.text === "action"
        ? "action.name"
        : `${section.text}.${section.text === "args" ? "amount" : "id"}`;
    report(scope, diagnose("AP2075", expr.span, { section: section.text, example }));
    return undefined;
  }
  // An invented name: the parser has reported it.
  if (name.text === "") return undefined;
  const field = fieldOf(expr, section, name, scope);
  if (field === undefined) return undefined;
  const path = `${section.text}.${name.text}`;
  return walk({ path, type: field.type, ...(field.optional && { optional: path }) }, steps, scope);
}

/** Follows `steps` into records. Used for attributes and for variables. */
export function walk(from: Attribute, steps: readonly ast.Ident[], scope: Scope): Attribute | undefined {
  let at = from;
  for (const [index, step] of steps.entries()) {
    if (at.type.kind === "error" || step.text === "") return undefined;
    const next = stepInto(at, step, scope, index === steps.length - 1);
    if (next === undefined) return undefined;
    at = next;
  }
  return at;
}

function stepInto(at: Attribute, step: ast.Ident, scope: Scope, isLast: boolean): Attribute | undefined {
  const shown = at.path.replace(/#\d+/gu, "");
  if (at.type.kind !== "record") {
    const params = { name: shown, type: describeType(at.type) };
    const fixes = isLast ? asFunction(shown, at.type, step) : [];
    report(scope, diagnose("AP2066", step.span, params, { related: usedHere(scope), fixes }));
    return undefined;
  }
  const field = at.type.fields.get(step.text);
  if (field === undefined) {
    unknownField(shown, step, at.type.fields.keys(), scope);
    return undefined;
  }
  const path = `${at.path}.${step.text}`;
  const optional = field.optional ? path : at.optional;
  return { path, type: field.type, ...(optional !== undefined && { optional }) };
}

/** What other languages ask by a field and this one by a function. */
const FUNCTIONS: Readonly<Partial<Record<Type["kind"], Readonly<Record<string, string>>>>> = {
  url: { host: "host", hostname: "host", port: "port", scheme: "scheme", protocol: "scheme" },
  list: { size: "size", length: "size", count: "size" },
  set: { size: "size", length: "size", count: "size" },
  string: { length: "length", size: "length" },
};

/** `xs.length` as `size(xs)`. Blanks cannot stand in a dotted name. */
function asFunction(owner: string, type: Type, { text, span }: ast.Ident): readonly Fix[] {
  const names = FUNCTIONS[type.kind] ?? {};
  const name = Object.hasOwn(names, text) ? names[text] : undefined;
  if (name === undefined || !/^[\w.]+$/u.test(owner)) return [];
  const start = span.start - owner.length - 1;
  return replacement({ ...span, start }, `${name}(${owner})`);
}

function fieldOf(expr: ast.PathExpr, section: ast.Ident, name: ast.Ident, scope: Scope): Field | undefined {
  switch (section.text) {
    case "args":
      return argumentField(name, scope);
    case "action":
      return actionField(name, scope);
    case "agent":
    case "context":
    case "impact": {
      const { fields } = scope.names[section.text];
      const field = fields.get(name.text);
      if (field === undefined) unknownAttribute(expr, section.text, name, scope);
      return field;
    }
    default:
      return undefined;
  }
}

const EFFECTS: Type = { kind: "enum", members: ["read", "write", "delete", "execute"], name: "effect" };

function actionField(name: ast.Ident, scope: Scope): Field | undefined {
  switch (name.text) {
    case "name":
      return { type: scope.session.actionName, optional: false };
    case "effect":
      return { type: EFFECTS, optional: scope.actions.some((action) => action.effect === undefined) };
    case "reversible":
      return { type: BOOL, optional: false };
    default:
      unknownField("action", name, ["name", "effect", "reversible"], scope);
      return undefined;
  }
}

/** A name that another section has is more likely meant than one that is merely spelt like it. */
function unknownAttribute(
  expr: ast.PathExpr,
  section: "agent" | "context" | "impact",
  name: ast.Ident,
  scope: Scope,
): void {
  const { fields } = scope.names[section];
  const others = (["agent", "context", "impact"] as const).filter((other) =>
    scope.names[other].fields.has(name.text),
  );
  const [other] = others;
  if (nearest(name.text, fields.keys()) !== undefined || other === undefined) {
    unknownField(section, name, fields.keys(), scope);
    return;
  }
  const params = { what: "attribute", name: `${section}.${name.text}`, nearest: `${other}.${name.text}` };
  const span = expr.parts[0]?.span ?? expr.span;
  report(scope, diagnose("AP2001", name.span, params, { fixes: replacement(span, other) }));
}

/** Reports that `owner` has no field `name`. */
function unknownField(owner: string, name: ast.Ident, known: Iterable<string>, scope: Scope): void {
  const near = nearest(name.text, known);
  const params = {
    what: "attribute",
    name: `${owner}.${name.text}`,
    nearest: near === undefined ? undefined : `${owner}.${near}`,
  };
  report(scope, diagnose("AP2001", name.span, params, { fixes: replacement(name.span, near) }));
}
