// Selections of a wildcard's names depend on each other: who is in the narrower one is in the wider one, and nobody is in two
// that have no name in common; and who is taken out of one is in the other, where that has all that is taken out.

import { covers, overlap, type Among } from "../../../runtime/values/action-name.js";
import type { Box } from "../../atoms/region.js";
import type { Dimension } from "../../atoms/space.js";
import { answer } from "./agreed.js";

interface Selection {
  readonly place: number;
  readonly dimension: Dimension;
  readonly among: Among;
}

/** Boxes in which no name lies. */
export function namesApart(dimensions: readonly Dimension[]): readonly Box[] {
  const selections = dimensions.flatMap((dimension, place): readonly Selection[] =>
    dimension.among === undefined ? [] : [{ place, dimension, among: dimension.among }],
  );
  const pairs = selections.flatMap((one) =>
    selections.filter((other) => other !== one).map((other) => [one, other] as const),
  );
  return [
    ...pairs
      .filter(([inner, outer]) => isWithin(inner.among, outer.among))
      .map(([inner, outer]) => new Map([answer(inner, true), answer(outer, false)])),
    ...pairs
      .filter(([one, other]) => one.place < other.place && areApart(one.among, other.among))
      .map(([one, other]) => new Map([answer(one, true), answer(other, true)])),
    ...pairs
      .filter(([one, other]) => hasTheRest(other.among, one))
      .map(([one, other]) => new Map([answer(one, false), answer(other, false)])),
  ];
}

/** Is every name of the wildcard in the other that is not in this one? Where it is not plain, no. */
function hasTheRest(other: Among, { among, dimension }: Selection): boolean {
  return (
    among.include.some((own) => covers(own, dimension.action.name)) &&
    among.except.every(
      (taken) =>
        other.include.some((its) => covers(its, taken)) &&
        other.except.every((each) => !overlap(each, taken)),
    )
  );
}

/** Is every name of the one in the other? Where it is not plain, no. */
function isWithin(inner: Among, outer: Among): boolean {
  return (
    inner.include.every((own) => outer.include.some((other) => covers(other, own))) &&
    outer.except.every(
      (taken) =>
        inner.except.some((own) => covers(own, taken)) || inner.include.every((own) => !overlap(own, taken)),
    )
  );
}

/** Has no name of the one a place in the other? Where it is not plain, some has. */
function areApart(one: Among, other: Among): boolean {
  return one.include.every((own) => other.include.every((its) => !meets(own, its, one, other)));
}

function meets(own: string, its: string, one: Among, other: Among): boolean {
  if (!overlap(own, its)) return false;
  const taken = [...one.except, ...other.except];
  return !taken.some((each) => covers(each, own) || covers(each, its));
}
