// Goals that no request can reach, by proof: the region of each of their ways is empty. What is left may still be out of
// reach, and counts.

import type { Table } from "../../runtime/table/format.js";
import { type ClassSet, NONE } from "../atoms/class-set.js";
import { Lexicon } from "../atoms/lexicon.js";
import { type Box, outside, withinEffort } from "../atoms/region.js";
import { spaceOf, type Guard } from "../atoms/space.js";
import { layersOf } from "../verify/augment.js";
import { actionOf, modelOf, permitted, type Model } from "../verify/model.js";
import { boxText } from "../verify/words/box.js";
import type { Goal } from "./goals.js";
import { guarded, type Way } from "./guards.js";

export interface Reach {
  /** Proved to be out of reach. */
  readonly never: ReadonlySet<Goal>;
  /** Of regions, the requests in words, where there is anything to say; undefined: all requests on the action. */
  readonly words: ReadonlyMap<Goal, string | undefined>;
}

export function reachOf(table: Table, goals: readonly Goal[]): Reach {
  const { table: asking, ways } = guarded(table, goals);
  const lexicon = new Lexicon();
  lexicon.place(asking, 0);
  const reached = new Set<Goal>();
  const words = new Map<Goal, string | undefined>();
  for (const asked of together(ways)) {
    const [first] = asked;
    const action = first && actionOf(first.way.action, asking);
    if (action === undefined) continue;
    const guards = asked.map(({ way }): Guard => ({
      action,
      conditions: way.conditions.map(({ expr }) => expr),
      orUnknown: way.orUnknown,
    }));
    const { dimensions, regions } = spaceOf(guards, lexicon);
    for (const [i, { goal }] of asked.entries()) {
      const [box] = regions[i] ?? [];
      if (box === undefined) continue;
      reached.add(goal);
      if (goal.measure === "regions" && !words.has(goal))
        words.set(goal, textOf(box, action.name, dimensions));
    }
  }
  const never = new Set(goals.filter((goal) => ways.get(goal) !== undefined && !reached.has(goal)));
  const fallback = goals.find(({ aim }) => aim.kind === "decides" && aim.what === "default");
  if (fallback !== undefined && !joinsAnywhere(table)) never.add(fallback);
  return { never, words };
}

interface Asked {
  readonly goal: Goal;
  readonly way: Way;
}

/**
 * The ways of one rule on one action, in turn: they speak of few terms, and a space in which all rules are cut would be as
 * empty in the same places.
 */
function together(ways: ReadonlyMap<Goal, readonly Way[] | undefined>): Iterable<readonly Asked[]> {
  const groups = new Map<string, Asked[]>();
  for (const [goal, some] of ways)
    for (const way of some ?? []) {
      const key = `${goal.rule} ${way.action}`;
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push({ goal, way });
    }
  return groups.values();
}

function textOf(box: Box, action: string, dimensions: Model["dimensions"]): string | undefined {
  return boxText(box, { action, dimensions, selections: [], stances: [], claims: [] }, { manner: "prose" });
}

/** Comparisons of boxes that the question of one action may take: beyond, the default is taken for reachable. */
const EFFORT = 500_000;

/** Is there a request that nothing permits? */
function joinsAnywhere(table: Table): boolean {
  const [own] = layersOf(table);
  if (own === undefined) return true;
  return Object.keys(table.schema.actions).some((action) => {
    const model = modelOf(action, [[own]], [], new Lexicon());
    const [[layer] = []] = model.stances;
    if (layer === undefined) return true;
    const whole = (dimension: number): ClassSet => model.dimensions[dimension]?.possible ?? NONE;
    const everything: Box = new Map();
    return withinEffort(
      () => outside(everything, permitted(layer), whole, { left: EFFORT }) !== undefined,
      true,
    );
  });
}
