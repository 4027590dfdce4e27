// Needs of two versions depend on each other: who meets the stricter meets the other, so no request meets that one alone.

import type { Need, Needs, Table } from "../../../runtime/table/format.js";
import { run } from "../../atoms/class-set.js";
import type { Box } from "../../atoms/region.js";
import type { Dimension } from "../../atoms/space.js";
import { listText, durationText } from "../../emit/words.js";

interface Asked {
  readonly place: number;
  readonly dimension: Dimension;
  readonly needs: Needs;
  readonly groups: Table["groups"];
}

/** Boxes in which no request lies. */
export function impossible(dimensions: readonly Dimension[]): readonly Box[] {
  const asked = askedIn(dimensions);
  const alone = asked.flatMap((strict) =>
    asked.flatMap((lax) =>
      strict !== lax && implies(strict, lax) ? [new Map([answer(strict, true), answer(lax, false)])] : [],
    ),
  );
  return [...alone, ...asked.flatMap((lax) => together(lax, asked))];
}

/** So many of those that ask a part of the same people are looked at, two by two. */
const MOST_TOGETHER = 6;

/** Where two others are met that ask for different people, all of whom this one asks for, and it is not. */
function together(lax: Asked, asked: readonly Asked[]): readonly Box[] {
  const parts = asked
    .filter((each) => each !== lax && !implies(each, lax) && hasPartOf(each, lax))
    .slice(0, MOST_TOGETHER);
  return parts.flatMap((one, i) =>
    parts
      .slice(i + 1)
      .filter((other) => areEnough(one, other, lax))
      .map((other) => new Map([answer(one, true), answer(other, true), answer(lax, false)])),
  );
}

function hasPartOf({ needs, groups }: Asked, lax: Asked): boolean {
  return (
    needs.within <= lax.needs.within &&
    lax.needs.of.some((need) => needs.of.some((each) => covers(each, groups, need, lax.groups)))
  );
}

/** Nobody may count twice: what is taken of the one is asked of other people than what is taken of the other. */
function areEnough(one: Asked, other: Asked, lax: Asked): boolean {
  const free = [one, other].map((by) => [...by.needs.of]);
  const people = [new Set<string>(), new Set<string>()];
  const isMet = lax.needs.of.every((need) =>
    [one, other].some(({ groups }, side) => {
      const at = free[side]?.findIndex((each) => covers(each, groups, need, lax.groups)) ?? -1;
      const [taken] = at < 0 ? [] : (free[side]?.splice(at, 1) ?? []);
      for (const person of (taken && groups[taken.group]) ?? []) people[side]?.add(person);
      return taken !== undefined;
    }),
  );
  return isMet && Array.from(people[0] ?? []).every((person) => people[1]?.has(person) !== true);
}

function askedIn(dimensions: readonly Dimension[]): readonly Asked[] {
  return dimensions.flatMap((dimension, place) => {
    const found = needsAt(dimension);
    return found === undefined ? [] : [{ place, dimension, ...found }];
  });
}

function needsAt({ term, action: { table } }: Dimension): Pick<Asked, "needs" | "groups"> | undefined {
  const expr = term.kind === "expr" ? table.exprs[term.ref] : undefined;
  const needs = expr?.op === "approved" ? table.needs[expr.needs] : undefined;
  return needs && { needs, groups: table.groups };
}

/** That the answer to what the dimension asks is `value`, as a part of a box. */
export function answer(
  { place, dimension }: Pick<Asked, "place" | "dimension">,
  value: boolean,
): readonly [number, readonly number[]] {
  const at = dimension.examples.indexOf(value);
  return [place, run(at, at + 1)];
}

/** Does whoever meets the one always meet the other? Where it is not plain, no. */
function implies(strict: Asked, lax: Asked): boolean {
  if (lax.needs.within < strict.needs.within) return false;
  const free = [...strict.needs.of];
  return lax.needs.of.every((need) => {
    const at = free.findIndex((each) => covers(each, strict.groups, need, lax.groups));
    if (at < 0) return false;
    free.splice(at, 1);
    return true;
  });
}

function covers(strict: Need, own: Table["groups"], lax: Need, others: Table["groups"]): boolean {
  const members = new Set(others[lax.group] ?? []);
  return (
    strict.count >= lax.count &&
    (lax.acknowledging === undefined || strict.acknowledging !== undefined) &&
    (own[strict.group] ?? []).every((person) => members.has(person))
  );
}

/** `approved(large_payment)`; where two versions ask for different approvals, with those. */
export function approvalNames(
  dimensions: readonly Dimension[],
  tablesBefore: ReadonlySet<Table>,
): (dimension: Dimension) => string | undefined {
  const asked = askedIn(dimensions);
  return (dimension) => {
    const own = asked.find((each) => each.dimension === dimension);
    if (own === undefined) return undefined;
    const same = asked.filter(({ needs }) => needs.rule === own.needs.rule);
    const rule = own.needs.rule.slice(own.needs.rule.lastIndexOf(".") + 1);
    if (same.length < 2) return `approved(${rule})`;
    const told = needsText(own.needs);
    const isAlike = same.every(({ needs }) => needsText(needs) === told);
    if (!isAlike) return `approved(${rule} by ${told})`;
    return `approved(${rule}) ${tablesBefore.has(dimension.action.table) ? "before" : "after"}`;
  };
}

/** `2 of treasury within 30m`. */
export function needsText({ of, within }: Needs): string {
  const each = of.map(
    ({ count, group, acknowledging }) =>
      `${String(count)} of ${group}${acknowledging === undefined ? "" : " acknowledging irreversible"}`,
  );
  return `${each.length === 1 ? (each[0] ?? "") : listText(each)} within ${durationText(within)}`;
}
