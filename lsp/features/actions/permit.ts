// An allow for an action that nothing permits.

import type * as ast from "../../../compiler/ast/ast.js";
import { freeName } from "../../../compiler/diagnostics/edits.js";
import { analysisOf } from "../analysed.js";
import type { Seen } from "../seen.js";
import type { View } from "../view.js";
import { type Action, inserted, type Selected, touches } from "./action.js";
import { diagnosticsIn } from "./fixes.js";
import { eolOf } from "./layout.js";

/** It permits what was refused, so it is never preferred, and no fix of all. */
export function permitActions(view: View, selected: Selected, seen: Seen): readonly Action[] {
  const refused = diagnosticsIn(view, seen).filter(
    ({ code, span }) => code === "AP3083" && touches(span, selected),
  );
  return refused.flatMap((diagnostic) => {
    const { start, end } = diagnostic.span;
    const action = view.file.text.slice(start, end);
    const decl = view.module.declarations.find(
      (each): each is ast.ActionDecl => each.kind === "action" && each.name.text === action,
    );
    if (decl === undefined) return [];
    const eol = eolOf(view.file.text);
    const rule = `${eol}${eol}rule ${nameFor(view, action)} on ${action} { allow }`;
    return [
      {
        ...{ title: `Add a rule that allows \`${action}\``, kind: "quickfix", mends: [diagnostic] },
        isPreferred: false,
        does: [inserted(view, placeFor(view, action, decl), rule)],
      } as const,
    ];
  });
}

/** Behind the last rule of the file that speaks of the action, or else of any; where there is none, behind the action. */
function placeFor(view: View, action: string, decl: ast.ActionDecl): number {
  const { known } = analysisOf(view);
  const rules = view.module.declarations.filter(
    (each): each is ast.FormDecl =>
      each.kind === "form" && each.selector !== undefined && each.form !== "assert",
  );
  const isOn = ({ selector }: ast.FormDecl): boolean =>
    selector !== undefined && known?.select(selector).some(({ name }) => name === action) === true;
  return (rules.findLast(isOn) ?? rules.at(-1) ?? decl).span.end;
}

/** `may_send` for `payments.send`. */
function nameFor(view: View, action: string): string {
  const last =
    action
      .split(".")
      .at(-1)
      ?.replace(/\W+/gu, "_")
      .replace(/^_+|_+$/gu, "") ?? "";
  const name = `may_${last === "" ? "act" : last}`;
  const taken = new Set(analysisOf(view).known?.symbols.rules.map(({ decl }) => decl.name.text) ?? []);
  return taken.has(name) ? (freeName(name, taken) ?? name) : name;
}
