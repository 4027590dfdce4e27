// `trip`: where a rule matches, it trips a kill switch for the value that the attempt has.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { nearest, replacement } from "../diagnostics/nearest.js";
import type { RuleSymbol } from "../names/symbols.js";
import { readKeys } from "./attribute-path.js";
import { clauseOf, clausesOf } from "./clauses.js";
import type { Checker } from "./checker.js";
import { readDuration } from "./limits.js";
import type { Action, TypedTrip } from "./program.js";
import { readRuleName, ruleNames } from "./rule-names.js";
import { unprovenKey } from "./unproven.js";

type Clause = ast.ClauseOf<"trip">;

/** More scopes than these are not offered in the place of one. */
const MAX_OFFERED = 3;

/** What a rule trips; clauses in which a mistake was reported are left out. */
export function readTrips(
  checker: Checker,
  { decl, module }: RuleSymbol,
  actions: readonly Action[],
): readonly TypedTrip[] {
  const clauses = clausesOf(decl, "trip");
  if (clauses.length === 0) return [];
  const { switches } = checker;
  const names = ruleNames(switches, module);
  return clauses.flatMap((clause) => {
    const killswitch = readRuleName(names, clause.killswitch, "kill switch", checker.report);
    const declared = switches.find(({ qualified }) => qualified === killswitch);
    const scope = declared && readScope(checker, clause, declared, actions);
    const duration = clause.duration && readDuration(checker, clause.duration, "a trip");
    if (killswitch === undefined || scope === undefined) return [];
    if (clause.duration !== undefined && duration === undefined) return [];
    return [{ killswitch, scope, ...(duration !== undefined && { for: duration }) }];
  });
}

/** One of the scopes of the kill switch, which every action of the rule has. */
function readScope(
  checker: Checker,
  { scope }: Clause,
  { decl, qualified }: RuleSymbol,
  actions: readonly Action[],
): string | undefined {
  const path = textOf(scope);
  const known = clauseOf(decl, "scope")?.keys.map(textOf) ?? [];
  if (!known.includes(path)) {
    const near = nearest(path, known);
    const params = { name: qualified.slice(qualified.lastIndexOf(".") + 1), path, scopes: known };
    const related = [{ span: decl.name.span, message: "its scopes are declared here" }];
    const others = near === undefined ? known.slice(0, MAX_OFFERED) : [near];
    const fixes = others.flatMap((other) => replacement(scope.span, other));
    checker.report(diagnose("AP3028", scope.span, params, { related, fixes }));
    return undefined;
  }
  if (path === "all") return path;
  const [key] = readKeys(checker, [scope], actions) ?? [];
  if (key !== undefined && unprovenKey(checker, [scope]) !== undefined)
    checker.report(diagnose("AP3029", scope.span, { path }));
  return key;
}

function textOf({ parts }: ast.PathExpr): string {
  return parts.map(({ text }) => text).join(".");
}
