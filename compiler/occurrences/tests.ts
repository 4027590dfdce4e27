// The names in tests: attributes, arguments and members in what a request holds, actions, rules.

import type * as ast from "../ast/ast.js";
import { namedIn, referToTyped, visitPath, visitString } from "./names.js";
import type { Scope } from "./scope.js";
import { inQuotes, refer, referToCode, referToRule } from "./scribe.js";
import { elementsOf, fieldsIn, NOTHING, type Typed, type Written } from "./written.js";

/** What a record's fields are, by their names. */
type Fields = (name: string) => Typed;

export function visitTest({ steps }: ast.TestDecl, scope: Scope): void {
  const { world } = scope.scribe;
  let action: string | undefined;
  for (const step of steps) {
    switch (step.step) {
      case "agent":
      case "context":
      case "impact":
        visitFields(step.record.fields, (name) => world.attribute(`${step.step}.${name}`), scope);
        break;
      case "action":
        action = visitAction(step, scope);
        break;
      case "result": {
        const written = action === undefined ? NOTHING : world.resultOf(action);
        visitValue(step.record, written, scope);
        break;
      }
      case "expect":
        visitExpect(step, scope);
        break;
      case "kill":
      case "revive": {
        const written = visitPath(step.scope, scope);
        if (step.value !== undefined) visitValue(step.value, written, scope);
        break;
      }
      case "after":
      case "at":
      case "approve":
      case "outcome":
        break;
    }
  }
}

/** The declaration of the action that is attempted. */
function visitAction({ name, args }: ast.ActionStep, scope: Scope): string | undefined {
  const { scribe } = scope;
  const action = scribe.world.actionUnder(name.text);
  if (action !== undefined) refer(scribe, name, scribe.world.action(action));
  visitFields(args, (arg) => scribe.world.argumentOf(action ?? "", arg), scope);
  return action;
}

function visitExpect({ by, code }: ast.ExpectStep, { scribe }: Scope): void {
  if (by !== undefined) referToRule(scribe, by);
  const span = code && inQuotes(code);
  if (code !== undefined && span !== undefined) referToCode(scribe, code.value, span);
}

function visitFields(fields: readonly ast.FieldValue[], typed: Fields, scope: Scope): void {
  for (const { name, value } of fields)
    visitValue(value, referToTyped(name, typed(name.text), scope.scribe), scope);
}

/** What a request would hold: bare words are members, and nothing else is named in it. */
function visitValue(value: ast.Expr, written: readonly Written[], scope: Scope): void {
  const { scribe } = scope;
  if (value.kind === "string") visitString(value, scribe, written);
  else if (value.kind === "list")
    for (const item of value.items) visitValue(item, elementsOf(written), scope);
  else if (value.kind === "record-lit") visitFields(value.fields, (name) => fieldsIn(written, name), scope);
  else if (value.kind === "path") {
    const text = value.parts.map((part) => part.text).join(".");
    refer(scribe, value, namedIn(text, scribe, written), written);
  }
}
