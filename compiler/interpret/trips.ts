// Kill switches that rules trip where they match, whatever is decided.

import type { Program, TypedRule, TypedTrip } from "../types/program.js";
import type { Truth } from "../../runtime/values/value.js";
import { guardOf } from "./contribute.js";
import type { Scene } from "./scene.js";
import type { Kill } from "./past.js";
import { valueAt, type Situation } from "./situation.js";

/** A kill, and the rule that tripped it. */
export interface Tripped extends Kill {
  readonly rule: string;
  readonly killswitch: string;
}

/** By rules on the action; of a result, by rules on results. */
export function tripped(program: Program, scene: Scene): Tripped[] {
  const onResult = scene.situation.returned !== undefined;
  return program.rules
    .filter(
      (rule) =>
        rule.onResult === onResult &&
        rule.trips.length > 0 &&
        !rule.shadow &&
        matches(rule, guardOf(rule, scene)),
    )
    .flatMap((rule) => rule.trips.map((trip) => trippedBy(rule, trip, scene.situation)));
}

/** Where a guard is unknown, a rule that permits does not match, and every other rule does. */
function matches(rule: TypedRule, guard: Truth): boolean {
  if (guard !== "unknown") return guard;
  return !(rule.form === "rule" && rule.verdict.verdict === "allow" && rule.verdict.once === undefined);
}

function trippedBy({ name }: TypedRule, trip: TypedTrip, situation: Situation): Tripped {
  const value = stated(trip.scope, situation);
  return {
    rule: name,
    killswitch: trip.killswitch,
    scope: trip.scope,
    ...(value !== undefined && { value }),
    ...(trip.for !== undefined && { until: situation.now + trip.for }),
  };
}

/** The scope's attribute as the request states it. */
function stated(scope: string, { action, name, raw }: Situation): unknown {
  const [section = "", ...steps] = scope.split(".");
  if (section !== "action") return valueAt(raw as never, [section, ...steps]);
  return steps[0] === "name" ? name : action.effect;
}
