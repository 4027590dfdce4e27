// One term of an emitted index: which rows a value leaves, looked up by its class.
//
// What rows ask of a value is kept as what changes from one class to the next, so that a column is made by flipping a few
// bits, when a value first asks for it.

import { countUpTo, cutsOf } from "../atoms/cuts.js";
import { passes } from "../atoms/holds.js";
import type { Test } from "../atoms/predicate.js";
import { addRow, emptyMask, flipRow, summarise, type Mask } from "../match/mask.js";
import type { Value } from "../values/value.js";

/** What a row asks of a term. `orUnknown`: may it be absent or unknown? */
export type Ask =
  | { readonly kind: "truths"; readonly of: readonly boolean[]; readonly orUnknown: boolean }
  /** Sorted and disjoint. */
  | {
      readonly kind: "ranges";
      readonly of: readonly (readonly [from: number, to: number])[];
      readonly orUnknown: boolean;
    }
  /** One of the texts, or with `not` any other. */
  | {
      readonly kind: "texts";
      readonly of: readonly string[];
      readonly not: boolean;
      readonly orUnknown: boolean;
    }
  | {
      readonly kind: "tests";
      readonly of: readonly (readonly [Test, boolean])[];
      readonly orUnknown: boolean;
    };

/** By row; undefined where a row asks nothing of the term. */
export type Asks = readonly (Ask | undefined)[];

/** Few rows are the bits of one number. */
export type Column = Mask | number;

export const FEW_ROWS = 32;

/** Columns that are kept. A class is small, but a request may lead to ever new ones. */
const MOST_COLUMNS = 4_096;

/** Makes columns, starting from the rows that ask nothing. */
class Maker {
  readonly #free: Mask;

  constructor(readonly asks: Asks) {
    this.#free = emptyMask(asks.length);
    asks.forEach((ask, row) => {
      if (ask === undefined) addRow(this.#free, row);
    });
  }

  of(holds: (ask: Ask) => boolean): Column {
    return this.#finished(this.start(holds));
  }

  unknown(): Column {
    return this.of(({ orUnknown }) => orUnknown);
  }

  /** Another, in which these rows are the other way round. */
  flipped(mask: Mask, rows: Iterable<number>): Column {
    const other = mask.slice();
    for (const row of rows) flipRow(other, row);
    return this.#finished(other);
  }

  /** Not finished yet. */
  start(holds: (ask: Ask) => boolean): Mask {
    const mask = this.#free.slice();
    this.asks.forEach((ask, row) => {
      if (ask !== undefined && holds(ask)) addRow(mask, row);
    });
    return mask;
  }

  #finished(mask: Mask): Column {
    summarise(mask, this.asks.length);
    return this.asks.length <= FEW_ROWS ? (mask[0] ?? 0) | 0 : mask;
  }
}

/** Of true, false and unknown. */
export class Truths {
  readonly #true: Column;
  readonly #false: Column;
  readonly #unknown: Column;

  constructor(asks: Asks) {
    const maker = new Maker(asks);
    this.#true = maker.of((ask) => ask.kind === "truths" && ask.of.includes(true));
    this.#false = maker.of((ask) => ask.kind === "truths" && ask.of.includes(false));
    this.#unknown = maker.unknown();
  }

  of(value: Value | undefined): Column {
    if (value === undefined) return this.#unknown;
    return value === true ? this.#true : this.#false;
  }
}

interface Slot {
  readonly rows: number[];
  column: Column | undefined;
}

/** Of texts: those that are named, each by itself, and all others. */
export class Texts {
  readonly #maker: Maker;
  readonly #slots = new Map<Value, Slot>();
  readonly #start: Mask;
  readonly #rest: Column;
  readonly #unknown: Column;
  #kept = 0;

  constructor(asks: Asks) {
    this.#maker = new Maker(asks);
    this.#start = this.#maker.start((ask) => ask.kind === "texts" && ask.not);
    this.#rest = this.#maker.flipped(this.#start, []);
    this.#unknown = this.#maker.unknown();
    asks.forEach((ask, row) => {
      if (ask?.kind === "texts") for (const text of ask.of) this.#slotOf(text).rows.push(row);
    });
  }

  of(value: Value | undefined): Column {
    if (value === undefined) return this.#unknown;
    const slot = this.#slots.get(value);
    return slot === undefined ? this.#rest : (slot.column ?? this.#make(slot));
  }

  #slotOf(text: string): Slot {
    const slot = this.#slots.get(text) ?? { rows: [], column: undefined };
    this.#slots.set(text, slot);
    return slot;
  }

  #make(slot: Slot): Column {
    if (this.#kept >= MOST_COLUMNS) this.#forget();
    this.#kept += 1;
    return (slot.column = this.#maker.flipped(this.#start, slot.rows));
  }

  #forget(): void {
    for (const slot of this.#slots.values()) slot.column = undefined;
    this.#kept = 0;
  }
}

/** Columns of numbers between which no more than so many rows change are made from one another. */
const STRIDE = 64;

/** Of numbers: elementary intervals. */
export class Numbers {
  readonly #maker: Maker;
  /** Where a row begins or ceases to hold, in order; several rows may do so at one number. */
  readonly #edges: Float64Array;
  readonly #rows: readonly number[];
  /** The column before every `STRIDE`th edge. */
  readonly #marks: readonly Mask[];
  readonly #unknown: Column;
  #columns: (Column | undefined)[] = [];
  #kept = 0;

  constructor(asks: Asks) {
    this.#maker = new Maker(asks);
    this.#unknown = this.#maker.unknown();
    const flips = flipsIn(asks);
    this.#edges = Float64Array.from(flips, ({ at }) => at);
    this.#rows = flips.map(({ row }) => row);
    const running = this.#maker.start((ask) => ask.kind === "ranges" && ask.of[0]?.[0] === -Infinity);
    this.#marks = this.#marksFrom(running);
  }

  #marksFrom(running: Mask): readonly Mask[] {
    const marks: Mask[] = [running.slice()];
    this.#rows.forEach((row, i) => {
      flipRow(running, row);
      if ((i + 1) % STRIDE === 0) marks.push(running.slice());
    });
    return marks;
  }

  of(value: Value | undefined): Column {
    if (value === undefined) return this.#unknown;
    const place = countUpTo(this.#edges, value as number);
    return this.#columns[place] ?? this.#make(place);
  }

  #make(place: number): Column {
    if (this.#kept >= MOST_COLUMNS) {
      this.#columns = [];
      this.#kept = 0;
    }
    this.#kept += 1;
    return (this.#columns[place] = this.#after(place));
  }

  /** The column behind so many edges. */
  #after(place: number): Column {
    const mark = Math.floor(place / STRIDE);
    const start = this.#marks[mark] ?? emptyMask(this.#maker.asks.length);
    return this.#maker.flipped(start, this.#rows.slice(mark * STRIDE, place));
  }
}

function flipsIn(asks: Asks): readonly { readonly at: number; readonly row: number }[] {
  const flips = asks.flatMap((ask, row) =>
    ask?.kind === "ranges" ? ask.of.flatMap(([from, to]) => [from, to + 1]).map((at) => ({ at, row })) : [],
  );
  return flips.filter(({ at }) => Number.isFinite(at)).sort((a, b) => a.at - b.at);
}

/** Of what is matched with patterns or lies in blocks: by the classes into which all tests cut it. */
export class Classes {
  readonly #maker: Maker;
  readonly #classOf: (value: Value | undefined) => number | undefined;
  #columns: (Column | undefined)[] = [];
  #kept = 0;

  constructor(asks: Asks) {
    this.#maker = new Maker(asks);
    this.#classOf = cutsOf(
      asks.flatMap((ask) => (ask?.kind === "tests" ? ask.of.map(([test]) => test) : [])),
    );
  }

  /** Undefined where it would take too long to tell. */
  of(value: Value | undefined): Column | undefined {
    const place = this.#classOf(value);
    if (place === undefined) return undefined;
    return this.#columns[place] ?? this.#make(place, value);
  }

  #make(place: number, value: Value | undefined): Column {
    const column = this.#maker.of((ask) =>
      value === undefined
        ? ask.orUnknown
        : ask.kind === "tests" && ask.of.every(([test, wanted]) => passes(test, value) === wanted),
    );
    if (this.#kept >= MOST_COLUMNS) {
      this.#columns = [];
      this.#kept = 0;
    }
    this.#kept += 1;
    return (this.#columns[place] = column);
  }
}

export type Columns = Truths | Texts | Numbers | Classes;
