// Selections of a wildcard's names depend on each other, and on what conditions ask of the name: who is in the narrower one is
// in the wider one, and nobody is in two that have no name in common; and who is taken out of one is in the other, where that
// has all that is taken out.

import type { Test } from "../../../runtime/atoms/predicate.js";
import { covers, isActionPattern, overlap, type Among } from "../../../runtime/values/action-name.js";
import { complement, intersect, isEmpty, run, type ClassSet } from "../../atoms/class-set.js";
import type { Box } from "../../atoms/region.js";
import type { Dimension } from "../../atoms/space.js";
import { answer } from "./agreed.js";

/** Names of the wildcard, and where they stand: in a dimension, those that are among them and those that are not. */
interface Selection {
  readonly wildcard: string;
  readonly among: Among;
  readonly place: number;
  readonly yes: ClassSet;
  readonly no: ClassSet;
}

/** Boxes in which no name lies. */
export function namesApart(dimensions: readonly Dimension[]): readonly Box[] {
  const selections = dimensions.flatMap(selectionsIn);
  const pairs = selections.flatMap((one) =>
    // In one dimension, classes say which goes with which.
    selections.filter(({ place }) => place !== one.place).map((other) => [one, other] as const),
  );
  return [
    ...selections.flatMap(beyond),
    ...pairs
      .filter(([inner, outer]) => isWithin(inner.among, outer.among))
      .map(([inner, outer]) => both([inner.place, inner.yes], [outer.place, outer.no])),
    ...pairs
      .filter(([one, other]) => one.place < other.place && areApart(one.among, other.among))
      .map(([one, other]) => both([one.place, one.yes], [other.place, other.yes])),
    ...pairs
      .filter(([one, other]) => hasTheRest(other.among, one))
      .map(([one, other]) => both([one.place, one.no], [other.place, other.no])),
  ].filter((box) => Array.from(box.values()).every((classes) => !isEmpty(classes)));
}

type Part = readonly [place: number, classes: ClassSet];

function both(...parts: readonly Part[]): Box {
  return new Map(parts);
}

function selectionsIn(dimension: Dimension, place: number): readonly Selection[] {
  const { among, action } = dimension;
  const { name: wildcard } = action;
  if (among === undefined) return askedIn(dimension, place);
  const [[, yes], [, no]] = [answer({ place, dimension }, true), answer({ place, dimension }, false)];
  return [{ wildcard, among, place, yes, no }];
}

/** What conditions ask of a wildcard's name, each question once. */
function askedIn({ term, action, questions, classes, size }: Dimension, place: number): readonly Selection[] {
  const { name: wildcard } = action;
  if (term.kind !== "attribute" || term.path !== "action.name" || !isActionPattern(wildcard)) return [];
  const asked = new Map<string, Selection>();
  for (const { test } of questions) {
    const include = namesOf(test);
    if (include === undefined) continue;
    const yes = classes.where(test);
    const no = intersect(run(1, size), complement(yes, size));
    asked.set(include.join(), { wildcard, among: { include, except: [] }, place, yes, no });
  }
  return Array.from(asked.values());
}

/** The names of which the test is true, as patterns; undefined where these cannot say it. */
function namesOf(test: Test): readonly string[] | undefined {
  if (test.kind === "texts") return Array.from(test.texts).filter((text) => !text.includes("*"));
  if (test.kind !== "globs") return undefined;
  const { globs } = test;
  // Names hold no `?` and no `\`; in a pattern, these are more than themselves.
  const isPlain = globs.every(({ kind, text }) => kind === "string" && !/[?\\]/u.test(text));
  return isPlain ? globs.map(({ text }) => text) : undefined;
}

/** Nobody is in what has no name of the wildcard, and nobody is left out of what has all. */
function beyond({ wildcard, among, place, yes, no }: Selection): readonly Box[] {
  const all = { include: [wildcard], except: [] };
  return [
    ...(areApart(all, among) ? [both([place, yes])] : []),
    ...(isWithin(all, among) ? [both([place, no])] : []),
  ];
}

/** Is every name of the wildcard in the other that is not in this one? Where it is not plain, no. */
function hasTheRest(other: Among, { wildcard, among }: Selection): boolean {
  return (
    among.include.some((own) => covers(own, wildcard)) &&
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
