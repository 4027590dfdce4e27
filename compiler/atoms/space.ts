// The space of one action's requests: a dimension for each term that the guards at hand ask about, and each guard as boxes
// in it. Guards of several tables, of two versions of a policy or of a policy and its floor, share one space.

import { boxesOf, type Box as Literals, type Literal } from "../../runtime/atoms/box.js";
import { predicateOf, type Predicate, type Term, type Test } from "../../runtime/atoms/predicate.js";
import type { Ref, Table } from "../../runtime/table/format.js";
import type { Among } from "../../runtime/values/action-name.js";
import { type ClassSet, complement, intersect, isEmpty, isWithin, NONE, run, union } from "./class-set.js";
import { UNKNOWN } from "../../runtime/atoms/cuts.js";
import { type Classes, classesOf } from "./classes.js";
import type { Lexicon } from "./lexicon.js";
import type { Box } from "./region.js";
import { type ActionOf, formOf, isPassing } from "./term.js";

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
  /** Which names of a wildcard are asked about, where that is the question. */
  readonly among?: Among;
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
  /** Has it no classes but its answers? */
  readonly isWhole: boolean;
  /** The question as one that has none; its name takes a while. */
  readonly whole: { readonly key: () => string; readonly term: Term };
}

export function spaceOf(guards: readonly Guard[], lexicon: Lexicon): Space {
  const reader = new Reader(lexicon);
  const asking = guards.map((guard) => reader.literalsOf(guard));
  const cutter = new Cutter(reader.asked());
  const known = new Map<Literally, readonly Box[]>();
  const regions = asking.map((boxes) => {
    const region = known.get(boxes) ?? boxes.flatMap((box) => cutter.boxOf(box) ?? []);
    known.set(boxes, region);
    return region;
  });
  return { dimensions: cutter.dimensions, regions };
}

type AskedLiteral = Omit<Literal, "ref"> & { readonly asked: Asked };
/** A guard as boxes of literals. */
type Literally = readonly (readonly AskedLiteral[])[];

/** Reads guards: of each table, each expression and each guard once. */
class Reader {
  readonly #asked = new Map<Table, Map<Ref, Asked>>();
  readonly #guards = new Map<Table, Map<string, Literally>>();

  constructor(private readonly lexicon: Lexicon) {}

  literalsOf({ action, conditions, orUnknown }: Guard): Literally {
    const guards = this.#guards.get(action.table) ?? new Map<string, Literally>();
    this.#guards.set(action.table, guards);
    const key = `${conditions.join(" ")} ${String(orUnknown)}`;
    const known = guards.get(key) ?? this.#read({ action, conditions, orUnknown });
    guards.set(key, known);
    return known;
  }

  /** All that was read, each question of a table once. */
  asked(): readonly Asked[] {
    return Array.from(this.#asked.values(), (asked) => Array.from(asked.values())).flat();
  }

  #read({ action, conditions, orUnknown }: Guard): Literally {
    const boxes: readonly Literals[] = boxesOf(conditions, orUnknown, action.table.exprs, {
      most: MOST_BOXES,
    });
    return boxes.map((box) =>
      box.map(({ ref, ...literal }) => ({ ...literal, asked: this.#askedOf(ref, action) })),
    );
  }

  #askedOf(ref: Ref, action: ActionOf): Asked {
    const asked = this.#asked.get(action.table) ?? new Map<Ref, Asked>();
    this.#asked.set(action.table, asked);
    const known = asked.get(ref) ?? askedOf(ref, action, this.lexicon);
    asked.set(ref, known);
    return known;
  }
}

function askedOf(ref: Ref, action: ActionOf, lexicon: Lexicon): Asked {
  const { table } = action;
  const keyOf = (term: Term): string =>
    (term.kind === "attribute" ? term.path : `#${String(lexicon.nameOf(term.ref, table))}`) +
    declaredFor(term, action) +
    (action.isBefore === true && term.kind === "expr" && isPassing(term.ref, table) ? " before" : "");
  const term: Term = { kind: "expr", ref };
  const grant = grantIn(ref, action, lexicon);
  const { test, term: subject } = grant ?? predicateOf(ref, table) ?? { term, test: IS_TRUE };
  const isWhole = test === IS_TRUE && subject === term;
  const wholeKey = (): string => `?${keyOf(term)}`;
  const key = grant?.key ?? (isWhole ? wholeKey() : keyOf(subject));
  return { key, term: subject, action, test, ref, isWhole, whole: { term, key: wholeKey } };
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
  readonly #bounds = new Map<Asked, (Bound | undefined)[]>();

  constructor(all: readonly Asked[]) {
    for (const [key, asked] of grouped(all, (each) => each.key)) this.#cut(key, asked);
  }

  /** Undefined where no request lies in it. */
  boxOf(literals: readonly AskedLiteral[]): Box | undefined {
    const box = new Map<number, ClassSet>();
    for (const literal of literals) {
      const { place, set } = this.#boundBy(literal);
      if (place === undefined) continue;
      const before = box.get(place);
      const both = before === undefined ? set : intersect(before, set);
      if (isEmpty(both)) return undefined;
      box.set(place, both);
    }
    return box;
  }

  #cut(key: string, asked: readonly Asked[]): void {
    const [first] = asked;
    if (first === undefined) return;
    const isOpaque = first.isWhole;
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
    for (const [own, same] of grouped(asked, (each) => each.whole.key())) {
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

  /** No place: it holds of every value, and so binds nothing. */
  #boundBy(literal: AskedLiteral): Bound {
    const { asked, value, orUnknown } = literal;
    const known = this.#bounds.get(asked) ?? [];
    this.#bounds.set(asked, known);
    const at = (value ? 2 : 0) + (orUnknown ? 1 : 0);
    return (known[at] ??= this.#newBound(literal));
  }

  #newBound({ asked, value, orUnknown }: AskedLiteral): Bound {
    const isWhole = this.#wholes.has(asked.key);
    const found = this.#places.get(isWhole ? asked.whole.key() : asked.key);
    const dimension = found && this.dimensions[found.place];
    if (found === undefined || dimension === undefined) return { place: undefined, set: NONE };
    const test = isWhole ? IS_TRUE : asked.test;
    const known = run(1, dimension.size);
    const passing = found.classes.where(test);
    const without = intersect(known, complement(passing, dimension.size));
    const isPresence = test.kind === "present";
    const own = isPresence ? (value ? known : NONE) : value ? passing : without;
    const withUnknown = isPresence ? !value : orUnknown;
    const set = withUnknown && dimension.canBeUnknown ? union(run(UNKNOWN, UNKNOWN + 1), own) : own;
    return { place: isWithin(dimension.possible, set) ? undefined : found.place, set };
  }
}

/** What a literal binds: of a dimension, to these classes. */
interface Bound {
  readonly place: number | undefined;
  readonly set: ClassSet;
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
