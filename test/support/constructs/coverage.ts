// How often each construct of the language stood in a policy, was true, false or unknown, and decided.
//
// A clause decides where its rule is among those that gave the decision's verdict, or where what it asks for is part of
// the decision. An expression decides where it was worked out for such a rule: what was skipped has decided nothing.

import type { Interpretation } from "../../../compiler/interpret/interpret.js";
import type { TypedExpr } from "../../../compiler/types/typed-expr.js";
import type { Truth } from "../../../runtime/values/value.js";
import { CLAUSES } from "./clauses.js";
import { EXPRESSIONS } from "./expressions.js";
import type { Indexed, PolicyIndex, Sign } from "./index-policy.js";
import { STATES, type State } from "./states.js";

/** All constructs of the language, states included. */
export const CONSTRUCTS: readonly string[] = [...new Set([...EXPRESSIONS, ...CLAUSES, ...STATES])];

interface Count {
  /** Policies in which it stands. */
  present: number;
  /** Decisions in which it was so; of what is no condition, the condition around it. */
  yes: number;
  no: number;
  unknown: number;
  decided: number;
}

export class Coverage {
  readonly #counts = new Map<string, Count>(CONSTRUCTS.map((name) => [name, none()]));
  /** What each condition came to in the present decision. */
  #heard = new Map<TypedExpr, Set<Truth>>();

  /** A policy with its floors comes into force. */
  present(policies: readonly PolicyIndex[]): void {
    const all = policies.flatMap(({ rules, names }) => [
      ...[...rules.values()].flatMap(({ clauses }) => clauses.map(({ name }) => name)),
      ...[...names.values()].flat(),
    ]);
    for (const name of new Set(all)) this.#count(name).present += 1;
  }

  readonly watch = (expr: TypedExpr, truth: Truth): void => {
    const heard = this.#heard.get(expr);
    if (heard === undefined) this.#heard.set(expr, new Set([truth]));
    else heard.add(truth);
  };

  /** What a condition came to in the decision that is under way. */
  heard(expr: TypedExpr): ReadonlySet<Truth> {
    return this.#heard.get(expr) ?? new Set();
  }

  /** A decision was made, of which all conditions were heard; gives the constructs that decided. */
  decided(policies: readonly PolicyIndex[], decision: Interpretation): ReadonlySet<string> {
    const found = new Set<string>();
    for (const { rules, names } of policies) {
      this.#countTruths(names);
      for (const [rule, indexed] of rules)
        for (const name of this.#decidedIn(rule, indexed, names, decision)) found.add(name);
    }
    for (const name of found) this.#count(name).decided += 1;
    this.#heard = new Map();
    return found;
  }

  /** A state decided. */
  state(state: State): void {
    this.#count(state).decided += 1;
  }

  #countTruths(names: PolicyIndex["names"]): void {
    const seen = { true: new Set<string>(), false: new Set<string>(), unknown: new Set<string>() };
    for (const [expr, truths] of this.#heard)
      for (const truth of truths) for (const name of names.get(expr) ?? []) seen[`${truth}`].add(name);
    for (const name of seen.true) this.#count(name).yes += 1;
    for (const name of seen.false) this.#count(name).no += 1;
    for (const name of seen.unknown) this.#count(name).unknown += 1;
  }

  #decidedIn(
    rule: string,
    { clauses, conditions }: Indexed,
    names: PolicyIndex["names"],
    decision: Interpretation,
  ): readonly string[] {
    const gave = decision.matched.some((each) => each.rule === rule && each.verdict === decision.verdict);
    return [
      ...clauses.flatMap(({ name, sign }) => (isSeen(sign, rule, gave, decision) ? [name] : [])),
      ...(gave ? conditions.flatMap((each) => (this.#heard.has(each) ? (names.get(each) ?? []) : [])) : []),
    ];
  }

  #count(name: string): Count {
    const count = this.#counts.get(name) ?? none();
    this.#counts.set(name, count);
    return count;
  }

  /** What was seen and stands in no list of constructs. */
  unlisted(): readonly string[] {
    return [...this.#counts.keys()].slice(CONSTRUCTS.length);
  }

  /** Those that never decided. */
  missing(): readonly string[] {
    return [...this.#counts].flatMap(([name, { decided }]) => (decided === 0 ? [name] : []));
  }

  toString(): string {
    const cell = ([name, { present, yes, no, unknown, decided }]: readonly [string, Count]): string => {
      const truths = yes + no + unknown === 0 ? "" : ` ${String(yes)}/${String(no)}/${String(unknown)}`;
      return `${name} ${present === 0 ? "" : `[${String(present)}]`}${truths} = ${String(decided)}`;
    };
    const cells = [...this.#counts].map(cell);
    return `constructs, each [policies] true/false/unknown = decided:\n  ${cells.join("\n  ")}`;
  }
}

function none(): Count {
  return { present: 0, yes: 0, no: 0, unknown: 0, decided: 0 };
}

function isSeen(sign: Sign, rule: string, gave: boolean, decision: Interpretation): boolean {
  const { notes, trips, shadow, obligations, code } = decision;
  switch (sign.by) {
    case "verdict":
      return gave;
    case "shadow":
      return shadow?.matched.some((each) => each.rule === rule && each.verdict === shadow.verdict) === true;
    case "name":
      return decision.rule === rule && code !== rule;
    case "note":
      return notes?.some((each) => each.rule === rule) === true;
    case "trip":
      return trips?.some((each) => each.rule === rule) === true;
    case "notify":
      return gave && obligations.notify.length > 0;
    case "connect":
      return obligations.connect.some((each) => each.rule === rule);
    case "redaction":
      return obligations.redactions.some(
        (each) => each.rule === rule && each.op === sign.op && each.target === sign.target,
      );
  }
}
