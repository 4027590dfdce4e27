// What the reports of a diff have in common: requests, rules and sums as text.

import type { Difference, Diff } from "../../compiler/verify/diff/diff.js";
import type { RuleRef } from "../../compiler/verify/diff/responsible.js";
import type { Replay } from "../trace.js";
import type { Example } from "../../compiler/verify/diff/replay.js";

/** A diff, and what becomes of recorded requests where a trace was given. */
export interface Reported {
  readonly names: { readonly before: string; readonly after: string };
  readonly diff: Diff;
  readonly trace?: Replay;
}

/** Longer lists of rules are for `--format json`. */
const MOST_RULES = 4;

/** `payments.large_payment (payments.agentpol:31:1)`, several with commas. */
export function rulesText(rules: readonly RuleRef[]): string {
  const told = rules.slice(0, MOST_RULES).map(({ rule, origin }) => `${rule} (${origin})`);
  const more = rules.length - told.length;
  return [...told, ...(more > 0 ? [`and ${String(more)} more`] : [])].join(", ");
}

/** The request as a line of JSON, and below it what was told of state, where anything was. */
export function requestText({ request }: Example): string {
  return JSON.stringify(request);
}

/** What the example supposes of the past: approvals, history, grants; undefined where nothing. */
export function supposed({ before, after }: Example): string | undefined {
  const approvals = before.facts.approvals ?? [];
  const given = approvals.length === 0 ? [] : [`approved by ${approvals.map(({ by }) => by).join(", ")}`];
  const facts = [before.facts, after.facts];
  const isPast = facts.some(
    ({ histories = [], grants = [], classifiers = [] }) =>
      histories.some(({ high }) => high > 0) ||
      grants.some((grant) => grant !== "unused") ||
      classifiers.length > 0,
  );
  const told = [...given, ...(isPast ? ["with a past: --format json has it"] : [])];
  return told.length === 0 ? undefined : told.join("; ");
}

export function headOf({ before, after }: Difference): string {
  return before.verdict === after.verdict ? before.verdict : `${before.verdict} → ${after.verdict}`;
}

/** `1 loosened, 2 tightened, 1 other, 1 not told`. */
export function sumOf({ differences, unresolved }: Diff): string {
  const count = (direction: string): number =>
    differences.filter((each) => each.direction === direction).length;
  const sums: readonly (readonly [number, string])[] = [
    [count("loosened"), "loosened"],
    [count("tightened"), "tightened"],
    [count("other"), "other"],
    [unresolved.length, "not told"],
  ];
  const told = sums.filter(([number]) => number > 0).map(([number, what]) => `${String(number)} ${what}`);
  return told.length === 0 ? "no request is decided otherwise" : told.join(", ");
}

/** `rules: 1 changed, 2 added`; undefined where none did. */
export function rulesSum({ rules: { added, removed, changed } }: Diff): string | undefined {
  const sums = [
    ...(changed.length > 0 ? [`changed: ${listed(changed)}`] : []),
    ...(added.length > 0 ? [`added: ${listed(added)}`] : []),
    ...(removed.length > 0 ? [`removed: ${listed(removed)}`] : []),
  ];
  return sums.length === 0 ? undefined : sums.join("; ");
}

function listed(names: readonly string[]): string {
  const told = names.slice(0, 2 * MOST_RULES);
  return (
    told.join(", ") + (names.length > told.length ? ` and ${String(names.length - told.length)} more` : "")
  );
}
