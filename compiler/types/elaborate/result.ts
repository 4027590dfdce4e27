// `result`, and its fields: what comes back from the actions that a rule selects, with one type in all of them.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Action } from "../program.js";
import { sameType } from "../same-type.js";
import { showType } from "../show-type.js";
import type { Field, Type } from "../type.js";
import { walk, type Attribute } from "./attribute.js";
import { report, usedHere, type Scope } from "./scope.js";

/**
 * What `result`, or a field of it, is; undefined where a mistake was reported. Its first part is `result`. Whether there
 * is one at all can be asked whatever its type.
 */
export function resultOf(
  { parts, span }: ast.PathExpr,
  scope: Scope,
  asked: "value" | "presence" = "value",
): Attribute | undefined {
  const declared = scope.actions.flatMap((action) =>
    action.result ? [{ action, type: action.result }] : [],
  );
  const silent = scope.actions.find(({ result }) => result === undefined);
  if (silent !== undefined) {
    const related = [...usedHere(scope), { span: silent.span, message: "declared here" }];
    report(scope, diagnose("AP2150", span, { action: silent.name }, { related }));
    return undefined;
  }
  const [first] = declared;
  if (first === undefined) return undefined;
  const [, name, ...steps] = parts;
  const root = { path: "result", type: first.type };
  if (declared.every(({ type }) => sameType(type, first.type))) {
    return walk(root, parts.slice(1), scope);
  }
  if (name === undefined && asked === "presence") return root;
  if (name === undefined) return differs("result", declared, span, scope);
  const field = commonField(name, declared, scope);
  const path = `result.${name.text}`;
  return field && walk({ path, type: field.type, ...(field.optional && { optional: path }) }, steps, scope);
}

interface Declared {
  readonly action: Action;
  readonly type: Type;
}

/** The field in the results of all actions: optional where it is in any. */
function commonField(name: ast.Ident, declared: readonly Declared[], scope: Scope): Field | undefined {
  const fields = declared.map(({ action, type }) => ({
    action,
    field: type.kind === "record" ? type.fields.get(name.text) : undefined,
  }));
  const [model] = fields.flatMap(({ field }) => field ?? []);
  const fits = model !== undefined && fields.every(({ field }) => field && sameType(field.type, model.type));
  if (!fits) {
    const types = fields.map(({ action, field }) => ({ action, type: field?.type }));
    return differs(`result.${name.text}`, types, name.span, scope);
  }
  return { type: model.type, optional: fields.some(({ field }) => field?.optional === true) };
}

function differs(
  path: string,
  declared: readonly { readonly action: Action; readonly type: Type | undefined }[],
  span: ast.PathExpr["span"],
  scope: Scope,
): undefined {
  const told = (type: Type | undefined): string => (type === undefined ? "nothing" : showType(type));
  const [first] = declared;
  const other = declared.find(({ type }) => told(type) !== told(first?.type));
  const params = {
    ...{ path, action: first?.action.name ?? "", type: told(first?.type) },
    ...{ other: other?.action.name ?? "", otherType: told(other?.type) },
  };
  const related = [first, other].flatMap((each) =>
    each === undefined
      ? []
      : [{ span: each.action.span, message: `\`${each.action.name}\` is declared here` }],
  );
  report(scope, diagnose("AP2151", span, params, { related: [...usedHere(scope), ...related] }));
  return undefined;
}
