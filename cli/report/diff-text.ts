// What the reports of a diff have in common: requests, rules and sums as text.

import { withEscapes } from "../../compiler/emit/words.js";
import { visible } from "../../compiler/tabulate/visible.js";
import type { Diff } from "../../compiler/verify/diff/diff.js";
import type { Difference } from "../../compiler/verify/diff/difference.js";
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
  if (rules.length === 0) return "no rule";
  const told = rules.slice(0, MOST_RULES).map(({ rule, origin }) => visible(`${rule} (${origin})`));
  const more = rules.length - told.length;
  return [...told, ...(more > 0 ? [`and ${String(more)} more`] : [])].join(", ");
}

/** The request as a line of JSON, and below it what was told of state, where anything was. */
export function requestText({ request }: Example): string {
  return withEscapes(JSON.stringify(request));
}

/** What came back, where it is about that. */
export function reportText({ report }: Example): string | undefined {
  if (report === undefined) return undefined;
  const { outcome, result } = report;
  const came = result === undefined ? "nothing" : withEscapes(JSON.stringify(result));
  return outcome === "failed" ? `${came}, after a failure` : came;
}

/** What the example supposes of the past: approvals, history, grants; undefined where nothing. */
export function supposed({ before, after }: Example): string | undefined {
  const { approvals = [], resultApprovals = [] } = before.facts;
  const given = approvals.length === 0 ? [] : [`approved by ${approvals.map(({ by }) => by).join(", ")}`];
  const facts = [before.facts, after.facts];
  const isPast = facts.some(
    ({ histories = [], grants = [], classifiers = [] }) =>
      histories.some(({ high }) => high > 0) ||
      grants.some((grant) => grant !== "unused") ||
      classifiers.length > 0,
  );
  const agreed =
    resultApprovals.length === 0
      ? []
      : [`the result approved by ${resultApprovals.map(({ by }) => by).join(", ")}`];
  const told = [
    ...given,
    ...agreed,
    ...(isPast ? ["after other actions, or in a state, that --format json tells"] : []),
  ];
  return told.length === 0 ? undefined : told.join("; ");
}

/** More actions of one difference are in `--format json`. */
const MOST_ACTIONS = 4;

/** `a.b, a.c and 3 more`, of results with `result of` before. */
export function actionsText(
  { actions, onResult }: Pick<Difference, "actions" | "onResult">,
  written: (action: string) => string = (action) => action,
): string {
  const fits = actions.length <= MOST_ACTIONS;
  const named = actions.slice(0, fits ? MOST_ACTIONS : MOST_ACTIONS - 1).map(written);
  const more = actions.length - named.length;
  const told = more > 0 ? `${named.join(", ")} and ${String(more)} more` : listedText(named);
  return onResult ? `result of ${told}` : told;
}

function listedText(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
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
    visible(told.join(", ")) +
    (names.length > told.length ? ` and ${String(names.length - told.length)} more` : "")
  );
}
