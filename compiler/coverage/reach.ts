// Goals that no request can reach, by proof: the region of each of their ways is empty. What is left may still be out of
// reach, and counts.

import type { Table } from "../../runtime/table/format.js";
import { type ClassSet, NONE } from "../atoms/class-set.js";
import { Lexicon } from "../atoms/lexicon.js";
import { type Box, outside, withinEffort } from "../atoms/region.js";
import { augmented, layersOf } from "../verify/augment.js";
import { modelOf, permitted, type Model } from "../verify/model.js";
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
  const byAction = new Map<string, { readonly goal: Goal; readonly way: Way }[]>();
  for (const [goal, some] of ways)
    for (const way of some ?? []) {
      const asked = byAction.get(way.action) ?? [];
      byAction.set(way.action, asked);
      asked.push({ goal, way });
    }
  const reached = new Set<Goal>();
  const words = new Map<Goal, string | undefined>();
  const own = { ...augmented(asking), only: () => false };
  for (const [action, asked] of byAction) {
    const model = modelOf(
      action,
      [[own]],
      asked.map(({ way }) => way),
      new Lexicon(),
    );
    for (const [i, { goal }] of asked.entries()) {
      const [first] = model.claims[i] ?? [];
      if (first === undefined) continue;
      reached.add(goal);
      if (goal.measure === "regions" && !words.has(goal)) words.set(goal, textOf(first, model));
    }
  }
  const never = new Set(goals.filter((goal) => ways.get(goal) !== undefined && !reached.has(goal)));
  const fallback = goals.find(({ aim }) => aim.kind === "decides" && aim.what === "default");
  if (fallback !== undefined && !joinsAnywhere(table)) never.add(fallback);
  return { never, words };
}

function textOf(box: Box, model: Model): string | undefined {
  return boxText(box, model, { manner: "prose" });
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
