// Actions: their arguments, and what their traits say of them.

import { covers, isActionPattern, overlap } from "../../runtime/values/action-name.js";
import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { distinct } from "../names/table.js";
import type { Context } from "./context.js";
import type { Action } from "./program.js";
import type { Attributed } from "./relative.js";
import { readTraits } from "./traits.js";
import type { RecordType } from "./type.js";

/** What selectors pick from. */
export interface Actions {
  readonly known: ReadonlyMap<string, Action>;
  /** The place of each in the order of declaration. */
  readonly order: ReadonlyMap<Action, number>;
}

export function resolveActions(context: Attributed): Actions {
  const known = new Map<string, Action>();
  for (const [name, decl] of context.symbols.actions) {
    known.set(name, resolveAction(context, decl));
  }
  reportRivals(context);
  return actionsOf([...known.values()]);
}

/** Actions in the order of their declaration, as selectors look for them. */
export function actionsOf(actions: readonly Action[]): Actions {
  return {
    known: new Map(actions.map((action) => [action.name, action])),
    order: new Map(actions.map((action, index) => [action, index])),
  };
}

/** Of wildcards that take one name the narrower has it; where neither lies in the other, none has. */
function reportRivals({ symbols, report }: Context): void {
  const names = [...symbols.actions.values()]
    .map(({ name }) => name)
    .filter(({ text }) => isActionPattern(text));
  for (const [place, name] of names.entries()) {
    const rival = names
      .slice(0, place)
      .find(({ text }) => overlap(text, name.text) && !covers(text, name.text) && !covers(name.text, text));
    if (rival === undefined) continue;
    const related = [{ span: rival.span, message: `\`${rival.text}\` is declared here` }];
    report(diagnose("AP2170", name.span, { name: name.text, rival: rival.text }, { related }));
  }
}

function resolveAction(context: Attributed, decl: ast.ActionDecl): Action {
  const args = resolveParams(context, decl);
  const result = decl.gives && context.resolveType(decl.gives);
  const traits = readTraits(context, decl, args);
  return { name: decl.name.text, span: decl.span, args, ...(result && { result }), ...traits };
}

function resolveParams(context: Context, { params, open }: ast.ActionDecl): RecordType {
  const named = distinct(params, (param) => param.name, "argument", context.report);
  const fields = [...named].map(([name, { type, optional }]) => {
    return [name, { type: context.resolveType(type), optional }] as const;
  });
  return { kind: "record", fields: new Map(fields), open: open !== undefined };
}
