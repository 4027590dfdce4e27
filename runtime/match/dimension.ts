// One term of an index: for each class of its values, the rows that the class does not rule out.

import { cutsOf, type ClassOf } from "../atoms/cuts.js";
import { passes } from "../atoms/holds.js";
import type { Value } from "../values/value.js";
import { addRow, emptyMask, summarise, type Mask } from "./mask.js";
import type { Asked, Row } from "./rows.js";

/** Columns that are kept. A class is small, but a request may lead to ever new ones. */
const MOST_COLUMNS = 4_096;

export class Dimension {
  readonly #classOf: ClassOf;
  readonly #size: number;
  readonly #asking: readonly { readonly row: number; readonly asked: readonly Asked[] }[];
  /** The rows that ask nothing of the term. */
  readonly #free: Mask;
  readonly #columns = new Map<number, Mask>();

  constructor(key: string, rows: readonly Row[]) {
    this.#size = rows.length;
    this.#asking = rows.flatMap(({ asks }, row) => {
      const asked = asks.get(key);
      return asked === undefined ? [] : [{ row, asked }];
    });
    this.#classOf = cutsOf(this.#asking.flatMap(({ asked }) => asked.map(({ test }) => test)));
    this.#free = emptyMask(rows.length);
    rows.forEach(({ asks }, row) => {
      if (!asks.has(key)) addRow(this.#free, row);
    });
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
    for (const { row, asked } of this.#asking)
      if (asked.every((each) => holds(each, value))) addRow(mask, row);
    summarise(mask, this.#size);
    if (this.#columns.size >= MOST_COLUMNS) this.#columns.clear();
    this.#columns.set(place, mask);
    return mask;
  }
}

function holds({ test, value: wanted, orUnknown }: Asked, value: Value | undefined): boolean {
  if (test.kind === "present") return (value !== undefined) === wanted;
  return value === undefined ? orUnknown : passes(test, value) === wanted;
}
