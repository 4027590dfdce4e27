// Finds the rules of an action that match without asking each: the rows that no term rules out, and of those whose guard
// asks more, the guard itself.

import type { Term } from "../atoms/predicate.js";
import { truthOf, valueOf, type Evaluation } from "../evaluate/evaluate.js";
import { every, type Known } from "../evaluate/kleene.js";
import type { Program } from "../evaluate/program.js";
import type { DataSet, Rule } from "../table/format.js";
import type { Verdict } from "../table/verdict.js";
import { isSelected } from "../values/action-name.js";
import type { Value } from "../values/value.js";
import type { Columns } from "./columns.js";
import { ASK, byRestriction, END, HOLD, kindOf, MORE_END, OPEN, SKIP } from "./kinds.js";
import { FEW_ROWS, nextCommon, nextIn, NONE, wordsFor, type Mask } from "./mask.js";
import { columnsFor } from "./questions.js";
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

/** More than one rule is to be looked at. */
export const LEAVE = -2;

export class RuleIndex {
  /** What is asked about. */
  readonly terms: readonly Term[];
  /** By the term's place. */
  readonly columns: readonly Columns[];
  readonly rows: readonly Row[];
  /** What the rows come to; with ASK those that the index leaves open. */
  readonly kinds: Uint8Array;
  /** Can asking one of the rules be a fault? */
  readonly canFail: boolean;

  constructor(
    rules: readonly Rule[],
    program: Program,
    { data, byDefault }: { readonly data: readonly DataSet[]; readonly byDefault: Verdict },
  ) {
    const { rows, terms } = rowsOf(byRestriction(rules), program, data);
    this.terms = Array.from(terms.values());
    this.columns = Array.from(terms.keys(), (key) => columnsFor(rows.map(({ asks }) => asks.get(key) ?? [])));
    this.canFail = rows.some(({ canFail }) => canFail);
    this.rows = rows;
    this.kinds = Uint8Array.from(rows, ({ rule, exact }) => kindOf(rule, byDefault) | (exact ? 0 : ASK));
  }

  /**
   * The row of the rule that decides: NONE where that is the policy's default, LEAVE where one rule is not enough.
   * @throws {Fault} where a guard overflows.
   */
  find(asked: Asked): number {
    const left = this.#left(asked);
    if (this.canFail) this.#askFailing(left, asked);
    let found = NONE;
    for (let row = left.next(0); row !== NONE; row = left.next(row + 1)) {
      const kind = (this.kinds[row] ?? OPEN) & ~ASK;
      if (kind === SKIP || !this.#matches(row, left, asked)) continue;
      if (kind === END) return found === NONE ? row : found;
      if (kind === HOLD) {
        if (found === NONE) found = row;
      } else {
        if (kind === OPEN || found === NONE) return LEAVE;
        if (kind === MORE_END) return found;
      }
    }
    return NONE;
  }

  /** A fault comes before all that rules say. */
  #askFailing(left: Left, asked: Asked): void {
    for (let row = left.next(0); row !== NONE; row = left.next(row + 1)) {
      const { rule, canFail } = this.rows[row] ?? {};
      if (rule !== undefined && canFail === true) asked.matches(rule);
    }
  }

  /**
   * Visits the rules that match, in order; one may be visited more than once, in a row. `name` is the action's under a wildcard,
   * of whose names a rule may select some.
   * @throws {Fault} where a guard overflows.
   */
  visit(asked: Asked, name: string | undefined, visit: (rule: Rule) => void): void {
    const left = this.#left(asked);
    for (let row = left.next(0); row !== NONE; row = left.next(row + 1)) {
      const { rule } = this.rows[row] ?? {};
      if (rule === undefined || (name !== undefined && !isSelected(rule.among, name))) continue;
      if (this.#matches(row, left, asked)) visit(rule);
    }
  }

  #matches(row: number, { isTold }: Left, asked: Asked): boolean {
    if (isTold && ((this.kinds[row] ?? ASK) & ASK) === 0) return true;
    const { rule } = this.rows[row] ?? {};
    return rule !== undefined && asked.matches(rule);
  }

  #left(asked: Asked): Left {
    const { columns } = this;
    const masks: Mask[] = [];
    let bits = -1;
    let isTold = true;
    for (let place = 0; place < columns.length; place += 1) {
      const column = columns[place]?.of(asked.value(place));
      if (typeof column === "number") bits &= column;
      else if (column === undefined) isTold = false;
      else masks.push(column);
    }
    return new Left(isTold, this.rows.length, bits, masks);
  }
}

/** The rows that no term rules out. */
class Left {
  constructor(
    /** Was there a column for each term? */
    readonly isTold: boolean,
    readonly rows: number,
    /** Where there are few rows; else in `masks`. */
    readonly bits: number,
    readonly masks: readonly Mask[],
  ) {}

  /** The first row from `from` on, or NONE. */
  next(from: number): number {
    const row =
      this.rows <= FEW_ROWS ? nextIn(this.bits, from) : nextCommon(this.masks, wordsFor(this.rows), from);
    return row < this.rows ? row : NONE;
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
