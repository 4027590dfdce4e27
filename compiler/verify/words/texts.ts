// Classes of texts, paths, hosts and members of enums, by the questions that told them apart: `context.env in [prod]`,
// `args.path like "/srv/**" and args.path != "/srv/x"`.

import type { Test } from "../../../runtime/atoms/predicate.js";
import type { TypeSchema } from "../../../runtime/table/format.js";
import {
  type ClassSet,
  complement,
  intersect,
  isEmpty,
  isEqual,
  isWithin,
  run,
  sizeOf,
  subtract,
  union,
} from "../../atoms/class-set.js";
import type { Dimension, Question } from "../../atoms/space.js";
import { globTexts, patterns } from "./expression.js";
import { listText, literalText, stringText } from "../../emit/words.js";

/** Some of the known classes of a term, and neither none of them nor all. */
export function textsText(
  subject: string,
  set: ClassSet,
  { classes, size, questions }: Dimension,
  type: TypeSchema | undefined,
): string {
  const { named, examples, where } = classes;
  const own = asAsked(subject, set, questions, where) ?? asDenied(subject, set, { classes, size, questions });
  if (own !== undefined) return own;
  const constants = run(1, 1 + named);
  const others = run(1 + named, size);
  const write = (some: ClassSet): readonly string[] =>
    each(some).map((place) => literalText(examples[place] ?? "", type));
  const inside = intersect(set, constants);
  const without = subtract(constants, set);
  const open = intersect(set, others);
  const isIn = (some: ClassSet): string => compared(subject, write(some), ["==", "in"]);
  const isNotIn = (some: ClassSet): string => compared(subject, write(some), ["!=", "not in"]);
  if (isEqual(open, others) && !isEmpty(without) && (named < size - 1 || sizeOf(without) < sizeOf(inside)))
    return isNotIn(without);
  if (isEmpty(open)) return isIn(inside);
  const literals = distinct(questions).flatMap((test) => literalsOf(test, subject, where(test), size));
  const terms = termsFor(open, others, literals);
  const held = terms.map((term) => term.reduce((all, { set: own }) => intersect(all, own), run(1, size)));
  const all = held.reduce(union, []);
  const wrong = intersect(subtract(all, set), constants);
  const missing = subtract(inside, all);
  const said = terms.map((term) => term.map(({ text }) => text).join(" and "));
  const alternatives = said.join(" or ");
  const narrowed = isEmpty(wrong)
    ? alternatives
    : `${said.length > 1 ? `(${alternatives})` : alternatives} and ${isNotIn(wrong)}`;
  return isEmpty(missing) ? narrowed : `${narrowed} or ${isIn(missing)}`;
}

/** `args.to in approved`, where several are in it, and no other version's data has that name. */
function asAsked(
  subject: string,
  set: ClassSet,
  questions: readonly Question[],
  where: (test: Test) => ClassSet,
): string | undefined {
  const found = questions.find((each) => isEqual(where(each.test), set));
  const name = found && dataNameOf(found);
  if (name === undefined || sizeOf(set) < 2) return undefined;
  const isOnly = questions.every((each) => dataNameOf(each) !== name || isEqual(where(each.test), set));
  return isOnly ? `${subject} in ${name}` : undefined;
}

function asDenied(
  subject: string,
  set: ClassSet,
  { classes, size, questions }: Pick<Dimension, "classes" | "size" | "questions">,
): string | undefined {
  const others = intersect(run(1, size), complement(set, size));
  return asAsked(subject, others, questions, classes.where)?.replace(" in ", " not in ");
}

function dataNameOf({ ref, table: { exprs, data } }: Question): string | undefined {
  const expr = exprs[ref];
  const items = expr?.op === "in" ? exprs[expr.items] : undefined;
  return items?.op === "data" ? data[items.data]?.name : undefined;
}

/** Each test once, where several rules ask the same. */
function distinct(questions: readonly Question[]): readonly Test[] {
  const tests = new Map(questions.map(({ test }) => [spelt(test)?.join(" "), test] as const));
  return Array.from(tests.values());
}

function each(set: ClassSet): readonly number[] {
  const places: number[] = [];
  for (let i = 0; i < set.length; i += 2)
    for (let place = set[i] ?? 0; place < (set[i + 1] ?? 0); place += 1) places.push(place);
  return places;
}

function compared(
  subject: string,
  values: readonly string[],
  [one, several]: readonly [string, string],
): string {
  return values.length === 1
    ? `${subject} ${one} ${values[0] ?? ""}`
    : `${subject} ${several} ${listText(values)}`;
}

/** A question, or its opposite, and the classes in which it holds. */
interface Literal {
  readonly text: string;
  readonly set: ClassSet;
}

function literalsOf(test: Test, subject: string, set: ClassSet, size: number): readonly Literal[] {
  const [word, what] = spelt(test) ?? [];
  if (word === undefined || what === undefined) return [];
  return [
    { text: `${subject} ${word} ${what}`, set },
    { text: `${subject} not ${word} ${what}`, set: intersect(run(1, size), complement(set, size)) },
  ];
}

function spelt(test: Test): readonly [string, string] | undefined {
  switch (test.kind) {
    case "globs":
      return ["like", patterns(globTexts(test.globs))];
    case "hosts":
      return ["like", patterns(test.patterns.map(({ text }) => text))];
    case "block":
      return ["in", stringText(test.block.text)];
    default:
      return undefined;
  }
}

/** Conjunctions that together hold in `wanted` alone, of what is asked of `others`: each begun for a class not yet held. */
function termsFor(
  wanted: ClassSet,
  others: ClassSet,
  literals: readonly Literal[],
): readonly (readonly Literal[])[] {
  const terms: (readonly Literal[])[] = [];
  let left = wanted;
  while (!isEmpty(left)) {
    const from = left[0] ?? 0;
    const { term, held } = termAt(from, { wanted, others, literals });
    terms.push(term);
    left = subtract(left, union(held, run(from, from + 1)));
  }
  return terms;
}

interface Sought {
  readonly wanted: ClassSet;
  readonly others: ClassSet;
  readonly literals: readonly Literal[];
}

/** Begins with everything, and adds what excludes most that is not wanted. */
function termAt(
  place: number,
  { wanted, others, literals }: Sought,
): { readonly term: readonly Literal[]; readonly held: ClassSet } {
  const usable = literals.filter(({ set }) => isWithin(run(place, place + 1), set));
  const term: Literal[] = [];
  let held = others;
  while (!isWithin(held, wanted)) {
    const excess = (set: ClassSet): number => sizeOf(subtract(intersect(held, set), wanted));
    const best = usable.toSorted((a, b) => excess(a.set) - excess(b.set))[0];
    if (best === undefined || excess(best.set) === excess(held)) break;
    term.push(best);
    held = intersect(held, best.set);
  }
  return { term, held };
}
