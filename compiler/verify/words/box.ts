// A region of requests as people read it: each dimension that it binds as a condition, joined by `and`.

import { attributeType } from "../../../runtime/table/sort.js";
import { type ClassSet, hasClass, intersect, isEmpty, isEqual, run } from "../../atoms/class-set.js";
import { UNKNOWN } from "../../../runtime/atoms/cuts.js";
import type { Box } from "../../atoms/region.js";
import type { Dimension } from "../../atoms/space.js";
import type { Model } from "../model.js";
import { expressionText } from "./expression.js";
import { numbersText } from "./numbers.js";
import { textsText } from "./texts.js";
import { typeOf } from "./types.js";

/**
 * How what is absent or unknown is told. `prose`: `impact.cost > 5 USD (or absent)`. `language`: as an expression that a
 * rule could have in its `when`, and is true of the requests in the region alone.
 */
export type Manner = "prose" | "language";

export interface Wording {
  readonly manner: Manner;
  /** What a dimension is called, where not by its term. */
  readonly nameOf?: (dimension: Dimension) => string | undefined;
}

/** Undefined for all requests. */
export function boxText(box: Box, model: Model, wording: Wording): string | undefined {
  const bound = Array.from(box, ([place, set]) => ({ place, set, dimension: model.dimensions[place] }));
  const parts = bound
    .sort((a, b) => orderOf(a.dimension) - orderOf(b.dimension) || a.place - b.place)
    .map(({ place, set, dimension }) =>
      dimension === undefined ? "?" : (selectionText(place, set, model) ?? setText(dimension, set, wording)),
    );
  if (parts.length === 0) return undefined;
  return parts
    .map((part) =>
      parts.length > 1 && isLoose(part, / or |^(?:any|all) |^not (?:any|all) /) ? `(${part})` : part,
    )
    .join(" and ");
}

const SECTIONS = ["result", "args", "context", "agent", "impact", "action"];

function orderOf(dimension: Dimension | undefined): number {
  if (dimension?.term.kind !== "attribute") return SECTIONS.length;
  return SECTIONS.indexOf(dimension.term.section);
}

/** Does an `or` or an `and`, or what reads to the end, stand outside of parentheses and texts? */
function isLoose(text: string, loose = / or | and |^(?:any|all) |^not (?:any|all) /): boolean {
  let bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  for (let before = ""; before !== bare;) {
    before = bare;
    bare = bare.replace(/[([][^()[\]]*[)\]]/g, "");
  }
  return loose.test(bare);
}

/** Which names of a wildcard. */
function selectionText(place: number, set: ClassSet, { dimensions, selections }: Model): string | undefined {
  const among = selections[place - (dimensions.length - selections.length)];
  if (among === undefined) return undefined;
  const names =
    among.include.join(", ") + (among.except.length > 0 ? ` except ${among.except.join(", ")}` : "");
  return hasClass(set, 2) ? `the action is one of ${names}` : `the action is none of ${names}`;
}

/** Of each dimension, what was said already: many boxes bind it to the same. */
const saidOf = new WeakMap<Dimension, Map<string, string>>();

function setText(dimension: Dimension, set: ClassSet, wording: Wording): string {
  const said = saidOf.get(dimension) ?? new Map<string, string>();
  saidOf.set(dimension, said);
  const key = JSON.stringify([wording.manner, wording.nameOf?.(dimension), set]);
  const text = said.get(key) ?? newSetText(dimension, set, wording);
  said.set(key, text);
  return text;
}

function newSetText(dimension: Dimension, set: ClassSet, wording: Wording): string {
  const { term, action, examples, canBeUnknown, size } = dimension;
  const withUnknown = canBeUnknown && hasClass(set, UNKNOWN);
  const known = intersect(set, run(1, size));
  const isTruth = examples.some((each) => typeof each === "boolean");
  const subject =
    wording.nameOf?.(dimension) ?? (term.kind === "attribute" ? term.path : expressionText(term.ref, action));
  if (term.kind === "attribute")
    return attributeText(subject, { dimension, known, withUnknown, isTruth }, wording);
  const said = dimension.isGrant
    ? grantText(dimension, known)
    : isTruth
      ? truthText(subject, dimension, known)
      : knownText(subject, dimension, known);
  return factText(subject, said, withUnknown, wording);
}

interface Asked {
  readonly dimension: Dimension;
  readonly known: ClassSet;
  readonly withUnknown: boolean;
  readonly isTruth: boolean;
}

function attributeText(
  subject: string,
  { dimension, known, withUnknown, isTruth }: Asked,
  { manner }: Wording,
): string {
  if (isEmpty(known)) return `not has ${subject}`;
  const said = isTruth ? truthText(subject, dimension, known) : knownText(subject, dimension, known);
  if (said === undefined) return `has ${subject}`;
  if (!dimension.canBeUnknown) return said;
  if (manner === "language")
    return withUnknown ? `not has ${subject} or ${inParens(said)}` : `has ${subject} and ${inParens(said)}`;
  return withUnknown ? `${inParens(said)} (or absent)` : said;
}

function factText(
  subject: string,
  said: string | undefined,
  withUnknown: boolean,
  { manner }: Wording,
): string {
  if (said === undefined) return withUnknown ? `${subject} (or unknown)` : `${inParens(subject)} is known`;
  if (said === "") return `${inParens(subject)} is unknown`;
  if (!withUnknown) return said;
  if (manner === "prose") return `${inParens(said)} (or unknown)`;
  return said.startsWith("not ") ? `not known(${said.slice(4)})` : `not known(not ${inParens(said)})`;
}

function inParens(text: string): string {
  return isLoose(text) ? `(${text})` : text;
}

/** Of some of what is known: undefined for all of it, empty for none. */
function truthText(subject: string, { examples, size }: Dimension, known: ClassSet): string | undefined {
  if (isEmpty(known)) return "";
  if (isEqual(known, run(1, size)) && size > 2) return undefined;
  const isTrue = examples.some((each, place) => each === true && hasClass(known, place));
  if (isTrue) return subject;
  if (subject.startsWith("not ")) return subject.slice(4);
  // `not a like b` is `a not like b`.
  return / (?:in|like) /.test(subject) && !isLoose(subject) && !subject.startsWith("the ")
    ? subject.replace(/ (in|like) /, " not $1 ")
    : `not ${/^[\w.]+(?:\(.*\))?(?: before| after)?$/.test(subject) ? subject : `(${subject})`}`;
}

function knownText(subject: string, dimension: Dimension, known: ClassSet): string | undefined {
  const { classes, size, term, action } = dimension;
  if (isEmpty(known)) return "";
  if (isEqual(known, run(1, size))) return undefined;
  const type =
    term.kind === "attribute"
      ? attributeType(action.table.schema, action.schema, term.path)
      : typeOf(term.ref, action, new Map());
  return classes.starts === undefined
    ? textsText(subject, known, dimension, type)
    : numbersText(subject, known, dimension, type);
}

function grantText({ term, action, examples }: Dimension, known: ClassSet): string {
  const expr = term.kind === "expr" ? action.table.exprs[term.ref] : undefined;
  const id = expr?.op === "grant" ? action.table.grants[expr.grant]?.id : undefined;
  const states = examples.filter((_, place) => hasClass(known, place)).map(String);
  return `the grant ${id ?? "?"} is ${states.join(" or ")}`;
}
