// What the names in expressions stand for: members, attributes, variables, lets, data, zones, actions.

import { VERDICTS } from "../../runtime/table/verdict.js";
import type * as ast from "../ast/ast.js";
import { isSection } from "../types/elaborate/operands.js";
import { seesResult } from "../types/elaborate/sees-result.js";
import { declaredAt, type Declared } from "./declared.js";
import type { Local, Scope } from "./scope.js";
import { inQuotes, refer, referTo, type Scribe } from "./scribe.js";
import { areActions, fieldsIn, isOwnWord, membersIn, NOTHING, type Typed, type Written } from "./written.js";

export const ACTIONS: Written = { kind: "actions" };
const EFFECTS: Written = { kind: "words", words: ["read", "write", "delete", "execute"] };
const OUTCOMES: Written = { kind: "words", words: ["ok", "failed"] };
const VERDICT: Written = { kind: "words", words: VERDICTS };

/** Only names of actions stand in quotes; another member is a mistake that is understood. */
export function visitString(literal: ast.StringLit, scribe: Scribe, expected: readonly Written[]): void {
  const span = inQuotes(literal);
  if (span !== undefined) refer(scribe, { span }, namedIn(literal.value, scribe, expected), expected);
}

/** The members of this name, or the actions. */
export function namedIn(text: string, { world }: Scribe, expected: readonly Written[]): readonly Declared[] {
  if (!areActions(expected)) return membersIn(expected, text);
  const action = world.actionUnder(text);
  return action === undefined ? [] : world.action(action);
}

export function visitPath(
  expr: ast.PathExpr,
  scope: Scope,
  expected: readonly Written[] = NOTHING,
): readonly Written[] {
  const { scribe } = scope;
  const [first, ...steps] = expr.parts;
  if (first === undefined || first.text === "") return NOTHING;
  const local = scope.locals.get(first.text);
  if (local !== undefined) {
    refer(scribe, first, [local.declared], local.written);
    return visitSteps(steps, local.written, scope);
  }
  if (expected.length > 0) {
    const text = expr.parts.map((part) => part.text).join(".");
    const members = namedIn(text, scribe, expected);
    refer(scribe, expr, members, expected);
    if (members.length > 0 || isOwnWord(expected, text)) return NOTHING;
  }
  if (isSection(first.text)) return visitAttribute(first.text, steps, scope);
  if (first.text === "result" && seesResult(scope))
    return visitSteps(steps, scribe.world.result(scope.actions), scope);
  return visitBare(first, scope);
}

function visitAttribute(
  section: string,
  [name, ...steps]: readonly ast.Ident[],
  scope: Scope,
): readonly Written[] {
  const { world } = scope.scribe;
  if (name === undefined) return NOTHING;
  if (section === "action") {
    if (name.text === "effect") return [EFFECTS];
    return name.text === "name" ? [ACTIONS] : NOTHING;
  }
  const { text } = name;
  const typed =
    section === "args" ? world.argument(scope.actions, text) : world.attribute(`${section}.${text}`);
  return visitSteps(steps, referToTyped(name, typed, scope.scribe), scope);
}

/** Names what has a type; gives where that is written. */
export function referToTyped(name: ast.Ident, { of, written }: Typed, scribe: Scribe): readonly Written[] {
  refer(scribe, name, of, written);
  return written;
}

export function visitSteps(
  steps: readonly ast.Ident[],
  from: readonly Written[],
  { scribe }: Scope,
): readonly Written[] {
  return steps.reduce((at, step) => referToTyped(step, fieldsIn(at, step.text), scribe), from);
}

/** One word that is no member of an enum. */
function visitBare(name: ast.Ident, scope: Scope): readonly Written[] {
  const { scribe } = scope;
  const { world } = scribe;
  const { lets, data, classifiers } = world.symbols;
  const { text } = name;
  if (text === "outcome") return [OUTCOMES];
  if (text === "verdict") return [VERDICT];
  const decl = lets.get(text);
  if (decl !== undefined) return visitLet(name, decl, scope);
  const classifier = classifiers.get(text);
  const set = data.get(text);
  if (classifier !== undefined) {
    referTo(scribe, name, declaredAt(classifier.name, "classifier", classifier.span));
  } else if (set !== undefined) {
    const written = [writtenIn(set.type, scribe)];
    refer(scribe, name, [declaredAt(set.name, "data", set.span)], written);
    return written;
  } else referTo(scribe, name, world.zone(text));
  return NOTHING;
}

// ─── Lets ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Names a let; gives where its body's type is written. */
export function visitLet(name: ast.Ident, decl: ast.LetDecl, scope: Scope): readonly Written[] {
  const written = writtenOf(decl, scope);
  refer(scope.scribe, name, [declaredAt(decl.name, "let", decl.span)], written);
  return written;
}

/** Where the type of a let's body is written. */
export function writtenOf(decl: ast.LetDecl, { scribe, visit, depth }: Scope): readonly Written[] {
  const known = scribe.bodies.get(decl);
  if (known !== undefined) return known;
  // A let that leads back to itself has no type.
  scribe.bodies.set(decl, NOTHING);
  const silent: Scribe = { ...scribe, write: () => undefined };
  const written = visit(decl.body, { ...letScope(decl, silent, visit), depth });
  scribe.bodies.set(decl, written);
  return written;
}

/** The scope of a let's body. */
export function letScope(decl: ast.LetDecl, scribe: Scribe, visit: Scope["visit"]): Scope {
  const locals = (decl.params ?? []).map((param): readonly [string, Local] => {
    const declared = declaredAt(param.name, "parameter", param.span);
    return [param.name.text, { declared, written: [writtenIn(param.type, scribe)] }];
  });
  const actions = scribe.lets(decl.name.text);
  return {
    scribe,
    visit,
    actions,
    place: "result",
    locals: new Map(locals.filter(([name]) => name !== "")),
    depth: 0,
  };
}

export function writtenIn(type: ast.TypeExpr, { world }: Scribe): Written {
  return { kind: "type", type, names: world.symbols };
}
