// One term of an index: which rows a value leaves, looked up by its class.
//
// What rows ask of a value is kept as what changes from one class to the next, so that a column is made by flipping a few
// bits, when a value first asks for it.

import { countUpTo, cutsOf, type ClassOf } from "../atoms/cuts.js";
import { passes } from "../atoms/holds.js";
import { textOf } from "../atoms/predicate.js";
import type { Value } from "../values/value.js";
import type { Ask, By } from "./asks.js";
import { addRow, FEW_ROWS, flipRow, summarise, type Mask } from "./mask.js";

/** Few rows are the bits of one number. */
export type Column = Mask | number;

/** The rows that ask the same. */
export interface Question {
  readonly ask: Ask;
  readonly rows: readonly number[];
}

/** What rows ask of one term. */
export interface Asks {
  readonly questions: readonly Question[];
  /** The rows that ask nothing. */
  readonly free: Mask;
  /** How many rows there are. */
  readonly size: number;
}

export interface Columns {
  /** The rows that a value leaves, undefined being unknown; or undefined where it would take too long to tell. */
  of(value: Value | undefined): Column | undefined;
}

/** Columns that are kept. A class is small, but requests may lead to ever new ones. */
const MOST_COLUMNS = 4_096;

export function columnsOf(by: By, asks: Asks): Columns {
  switch (by) {
    case "truths":
      return new Truths(asks);
    case "texts":
      return new Texts(asks);
    case "numbers":
      return new Numbers(asks);
    case "classes":
      return new Classes(asks);
  }
}

/** Not finished yet. */
function rowsWhere({ questions, free }: Asks, holds: (ask: Ask) => boolean): Mask {
  const mask = free.slice();
  for (const { ask, rows } of questions) if (holds(ask)) for (const row of rows) addRow(mask, row);
  return mask;
}

function flip(mask: Mask, rows: readonly number[]): void {
  for (const row of rows) flipRow(mask, row);
}

function finished(mask: Mask, { size }: Asks): Column {
  if (size <= FEW_ROWS) return (mask[0] ?? 0) | 0;
  summarise(mask, size);
  return mask;
}

function ofUnknown(asks: Asks): Column {
  return finished(
    rowsWhere(asks, ({ orUnknown }) => orUnknown),
    asks,
  );
}

/** Of true, false and unknown. */
class Truths implements Columns {
  readonly #true: Column;
  readonly #false: Column;
  readonly #unknown: Column;

  constructor(asks: Asks) {
    const where = (truth: boolean): Column =>
      finished(
        rowsWhere(asks, (ask) => ask.kind === "truths" && ask.of.includes(truth)),
        asks,
      );
    this.#true = where(true);
    this.#false = where(false);
    this.#unknown = ofUnknown(asks);
  }

  of(value: Value | undefined): Column {
    if (value === undefined) return this.#unknown;
    return value === true ? this.#true : this.#false;
  }
}

/** A text that is named, and its column once that was made. */
interface Slot {
  readonly by: Question[];
  column: Column | undefined;
}

/** Of texts: those that are named, each by itself, and all others. */
class Texts implements Columns {
  readonly #asks: Asks;
  /** Where there are few rows, a column takes no more room than a slot. */
  readonly #named: Map<string, number | Slot>;
  /** Of a text that is not named. */
  readonly #start: Mask;
  readonly #rest: Column;
  readonly #unknown: Column;
  #kept = 0;

  constructor(asks: Asks) {
    this.#asks = asks;
    this.#start = rowsWhere(asks, (ask) => ask.kind === "texts" && ask.not);
    this.#rest = finished(this.#start.slice(), asks);
    this.#unknown = ofUnknown(asks);
    const isFew = asks.size <= FEW_ROWS;
    this.#named = new Map(
      Array.from(slotsIn(asks), ([text, slot]) => [text, isFew ? this.#bits(slot) : slot]),
    );
  }

  of(value: Value | undefined): Column | undefined {
    if (value === undefined) return this.#unknown;
    const text = typeof value === "string" ? value : textOf(value);
    if (text === undefined) return undefined;
    const named = this.#named.get(text);
    if (named === undefined) return this.#rest;
    return typeof named === "number" ? named : (named.column ?? this.#make(named));
  }

  #bits({ by }: Slot): number {
    let bits = this.#start[0] ?? 0;
    for (const { rows } of by) for (const row of rows) bits ^= 1 << row;
    return bits | 0;
  }

  #make(slot: Slot): Column {
    if (this.#kept >= MOST_COLUMNS) this.#forget();
    this.#kept += 1;
    const mask = this.#start.slice();
    for (const { rows } of slot.by) flip(mask, rows);
    return (slot.column = finished(mask, this.#asks));
  }

  #forget(): void {
    for (const named of this.#named.values()) if (typeof named === "object") named.column = undefined;
    this.#kept = 0;
  }
}

function slotsIn({ questions }: Asks): ReadonlyMap<string, Slot> {
  const slots = new Map<string, Slot>();
  for (const question of questions) {
    const { ask } = question;
    for (const text of ask.kind === "texts" ? ask.of : []) {
      const slot = slots.get(text) ?? { by: [], column: undefined };
      slots.set(text, slot);
      slot.by.push(question);
    }
  }
  return slots;
}

/** So many edges lie between columns that others are made from. */
const STRIDE = 64;

/** Where the rows that ask something begin or cease to hold. */
interface Edge {
  readonly at: number;
  readonly rows: readonly number[];
}

/** Of numbers: elementary intervals. */
class Numbers implements Columns {
  readonly #asks: Asks;
  /** In order; several may lie at one number. */
  readonly #edges: readonly Edge[];
  readonly #starts: Float64Array;
  /** The column before every `STRIDE`th edge. */
  readonly #marks: readonly Mask[];
  readonly #unknown: Column;
  #columns: (Column | undefined)[];
  #kept = 0;

  constructor(asks: Asks) {
    this.#asks = asks;
    this.#unknown = ofUnknown(asks);
    this.#edges = edgesIn(asks);
    this.#starts = Float64Array.from(this.#edges, ({ at }) => at);
    this.#marks = this.#marksFrom(
      rowsWhere(asks, (ask) => ask.kind === "ranges" && ask.of[0]?.from === -Infinity),
    );
    this.#columns = this.#none();
  }

  #none(): (Column | undefined)[] {
    return new Array<Column | undefined>(this.#edges.length + 1);
  }

  #marksFrom(running: Mask): readonly Mask[] {
    const marks: Mask[] = [running.slice()];
    this.#edges.forEach(({ rows }, i) => {
      flip(running, rows);
      if ((i + 1) % STRIDE === 0) marks.push(running.slice());
    });
    return marks;
  }

  of(value: Value | undefined): Column | undefined {
    if (typeof value !== "number") return value === undefined ? this.#unknown : undefined;
    const place = countUpTo(this.#starts, value);
    return this.#columns[place] ?? this.#make(place);
  }

  /** The column behind so many edges. */
  #make(place: number): Column {
    if (this.#kept >= MOST_COLUMNS) {
      this.#columns = this.#none();
      this.#kept = 0;
    }
    this.#kept += 1;
    const mark = Math.floor(place / STRIDE);
    const mask = (this.#marks[mark] ?? this.#asks.free).slice();
    for (let i = mark * STRIDE; i < place; i += 1) flip(mask, this.#edges[i]?.rows ?? []);
    return (this.#columns[place] = finished(mask, this.#asks));
  }
}

function edgesIn({ questions }: Asks): readonly Edge[] {
  const edges = questions.flatMap(({ ask, rows }) =>
    ask.kind === "ranges" ? ask.of.flatMap(({ from, to }) => [from, to + 1]).map((at) => ({ at, rows })) : [],
  );
  return edges.filter(({ at }) => Number.isFinite(at)).sort((a, b) => a.at - b.at);
}

/** Of what is matched with patterns or lies in blocks: by the classes into which all tests cut it. */
class Classes implements Columns {
  readonly #asks: Asks;
  readonly #classOf: ClassOf;
  readonly #unknown: Column;
  #columns: (Column | undefined)[] = [];
  #kept = 0;

  constructor(asks: Asks) {
    this.#asks = asks;
    this.#unknown = ofUnknown(asks);
    const tests = asks.questions.flatMap(({ ask }) => (ask.kind === "tests" ? ask.of : []));
    this.#classOf = cutsOf(Array.from(new Set(tests.map(([test]) => test))));
  }

  of(value: Value | undefined): Column | undefined {
    if (value === undefined) return this.#unknown;
    const place = this.#classOf(value);
    if (place === undefined) return undefined;
    return this.#columns[place] ?? this.#make(place, value);
  }

  #make(place: number, value: Value): Column {
    const mask = rowsWhere(
      this.#asks,
      (ask) => ask.kind === "tests" && ask.of.every(([test, wanted]) => passes(test, value) === wanted),
    );
    if (this.#kept >= MOST_COLUMNS) {
      this.#columns = [];
      this.#kept = 0;
    }
    this.#kept += 1;
    return (this.#columns[place] = finished(mask, this.#asks));
  }
}
