// What cases meet on the policy, decision by decision: where the rules of a mutant say the same each time, no case tells it, and
// none need be run.

import type { Observed } from "../../runtime/decide/observe.js";
import { readsOfRule, type Policy } from "../../runtime/decide/policy.js";
import type { Situation } from "../../runtime/decide/situation.js";
import type { Evaluation } from "../../runtime/evaluate/evaluate.js";
import { Fault } from "../../runtime/evaluate/fault.js";
import { matches } from "../../runtime/match/rule-index.js";
import type { Rule, TableFile } from "../../runtime/table/format.js";
import type { TestCase } from "../../runtime/testing/case.js";
import type { Recall } from "../../runtime/testing/recall.js";
import { caseProbe, type CaseProbe } from "../../runtime/testing/run.js";
import { isSelected } from "../../runtime/values/action-name.js";
import type { Batch, Variant } from "./batch.js";

/** Of a longer case nothing is kept. */
const MOST_DECISIONS = 100;

/** A decision that rules made, or that was made before any was asked, or that could not be made. */
type Met = Asked | { readonly kind: "unasked" } | { readonly kind: "failed" };

interface Asked {
  readonly kind: "asked";
  readonly situation: Situation;
  readonly at: Evaluation;
}

export class Traces {
  readonly #policy: Policy;
  readonly #probe: Promise<CaseProbe>;
  readonly #traces = new Map<TestCase, Promise<readonly Met[] | undefined>>();
  readonly #texts = new Map<Rule, string>();
  readonly #isTold: boolean;

  constructor(
    readonly batch: Batch,
    recall: Recall,
  ) {
    this.#policy = batch.deciding(batch.table.rules);
    this.#probe = caseProbe(this.#policy, recall);
    this.#isTold = isAskingOutside(batch.all);
  }

  /**
   * May the case, which passes on the policy, fail on the mutant? Not where at each decision the rules that the mutant lacks
   * and those that it has instead come to the same: then state is the same after it, and so on to the end. Where that cannot
   * be seen, it may.
   */
  async mayTell(testCase: TestCase, variant: Variant): Promise<boolean> {
    const rules = [...variant.removed, ...variant.added];
    if (this.#isTold || rules.some(({ onResult }) => onResult === true)) return true;
    const known = this.#traces.get(testCase) ?? this.#traced(testCase);
    this.#traces.set(testCase, known);
    const trace = await known;
    return trace?.every((met) => this.#isAlike(variant, met)) !== true;
  }

  /** Undefined where it is too long. */
  async #traced(testCase: TestCase): Promise<readonly Met[] | undefined> {
    const trace: Met[] = [];
    const passes = await this.#probe;
    await passes(testCase, {
      decided: (observed) => {
        if (trace.length <= MOST_DECISIONS) trace.push(this.#metIn(observed));
      },
    });
    return trace.length > MOST_DECISIONS ? undefined : trace;
  }

  #metIn({ decision: { fault, code }, reasoned }: Observed): Met {
    if (reasoned.length === 0)
      return { kind: fault === undefined || code === "request.invalid" ? "unasked" : "failed" };
    const own = reasoned.find(({ policy }) => policy === this.#policy);
    if (own === undefined || fault !== undefined) return { kind: "failed" };
    const { situation, evaluation } = own.judgement;
    return { kind: "asked", situation, at: evaluation };
  }

  #isAlike({ removed, added }: Variant, met: Met): boolean {
    if (met.kind !== "asked") return met.kind === "unasked";
    // Rules on the action have no say on its result.
    if (met.situation.returned !== undefined) return true;
    try {
      const said = this.#saidBy(removed, met);
      return said !== undefined && said === this.#saidBy(added, met);
    } catch (error) {
      if (error instanceof Fault) return false;
      throw error;
    }
  }

  /** All that those say which match; undefined where one asks what was not looked up. @throws {Fault} as guards do. */
  #saidBy(rules: Iterable<Rule>, { situation, at }: Asked): string | undefined {
    const { action, declared } = situation;
    const bearing = Array.from(rules).filter(
      ({ actions, among }) => actions.includes(declared) && isSelected(among, action),
    );
    if (!bearing.every((rule) => this.#isAnswered(rule, declared))) return undefined;
    const matching = bearing.filter((rule) => matches(rule, at));
    return matching.map((rule) => this.#textOf(rule)).join("\n");
  }

  /** Does the policy look up all state that the rule asks about? */
  #isAnswered(rule: Rule, declared: string): boolean {
    const known = this.#policy.actions.get(declared);
    const { asks, grants } = readsOfRule(rule, this.batch.all);
    return (
      asks.every((pattern) => known?.asks.includes(pattern)) &&
      grants.every((grant) => known?.grants.includes(grant))
    );
  }

  /** All that a rule says but where it holds. */
  #textOf(rule: Rule): string {
    const { conditions: _, actions: _actions, among: _among, origin: _origin, ...said } = rule;
    const text = this.#texts.get(rule) ?? JSON.stringify(said);
    this.#texts.set(rule, text);
    return text;
  }
}

/** Does what is answered hang on which rules there are? */
function isAskingOutside({ classifiers, data }: TableFile): boolean {
  return classifiers.length > 0 || data.some(({ refresh }) => refresh !== undefined);
}
