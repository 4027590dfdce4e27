// What of a policy was touched, and what was not: counts and proofs put together, as plain data for any report.

import type { TableFile } from "../../runtime/table/format.js";
import { lineMap } from "../source/line-map.js";
import type { SourceFile, Span } from "../source/source.js";
import type { Counts } from "./counts.js";
import { goalsOf, MEASURES, type Goal, type Measure } from "./goals.js";
import type { Plan, PlannedBoundary, PlannedCondition, PlannedRule, Slot } from "./plan.js";
import { reachOf } from "./reach.js";

export interface Coverage {
  readonly policy: string;
  /** Of the table. */
  readonly digest: string;
  /** The entry file of the policy. */
  readonly file: string;
  readonly decisions: number;
  readonly totals: Readonly<Record<Measure, Tally>>;
  /** In declaration order. */
  readonly rules: readonly RuleCoverage[];
  /** Kill switches, the default and what `on_error` gives. */
  readonly others: readonly OtherCoverage[];
  /** So many more regions there are, which are not counted. */
  readonly regionsLeft: number;
}

export interface Tally {
  readonly reached: number;
  /** Goals, less those that are proved to be out of reach. */
  readonly total: number;
  readonly never: number;
}

/** Lines and columns from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `never`: it is proved that no request reaches it. */
export interface Sight {
  readonly count: number;
  readonly never: boolean;
}

export interface RuleCoverage {
  readonly rule: string;
  readonly form: string;
  readonly shadow: boolean;
  readonly place: Place;
  /** Its guard held so often, it contributed to so many decisions, and decided so many. */
  readonly matched: number;
  readonly spoke: Sight;
  readonly decided: number;
  readonly conditions: readonly ConditionCoverage[];
  readonly boundaries: readonly BoundaryCoverage[];
  readonly regions: readonly RegionCoverage[];
}

export interface ConditionCoverage {
  readonly text: string;
  readonly place: Place;
  readonly kind: "expr" | "needs" | "limit";
  readonly yes: Sight;
  readonly no: Sight;
  readonly unknown: number;
}

export interface BoundaryCoverage {
  readonly text: string;
  readonly place: Place;
  readonly below: Sight & { readonly value: string };
  readonly above: Sight & { readonly value: string };
}

export interface RegionCoverage extends Sight {
  /** As declared. */
  readonly action: string;
  /** The requests in words; absent: all on the action. */
  readonly text?: string;
}

export interface OtherCoverage {
  readonly kind: "killswitch" | "default" | "on_error";
  readonly name: string;
  readonly place: Place;
  readonly decided: Sight;
}

/** `files` are those of the program, its entry file last. */
export function coverageOf(
  plan: Plan,
  counts: Counts,
  table: TableFile,
  files: readonly SourceFile[],
): Coverage {
  const goals = goalsOf(plan);
  const { never, words } = reachOf(table, goals);
  const bySlot = new Map(goals.map((goal) => [goal.slot, goal]));
  const view: View = {
    placeOf: placing(files),
    count: (slot) => counts.seen[slot] ?? 0,
    sight: (slot) => {
      const goal = bySlot.get(slot);
      return { count: counts.seen[slot] ?? 0, never: goal !== undefined && never.has(goal) };
    },
    wordsAt: (slot) => {
      const goal = bySlot.get(slot);
      return goal && words.get(goal);
    },
  };
  return {
    policy: plan.policy,
    digest: plan.digest,
    file: files.at(-1)?.path ?? "",
    decisions: counts.decisions,
    totals: totalsOf(goals, never, counts),
    rules: plan.rules.map((rule) => ruleIn(rule, view)),
    others: plan.others.map(({ kind, name, span, seen }) => ({
      ...{ kind, name, place: view.placeOf(span) },
      decided: view.sight(seen.decided),
    })),
    regionsLeft: plan.regionsLeft,
  };
}

/** The part of all goals that was reached, in percent; of nothing, all. */
export function percentOf({ reached, total }: Tally): number {
  return total === 0 ? 100 : (100 * reached) / total;
}

interface View {
  readonly placeOf: (span: Span) => Place;
  readonly count: (slot: Slot) => number;
  readonly sight: (slot: Slot) => Sight;
  readonly wordsAt: (slot: Slot) => string | undefined;
}

function placing(files: readonly SourceFile[]): View["placeOf"] {
  const lines = new Map(files.map(({ path, text }) => [path, lineMap(text)]));
  return ({ file, start }) => {
    const { line, column } = lines.get(file)?.position(start) ?? { line: 1, column: 1 };
    return { file, line, column };
  };
}

/** What was reached counts, whatever is proved: a proof speaks of requests that fit their declarations. */
function totalsOf(goals: readonly Goal[], never: ReadonlySet<Goal>, { seen }: Counts): Coverage["totals"] {
  const tally = (measure: Measure): Tally => {
    const own = goals.filter((goal) => goal.measure === measure);
    const open = own.filter((goal) => !never.has(goal));
    const reached = open.filter(({ slot }) => (seen[slot] ?? 0) > 0).length;
    return { reached, total: open.length, never: own.length - open.length };
  };
  return Object.fromEntries(MEASURES.map((measure) => [measure, tally(measure)])) as Record<Measure, Tally>;
}

function ruleIn(rule: PlannedRule, view: View): RuleCoverage {
  const { name, form, shadow, span, seen, conditions, boundaries, regions } = rule;
  return {
    ...{ rule: name, form, shadow, place: view.placeOf(span) },
    matched: view.count(seen.matched),
    spoke: view.sight(seen.spoke),
    decided: view.count(seen.decided),
    conditions: conditions.map((each) => conditionIn(each, view)),
    boundaries: boundaries.map((each) => boundaryIn(each, view)),
    regions: regions.map((region) => {
      const text = view.wordsAt(region.seen);
      return { action: region.action, ...(text !== undefined && { text }), ...view.sight(region.seen) };
    }),
  };
}

function conditionIn({ text, span, of, seen }: PlannedCondition, view: View): ConditionCoverage {
  return {
    ...{ text, place: view.placeOf(span), kind: of.kind },
    ...{ yes: view.sight(seen.yes), no: view.sight(seen.no), unknown: view.count(seen.unknown) },
  };
}

function boundaryIn({ text, span, below, above }: PlannedBoundary, view: View): BoundaryCoverage {
  return {
    ...{ text, place: view.placeOf(span) },
    below: { value: below.text, ...view.sight(below.seen) },
    above: { value: above.text, ...view.sight(above.seen) },
  };
}
