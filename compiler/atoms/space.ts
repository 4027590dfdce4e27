// The space of one action's requests: a dimension for each term that the guards at hand ask about, and each guard as boxes
// in it. Guards of several tables, of two versions of a policy or of a policy and its floor, share one space.

import { boxesOf, type Box as Literals, type Literal } from "../../runtime/atoms/box.js";
import { predicateOf, type Predicate, type Term, type Test } from "../../runtime/atoms/predicate.js";
import type { Ref, Table } from "../../runtime/table/format.js";
import { type ClassSet, complement, intersect, isEmpty, NONE, run, union } from "./class-set.js";
import { type Classes, classesOf, UNKNOWN } from "./classes.js";
import type { Lexicon } from "./lexicon.js";
import type { Box } from "./region.js";
import { type ActionOf, formOf } from "./term.js";

/** A conjunction of conditions: where it is true, or with `orUnknown` where it is not false. */
export interface Guard {
  readonly action: ActionOf;
  readonly conditions: readonly Ref[];
  readonly orUnknown: boolean;
}

export interface Dimension {
  readonly term: Term;
  /** The action of the table in which the term stands. */
  readonly action: ActionOf;
  /** Is it a question that has no classes but its answers? Then it may depend on others. */
  readonly isOpaque: boolean;
  /** Is it the state of a grant, which the term asks about? */
  readonly isGrant: boolean;
  readonly canBeUnknown: boolean;
  readonly classes: Classes;
  /** What is asked of the term. */
  readonly questions: readonly Question[];
  readonly examples: Classes["examples"];
  /** The class of a value; undefined where it is of none. */
  readonly classOf: Classes["classOf"];
  /** How many classes there are, the one of what is unknown included. */
  readonly size: number;
  /** Those that a value can have. */
  readonly possible: ClassSet;
}

/** A question about a term: the expression of the table in which it stands. */
export interface Question {
  readonly test: Test;
  readonly ref: Ref;
  readonly table: Table;
}

export interface Space {
  readonly dimensions: readonly Dimension[];
  /** Of each guard, in the order in which they were given. */
  readonly regions: readonly (readonly Box[])[];
}

/** A rule of more boxes is asked about as a whole. */
const MOST_BOXES = 256;

/** How the keys of grants begin: no attribute has a blank. */
const GRANT = "grant ";

const IS_TRUE: Test = { kind: "is", value: true };

interface Asked {
  readonly key: string;
  readonly term: Term;
  readonly action: ActionOf;
  readonly test: Test;
  readonly ref: Ref;
  /** The question as one that has no classes but its answers. */
  readonly whole: { readonly key: string; readonly term: Term };
}

export function spaceOf(guards: readonly Guard[], lexicon: Lexicon): Space {
  const asking = guards.map((guard) => literalsOf(guard, lexicon));
  const cutter = new Cutter(asking.flat(2).map(({ asked }) => asked));
  const regions = asking.map((boxes) => boxes.flatMap((box) => cutter.boxOf(box) ?? []));
  return { dimensions: cutter.dimensions, regions };
}

type AskedLiteral = Omit<Literal, "ref"> & { readonly asked: Asked };

function literalsOf(
  { action, conditions, orUnknown }: Guard,
  lexicon: Lexicon,
): readonly (readonly AskedLiteral[])[] {
  const { exprs } = action.table;
  const boxes: readonly Literals[] = boxesOf(conditions, orUnknown, exprs, { most: MOST_BOXES });
  return boxes.map((box) =>
    box.map(({ ref, ...literal }) => ({ ...literal, asked: askedOf(ref, action, lexicon) })),
  );
}

function askedOf(ref: Ref, action: ActionOf, lexicon: Lexicon): Asked {
  const { table } = action;
  const keyOf = (term: Term): string =>
    (term.kind === "attribute" ? term.path : `#${String(lexicon.nameOf(term.ref, table))}`) +
    declaredFor(term, action);
  const term: Term = { kind: "expr", ref };
  const whole = { key: `?${keyOf(term)}`, term };
  const grant = grantIn(ref, action, lexicon);
  const { test, term: subject } = grant ?? predicateOf(ref, table) ?? { term, test: IS_TRUE };
  const key = test === IS_TRUE && subject === term ? whole.key : keyOf(subject);
  return { key: grant?.key ?? key, term: subject, action, test, ref, whole };
}

/** What the action's declaration says of the term: of two versions of a policy, each may say something else. */
function declaredFor(term: Term, { table, schema }: ActionOf): string {
  const { effect, reversible, reaches, migrates } = schema;
  if (term.kind === "attribute") {
    if (term.path === "action.effect") return `=${effect ?? ""}`;
    return term.path === "action.reversible" ? `=${reversible}` : "";
  }
  const op = table.exprs[term.ref]?.op;
  return op === "reaches" || op === "drift" ? JSON.stringify([reaches, migrates]) : "";
}

/** A grant is in one of three states. */
function grantIn(
  ref: Ref,
  { table }: ActionOf,
  lexicon: Lexicon,
): (Predicate & { readonly key: string }) | undefined {
  const expr = table.exprs[ref];
  if (expr?.op !== "grant") return undefined;
  const key = `${GRANT}${String(lexicon.depthOf(table))} ${table.grants[expr.grant]?.id ?? ""}`;
  return { key, term: { kind: "expr", ref }, test: { kind: "texts", texts: new Set([expr.is]) } };
}

/** Cuts each term by all tests of it, then reads boxes by the classes. */
class Cutter {
  readonly dimensions: Dimension[] = [];
  readonly #places = new Map<string, { readonly place: number; readonly classes: Classes }>();
  readonly #wholes = new Set<string>();

  constructor(all: readonly Asked[]) {
    for (const [key, asked] of grouped(all, (each) => each.key)) this.#cut(key, asked);
  }

  /** Undefined where no request lies in it. */
  boxOf(literals: readonly AskedLiteral[]): Box | undefined {
    const box = new Map<number, ClassSet>();
    for (const literal of literals) {
      const found = this.#setOf(literal);
      if (found === undefined) continue;
      const { place, set } = found;
      const before = box.get(place);
      const both = before === undefined ? set : intersect(before, set);
      if (isEmpty(both)) return undefined;
      box.set(place, both);
    }
    // What holds of every value binds nothing.
    for (const [place, set] of box) {
      const { possible = NONE } = this.dimensions[place] ?? {};
      if (isEmpty(intersect(possible, complement(set, this.dimensions[place]?.size ?? 0)))) box.delete(place);
    }
    return box;
  }

  #cut(key: string, asked: readonly Asked[]): void {
    const [first] = asked;
    if (first === undefined) return;
    const isOpaque = key === first.whole.key;
    const isGrant = key.startsWith(GRANT);
    const { domain, canBeUnknown } = formOf(first.term, first.action);
    const tests = asked.map(({ test }) => test);
    const classes = classesOf(tests, domain);
    if (classes !== undefined) {
      const questions = asked.map(({ test, ref, action }) => ({ test, ref, table: action.table }));
      this.#add(
        key,
        { term: first.term, action: first.action, isOpaque, isGrant, canBeUnknown, questions },
        classes,
      );
      return;
    }
    // Too many to be told apart: each question stands for itself.
    this.#wholes.add(key);
    for (const [own, same] of grouped(asked, (each) => each.whole.key)) {
      const [one] = same;
      const answers = classesOf([IS_TRUE], { kind: "truth", values: [false, true] });
      if (one === undefined || answers === undefined || this.#places.has(own)) continue;
      const dimension = {
        term: one.whole.term,
        action: one.action,
        isOpaque: true,
        isGrant: false,
        canBeUnknown,
        questions: [],
      };
      this.#add(own, dimension, answers);
    }
  }

  #add(
    key: string,
    dimension: Omit<Dimension, "classes" | "examples" | "classOf" | "size" | "possible">,
    classes: Classes,
  ): void {
    const size = classes.examples.length;
    const possible = run(dimension.canBeUnknown ? UNKNOWN : 1, size);
    this.#places.set(key, { place: this.dimensions.length, classes });
    const { examples, classOf } = classes;
    this.dimensions.push({ ...dimension, classes, examples, classOf, size, possible });
  }

  #setOf({
    asked,
    value,
    orUnknown,
  }: AskedLiteral): { readonly place: number; readonly set: ClassSet } | undefined {
    const isWhole = this.#wholes.has(asked.key);
    const found = this.#places.get(isWhole ? asked.whole.key : asked.key);
    const dimension = found && this.dimensions[found.place];
    if (found === undefined || dimension === undefined) return undefined;
    const test = isWhole ? IS_TRUE : asked.test;
    const known = run(1, dimension.size);
    const passing = found.classes.where(test);
    const without = intersect(known, complement(passing, dimension.size));
    const isPresence = test.kind === "present";
    const own = isPresence ? (value ? known : NONE) : value ? passing : without;
    const withUnknown = isPresence ? !value : orUnknown;
    const set = withUnknown && dimension.canBeUnknown ? union(run(UNKNOWN, UNKNOWN + 1), own) : own;
    return { place: found.place, set };
  }
}

function grouped(
  all: readonly Asked[],
  keyOf: (asked: Asked) => string,
): ReadonlyMap<string, readonly Asked[]> {
  const groups = new Map<string, Asked[]>();
  for (const asked of all) {
    const group = groups.get(keyOf(asked));
    if (group === undefined) groups.set(keyOf(asked), [asked]);
    else group.push(asked);
  }
  return groups;
}
