// The rules on one action, as an emitted module lists them: what finds the one that decides.

import type { Decider } from "../decide/fast/decision.js";
import { addRow, emptyMask, summarise, wordsFor } from "../match/mask.js";
import { Classes, FEW_ROWS, Numbers, Texts, Truths, type Ask, type Column, type Columns } from "./columns.js";

/** Does what the index leaves open hold? It is told the values of a request. */
export type Guard = (...values: readonly unknown[]) => boolean;

/** What a row comes to. */
const SKIP = 0;
/** It ends the search: it decides, or one that was found before. */
export const END = 1;
/** It decides if one that comes later ends the search. */
export const HOLD = 2;
/** The table is to be asked. */
export const OPEN = 3;
/** It says more than a verdict: to be asked unless the action is held. */
export const MORE = 4;
/** The same of a row that ends the search where the action is held. */
export const MORE_END = 5;

export type Kind = typeof END | typeof HOLD | typeof OPEN | typeof MORE | typeof MORE_END;

export interface Row {
  readonly decider: Decider;
  readonly kind: Kind;
  /** By the term. */
  readonly asks: Readonly<Record<string, Ask>>;
  readonly guard: Guard | undefined;
}

export function row(
  decider: Decider,
  kind: Kind,
  asks: Readonly<Record<string, Ask>> = {},
  guard?: Guard,
): Row {
  return { decider, kind, asks, guard };
}

const makers = {
  truths: Truths,
  texts: Texts,
  numbers: Numbers,
  classes: Classes,
} as const;

/** A term by its path, and how its values are told apart. */
export type Term = readonly [path: string, by: keyof typeof makers];

/** No row decides. */
export const NONE = -1;
/** The table is to be asked. */
export const LEAVE = -2;

export class Rows {
  readonly columns: readonly Columns[];
  /** Of no term. */
  readonly all: Column;
  /** Where the summaries begin, and where they end. */
  readonly words: number;
  readonly end: number;
  readonly #rows: readonly Row[];
  /** Of END there is nothing to be told. */
  readonly kinds: Uint8Array;

  /** `rows` from the most restrictive one on. */
  constructor(terms: readonly Term[], rows: readonly Row[]) {
    this.columns = terms.map(([path, by]) => new makers[by](rows.map(({ asks }) => asks[path])));
    this.#rows = rows;
    this.kinds = Uint8Array.from(rows, ({ kind, guard }) => (guard === undefined ? kind : ASK));
    this.words = wordsFor(rows.length);
    this.end = this.words + wordsFor(this.words);
    const all = emptyMask(rows.length);
    rows.forEach((_, place) => {
      addRow(all, place);
    });
    summarise(all, rows.length);
    this.all = rows.length <= FEW_ROWS ? (all[0] ?? 0) | 0 : all;
  }

  /** What the row comes to, of which no term rules anything out; `found` is the row that was found before, or NONE. */
  told(place: number, found: number, ...values: readonly unknown[]): number {
    const kind = this.kinds[place] ?? OPEN;
    return kind === END || kind === HOLD || kind === OPEN ? kind : this.#asked(place, found, values);
  }

  decider(place: number): Decider | undefined {
    return this.#rows[place]?.decider;
  }

  #asked(place: number, found: number, values: readonly unknown[]): number {
    const { guard, kind = OPEN } = this.#rows[place] ?? {};
    if (guard !== undefined && !guard(...values)) return SKIP;
    if (kind !== MORE && kind !== MORE_END) return kind;
    if (found === NONE) return OPEN;
    return kind === MORE ? SKIP : END;
  }
}

const ASK = 6;

/** The lowest row of a word of bits that is not empty. */
export function lowest(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
