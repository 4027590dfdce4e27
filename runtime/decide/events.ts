// The histories of which a decision is an event, and those that it ends.

import { evaluation, truthOf, type Evaluation } from "../evaluate/evaluate.js";
import { Fault } from "../evaluate/fault.js";
import { textOf } from "../evaluate/key.js";
import type { Known } from "../evaluate/kleene.js";
import type { Scene } from "../evaluate/scene.js";
import type { Effects, SeriesEvent } from "../state/store.js";
import type { HistoryPattern } from "../table/format.js";
import type { Verdict } from "../table/verdict.js";
import { bearingOn, type Policy } from "./policy.js";
import { sceneOf, type Answers } from "./scene.js";
import { bounded, attributeOf, keyAt, type Situation } from "./situation.js";

/** How it was decided; `permitted`: did it run, and leave all its effects? */
export interface Happened {
  readonly verdict: Verdict;
  readonly permitted: boolean;
}

/** A permitted action in all histories of such that select it, but for those that it ends. */
export function eventsOf(policy: Policy, situation: Situation, answers: Answers): readonly SeriesEvent[] {
  const patterns = patternsOf(policy, situation, true).filter(({ attempts }) => attempts === undefined);
  return eventsIn(patterns, policy, situation, sceneOf(policy, situation, answers));
}

/** Any decision, held or not, in the histories of attempts. */
export function attemptsOf(
  policy: Policy,
  situation: Situation,
  answers: Answers,
  { verdict, permitted }: Happened,
): readonly SeriesEvent[] {
  const patterns = patternsOf(policy, situation, permitted).filter(({ attempts }) => attempts);
  return eventsIn(patterns, policy, situation, { ...sceneOf(policy, situation, answers), verdict });
}

/** The histories that select the action; what a permitted action ends it is no event of. */
function patternsOf(policy: Policy, situation: Situation, permitted: boolean): readonly HistoryPattern[] {
  const { events = [], resets = [] } = bearingOn(policy, situation) ?? {};
  return events
    .filter((index) => !permitted || !resets.includes(index))
    .flatMap((index) => policy.table.histories[index] ?? []);
}

function eventsIn(
  patterns: readonly HistoryPattern[],
  policy: Policy,
  situation: Situation,
  scene: Scene,
): readonly SeriesEvent[] {
  if (patterns.length === 0) return [];
  const at = evaluation(policy.program, scene);
  return patterns.flatMap((pattern) => eventOf(pattern, situation, at));
}

/** The histories that a permitted action ends. */
export function resetsOf(policy: Policy, situation: Situation): NonNullable<Effects["resets"]> {
  const { resets = [] } = bearingOn(policy, situation) ?? {};
  return resets
    .flatMap((index) => policy.table.histories[index] ?? [])
    .map(({ id, by, earlier = by }) => ({ id, key: keyAt(situation, earlier) }));
}

function eventOf(pattern: HistoryPattern, situation: Situation, at: Evaluation): readonly SeriesEvent[] {
  const was = wasSo(pattern, at);
  if (was === false) return [];
  const { id, fn, within, by, earlier = by } = pattern;
  const value = eventValue(pattern, (path) => attributeOf(situation, path));
  return [
    {
      id,
      fn,
      key: keyAt(situation, earlier),
      ...(within !== undefined && { within }),
      ...(value !== undefined && { value }),
      certain: was === true,
    },
  ];
}

/** A `where` that overflows is unknown, like any other that cannot be answered. */
function wasSo({ where }: HistoryPattern, at: Evaluation): Known {
  if (where === undefined) return true;
  try {
    return truthOf(where, at);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

function eventValue(
  { fn, attribute }: HistoryPattern,
  read: Scene["attribute"],
): number | string | undefined {
  if (attribute === undefined) return undefined;
  const value = read(attribute);
  if (fn === "sum") return typeof value === "number" ? value : undefined;
  return value === undefined ? undefined : bounded(textOf(value));
}
