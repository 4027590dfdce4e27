// `args.x` over several actions: every one of them has an `x` of one type.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Related } from "../../diagnostics/diagnostic.js";
import { nearest, replacement } from "../../diagnostics/nearest.js";
import { sameType } from "../same-type.js";
import { showType } from "../show-type.js";
import type { Action } from "../program.js";
import type { Field } from "../type.js";
import { report, usedHere, type Scope } from "./scope.js";
import type { MergedArgument } from "./session.js";

/** The argument in all actions of the scope: optional where it is in any. Undefined where a mistake was reported. */
export function argumentField(name: ast.Ident, scope: Scope): Field | undefined {
  const merged = merge(name.text, scope);
  switch (merged.kind) {
    case "field":
      return merged.field;
    case "unknown":
      // No actions: the selector was refused.
      if (scope.actions.length > 0) unknownArgument(name, scope);
      return undefined;
    case "missing":
      missingSomewhere(name, merged, scope);
      return undefined;
    case "different":
      severalTypes(name, merged, scope);
      return undefined;
  }
}

function* argumentNames({ actions }: Scope): Iterable<string> {
  for (const { args } of actions) yield* args.fields.keys();
}

/** Worked out once for each set of actions: there may be thousands, and as many reads. */
function merge(name: string, { session, actions }: Scope): MergedArgument {
  const known = session.args.get(actions) ?? new Map<string, MergedArgument>();
  session.args.set(actions, known);
  const merged = known.get(name) ?? mergeNew(name, actions);
  known.set(name, merged);
  return merged;
}

function mergeNew(name: string, actions: readonly Action[]): MergedArgument {
  const having = actions.filter((action) => action.args.fields.has(name));
  const [model] = having;
  const first = model?.args.fields.get(name);
  if (model === undefined || first === undefined) return { kind: "unknown" };
  if (having.length < actions.length) {
    return { kind: "missing", model, lacking: actions.filter((action) => !action.args.fields.has(name)) };
  }
  const other = having.find((action) => !hasType(action, name, first));
  if (other !== undefined) return { kind: "different", model, other };
  const optional = having.some((action) => action.args.fields.get(name)?.optional === true);
  return { kind: "field", field: { type: first.type, optional } };
}

function hasType(action: Action, name: string, { type }: Field): boolean {
  const field = action.args.fields.get(name);
  return field !== undefined && sameType(field.type, type);
}

function unknownArgument(name: ast.Ident, scope: Scope): void {
  const near = nearest(name.text, argumentNames(scope));
  const what = scope.actions.length === 1 ? `argument of \`${scope.actions[0]?.name ?? ""}\`` : "argument";
  const params = { what, name: name.text, nearest: near };
  const related = [...usedHere(scope), ...scope.actions.slice(0, 1).map(declared)];
  report(scope, diagnose("AP2001", name.span, params, { related, fixes: replacement(name.span, near) }));
}

type Merged<K extends MergedArgument["kind"]> = Extract<MergedArgument, { readonly kind: K }>;

function missingSomewhere(name: ast.Ident, { model, lacking }: Merged<"missing">, scope: Scope): void {
  const related = [...usedHere(scope), ...lacking.slice(0, 1).map(declared), declared(model)];
  const params = { arg: name.text, action: lacking[0]?.name ?? "", others: lacking.length - 1 };
  report(scope, diagnose("AP2062", name.span, params, { related }));
}

function severalTypes(name: ast.Ident, { model, other }: Merged<"different">, scope: Scope): void {
  const typeIn = ({ args }: Action): string => {
    const field = args.fields.get(name.text);
    return field === undefined ? "" : showType(field.type);
  };
  const types = { type: typeIn(model), otherType: typeIn(other) };
  const related = [...usedHere(scope), declared(model), declared(other)];
  const params = { arg: name.text, action: model.name, other: other.name, ...types };
  report(scope, diagnose("AP2063", name.span, params, { related }));
}

function declared(action: Action): Related {
  return { span: action.span, message: `\`${action.name}\` is declared here` };
}
