// Random conditions whose truth is known without the product: Kleene's connectives over given atoms.

import fc from "fast-check";

/** What a condition comes to; undefined: it is not known. */
export type Truth = boolean | undefined;

/** A text of the language, and what it comes to of each `T`. */
export interface Condition<T> {
  readonly text: string;
  readonly holds: (small: T) => Truth;
}

export function and(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

function not(a: Truth): Truth {
  return a === undefined ? undefined : !a;
}

export function treeOf<T>(atom: fc.Arbitrary<Condition<T>>): fc.Arbitrary<Condition<T>> {
  return fc.letrec<{ tree: Condition<T> }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      atom,
      fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => ({
        text: `(${a.text} and ${b.text})`,
        holds: (small: T) => and(a.holds(small), b.holds(small)),
      })),
      fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => ({
        text: `(${a.text} or ${b.text})`,
        holds: (small: T) => not(and(not(a.holds(small)), not(b.holds(small)))),
      })),
      tie("tree").map((a) => ({ text: `not (${a.text})`, holds: (small: T) => not(a.holds(small)) })),
    ),
  })).tree;
}
