// The rows of an index: each rule as the boxes in which it may match.

import { boxesOf, type Literal } from "../atoms/box.js";
import { predicateOf, termKey, type Predicate, type Term, type Test } from "../atoms/predicate.js";
import type { Program } from "../evaluate/program.js";
import type { DataSet, Ref, Rule } from "../table/format.js";

/** What a row asks of one term. */
export interface Asked {
  readonly test: Test;
  readonly value: boolean;
  readonly orUnknown: boolean;
}

export interface Row {
  readonly rule: Rule;
  /** By the term's key. */
  readonly asks: ReadonlyMap<string, readonly Asked[]>;
  /** Does the guard hold wherever these questions have the wanted answers? Else it is still to be asked. */
  readonly exact: boolean;
}

export interface Rows {
  readonly rows: readonly Row[];
  readonly terms: ReadonlyMap<string, Term>;
  /** Can asking one of the rules be a fault? Then all are to be asked. */
  readonly canFail: boolean;
}

/** A rule of more boxes than this is asked as a whole. */
const MOST_BOXES = 16;

/** The rows of the rules, in their order. */
export function rowsOf(rules: readonly Rule[], program: Program, data: readonly DataSet[]): Rows {
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
    return boxes.map((box) => rowOf(rule, box, fails < 0));
  });
  const canFail = rules.some(({ conditions }) => conditions.some(({ expr }) => failing[expr] === true));
  return { rows, terms, canFail };

  function rowOf(rule: Rule, box: readonly Literal[], isWhole: boolean): Row {
    const asks = new Map<string, Asked[]>();
    let exact = isWhole;
    for (const { ref, value, orUnknown } of box) {
      const predicate = cheaplyAsked(ref);
      if (predicate === undefined) exact = false;
      else {
        const key = termKey(predicate.term);
        terms.set(key, predicate.term);
        asks.set(key, [...(asks.get(key) ?? []), { test: predicate.test, value, orUnknown }]);
      }
    }
    return { rule, asks, exact };
  }
}
