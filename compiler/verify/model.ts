// What policies say of one action, as regions of one space: who contributes which verdict where.

import type { Condition, Ref, Rule, Table } from "../../runtime/table/format.js";
import type { Verdict } from "../../runtime/table/verdict.js";
import { declarationOf, isActionPattern, isAmong, type Among } from "../../runtime/values/action-name.js";
import { run } from "../atoms/class-set.js";
import type { Lexicon } from "../atoms/lexicon.js";
import { type Box, meet } from "../atoms/region.js";
import { spaceOf, type Dimension, type Guard } from "../atoms/space.js";
import type { ActionOf } from "../atoms/term.js";
import type { Augmented } from "./augment.js";

/** A rule's contribution. The windows of limits are taken for unused. */
export interface Say {
  readonly rule: Rule;
  readonly verdict: Verdict;
  readonly permits: boolean;
  readonly region: readonly Box[];
}

/** What a policy, or a floor of it, says of the action. */
export interface Layer {
  readonly table: Table;
  readonly says: readonly Say[];
  /** Rules that give no verdict, only what goes along with one; there where the model was asked for them. */
  readonly obliging: readonly Pick<Say, "rule" | "region">[];
  /** What joins where nothing permits, and, of that, where. */
  readonly defaults: readonly { readonly verdict: Verdict; readonly region: readonly Box[] }[];
}

/** A policy and its floors, in this order. */
export type Stance = readonly Layer[];

export interface Model {
  /** As the action is declared: of a wildcard, its pattern. */
  readonly action: string;
  readonly dimensions: readonly Dimension[];
  /** Which names of a wildcard some rules select: dimensions behind the others. */
  readonly selections: readonly Among[];
  readonly stances: readonly Stance[];
  /** Of each claim that was asked about, where it speaks. */
  readonly claims: readonly (readonly Box[])[];
}

/** What is asked of a policy or floor: of all its rules on the attempt that give a verdict, unless it says otherwise. */
export interface Considered extends Augmented {
  readonly only?: (rule: Rule) => boolean;
  readonly withObliging?: boolean;
  /** What is decided: what came back, or the attempt that something came back from; left out: an attempt. */
  readonly stage?: "result" | "before result";
}

/** What stands in a claim's place: a guard that must be true, or with `orUnknown` not false, on names that it selects. */
export interface Asked {
  readonly conditions: readonly Condition[];
  readonly among?: Among | undefined;
  readonly orUnknown?: boolean;
}

/** The model of an action that all stances declare; `claims` are of the first layer of the first stance. */
export function modelOf(
  action: string,
  stances: readonly (readonly Considered[])[],
  claims: readonly Asked[],
  lexicon: Lexicon,
): Model {
  for (const layers of stances)
    layers.forEach(({ table }, depth) => {
      lexicon.place(table, depth);
    });
  const guards: Guard[] = [];
  const selections = new Selections();
  /** What is read from the regions once all guards are known. */
  const ask = (guard: Guard, among: Among | undefined): ((regions: Regions) => readonly Box[]) => {
    const place = guards.push(guard) - 1;
    const selected = among && selections.placeOf(among);
    return (regions) => within(regions.at(place), selected, regions.first);
  };
  const planned = stances.map((layers) => layers.map((layer) => planLayer(action, layer, ask)));
  const [[own] = []] = stances;
  const asked = claims.map(({ conditions, among, orUnknown = false }) => {
    const of = own && actionOf(action, own.table);
    const selected = isActionPattern(of?.name ?? "") ? among : undefined;
    return of && ask({ action: of, conditions: conditions.map(({ expr }) => expr), orUnknown }, selected);
  });
  const { dimensions, regions: found } = spaceOf(guards, lexicon);
  const regions: Regions = { at: (place) => found[place] ?? [], first: dimensions.length };
  return {
    action,
    dimensions: [...dimensions, ...selections.dimensions(own && actionOf(action, own.table))],
    selections: selections.all,
    stances: planned.map((layers) => layers.map((layer) => layer(regions))),
    claims: asked.map((each) => each?.(regions) ?? []),
  };
}

interface Regions {
  readonly at: (guard: number) => readonly Box[];
  /** The first dimension of selections. */
  readonly first: number;
}

type Ask = (guard: Guard, among: Among | undefined) => (regions: Regions) => readonly Box[];

function planLayer(action: string, layer: Considered, ask: Ask): (regions: Regions) => Layer {
  const { table, only, withObliging, stage } = layer;
  const declared = actionOf(action, table);
  if (declared === undefined || !layer.counts) return () => ({ table, says: [], obliging: [], defaults: [] });
  const of: ActionOf = stage === "before result" ? { ...declared, isBefore: true } : declared;
  const rules = table.rules.filter((rule) => rule.actions.includes(of.name) && only?.(rule) !== false);
  if (stage === "result") return planResult(rules, of, layer, ask);
  const says = rules.filter(speaks).map((rule) => planSay(rule, of, layer, ask));
  const obliging = (withObliging === true ? rules.filter(obliges) : []).map((rule) => {
    const region = planRegion(rule, of, layer, ask);
    return (regions: Regions) => ({ rule, region: region(regions) });
  });
  const defaults = defaultsOf(layer).map(({ verdict, conditions }) => {
    const region = ask({ action: of, conditions, orUnknown: false }, undefined);
    return (regions: Regions) => ({ verdict, region: region(regions) });
  });
  return (regions) => ({
    table,
    says: says.map((say) => say(regions)),
    obliging: obliging.map((each) => each(regions)),
    defaults: defaults.map((each) => each(regions)),
  });
}

/** Results are permitted where no rule on them says otherwise, and no rule on the attempt asked to rewrite them. */
function planResult(
  rules: readonly Rule[],
  action: ActionOf,
  layer: Considered,
  ask: Ask,
): (regions: Regions) => Layer {
  const { table, work } = layer;
  const says = rules.flatMap((rule): readonly ((regions: Regions) => Say)[] => {
    const rewrites = work.get(rule);
    const isOnResult = rule.onResult === true;
    if (rule.shadow || (isOnResult ? !hasVerdict(rule) : rewrites === undefined)) return [];
    const asking: ActionOf = isOnResult ? action : { ...action, isBefore: true };
    const region = planRegion(rule, asking, layer, ask);
    const finds =
      rewrites === undefined
        ? undefined
        : ask({ action, conditions: [rewrites], orUnknown: false }, undefined);
    const verdict = isOnResult && hasVerdict(rule) ? rule.verdict : "redact";
    return [
      (regions) => ({ rule, verdict, permits: false, region: both(region(regions), finds?.(regions)) }),
    ];
  });
  const defaults: Layer["defaults"] = [{ verdict: "allow", region: [new Map()] }];
  return (regions) => ({ table, says: says.map((say) => say(regions)), obliging: [], defaults });
}

function both(boxes: readonly Box[], others: readonly Box[] | undefined): readonly Box[] {
  return others === undefined
    ? boxes
    : boxes.flatMap((box) => others.flatMap((other) => meet(box, other) ?? []));
}

/** The action as a table declares it; undefined where it does not. */
export function actionOf(action: string, table: Table): ActionOf | undefined {
  const { actions } = table.schema;
  const name = Object.hasOwn(actions, action) ? action : declarationOf(actions, action);
  const schema = name === undefined ? undefined : actions[name];
  return name === undefined || schema === undefined ? undefined : { table, name, schema };
}

/** Does it give a verdict on the attempt? */
function speaks(rule: Rule): rule is Rule & { readonly verdict: Verdict } {
  return rule.onResult !== true && !rule.shadow && hasVerdict(rule);
}

function hasVerdict(rule: Rule): rule is Rule & { readonly verdict: Verdict } {
  return rule.verdict !== "none" && rule.verdict !== "note";
}

/** Does it say nothing but what goes along with a verdict? */
function obliges({ onResult, shadow, verdict }: Rule): boolean {
  return onResult !== true && !shadow && verdict === "none";
}

function planSay(
  rule: Rule & { readonly verdict: Verdict },
  action: ActionOf,
  layer: Augmented,
  ask: Ask,
): (regions: Regions) => Say {
  const region = planRegion(rule, action, layer, ask);
  const { verdict, permits } = rule;
  return (regions) => ({ rule, verdict, permits, region: region(regions) });
}

/** Where the rule matches, and neither its needs are met nor its limit has room. */
function planRegion(
  rule: Rule,
  action: ActionOf,
  { notApproved, over }: Augmented,
  ask: Ask,
): (regions: Regions) => readonly Box[] {
  const { conditions, needs, among, permits } = rule;
  const own: readonly Ref[] = [
    ...conditions.map(({ expr }) => expr),
    ...(needs === undefined ? [] : [notApproved[needs] ?? 0]),
  ];
  const ways = (over.get(rule) ?? [[]]).map((more) =>
    ask(
      { action, conditions: [...own, ...more], orUnknown: !permits },
      isActionPattern(action.name) ? among : undefined,
    ),
  );
  return (regions) => ways.flatMap((way) => way(regions));
}

/** An approved default that escalates is an allow. */
function defaultsOf({
  table,
  approved,
  notApproved,
}: Augmented): readonly { readonly verdict: Verdict; readonly conditions: readonly Ref[] }[] {
  const { verdict, needs } = table.policy.default;
  if (needs === undefined) return [{ verdict, conditions: [] }];
  return [
    { verdict, conditions: [notApproved[needs] ?? 0] },
    { verdict: "allow", conditions: [approved[needs] ?? 0] },
  ];
}

/** The boxes, on the selected names alone. */
function within(boxes: readonly Box[], selected: number | undefined, first: number): readonly Box[] {
  if (selected === undefined) return boxes;
  return boxes.map((box) => new Map(box).set(first + selected, TRUE));
}

const TRUE = run(2, 3);

/** Each selection of names is a question with the answers no and yes. */
class Selections {
  readonly all: Among[] = [];
  readonly #places = new Map<string, number>();

  placeOf(among: Among): number {
    const text = JSON.stringify(among);
    const place = this.#places.get(text) ?? this.all.push(among) - 1;
    this.#places.set(text, place);
    return place;
  }

  dimensions(action: ActionOf | undefined): readonly Dimension[] {
    if (action === undefined) return [];
    return this.all.map((among) => ({
      term: { kind: "attribute", path: "action.name", section: "action", steps: ["name"] },
      action,
      ...{ among, isOpaque: true, isGrant: false, canBeUnknown: false },
      ...{ examples: [undefined, false, true], size: 3, possible: run(1, 3), questions: [] },
      ...selected(among),
    }));
  }
}

/** Names that are not among those, and names that are. */
function selected(among: Among): Pick<Dimension, "classes" | "classOf"> {
  const examples = [undefined, false, true];
  const classOf: Dimension["classOf"] = (name) => (typeof name === "string" && isAmong(among, name) ? 2 : 1);
  return { classOf, classes: { examples, named: 2, where: () => TRUE, classOf } };
}

/** Where a rule of the layer permits. */
export function permitted({ says }: Layer): readonly Box[] {
  return says.filter((say) => say.permits).flatMap(({ region }) => region);
}
