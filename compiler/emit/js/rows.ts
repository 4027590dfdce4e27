// The rows of one action: each rule as the boxes in which it may match, the most restrictive rule first.

import { boxesOf, type Box, type Literal } from "../../../runtime/atoms/box.js";
import { predicateOf } from "../../../runtime/atoms/predicate.js";
import type { Rule } from "../../../runtime/table/format.js";
import { permits, rank, type Verdict } from "../../../runtime/table/verdict.js";
import type { Asked } from "./asks.js";
import { VALUES } from "./access.js";
import { guardText, type Writing } from "./guard.js";

/** What a row comes to, by the name that the runtime has for it. */
type Kind = "END" | "HOLD" | "OPEN" | "MORE" | "MORE_END";

export interface Row {
  readonly rule: Rule;
  readonly kind: Kind;
  /** By the path of an attribute. */
  readonly asks: ReadonlyMap<string, readonly Asked[]>;
  /** A function of the values of a request. */
  readonly guard: string | undefined;
}

/** A rule of more boxes than this is asked as a whole. */
const MOST_BOXES = 16;

/**
 * In the order in which they are looked for: first those that can fail, since a fault comes before all; then those that hold
 * the action; then what says more than a verdict, which matters where it proceeds; then those that let it proceed.
 */
export function rowsOf(rules: readonly Rule[], writing: Writing): readonly Row[] {
  const fails = (rule: Rule): number =>
    rule.conditions.findIndex(({ expr }) => writing.failing[expr] === true);
  const apart = rules.filter((rule) => fails(rule) >= 0);
  const sure = rules.filter(
    (rule) => fails(rule) < 0 && !rule.shadow && (givesVerdict(rule) || saysMore(rule)),
  );
  return [
    ...apart.flatMap((rule) => openRows(rule, fails(rule), writing)),
    ...byRestriction(sure).flatMap((rule) => sureRows(rule, writing)),
  ];
}

type Giving = Rule & { readonly verdict: Verdict };

function givesVerdict(rule: Rule): rule is Giving {
  return rule.verdict !== "none" && rule.verdict !== "note";
}

/** Does it ask for anything besides its verdict? */
function saysMore({ limit, redactions, connect, box, grant, trips }: Rule): boolean {
  if (limit !== undefined || redactions.length > 0) return true;
  return connect !== undefined || box !== undefined || grant !== undefined || trips !== undefined;
}

const LAST_TO_PROCEED = rank("throttle");

/** Of those that allow, the explicit ones before the others; else in declaration order. */
function byRestriction(rules: readonly Rule[]): readonly Rule[] {
  const place = (rule: Rule): number => {
    const holds = givesVerdict(rule) && !permits(rule.verdict);
    if (!holds && saysMore(rule)) return LAST_TO_PROCEED - 0.1;
    if (!givesVerdict(rule)) return -1;
    return rank(rule.verdict) + (rule.verdict === "allow" && rule.explicit ? 0.5 : 0);
  };
  return rules.toSorted((a, b) => place(b) - place(a));
}

/** What comes before a condition that can fail keeps it from being asked only where it is false. */
function openRows(rule: Rule, first: number, writing: Writing): readonly Row[] {
  const before = rule.conditions.slice(0, first).map(({ expr }) => expr);
  return boxesOf(before, true, writing.table.exprs, { most: MOST_BOXES }).map((box) => ({
    ...{ rule, kind: "OPEN" as const, guard: undefined },
    asks: divided(box, writing).asks,
  }));
}

function sureRows(rule: Rule, writing: Writing): readonly Row[] {
  const guard = rule.conditions.map(({ expr }) => expr);
  return boxesOf(guard, !rule.permits, writing.table.exprs, { most: MOST_BOXES }).map((box) => {
    const { asks, others } = divided(box, writing);
    const tests = others.map((each) => literalTest(each, writing));
    if (tests.includes(undefined)) return { rule, kind: "OPEN", asks, guard: undefined };
    const text = tests.length === 0 ? undefined : `(${VALUES}) => ${tests.join(" && ")}`;
    return { rule, kind: kindOf(rule, writing), asks, guard: text };
  });
}

/** What a box asks of attributes, and what else it asks. */
function divided(
  box: Box,
  { table }: Writing,
): { readonly asks: Map<string, Asked[]>; readonly others: readonly Literal[] } {
  const asks = new Map<string, Asked[]>();
  const others: Literal[] = [];
  for (const each of box) {
    const predicate = predicateOf(each.ref, table);
    if (predicate?.term.kind === "attribute") {
      const { path } = predicate.term;
      asks.set(path, [...(asks.get(path) ?? []), { ...each, test: predicate.test }]);
    } else others.push(each);
  }
  return { asks, others };
}

function literalTest({ ref, value, orUnknown }: Literal, writing: Writing): string | undefined {
  const truth = guardText(ref, writing);
  return truth && (orUnknown ? `${truth} !== ${String(!value)}` : `${truth} === ${String(value)}`);
}

/** A rule that is as restrictive as the default decides alone, and so does one that permits. */
function kindOf(rule: Rule, { table }: Writing): Kind {
  if (rule.limit !== undefined) return rule.permits ? "OPEN" : "MORE";
  const ends =
    rule.permits || (givesVerdict(rule) && rank(rule.verdict) >= rank(table.policy.default.verdict));
  if (saysMore(rule)) return ends && givesVerdict(rule) ? "MORE_END" : "MORE";
  return ends ? "END" : "HOLD";
}
