// The rules on one action, as an emitted module looks for the one that decides: the table's own index, with code for what
// that leaves open.

import type { Decider } from "../decide/fast/decision.js";
import type { FastAction } from "../decide/fast/policy.js";
import type { Policy } from "../decide/policy.js";
import { termKey } from "../atoms/predicate.js";
import type { Columns } from "../match/columns.js";
import { ASK, END, HOLD, MORE_END, OPEN, SKIP } from "../match/kinds.js";
import { NONE, wordsFor } from "../match/mask.js";

/** Does the rule match? It is told the values of a request. */
export type Guard = (...values: readonly unknown[]) => boolean;

export class Rows {
  readonly columns: readonly Columns[];
  /** Words of a mask, and behind them where its summary ends. */
  readonly words: number;
  readonly end: number;
  /** Of END there is nothing to be told. */
  readonly kinds: Uint8Array;
  readonly #action: FastAction;
  readonly #guards: readonly (Guard | undefined)[];

  /**
   * `terms` are those that the module looks up, by their keys; the rules of `guards` are named by their places in the table.
   * @throws {Error} where the table's index has other terms.
   */
  constructor(
    table: Policy,
    name: string,
    terms: readonly string[],
    guards: readonly (readonly [number, Guard])[],
  ) {
    const action = table.fast?.actions.get(name);
    if (action?.index.terms.map(termKey).join() !== terms.join())
      throw new Error("the module was made by another version of agentpol");
    const { rows, kinds, columns } = action.index;
    const guardOf = new Map(guards.map(([place, guard]) => [table.table.rules[place], guard]));
    this.#action = action;
    this.#guards = rows.map(({ rule, exact }) => (exact ? undefined : guardOf.get(rule)));
    this.columns = columns;
    this.words = wordsFor(rows.length);
    this.end = this.words + wordsFor(this.words);
    this.kinds = kinds;
  }

  /**
   * What the row comes to, of which no term rules anything out: END, HOLD, OPEN or SKIP; `found` is the row that was found
   * before, or NONE.
   */
  told(row: number, found: number, ...values: readonly unknown[]): number {
    const told = this.kinds[row] ?? OPEN;
    const kind = told & ~ASK;
    if (kind === SKIP) return SKIP;
    if (told !== kind) {
      const guard = this.#guards[row];
      if (guard === undefined) return OPEN;
      if (!guard(...values)) return SKIP;
    }
    if (kind === END || kind === HOLD || kind === OPEN) return kind;
    if (found === NONE) return OPEN;
    return kind === MORE_END ? END : SKIP;
  }

  decider(row: number): Decider | undefined {
    return this.#action.deciders[row];
  }
}
