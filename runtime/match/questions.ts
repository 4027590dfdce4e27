// The columns of one term, of what rows ask of it.

import type { Test } from "../atoms/predicate.js";
import { askOf, byOf, type Ask, type Asked, type By } from "./asks.js";
import { columnsOf, type Columns, type Question } from "./columns.js";
import { addRow, emptyMask } from "./mask.js";

/** By the row, what is asked: all of it is to hold. */
export function columnsFor(asked: readonly (readonly Asked[])[]): Columns {
  const by = byOf(new Set(asked.flatMap((some) => some.map(({ test }) => test.kind))));
  const free = emptyMask(asked.length);
  const questions = new Questions(by);
  asked.forEach((some, row) => {
    if (some.length === 0) addRow(free, row);
    else questions.add(some, row);
  });
  return columnsOf(by, { questions: questions.all, free, size: asked.length });
}

interface Growing extends Question {
  readonly ask: Ask;
  readonly rows: number[];
}

/** Questions that are put more than once are one: many rules may ask for the members of one long list. */
class Questions {
  readonly all: Growing[] = [];
  readonly #known = new Map<Test, { readonly asked: Asked; readonly question: Growing }[]>();

  constructor(readonly by: By) {}

  add(asked: readonly Asked[], row: number): void {
    const [first, ...others] = asked;
    const known = first !== undefined && others.length === 0 ? this.#same(first) : undefined;
    if (known !== undefined) {
      known.rows.push(row);
      return;
    }
    const question = { ask: askOf(this.by, asked), rows: [row] };
    this.all.push(question);
    if (first === undefined || others.length > 0) return;
    const same = this.#known.get(first.test) ?? [];
    same.push({ asked: first, question });
    this.#known.set(first.test, same);
  }

  #same({ test, value, orUnknown }: Asked): Growing | undefined {
    return this.#known.get(test)?.find(({ asked }) => asked.value === value && asked.orUnknown === orUnknown)
      ?.question;
  }
}
