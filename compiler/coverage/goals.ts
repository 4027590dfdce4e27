// What cases should touch, one goal each: with words for people, and a constraint for whoever looks for a request that
// reaches it.

import type { Literal } from "../../runtime/atoms/box.js";
import type { Ref } from "../../runtime/table/format.js";
import type { Span } from "../source/source.js";
import type { Counts } from "./counts.js";
import type { Plan, PlannedCondition, PlannedRule, Side, Slot } from "./plan.js";

export const MEASURES = ["rules", "conditions", "boundaries", "regions"] as const;

export type Measure = (typeof MEASURES)[number];

export interface Goal {
  /** Where it is counted: the same for the same table. */
  readonly slot: Slot;
  readonly measure: Measure;
  /** The rule's qualified name, a kill switch's, `default` or `on_error`. */
  readonly rule: string;
  readonly span: Span;
  /** What is to be seen: `args.amount >= 10_000 USD is false`. */
  readonly text: string;
  readonly aim: Aim;
}

/** `rows` are places in the table's rules: the goal is reached by a request that one of them is asked about. */
export type Aim =
  /** The rule contributes to a decision: its guard holds, and neither agreement nor room in a window lifts it. */
  | { readonly kind: "speaks"; readonly rows: readonly number[] }
  /** It decides: a kill switch, the default, or `on_error`, by its origin. */
  | {
      readonly kind: "decides";
      readonly what: "killswitch" | "default" | "on_error";
      readonly origin: string;
    }
  /** All of these hold on the action, or, where it is left out, on one that the rows select. */
  | {
      readonly kind: "holds";
      readonly rows: readonly number[];
      readonly action?: string;
      readonly literals: readonly Literal[];
    }
  /** The expression's value lies within these, of which `example` is the plainest. */
  | {
      readonly kind: "value";
      readonly rows: readonly number[];
      readonly subject: Ref;
      readonly scale: 0 | 4;
      readonly from: number;
      readonly to: number;
      readonly example: number;
    }
  /** The guard of one of the rows holds, and people have agreed, or have not. */
  | { readonly kind: "needs"; readonly rows: readonly number[]; readonly met: boolean }
  /** The guard of one of the rows holds, and its window is used up, or is not, while nothing else blocks. */
  | { readonly kind: "limit"; readonly rows: readonly number[]; readonly usedUp: boolean };

/** All goals of a plan: rule by rule, each rule's by measure. */
export function goalsOf({ rules, others }: Plan): readonly Goal[] {
  return [
    ...rules.flatMap(goalsOfRule),
    ...others.map(({ kind, name, origin, span, seen }): Goal => ({
      ...{ slot: seen.decided, measure: "rules", rule: name, span },
      text: `${kind === "killswitch" ? `the kill switch ${name}` : name} decides`,
      aim: { kind: "decides", what: kind, origin },
    })),
  ];
}

/** The goals that were not reached. */
export function unmetIn(goals: readonly Goal[], { seen }: Counts): readonly Goal[] {
  return goals.filter(({ slot }) => (seen[slot] ?? 0) === 0);
}

function goalsOfRule(rule: PlannedRule): readonly Goal[] {
  const { name, rows, seen, span, conditions, boundaries, regions } = rule;
  const speaks: Goal = {
    ...{ slot: seen.spoke, measure: "rules", rule: name, span },
    text: `${name} has its say`,
    aim: { kind: "speaks", rows },
  };
  return [
    speaks,
    ...conditions.flatMap((condition) => [
      conditionGoal(name, condition, true),
      conditionGoal(name, condition, false),
    ]),
    ...boundaries.flatMap((boundary) =>
      [boundary.below, boundary.above].map((side): Goal => ({
        ...{ slot: side.seen, measure: "boundaries", rule: name, span: boundary.span },
        text: `${boundary.text} at ${side.text}`,
        aim: {
          kind: "value",
          ...aimed(side),
          rows: boundary.rows,
          subject: boundary.subject,
          scale: boundary.scale,
        },
      })),
    ),
    ...regions.map((region): Goal => ({
      ...{ slot: region.seen, measure: "regions", rule: name, span },
      text: `a way in which ${name} matches ${region.action}`,
      aim: { kind: "holds", rows: region.rows, action: region.action, literals: region.literals },
    })),
  ];
}

function aimed({ from, to, example }: Side): Pick<Side, "from" | "to" | "example"> {
  return { from, to, example };
}

function conditionGoal(
  rule: string,
  { rows, text, span, of, seen }: PlannedCondition,
  wanted: boolean,
): Goal {
  const common = { slot: wanted ? seen.yes : seen.no, measure: "conditions", rule, span } as const;
  switch (of.kind) {
    case "expr": {
      const literals = [{ ref: of.ref, value: wanted, orUnknown: false }];
      return { ...common, text: `${text} is ${String(wanted)}`, aim: { kind: "holds", rows, literals } };
    }
    case "needs":
      return {
        ...common,
        text: `${wanted ? "" : "not "}approved by ${text}`,
        aim: { kind: "needs", rows, met: wanted },
      };
    case "limit":
      return {
        ...common,
        text: `${wanted ? "used up" : "room in"}: ${text}`,
        aim: { kind: "limit", rows, usedUp: wanted },
      };
  }
}
