// One term of an index: for each class of its values, the rows that the class does not rule out.

import { cutsOf, type ClassOf } from "../atoms/cuts.js";
import { passes } from "../atoms/holds.js";
import type { Test } from "../atoms/predicate.js";
import type { Value } from "../values/value.js";
import { addRow, emptyMask, summarise, type Mask } from "./mask.js";
import type { Asked, Row } from "./rows.js";

/** Columns that are kept. A class is small, but a request may lead to ever new ones. */
const MOST_COLUMNS = 4_096;

/** The rows that ask one question alone of the term, by the answer that they want. */
interface Question extends Asked {
  readonly rows: number[];
}

export class Dimension {
  readonly #classOf: ClassOf;
  readonly #size: number;
  /** The rows that ask nothing of the term. */
  readonly #free: Mask;
  readonly #questions: readonly Question[];
  /** The rows that ask several questions. */
  readonly #several: readonly { readonly row: number; readonly asked: readonly Asked[] }[];
  readonly #columns = new Map<number, Mask>();

  constructor(key: string, rows: readonly Row[]) {
    this.#size = rows.length;
    this.#free = emptyMask(rows.length);
    const questions = new Questions();
    const several: { row: number; asked: readonly Asked[] }[] = [];
    const tests = new Set<Test>();
    rows.forEach(({ asks }, row) => {
      const asked = asks.get(key);
      const [only] = asked ?? [];
      for (const { test } of asked ?? []) tests.add(test);
      if (asked === undefined || only === undefined) addRow(this.#free, row);
      else if (asked.length > 1) several.push({ row, asked });
      else questions.add(only, row);
    });
    this.#questions = questions.all;
    this.#several = several;
    this.#classOf = cutsOf(Array.from(tests));
  }

  /** The rows that a value leaves, undefined being unknown; or undefined where it is of no known class. */
  column(value: Value | undefined): Mask | undefined {
    const place = this.#classOf(value);
    if (place === undefined) return undefined;
    return this.#columns.get(place) ?? this.#build(place, value);
  }

  #build(place: number, value: Value | undefined): Mask {
    const mask = emptyMask(this.#size);
    mask.set(this.#free);
    for (const question of this.#questions)
      if (holds(question, value)) for (const row of question.rows) addRow(mask, row);
    for (const { row, asked } of this.#several)
      if (asked.every((each) => holds(each, value))) addRow(mask, row);
    summarise(mask, this.#size);
    if (this.#columns.size >= MOST_COLUMNS) this.#columns.clear();
    this.#columns.set(place, mask);
    return mask;
  }
}

/** Questions that are put more than once are one. */
class Questions {
  readonly all: Question[] = [];
  readonly #known = new Map<Test, Question[]>();

  add({ test, value, orUnknown }: Asked, row: number): void {
    const same = this.#known.get(test) ?? [];
    const found = same.find((each) => each.value === value && each.orUnknown === orUnknown);
    if (found !== undefined) {
      found.rows.push(row);
      return;
    }
    const question = { test, value, orUnknown, rows: [row] };
    this.all.push(question);
    this.#known.set(test, [...same, question]);
  }
}

function holds({ test, value: wanted, orUnknown }: Asked, value: Value | undefined): boolean {
  if (test.kind === "present") return (value !== undefined) === wanted;
  return value === undefined ? orUnknown : passes(test, value) === wanted;
}
