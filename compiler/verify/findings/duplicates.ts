// Rules that say the same of the same requests: the later one adds nothing.

import { canonicalJson, type Json } from "../../../runtime/table/canonical.js";
import type { Rule, Table } from "../../../runtime/table/format.js";
import { unionOf, type ClassSet } from "../../atoms/class-set.js";
import { type Box, outside, withinEffort } from "../../atoms/region.js";
import type { Survey } from "./survey.js";

/** Gives equal names to equal regions, to those of one action. */
class Regions {
  readonly #byHull = new Map<string, { readonly name: string; readonly region: readonly Box[] }[]>();

  constructor(
    private readonly action: string,
    private readonly survey: Survey,
  ) {}

  nameOf(region: readonly Box[]): string {
    const hull = hullOf(region);
    const known = this.#byHull.get(hull) ?? [];
    const same = known.slice(0, MOST_COMPARED).find((each) => areEqual(each.region, region, this.survey));
    if (same !== undefined) return same.name;
    const name = `${this.action} ${hull} ${String(known.length)}`;
    this.#byHull.set(hull, known);
    known.push({ name, region });
    return name;
  }
}

/** Of regions with one hull, so many are compared. */
const MOST_COMPARED = 40;
/** Comparisons of boxes that one of them may take. */
const EFFORT = 50_000;

function areEqual(
  a: readonly Box[],
  b: readonly Box[],
  { whole, effort: pool }: Pick<Survey, "whole" | "effort">,
): boolean {
  const effort = { left: EFFORT, of: pool };
  const within = (inner: readonly Box[], outer: readonly Box[]): boolean =>
    inner.every((box) => outside(box, outer, whole, effort) === undefined);
  return withinEffort(() => within(a, b) && within(b, a), false);
}

/** Equal regions have one hull: in each dimension that all boxes bind, what they bind it to together. */
function hullOf(region: readonly Box[]): string {
  const [first, ...others] = region;
  const sides = Array.from(first ?? [])
    .filter(([dimension]) => others.every((box) => box.has(dimension)))
    .map(([dimension, set]): [number, ClassSet] => [
      dimension,
      unionOf([set, ...others.map((box) => box.get(dimension) ?? [])]),
    ]);
  return JSON.stringify(sides.sort(([a], [b]) => a - b));
}

/** What is said on each action, by the rule's name: one text for rules that say the same. */
export class Sayings {
  readonly #texts = new Map<string, string[]>();
  readonly #said = new Map<Rule, string | undefined>();
  readonly #canonical = new Map<string, string>();

  /** Takes what the rows of an action say. */
  add(action: string, survey: Survey): void {
    const regions = new Regions(action, survey);
    for (const { rule, table, region } of survey.rows) {
      if (!this.#said.has(rule)) this.#said.set(rule, this.#saidBy(rule, table));
      const said = this.#said.get(rule);
      const texts = this.#texts.get(rule.name) ?? [];
      texts.push(said === undefined ? `alone ${rule.name}` : `${said} ${regions.nameOf(region)}`);
      this.#texts.set(rule.name, texts);
    }
  }

  #saidBy(rule: Rule, table: Table): string | undefined {
    const said = saidBy(rule, table);
    if (said === undefined) return undefined;
    // Many rules say the same, and most of those in the same order of members.
    const text = JSON.stringify(said);
    const canonical = this.#canonical.get(text) ?? canonicalJson(said);
    this.#canonical.set(text, canonical);
    return canonical;
  }

  /** Each rule that says what one before it says, with that one. `rules` are in declaration order. */
  duplicates(rules: Iterable<Rule>): ReadonlyMap<string, Rule> {
    const first = new Map<string, Rule>();
    const found = new Map<string, Rule>();
    for (const rule of rules) {
      const text = (this.#texts.get(rule.name) ?? [`alone ${rule.name}`]).join("\n");
      const before = first.get(text);
      if (before === undefined) first.set(text, rule);
      else if (before.name !== rule.name && !isNamedBefore(rule, before)) found.set(rule.name, before);
    }
    return found;
  }
}

/** Of several that permit, the first with a reason or code of its own is the one that is named. */
function isNamedBefore(rule: Rule, before: Rule): boolean {
  return rule.permits && rule.explicit && !before.explicit;
}

/** Undefined of a grant, whose state is its own. */
function saidBy({ grant, ...rule }: Rule, { needs, windows }: Table): Json | undefined {
  if (grant !== undefined) return undefined;
  const { name: _, origin: __, code: ___, explicit: ____, conditions: _____, label: ______, ...said } = rule;
  const { reason, limit, ...rest } = said;
  const asked = rule.needs === undefined ? undefined : needs[rule.needs];
  const window = limit && windows[limit.window];
  return {
    ...rest,
    ...(rule.verdict === "note" && { reason }),
    ...(asked && { needs: { ...asked, rule: "" } }),
    ...(limit && { limit: { ...limit, window: { ...window, id: "" } } }),
  } as unknown as Json;
}
