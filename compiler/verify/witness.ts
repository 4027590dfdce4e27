// From a box to a request that lies in it: each bound term is given an example of its class; where terms depend on each
// other, or a question has no classes but its answers, values that the policy names are tried until all answers are right.

import { admit } from "../../runtime/decide/admit.js";
import { answersIn, factsAt } from "../../runtime/decide/facts.js";
import { seenBy } from "../../runtime/decide/layers.js";
import type { Policy } from "../../runtime/decide/policy.js";
import type { Facts } from "../../runtime/decide/request.js";
import { returnedIn } from "../../runtime/decide/returned.js";
import { asCompiled, NO_SETS, type Sets } from "../../runtime/decide/sets.js";
import { sceneOf } from "../../runtime/decide/scene.js";
import { attributeOf, type Situation } from "../../runtime/decide/situation.js";
import { evaluation, valueOf, type Evaluation } from "../../runtime/evaluate/evaluate.js";
import { Fault } from "../../runtime/evaluate/fault.js";
import type { ActionSchema, Ref } from "../../runtime/table/format.js";
import { attributeType } from "../../runtime/table/sort.js";
import { reachableFrom } from "../../runtime/table/operands.js";
import type { Value } from "../../runtime/values/value.js";
import { type ClassSet, hasClass } from "../atoms/class-set.js";
import type { Box } from "../atoms/region.js";
import { UNKNOWN } from "../../runtime/atoms/cuts.js";
import type { Dimension } from "../atoms/space.js";
import { type ActionOf, isPassing } from "../atoms/term.js";
import { agreeing } from "./agreeing.js";
import { approvalsAt, assign } from "./assign.js";
import { candidatesFor, inTurn, namedIn, namedUnder, UNDECLARED_RESULT, type Named } from "./candidates.js";
import { copyOf, finished, newDraft, type Draft, type Witness } from "./draft.js";
import { namesUnder } from "./wildcard-names.js";
import { actionOf, type Model, type Stance } from "./model.js";

/** A stance with what evaluates its expressions: policies of the augmented tables, the policy and its floors. */
export interface Evaluated {
  readonly stance: Stance;
  readonly policies: readonly Policy[];
  /** Is it a result that is decided? */
  readonly isOnResult?: boolean;
}

/** How many drafts are looked at for one witness. */
const MOST_DRAFTS = 600;
/** Classes of one term that are tried. */
const MOST_CLASSES = 6;

/** A term that the box binds, and the place of its table among the policy and its floors. */
interface Bound {
  readonly dimension: Dimension;
  readonly set: ClassSet;
  readonly layer: number;
}

/** A request in the box, with the facts of state that put it there; undefined where none was found. */
export function witnessIn(box: Box, model: Model, evaluated: Evaluated): Witness | undefined {
  const draft = draftIn(box, model, evaluated);
  const [own] = evaluated.policies;
  return draft && finished(draft, own?.form ?? draft.action.table.schema);
}

/** What makes a request and facts of the box; undefined where none was found. */
export function draftIn(
  box: Box,
  model: Model,
  { stance, policies, isOnResult = false }: Evaluated,
): Draft | undefined {
  const [own] = policies;
  const action = own && actionOf(model.action, own.table);
  if (own === undefined || action === undefined) return undefined;
  const bound = Array.from(box).flatMap(([place, set]): readonly Bound[] => {
    const dimension = model.dimensions[place];
    if (dimension === undefined) return [];
    const layer = stance.findIndex(({ table }) => table === dimension.action.table);
    return [{ dimension, set, layer: Math.max(0, layer) }];
  });
  const named = inTurn([...bound.filter(isAffirmed).map(namedAt), namedIn(own.table)]);
  const names = namesUnder(action.name, own.table.schema.actions, model.selections, named.texts);
  return new Search(bound, policies, named, names).from(
    newDraft(
      action,
      policies.map(({ table }) => table),
      isOnResult,
    ),
  );
}

/** Must a question that has no classes but its answers be answered with yes? Then its own texts are the first to try. */
function isAffirmed({ dimension: { isOpaque }, set }: Bound): boolean {
  return isOpaque && !hasClass(set, UNKNOWN) && !hasClass(set, NO);
}

/** The class of the answer no. */
const NO = 1;

function namedAt({ dimension: { term, action } }: Bound): Named {
  return namedUnder(term.kind === "expr" ? [term.ref] : [], action.table);
}

class Search {
  #left = MOST_DRAFTS;
  readonly #sets = new Map<Policy, Sets>();

  constructor(
    private readonly bound: readonly Bound[],
    private readonly policies: readonly Policy[],
    private readonly named: Named,
    /** Of the action, where it is a wildcard. */
    private readonly names: readonly string[],
  ) {}

  /** Changes one thing after the other, as long as each leaves fewer answers wrong. */
  from(draft: Draft): Draft | undefined {
    // Twice, since questions about one thing are answered in turn.
    for (let round = 0; round < 2; round += 1)
      for (const { dimension, set, layer } of this.bound)
        assign(draft, dimension, preferred(set, dimension), layer);
    let best = draft;
    let wrong = this.#wrongIn(best);
    for (;;) {
      if (wrong.length === 0) return best;
      const next = this.#improved(best, wrong);
      if (next === undefined) return undefined;
      [best, wrong] = next;
    }
  }

  #finish(draft: Draft): Witness {
    const [own] = this.policies;
    return finished(draft, own?.form ?? draft.action.table.schema);
  }

  #improved(draft: Draft, wrong: readonly Bound[]): readonly [Draft, readonly Bound[]] | undefined {
    for (const bound of wrong) {
      for (const change of this.#changesFor(bound)) {
        if (this.#left <= 0) return undefined;
        const next = copyOf(draft);
        change(next);
        const left = this.#wrongIn(next);
        if (left.length < wrong.length) return [next, left];
      }
    }
    return undefined;
  }

  /** Other classes of the term, and other values of what it is worked out from. */
  *#changesFor(bound: Bound): Iterable<(draft: Draft) => void> {
    const { dimension, set, layer } = bound;
    for (const place of classesIn(set, MOST_CLASSES)) yield (draft) => assign(draft, dimension, place, layer);
    const { term, action } = dimension;
    if (term.kind === "attribute") {
      if (term.path === "action.name")
        yield* this.names.map((name) => (draft: Draft) => void (draft.name = name));
      return;
    }
    if (action.table.exprs[term.ref]?.op === "approved") yield* this.#agreements(action);
    if (isPassing(term.ref, action.table)) yield (draft) => (draft.isDataKnown = !draft.isDataKnown);
    for (const path of attributesUnder(term.ref, action)) {
      const declared = attributeType(action.table.schema, action.schema, path);
      const schema = declared ?? (path === "result" ? UNDECLARED_RESULT : undefined);
      if (schema === undefined) continue;
      yield (draft) => draft.attributes.set(path, undefined);
      for (const value of candidatesFor(schema, inTurn([namedAt(bound), this.named])))
        yield (draft) => draft.attributes.set(path, value);
    }
  }

  /** Where some needs are to be met and others not, who agrees, when, and to what makes the difference. */
  *#agreements({ isBefore }: ActionOf): Iterable<(draft: Draft) => void> {
    const asked = this.bound.map(({ dimension }) => dimension);
    for (const people of agreeing(asked.filter(({ action }) => action.isBefore === isBefore)))
      yield (draft) => {
        const approvals = approvalsAt(draft, { isBefore });
        approvals.clear();
        for (const [person, agreement] of people) approvals.set(person, agreement);
      };
  }

  /** The terms that are not of the classes that they should be of. */
  #wrongIn(draft: Draft): readonly Bound[] {
    this.#left -= 1;
    const { request, report, facts } = this.#finish(draft);
    const [own] = this.policies;
    const attempted = own && admit(own, request).situation;
    // A name may come under another wildcard, or be declared by itself.
    const isMeant = attempted?.ok === true && attempted.value.declared === draft.action.name;
    if (!isMeant) return [...this.bound, ...this.bound];
    const returned = report && returnedIn(attempted.value, report, []);
    if (returned?.ok === false) return [...this.bound, ...this.bound];
    const { resultApprovals = [], approvals } = facts;
    const before = this.#evaluations(attempted.value, facts, approvals);
    const after = returned && this.#evaluations(returned.value, facts, resultApprovals);
    return this.bound.filter(({ dimension, set, layer }) => {
      const evaluations = dimension.action.isBefore === true ? before : (after ?? before);
      const { at, seen } = evaluations[layer] ?? {};
      const value = at && seen && valueOfTerm(dimension, at, seen);
      const place = dimension.classOf(value);
      return place === undefined || !hasClass(set, place);
    });
  }

  /** What refreshed data held when the policy was compiled. */
  #compiledSets(policy: Policy): Sets {
    const known = this.#sets.get(policy);
    if (known !== undefined) return known;
    const sets: Sets = new Map(
      policy.table.data.flatMap((set, index) =>
        set.refresh === undefined ? [] : [[index, asCompiled(set)] as const],
      ),
    );
    this.#sets.set(policy, sets);
    return sets;
  }

  /** By the policy and its floors. */
  #evaluations(
    situation: Situation,
    facts: Facts,
    approvals: Facts["approvals"],
  ): readonly { readonly at: Evaluation; readonly seen: Situation }[] {
    return this.policies.map((policy, depth) => {
      const seen = seenBy(policy, situation);
      const own = factsAt(facts, depth);
      const asked = answersIn(own, { policy, now: facts.now ?? 0 }, situation, approvals);
      // The rules that read the data need not be among the policy's here.
      const answers = { ...asked, sets: own.data === undefined ? NO_SETS : this.#compiledSets(policy) };
      return { at: evaluation(policy.program, sceneOf(policy, seen, answers)), seen };
    });
  }
}

/** What cannot be told, as where a number overflows, is unknown. */
function valueOfTerm({ term, isGrant }: Dimension, at: Evaluation, situation: Situation): Value | undefined {
  if (term.kind === "attribute") return attributeOf(situation, term.path);
  const expr = at.program.exprs[term.ref];
  if (isGrant) return expr?.op === "grant" ? at.scene.grant(expr.grant) : undefined;
  try {
    return valueOf(term.ref, at);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** What is known before what is not, and no number below zero where there is another: what is added up is nothing that shrinks. */
function preferred(set: ClassSet, { examples }: Dimension): number {
  const known = classesIn(set, MOST_CLASSES).filter((place) => place !== UNKNOWN);
  const plain = known.find((place) => !isNegative(examples[place]));
  return plain ?? known[0] ?? UNKNOWN;
}

function isNegative(value: Value | undefined): boolean {
  return typeof value === "number" && value < 0;
}

function classesIn(set: ClassSet, most: number): readonly number[] {
  const classes: number[] = [];
  for (let i = 0; i < set.length && classes.length < most; i += 2)
    for (let place = set[i] ?? 0; place < (set[i + 1] ?? 0) && classes.length < most; place += 1)
      classes.push(place);
  return classes;
}

/** The attributes of the request from which an expression is worked out. */
function attributesUnder(ref: Ref, { table, schema }: ActionOf): readonly string[] {
  const paths = new Set<string>();
  for (const each of reachableFrom([ref], table.exprs)) {
    const expr = table.exprs[each];
    if (expr?.op === "attribute" || expr?.op === "has") paths.add(expr.path);
    if (expr?.op === "detects") for (const path of pathsAt(expr.path, schema)) paths.add(path);
    if (expr?.op === "reaches") for (const { arg } of schema.reaches) paths.add(`args.${arg}`);
    if (expr?.op === "drift") for (const arg of schema.migrates) paths.add(`args.${arg}`);
  }
  return Array.from(paths);
}

function pathsAt(path: string, { args, result }: ActionSchema): readonly string[] {
  const record = path === "args" ? args : path === "result" && result?.type === "record" ? result : undefined;
  return record === undefined ? [path] : Object.keys(record.fields).map((name) => `${path}.${name}`);
}
