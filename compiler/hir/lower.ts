// From the typed program to core rules, on one page: each form by the law of its own file.

import { diagnose } from "../diagnostics/diagnose.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Program, TypedRule } from "../types/program.js";
import type { Core, CoreClaim, CoreConditionalFallback, CoreRule } from "./hir.js";
import { lowerBoundary } from "./lower/boundary.js";
import { lowerCap } from "./lower/cap.js";
import { lowerClaim } from "./lower/claim.js";
import { type Context, contextOf, withNeeds } from "./lower/context.js";
import { lowerDrift } from "./lower/drift.js";
import { lowerEvidence } from "./lower/evidence.js";
import { lowerConditional, lowerFallback } from "./lower/fallback.js";
import { lowerGrant } from "./lower/grant.js";
import { lowerKillswitch } from "./lower/killswitch.js";
import { lowerNote } from "./lower/note.js";
import { lowerQuorum } from "./lower/quorum.js";
import { lowerRedact } from "./lower/redact.js";
import { lowerReversibility } from "./lower/reversibility.js";
import { lowerRule } from "./lower/rule.js";
import { lowerThrottle } from "./lower/throttle.js";
import { withTrips } from "./lower/trip.js";
import { ExprPool, TooManyExpressions, TooManyVariables } from "./pool.js";

/** `core` is absent where a diagnostic is an error. */
export interface LowerResult {
  readonly core?: Core;
  readonly diagnostics: readonly Diagnostic[];
}

/** Lowers all rules; `most` bounds the expressions that lets may multiply to. */
export function lower(program: Program, most?: number): LowerResult {
  return lowerIn(contextOf(program, new ExprPool(most)));
}

/** The core rules of one rule, in the pool of a program that was lowered. */
export function rowsOf(rule: TypedRule, context: Context): CoreRule[] {
  return withTrips(rule, lowerForm(rule, context), context);
}

/** Lowers all rules of the context's program. */
export function lowerIn(context: Context): LowerResult {
  const { program } = context;
  const { header } = program;
  const rules: CoreRule[] = [];
  const onErrorWhen: CoreConditionalFallback[] = [];
  const claims: CoreClaim[] = [];
  const steps = [
    ...program.rules.map((rule) => ({
      ...rule,
      lower: () => rules.push(...rowsOf(rule, context)),
    })),
    ...header.onErrorWhen.map((each) => ({
      name: "on_error",
      span: each.when.span,
      lower: () => onErrorWhen.push(lowerConditional(each, context)),
    })),
    // They speak of the needs of rules, which are lowered by then.
    ...program.asserts.map((claim) => ({
      ...claim,
      lower: () => claims.push(lowerClaim(claim, withNeeds(context, rules))),
    })),
  ];
  for (const step of steps) {
    try {
      step.lower();
    } catch (error) {
      return { diagnostics: [tooLarge(step, error)] };
    }
  }
  const core: Core = {
    program,
    exprs: context.pool.exprs,
    rules,
    claims,
    killswitches: program.killswitches.map(lowerKillswitch),
    default: lowerFallback(header.default, "default"),
    onError: lowerFallback(header.onError, "on_error"),
    onErrorWhen,
    evidence: lowerEvidence(program.evidence),
  };
  return { core, diagnostics: [] };
}

/** The limit that lowering a rule exceeded; any other error is not the author's. */
function tooLarge({ name, span }: Pick<TypedRule, "name" | "span">, error: unknown): Diagnostic {
  if (error instanceof TooManyExpressions) return diagnose("AP4001", span, { rule: name, most: error.most });
  if (error instanceof TooManyVariables) return diagnose("AP4002", span, { rule: name, most: error.most });
  throw error;
}

function lowerForm(rule: TypedRule, to: Context): CoreRule[] {
  switch (rule.form) {
    case "rule":
      return lowerRule(rule, to);
    case "note":
      return lowerNote(rule, to);
    case "cap":
      return lowerCap(rule, to);
    case "quorum":
      return lowerQuorum(rule, to);
    case "reversibility":
      return lowerReversibility(rule, to);
    case "throttle":
      return lowerThrottle(rule, to);
    case "boundary":
      return lowerBoundary(rule, to);
    case "drift":
      return lowerDrift(rule, to);
    case "grant":
      return lowerGrant(rule, to);
    case "redact":
      return lowerRedact(rule, to);
  }
}
