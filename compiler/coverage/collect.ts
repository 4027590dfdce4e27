// Looks on while cases are run, and counts what they touch: each decision's facts are evaluated anew, all conditions of
// all rules on the action, whichever of them the decision needed.

import type { Literal } from "../../runtime/atoms/box.js";
import type { Observed } from "../../runtime/decide/observe.js";
import type { Judgement, Match } from "../../runtime/decide/judge.js";
import { contributing } from "../../runtime/decide/judge.js";
import { bearingOn, type Policy } from "../../runtime/decide/policy.js";
import type { Reasoned } from "../../runtime/decide/council.js";
import { sceneOf } from "../../runtime/decide/scene.js";
import { evaluation, truthOf, valueOf, type Evaluation } from "../../runtime/evaluate/evaluate.js";
import { Fault } from "../../runtime/evaluate/fault.js";
import type { Ref } from "../../runtime/table/format.js";
import type { Counts } from "./counts.js";
import type { Plan, PlannedCondition, PlannedRule, Slot } from "./plan.js";

export class Collector {
  #decisions = 0;
  readonly #seen: number[];
  readonly #byRow = new Map<number, PlannedRule>();
  readonly #byName: ReadonlyMap<string, PlannedRule>;

  constructor(readonly plan: Plan) {
    this.#seen = new Array<number>(plan.slots).fill(0);
    this.#byName = new Map(plan.rules.map((rule) => [rule.name, rule]));
    for (const rule of plan.rules) for (const row of rule.rows) this.#byRow.set(row, rule);
  }

  get counts(): Counts {
    return { decisions: this.#decisions, seen: [...this.#seen] };
  }

  /** What the policy in force is seen to do; its floors have tests of their own. */
  readonly observe = (observed: Observed): void => {
    const { policy, reasoned } = observed;
    this.#decisions += 1;
    const own = reasoned.find((each) => each.policy === policy);
    this.#deciding(observed, own?.judgement.situation.returned !== undefined);
    if (own !== undefined) this.#reasoned(own);
  };

  #deciding({ decision: { rule, origin, matched } }: Observed, isOfResult: boolean): void {
    const named = [{ rule, origin }, ...matched];
    for (const other of this.plan.others) {
      // What nothing is said of comes back as it is: that is not what the policy says of attempts.
      if (isOfResult && other.kind === "default") continue;
      if (named.some((each) => each.rule === other.name && each.origin === other.origin))
        this.#count(other.seen.decided);
    }
    const deciding = this.#byName.get(rule);
    if (deciding !== undefined) this.#count(deciding.seen.decided);
  }

  #reasoned(own: Reasoned): void {
    const { policy, judgement } = own;
    const matches = new Map<number, Match>();
    const matched = new Set<PlannedRule>();
    for (const match of judgement.matches) {
      const place = policy.places.get(match.rule);
      if (place !== undefined) matches.set(place, match);
      // What a rule asked of the result when the action was decided is no row of the table.
      const rule = place === undefined ? this.#byName.get(match.rule.name) : this.#byRow.get(place);
      if (rule !== undefined) matched.add(rule);
    }
    for (const { seen } of matched) this.#count(seen.matched);
    for (const { seen } of this.#speaking(own)) this.#count(seen.spoke);
    this.#asked(own, matches);
  }

  /** The rules that have their say, shadow rules among them. */
  #speaking({ policy, judgement, limits }: Reasoned): ReadonlySet<PlannedRule> {
    const speaking = contributing(judgement, limits).flatMap((row) => {
      const place = policy.places.get(row);
      return (place === undefined ? this.#byName.get(row.name) : this.#byRow.get(place)) ?? [];
    });
    return new Set(speaking);
  }

  #asked({ policy, judgement, limits }: Reasoned, matches: ReadonlyMap<number, Match>): void {
    const asked = rowsAsked(policy, judgement);
    const at = evaluation(policy.program, sceneOf(policy, judgement.situation, judgement.answers));
    const { declared } = judgement.situation;
    const isAsked = ({ rows }: { readonly rows: readonly number[] }): boolean =>
      rows.some((row) => asked.has(row));
    const rules = new Set(Array.from(asked).flatMap((row) => this.#byRow.get(row) ?? []));
    for (const { conditions, boundaries, regions } of rules) {
      for (const each of conditions) if (isAsked(each)) this.#condition(each, at, matches, limits);
      for (const each of boundaries) if (isAsked(each)) this.#sides(valueAt(each.subject, at), each);
      for (const each of regions)
        if (each.action === declared && isAsked(each) && each.literals.every((literal) => holds(literal, at)))
          this.#count(each.seen);
    }
  }

  #condition(
    { of, rows, seen }: PlannedCondition,
    at: Evaluation,
    matches: ReadonlyMap<number, Match>,
    limits: Reasoned["limits"],
  ): void {
    if (of.kind === "expr") {
      this.#truth(truthAt(of.ref, at), seen);
      return;
    }
    const found = rows.flatMap((row) => matches.get(row) ?? []);
    const answers =
      of.kind === "needs" ? found.map(({ approved }) => approved) : found.flatMap(isUsedUp(limits));
    if (answers.includes(true)) this.#count(seen.yes);
    if (answers.includes(false)) this.#count(seen.no);
  }

  #truth(truth: boolean | undefined, { yes, no, unknown }: PlannedCondition["seen"]): void {
    this.#count(truth === undefined ? unknown : truth ? yes : no);
  }

  #sides(value: unknown, { below, above }: PlannedRule["boundaries"][number]): void {
    if (typeof value !== "number") return;
    for (const { from, to, seen } of [below, above]) if (from <= value && value <= to) this.#count(seen);
  }

  #count(slot: Slot): void {
    this.#seen[slot] = (this.#seen[slot] ?? 0) + 1;
  }
}

/** The places of the rows that are asked about the attempt, or about what came back from it. */
function rowsAsked(policy: Policy, { situation }: Judgement): ReadonlySet<number> {
  const { rules = [], results = [] } = bearingOn(policy, situation) ?? {};
  const asked = situation.returned === undefined ? rules : results;
  return new Set(asked.flatMap((rule) => policy.places.get(rule) ?? []));
}

/** Nothing where the window was not looked at. An amount that is not known finds no room. */
function isUsedUp(limits: Reasoned["limits"]): (match: Match) => readonly boolean[] {
  return ({ rule, claim }) => {
    if (limits === undefined || claim === undefined) return [];
    if (!claim.known) return [true];
    const answer = limits.get(rule);
    return answer === undefined ? [] : [!answer.room];
  };
}

function holds({ ref, value, orUnknown }: Literal, at: Evaluation): boolean {
  const truth = truthAt(ref, at);
  return truth === undefined ? orUnknown : truth === value;
}

/** What overflows is unknown here; the decision says that it was a fault. */
function truthAt(ref: Ref, at: Evaluation): boolean | undefined {
  return unlessFaulty(() => truthOf(ref, at));
}

function valueAt(ref: Ref, at: Evaluation): unknown {
  return unlessFaulty(() => valueOf(ref, at));
}

function unlessFaulty<T>(answer: () => T): T | undefined {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
