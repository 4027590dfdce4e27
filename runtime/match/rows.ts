// The rows of an index: each rule as the boxes in which it may match.

import { boxesOf, type Literal } from "../atoms/box.js";
import { predicateOf, termKey, type Predicate, type Term } from "../atoms/predicate.js";
import type { DataSet, Expr, Ref, Rule } from "../table/format.js";
import type { Asked } from "./asks.js";

export interface Row {
  readonly rule: Rule;
  /** By the term's key. */
  readonly asks: ReadonlyMap<string, readonly Asked[]>;
  /** Does the guard hold wherever these questions have the wanted answers? Else it is still to be asked. */
  readonly exact: boolean;
  /** Can asking the guard be a fault? */
  readonly canFail: boolean;
}

export interface Rows {
  readonly rows: readonly Row[];
  /** By their keys, in order. */
  readonly terms: ReadonlyMap<string, Term>;
}

/** What is known of a table's expressions before there is a request. */
export interface Foreseen {
  readonly exprs: readonly Expr[];
  /** By index: does the expression read a bound variable? */
  readonly open: readonly boolean[];
  /** By index: can evaluating it be a fault? */
  readonly failing: readonly boolean[];
  /** By index: is it found in the request, or worked out from that by functions? */
  readonly cheap: readonly boolean[];
}

/** A rule of more boxes than this is asked as a whole. */
const MOST_BOXES = 16;

/** The rows of the rules, in their order. */
export function rowsOf(rules: readonly Rule[], program: Foreseen, data: readonly DataSet[]): Rows {
  const terms = new Map<string, Term>();
  const { failing, cheap } = program;
  const known = new Map<Ref, Predicate | undefined>();
  const cheaplyAsked = (ref: Ref): Predicate | undefined => {
    if (!known.has(ref)) known.set(ref, read(ref));
    return known.get(ref);
  };
  const read = (ref: Ref): Predicate | undefined => {
    if (program.open[ref] === true) return undefined;
    const predicate = predicateOf(ref, { exprs: program.exprs, data });
    const { term } = predicate ?? {};
    return term?.kind === "attribute" || (term && cheap[term.ref]) === true ? predicate : undefined;
  };
  const rows = rules.flatMap((rule) => {
    // What comes before a condition that can fail keeps it from being asked only where it is false.
    const refs = rule.conditions.map(({ expr }) => expr);
    const fails = refs.findIndex((ref) => failing[ref] === true);
    const guard = fails < 0 ? refs : refs.slice(0, fails);
    const boxes = boxesOf(guard, !rule.permits || fails >= 0, program.exprs, { most: MOST_BOXES });
    return boxes.map((box) => rowOf(rule, box, fails >= 0));
  });
  // In one order, whatever the rules': actions of which the same is asked may share code.
  return { rows, terms: new Map(Array.from(terms).sort(([a], [b]) => (a < b ? -1 : 1))) };

  function rowOf(rule: Rule, box: readonly Literal[], canFail: boolean): Row {
    const asks = new Map<string, Asked[]>();
    let exact = !canFail;
    for (const { ref, value, orUnknown } of box) {
      const predicate = cheaplyAsked(ref);
      if (predicate === undefined) exact = false;
      else {
        const key = termKey(predicate.term);
        terms.set(key, predicate.term);
        asks.set(key, [...(asks.get(key) ?? []), { test: predicate.test, value, orUnknown }]);
      }
    }
    return { rule, asks, exact, canFail };
  }
}
