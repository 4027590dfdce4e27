// What all rules and primitives have in common: actions, guard, code, channels, mode.

import type * as ast from "../ast/ast.js";
import type { RuleSymbol } from "../names/symbols.js";
import { oneOf } from "../names/table.js";
import { clauseOf, clausesOf } from "./clauses.js";
import { environmentOf, type Checker } from "./checker.js";
import { elaborateGuard } from "./elaborate/index.js";
import type { Environment, Place } from "./environment.js";
import { readDuration } from "./limits.js";
import type { Action, TypedRule } from "./program.js";
import { pickedBy } from "./selectors.js";
import { readTrips } from "./trips.js";

export type RuleBase = Pick<
  TypedRule,
  | "name"
  | "span"
  | "actions"
  | "picked"
  | "onResult"
  | "when"
  | "unless"
  | "code"
  | "explicit"
  | "notify"
  | "shadow"
  | "within"
  | "trips"
>;

/** How long an approval lives where the author does not say. */
export const DEFAULT_WITHIN = 15 * 60_000;

/** The base of a rule, and the environment of its further clauses. */
export function readBase(
  checker: Checker,
  symbol: RuleSymbol,
): { readonly base: RuleBase; readonly environment: Environment } | undefined {
  const { decl, qualified } = symbol;
  const actions = actionsOf(checker, decl);
  const onResult = decl.onResult !== undefined;
  const environment = environmentOf(checker, actions, onResult ? "result" : "guard");
  const guard = elaborateGuard(guardOf(decl), environmentOf(checker, actions, placeOf(decl)));
  const code = clauseOf(decl, "code")?.value;
  const within = clauseOf(decl, "within");
  const base: RuleBase = {
    name: qualified,
    span: decl.span,
    actions,
    picked: pickedBy(decl.selector),
    onResult,
    when: guard.when,
    unless: guard.unless,
    code: code?.value ?? qualified,
    explicit: code !== undefined || hasReason(decl),
    notify: clausesOf(decl, "notify").flatMap(({ channels }) => channels.map(({ value }) => value)),
    shadow: isShadow(checker, decl),
    within: (within && readDuration(checker, within.duration, "the life of an approval")) ?? DEFAULT_WITHIN,
    trips: readTrips(checker, symbol, actions),
  };
  return { base, environment: { ...environment, present: guard.present } };
}

/** Were attempts counted where a rule permits, another attempt could loosen a decision. */
export function placeOf(form: ast.FormDecl): Place {
  const permits = form.form === "grant" || clauseOf(form, "verdict")?.verdict.verdict.text === "allow";
  if (form.onResult !== undefined) return permits ? "result" : "restricting-result";
  return permits ? "guard" : "restricting";
}

export function actionsOf({ names }: Checker, { selector }: ast.FormDecl): readonly Action[] {
  return selector === undefined ? [] : names.select(selector);
}

export function guardOf(form: ast.FormDecl): {
  readonly when: readonly ast.Expr[];
  readonly unless: readonly ast.Expr[];
} {
  return {
    when: clausesOf(form, "when").map(({ expr }) => expr),
    unless: clausesOf(form, "unless").map(({ expr }) => expr),
  };
}

/** Has its verdict a reason of the author's? */
function hasReason(form: ast.FormDecl): boolean {
  return form.clauses.some(
    (clause) => (clause.kind === "verdict" || clause.kind === "else") && clause.verdict.reason !== undefined,
  );
}

function isShadow({ report }: Checker, form: ast.FormDecl): boolean {
  const mode = clauseOf(form, "mode")?.mode;
  return mode !== undefined && oneOf(["enforce", "shadow"], mode, "mode", report) === "shadow";
}
