// A mutant whose rules are otherwise, compared with the policy: by the regions of requests in which the rules that differ
// speak, one action after another.

import { canonicalJson, type Json } from "../../runtime/table/canonical.js";
import { isArgument } from "../../runtime/redact/plan.js";
import type { Policy } from "../../runtime/decide/policy.js";
import type { Rule, Table } from "../../runtime/table/format.js";
import { Lexicon } from "../atoms/lexicon.js";
import { outside, withinEffort, type Box } from "../atoms/region.js";
import { spaceOf } from "../atoms/space.js";
import { heard } from "../verify/diff/diff.js";
import type { Changed, Pair } from "../verify/diff/changed-rules.js";
import {
  compare,
  compareResults,
  regionsOf,
  someRegionsOf,
  type Compared,
  type Region,
} from "../verify/diff/regions.js";
import { Stage } from "../verify/diff/replay.js";
import { commonOf } from "../verify/diff/shared-form.js";
import { actionOf, type Considered, type Stance } from "../verify/model.js";
import type { Search } from "../verify/reach.js";
import type { Batch, Variant } from "./batch.js";
import { isBeside, type Difference, type Shown } from "./difference.js";

export class RuleDifferences {
  readonly #lexicon = new Lexicon();
  readonly #layers: readonly Considered[];
  readonly #absent: ReadonlySet<string>;
  readonly #own: ReadonlySet<Rule>;
  readonly #prepared = new Map<Table, Policy>();

  constructor(private readonly batch: Batch) {
    const { table, all } = batch;
    const common = commonOf(all, all);
    this.#layers = heard(all, common.before);
    this.#absent = common.absent;
    this.#own = new Set(table.rules);
    this.#layers.forEach((layer, depth) => {
      this.#lexicon.place(layer.table, depth);
    });
  }

  to(variant: Variant): Difference {
    const { isOpen, regions } = this.#whereOtherwise(variant, false);
    if (!isOpen && regions.length === 0) return { kind: asksOtherwise(variant) ? "beside" : "none" };
    if (isSettled({ isOpen, regions }) || this.#isToldByAnswersAlone(variant)) return { kind: "beside" };
    return { kind: "some", examples: () => this.#examples(variant, regions) };
  }

  /** Golden cases cannot say what classifiers answer: is nothing decided otherwise where none answers? */
  #isToldByAnswersAlone(variant: Variant): boolean {
    if (this.#layers.every(({ table }) => table.classifiers.length === 0)) return false;
    return isSettled(this.#whereOtherwise(variant, true));
  }

  #whereOtherwise(variant: Variant, isUnanswered: boolean): Otherwise {
    const regions: (readonly [Region, Compared])[] = [];
    let isOpen = grantsOtherwise(variant, this.batch.table);
    const actions = new Set([...variant.removed, ...variant.added].flatMap((rule) => rule.actions));
    for (const action of actions) {
      const questions = this.#compared(variant, action, isUnanswered);
      isOpen ||= this.#countsOtherwise(variant, action) && !(isUnanswered && isHeld(questions));
      for (const compared of questions) {
        const all = withinEffort(() => regionsOf(compared, (boxes) => boxes), undefined);
        if (all === undefined) isOpen = true;
        const found = all ?? withinEffort(() => someRegionsOf(compared), []);
        regions.push(...found.map((region) => [region, compared] as const));
      }
    }
    return { isOpen, regions };
  }

  /** The attempts of an action, and their results, where a rule on them is otherwise. */
  #compared(variant: Variant, action: string, isUnanswered: boolean): readonly Compared[] {
    const before = this.#pairsWith((rule) => this.#own.has(rule));
    const rules = new Set(variant.rules);
    const after = this.#pairsWith((rule) => rules.has(rule));
    const pairs: readonly Pair[] = before.map((layer, i) => ({ before: layer, after: after[i] }));
    const question = (bears: (rule: Rule) => boolean) => ({
      ...{ action, pairs, absent: this.#absent, isUnanswered },
      changed: pairs.map((_, depth): Changed =>
        depth === 0 ? changedBy(variant, action, bears) : { before: new Set(), after: new Set() },
      ),
    });
    const [attempts, results] = [question(bearsOnAttempt), question(bearsOnResult)];
    return [
      ...(isAny(attempts.changed) ? [compare(attempts, this.#lexicon)] : []),
      ...(isAny(results.changed) ? [compareResults(results, this.#lexicon)] : []),
    ];
  }

  /** The layers, the policy with some of the batch's rules. */
  #pairsWith(only: (rule: Rule) => boolean): readonly Considered[] {
    return this.#layers.map((layer, depth) => (depth === 0 ? { ...layer, only } : layer));
  }

  /** Regions take windows for unused: where rules with limits are otherwise, each must count what its like counted. */
  #countsOtherwise(variant: Variant, action: string): boolean {
    const { removed, added } = variant;
    const onIt = (rules: Iterable<Rule>): readonly Rule[] =>
      Array.from(rules).filter((rule) => rule.limit !== undefined && rule.actions.includes(action));
    const [was, is] = [onIt(removed), onIt(added)];
    const kindOf = (rule: Rule): string => limitOf(rule, this.batch.table);
    const kinds = new Set([...was, ...is].map(kindOf));
    return Array.from(kinds).some(
      (kind) =>
        !this.#areAlike(
          was.filter((rule) => kindOf(rule) === kind),
          is.filter((rule) => kindOf(rule) === kind),
          action,
        ),
    );
  }

  /** Do the rules hold of the same requests? Proved, or no. */
  #areAlike(some: readonly Rule[], others: readonly Rule[], action: string): boolean {
    const [own] = this.#layers;
    const of = own && actionOf(action, own.table);
    if (of === undefined) return false;
    const guards = [...some, ...others].map(({ conditions, permits }) => ({
      ...{ action: of, conditions: conditions.map(({ expr }) => expr), orUnknown: !permits },
    }));
    const { dimensions, regions } = spaceOf(guards, this.#lexicon);
    const whole = (place: number) => dimensions[place]?.possible ?? [];
    const effort = { left: EFFORT };
    const lies = (boxes: readonly Box[], within: readonly Box[]): boolean =>
      boxes.every((box) => outside(box, within, whole, effort) === undefined);
    const [a, b] = [regions.slice(0, some.length).flat(), regions.slice(some.length).flat()];
    return withinEffort(() => lies(a, b) && lies(b, a), false);
  }

  *#examples(variant: Variant, regions: readonly (readonly [Region, Compared])[]): Iterable<Shown> {
    const shown = regions
      .filter(([{ direction }]) => direction !== "other")
      .toSorted(([a], [b]) => a.box.size - b.box.size);
    for (const [region, compared] of shown.slice(0, MOST_REGIONS)) {
      const { action } = compared.model;
      const on = ({ actions }: Rule): boolean => actions.includes(action);
      const policy = this.batch.deciding(this.batch.table.rules.filter(on));
      const stage = new Stage(policy, this.batch.deciding(variant.rules.filter(on)), this.#prepared);
      const example = stage.exampleIn(region, compared);
      if (example !== undefined) yield { action, ...example };
    }
  }
}

/** Where a mutant decides otherwise; `isOpen`: perhaps elsewhere, too. */
interface Otherwise {
  readonly isOpen: boolean;
  readonly regions: readonly (readonly [Region, Compared])[];
}

/** Are all verdicts the same? */
function isSettled({ isOpen, regions }: Otherwise): boolean {
  return !isOpen && regions.every(([region]) => isBeside(region));
}

/** Do both block each attempt, so that no window ever counts one? */
function isHeld(questions: readonly Compared[]): boolean {
  const attempts = questions.find(({ attempts }) => attempts === undefined);
  return (
    attempts !== undefined &&
    [attempts.before, attempts.after].every((stance) => blocksAll(stance, attempts.search))
  );
}

function blocksAll(stance: Stance, { whole }: Search): boolean {
  const boxes = stance
    .filter(({ table }) => table.policy.mode !== "shadow")
    .flatMap(({ says }) => says)
    .filter(({ rule, verdict, permits }) => verdict === "block" && !permits && rule.limit === undefined)
    .flatMap(({ region }) => region);
  return withinEffort(() => outside(new Map(), boxes, whole, { left: EFFORT }) === undefined, false);
}

/** Comparisons of boxes that comparing what windows count may take. */
const EFFORT = 200_000;
/** So many regions of a mutant are looked into for a request. */
const MOST_REGIONS = 8;

function isAny(changed: readonly Changed[]): boolean {
  return changed.some(({ before, after }) => before.size + after.size > 0);
}

function changedBy({ removed, added }: Variant, action: string, bears: (rule: Rule) => boolean): Changed {
  const on = (rules: Iterable<Rule>): ReadonlySet<Rule> =>
    new Set(Array.from(rules).filter((rule) => rule.actions.includes(action) && bears(rule)));
  return { before: on(removed), after: on(added) };
}

function bearsOnAttempt({ onResult }: Rule): boolean {
  return onResult !== true;
}

/** Rules on the attempt may say what is to be rewritten in its result. */
function bearsOnResult({ onResult, redactions }: Rule): boolean {
  return onResult === true || redactions.some(({ target }) => !isArgument(target));
}

/**
 * All that a rule with a limit says but where it holds and why, and whom it asks to let somebody agree: rules of which this is
 * equal count alike.
 */
function limitOf(rule: Rule, table: Table): string {
  const { conditions: _, origin: _origin, reason: _reason, code: _code, actions: _actions, ...said } = rule;
  const asked = said.needs === undefined ? undefined : table.needs[said.needs];
  const of = asked?.of.map(({ group, ...need }) => ({
    ...need,
    people: Array.from(new Set(table.groups[group] ?? [])).toSorted(),
  }));
  return canonicalJson({ ...said, needs: asked && { of, within: asked.within } } as unknown as Json);
}

/** Regions take windows for unused: does a rule with a limit ask somebody else, where all that agree are the same? */
function asksOtherwise({ removed, added }: Variant): boolean {
  const asked = new Set(Array.from(removed, ({ needs }) => needs));
  return added.some(({ limit, needs }) => limit !== undefined && !asked.has(needs));
}

/** Of a grant that is otherwise, regions tell only whether it is there. */
function grantsOtherwise({ removed, added }: Variant, { grants }: Table): boolean {
  const told = (rules: Iterable<Rule>): string =>
    canonicalJson(
      Array.from(rules).flatMap(({ grant }) =>
        grant === undefined ? [] : [grants[grant]],
      ) as unknown as Json,
    );
  return told(removed) !== told(added);
}
