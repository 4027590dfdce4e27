// What a policy decides, from what its rules contribute: the most restrictive say; the default joins where nothing permits.

import type { Fallback, Program, TypedNeed, TypedReason } from "../types/program.js";
import type { Contribution } from "./contribute.js";
import type { InterpretedObligations } from "./oblige.js";
import { areMet, type Past } from "./past.js";
import type { Situation } from "./situation.js";
import type { Tripped } from "./trips.js";

export type VerdictName = "allow" | "redact" | "sandbox" | "throttle" | "escalate" | "block";

export interface Interpretation {
  readonly verdict: VerdictName;
  /** What is done: the verdict, or `allow` in shadow mode. */
  readonly enforced: VerdictName;
  readonly rule: string;
  readonly code: string;
  readonly reason: string;
  /** The deciding one first, the others in declaration order; a rule once for each verdict. */
  readonly matched: readonly Named[];
  readonly shadow?: {
    readonly verdict: VerdictName;
    readonly matched: readonly Named[];
    readonly notes?: readonly Noted[];
  };
  readonly notes?: readonly Noted[];
  readonly trips?: readonly Omit<Tripped, "value">[];
  readonly obligations: InterpretedObligations;
}

export interface Named {
  readonly rule: string;
  readonly verdict: VerdictName;
  readonly code: string;
}

export interface Noted {
  readonly rule: string;
  readonly code: string;
  readonly text: string;
}

export const ORDER: readonly VerdictName[] = ["allow", "redact", "sandbox", "throttle", "escalate", "block"];
const NO_OBLIGATIONS: InterpretedObligations = { redactions: [], connect: [], unmet: [], notify: [] };

/** A say with a name: a rule's, or the default's. */
interface Say extends Named {
  readonly reason: TypedReason;
  readonly permits: boolean;
  readonly explicit: boolean;
  readonly contribution?: Contribution;
}

export type Conclusion = Omit<Interpretation, "reason"> & { readonly reason: TypedReason };

/** The most restrictive say; the default joins where nothing permits. */
export function conclude(
  said: readonly Contribution[],
  program: Program,
  situation: Situation,
  past: Past,
): Conclusion {
  const says = said.flatMap(named);
  if (!says.some((say) => say.permits)) says.push(fallback(program.header.default, situation, past));
  const worst = Math.max(...says.map((say) => ORDER.indexOf(say.verdict)));
  const winners = says.filter((say) => ORDER.indexOf(say.verdict) === worst);
  const winner = (ORDER[worst] === "allow" ? winners.find((say) => say.explicit) : undefined) ?? winners[0];
  if (winner === undefined) throw new Error("a decision without a say");
  const matched = [winner, ...says.filter((say) => say !== winner)].map(({ rule, verdict, code }) => ({
    rule,
    verdict,
    code,
  }));
  const { verdict, rule, code, reason } = winner;
  const enforced = enforcedOf(program, verdict);
  return { verdict, enforced, rule, code, reason, matched: once(matched), obligations: NO_OBLIGATIONS };
}

function named(contribution: Contribution): Say[] {
  const { rule, verdict, reason, permits } = contribution;
  if (verdict === "none" || verdict === "note") return [];
  return [
    { rule: rule.name, verdict, code: rule.code, reason, permits, explicit: rule.explicit, contribution },
  ];
}

export function notes(
  said: readonly Contribution[],
  told: (reason: TypedReason) => string,
): { notes?: readonly Noted[] } {
  const noted = said.filter(({ verdict }) => verdict === "note");
  if (noted.length === 0) return {};
  return {
    notes: noted.map(({ rule, reason }) => ({ rule: rule.name, code: rule.code, text: told(reason) })),
  };
}

/** The default; where it escalates and was approved, it counts as an allow. Of results it is `allow`. */
function fallback(header: Fallback, situation: Situation, past: Past): Say {
  if (situation.returned !== undefined) {
    const unheld = { verdict: "allow", reason: "no rule holds this result" } as const;
    return { rule: "default", code: "default", ...unheld, permits: true, explicit: true };
  }
  const approved =
    header.group !== undefined && areMet(needsOf(header.group), DEFAULT_WITHIN, past, situation);
  const verdict = approved ? "allow" : header.verdict;
  return { rule: "default", code: "default", verdict, reason: header.reason, permits: true, explicit: true };
}

const DEFAULT_WITHIN = 15 * 60 * 1000;

export function needsOf(group: TypedNeed["group"]): readonly TypedNeed[] {
  return [{ count: 1, group, acknowledging: false }];
}

function once(matched: readonly Named[]): Named[] {
  return matched.filter(
    (each, i) =>
      matched.findIndex((other) => other.rule === each.rule && other.verdict === each.verdict) === i,
  );
}

export function permits(verdict: VerdictName): boolean {
  return ORDER.indexOf(verdict) < ORDER.indexOf("throttle");
}

export function isShadow({ header }: Program): boolean {
  return header.mode === "shadow";
}

export function enforcedOf(program: Program, verdict: VerdictName): VerdictName {
  return isShadow(program) ? "allow" : verdict;
}

export function failed(program: Program, { verdict, reason }: Fallback, code: string): Interpretation {
  const text = typeof reason === "string" ? reason : "";
  return alone(verdict, enforcedOf(program, verdict), "on_error", code, text);
}

export function alone(
  verdict: VerdictName,
  enforced: VerdictName,
  rule: string,
  code: string,
  reason: string,
): Interpretation {
  const matched = [{ rule, verdict, code }];
  return { verdict, enforced, rule, code, reason, matched, obligations: NO_OBLIGATIONS };
}
