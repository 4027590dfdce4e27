// Finds the rules of an action that match without asking each: the rows that no term rules out, and of those whose guard
// asks more, the guard itself.

import type { Term } from "../atoms/predicate.js";
import { truthOf, valueOf, type Evaluation } from "../evaluate/evaluate.js";
import { every, type Known } from "../evaluate/kleene.js";
import type { Program } from "../evaluate/program.js";
import type { DataSet, Rule } from "../table/format.js";
import { isSelected } from "../values/action-name.js";
import type { Value } from "../values/value.js";
import { Dimension } from "./dimension.js";
import { visitCommon, type Mask } from "./mask.js";
import { rowsOf, type Row } from "./rows.js";

/** Who answers what the index asks. */
export interface Asked {
  /** The value of one of the index's terms, by its place; undefined where it is absent or unknown. */
  value(place: number): Value | undefined;
  /**
   * Does the rule match?
   * @throws {Fault} where its guard overflows.
   */
  matches(rule: Rule): boolean;
}

export class RuleIndex {
  /** Can asking one of the rules be a fault? */
  readonly canFail: boolean;
  /** What is asked about. */
  readonly terms: readonly Term[];
  readonly #rows: readonly Row[];
  readonly #dimensions: readonly Dimension[];

  /** `rules` in the order in which they are found. */
  constructor(rules: readonly Rule[], program: Program, data: readonly DataSet[]) {
    const { rows, terms, canFail } = rowsOf(rules, program, data);
    this.canFail = canFail;
    this.#rows = rows;
    this.terms = Array.from(terms.values());
    this.#dimensions = Array.from(terms.keys(), (key) => new Dimension(key, rows));
  }

  /**
   * Visits the rules that match, in order, until `visit` says true; one may be visited more than once, in a row. `name` is
   * the action's under a wildcard, of whose names a rule may select some.
   * @throws {Fault} where a guard overflows.
   */
  visit(asked: Asked, name: string | undefined, visit: (rule: Rule) => boolean): boolean {
    const masks: Mask[] = [];
    let isTold = true;
    this.#dimensions.forEach((dimension, place) => {
      const mask = dimension.column(asked.value(place));
      if (mask === undefined) isTold = false;
      else masks.push(mask);
    });
    return visitCommon(masks, this.#rows.length, (index) => {
      const row = this.#rows[index];
      if (row === undefined) return false;
      if (name !== undefined && !isSelected(row.rule.among, name)) return false;
      const isFound = (row.exact && isTold) || asked.matches(row.rule);
      return isFound && visit(row.rule);
    });
  }
}

/** Answers by evaluating the table's expressions. */
export function askedOf({ terms }: RuleIndex, at: Evaluation): Asked {
  return {
    value: (place) => {
      const term = terms[place];
      if (term === undefined) return undefined;
      return term.kind === "attribute" ? at.scene.attribute(term.path) : valueOf(term.ref, at);
    },
    matches: (rule) => matches(rule, at),
  };
}

/**
 * Does the rule match? Where its guard is unknown, one that permits does not, and every other does.
 * @throws {Fault} where the guard overflows.
 */
export function matches(rule: Rule, at: Evaluation): boolean {
  return guardOf(rule, at) ?? !rule.permits;
}

/** @throws {Fault} where it overflows. */
export function guardOf(rule: Rule, at: Evaluation): Known {
  return every(rule.conditions, ({ expr }) => truthOf(expr, at));
}
