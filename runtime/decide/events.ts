// The histories of which a decision is an event, and those that it ends.

import { evaluation, type Evaluation } from "../evaluate/evaluate.js";
import type { Scene } from "../evaluate/scene.js";
import type { Effects, OpenEvent, SeriesEvent } from "../state/store.js";
import type { HistoryPattern } from "../table/format.js";
import type { Verdict } from "../table/verdict.js";
import { isAwaited, knownOf, wasSo } from "./awaited.js";
import { eventValue } from "./event-value.js";
import { bearingOn, type Policy } from "./policy.js";
import { sceneOf, type Answers } from "./scene.js";
import { attributeOf, keyAt, type Situation } from "./situation.js";

/** How it was decided; `permitted`: did it run, and leave all its effects? */
export interface Happened {
  readonly verdict: Verdict;
  readonly permitted: boolean;
}

/** What an action leaves in histories: `open` events are revised by its report. */
export type Left = Required<Pick<Effects, "series" | "open">>;

/** A permitted action in all histories of such that select it, but for those that it ends. */
export function eventsOf(policy: Policy, situation: Situation, answers: Answers): Left {
  const patterns = patternsOf(policy, situation, true).filter(({ attempts }) => attempts === undefined);
  return eventsIn(patterns, policy, situation, sceneOf(policy, situation, answers));
}

/** Any decision, held or not, in the histories of attempts. */
export function attemptsOf(
  policy: Policy,
  situation: Situation,
  answers: Answers,
  { verdict, permitted }: Happened,
): Left {
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
): Left {
  if (patterns.length === 0) return { series: [], open: [] };
  const at = evaluation(policy.program, scene);
  const series: SeriesEvent[] = [];
  const open: OpenEvent[] = [];
  for (const pattern of patterns) {
    const event = eventOf(pattern, situation, at);
    if (event === undefined) continue;
    if (isOpen(policy, pattern, event)) open.push({ ...event, known: knownOf(policy, pattern, at) });
    else series.push(event);
  }
  return { series, open };
}

/** Is something of it unknown that the report may tell? */
function isOpen(policy: Policy, pattern: HistoryPattern, { certain, value }: SeriesEvent): boolean {
  return isAwaited(pattern, policy) && (!certain || (pattern.attribute !== undefined && value === undefined));
}

/** The histories that a permitted action ends. */
export function resetsOf(policy: Policy, situation: Situation): NonNullable<Effects["resets"]> {
  const { resets = [] } = bearingOn(policy, situation) ?? {};
  return resets
    .flatMap((index) => policy.table.histories[index] ?? [])
    .map(({ id, by, earlier = by }) => ({ id, key: keyAt(situation, earlier) }));
}

function eventOf(pattern: HistoryPattern, situation: Situation, at: Evaluation): SeriesEvent | undefined {
  const was = wasSo(pattern, at);
  if (was === false) return undefined;
  const { id, fn, within, by, earlier = by } = pattern;
  const value = eventValue(pattern, (path) => attributeOf(situation, path));
  return {
    id,
    fn,
    key: keyAt(situation, earlier),
    ...(within !== undefined && { within }),
    ...(value !== undefined && { value }),
    certain: was === true,
  };
}
