// Requests that reach a goal of coverage by themselves: such that the rule is seen to decide, if that can be.

import type { Goal } from "../coverage/goals.js";
import type { Guarded, Way } from "../coverage/guards.js";
import type { Ref, Rule } from "../../runtime/table/format.js";
import { reachableFrom } from "../../runtime/table/operands.js";
import type { Model } from "../verify/model.js";
import { attempt, recordOf, type Script, type Sent } from "./move.js";
import type { Seed, Seeds } from "./seeds.js";

/** So many actions of a rule are looked at. */
const MOST_ACTIONS = 3;

/** One way, narrowed to where it says most. */
interface Asked {
  readonly way: Way;
  readonly row: Rule | undefined;
  readonly conditions: readonly Ref[];
}

/** A model for each action, in which the regions of all goals are cut at once. */
export class Aims {
  readonly #asked: ReadonlyMap<Goal, readonly Asked[]>;
  readonly #models = new Map<string, { readonly asked: readonly Asked[]; readonly model: Model }>();

  constructor(
    { ways, table }: Guarded,
    private readonly seeds: Seeds,
  ) {
    this.#asked = new Map(
      Array.from(ways, ([goal, some = []]) => [
        goal,
        narrowed(
          some.slice(0, MOST_ACTIONS).map((way) => ({ way, row: rowOf(goal, way, table.rules) })),
          aboutOf(goal),
          (ref) => reachableFrom([ref], table.exprs),
        ),
      ]),
    );
  }

  /** The most telling first. */
  *at(goal: Goal): Iterable<Seed> {
    for (const asked of this.#asked.get(goal) ?? []) {
      const { model, place } = this.#modelFor(asked);
      const region = model.claims[place] ?? [];
      const isOnResult = asked.way.onResult;
      if (region.length > 0) yield* this.seeds.in(region, model, { row: asked.row, isOnResult, most: 1 });
    }
  }

  /** What reaches a goal that no rule is about. */
  *unruled({ aim }: Goal): Iterable<Script> {
    if (aim.kind !== "decides" || aim.what === "killswitch") return;
    const { actions } = this.seeds.file.schema;
    if (aim.what === "default")
      for (const action of Object.keys(actions))
        for (const { request } of this.seeds.unspoken(action)) yield [attempt(request)];
    else {
      yield [attempt({ action: { name: UNDECLARED, args: {} } })];
      const conditions = this.seeds.file.policy.onErrorWhen.map(({ when }) => when.expr);
      for (const [i, condition] of conditions.entries())
        for (const action of Object.keys(actions).slice(0, MOST_ACTIONS))
          for (const { request } of this.seeds.holding(action, condition, conditions.slice(0, i)))
            yield [attempt(broken(request))];
    }
  }

  #modelFor(asked: Asked): { readonly model: Model; readonly place: number } {
    const { action, onResult } = asked.way;
    const key = `${action} ${String(onResult)}`;
    const known = this.#models.get(key) ?? this.#modelOf(action, onResult);
    this.#models.set(key, known);
    return { model: known.model, place: known.asked.indexOf(asked) };
  }

  #modelOf(action: string, onResult: boolean): { readonly asked: readonly Asked[]; readonly model: Model } {
    const asked = Array.from(this.#asked.values())
      .flat()
      .filter(({ way }) => way.action === action && way.onResult === onResult);
    const guards = asked.map(({ way, conditions }) => ({
      conditions,
      among: way.among,
      orUnknown: way.orUnknown,
    }));
    return { asked, model: this.seeds.model(action, guards, onResult) };
  }
}

const UNDECLARED = "no.such.action";

/** With an argument that nobody declared. */
function broken(request: Sent): Sent {
  const action = recordOf(request.action);
  return {
    ...request,
    action: { ...action, args: { ...recordOf(action.args), "no such argument": null } },
  };
}

function rowOf({ aim }: Goal, { action, onResult }: Way, rules: readonly Rule[]): Rule | undefined {
  if (aim.kind === "decides") return undefined;
  return aim.rows
    .flatMap((row) => rules[row] ?? [])
    .find((rule) => rule.actions.includes(action) && (rule.onResult === true) === onResult);
}

/** With all that the row asks; with all of it that is about something else; and by themselves. */
function narrowed(
  ways: readonly Pick<Asked, "way" | "row">[],
  about: readonly Ref[],
  under: (ref: Ref) => ReadonlySet<Ref>,
): readonly Asked[] {
  const isElse = (ref: Ref): boolean => !about.some((each) => under(ref).has(each));
  return [() => true, isElse, () => false].flatMap((isAsked) =>
    ways.map(({ way, row }) => {
      const guard = (row?.conditions ?? []).map(({ expr }) => expr);
      return { way, row, conditions: [...way.conditions.map(({ expr }) => expr), ...guard.filter(isAsked)] };
    }),
  );
}

/** The expressions that a goal speaks of. */
function aboutOf({ aim }: Goal): readonly Ref[] {
  if (aim.kind === "holds") return aim.literals.map(({ ref }) => ref);
  return aim.kind === "value" ? [aim.subject] : [];
}
