// Offers of operators behind an operand, those first that its type takes.

import { isNumeric, isOrdered } from "../../../compiler/types/same-type.js";
import type { Type } from "../../../compiler/types/type.js";
import { inferFrom } from "../typing/infer.js";
import { operators } from "../reference/reference.js";
import { scopeOf, type Asked } from "./asked.js";
import { fromEntry, RANK, type Offer } from "./offer.js";

type Op = keyof typeof operators;

/** `and` and `or` behind what can be a condition by itself; unknown may be one. */
export function joining(asked: Asked): readonly Offer[] {
  const type = operandBefore(asked);
  const rank = type === undefined || type.kind === "bool" || isCompared(asked) ? RANK.good : RANK.last;
  return offers(["and", "or"], rank);
}

/** `==` and its like; none behind a comparison, since they do not chain. */
export function comparing(asked: Asked): readonly Offer[] {
  const { site, next } = asked;
  const comparison = next.frame.parent?.parent;
  const tail = next.frame.parent;
  if (comparison !== undefined && tail !== undefined && isChained(asked, comparison.start, tail.start))
    return [];
  const type = inferFrom(site.tokens.slice(comparison?.start ?? 0, tail?.start), scopeOf(asked));
  const fitting = operatorsOf(type);
  const others = all.filter((op) => !fitting.includes(op));
  return [...offers(fitting, RANK.best), ...(type === undefined ? [] : offers(others, RANK.last))];
}

/** Whether a comparison stands already between the beginning of one and the place. */
function isChained({ site }: Asked, from: number, to: number): boolean {
  const images = site.tokens.slice(from, to).map(({ image }) => image);
  let depth = 0;
  return images.some((image) => {
    if ("([{".includes(image)) depth += 1;
    else if (")]}".includes(image)) depth -= 1;
    return depth === 0 && comparisons.has(image);
  });
}

const comparisons: ReadonlySet<string> = new Set([
  ...[
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "in",
    "like",
    "matches",
    "holds",
    "under",
    "runs",
    "touches",
    "redirects",
  ],
]);

const all: readonly Op[] = [
  ...([
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "in",
    "not in",
    "like",
    "not like",
    "matches",
    "holds",
    "under",
  ] as const),
  ...(["runs", "runs only", "touches", "redirects"] as const),
];

/** What a type is compared by, likeliest first. */
function operatorsOf(type: Type | undefined): readonly Op[] {
  if (type === undefined) return all;
  switch (type.kind) {
    case "command":
      return ["runs", "runs only", "touches", "redirects", "holds"];
    case "string":
      return ["==", "!=", "like", "not like", "in", "not in", "matches", "holds"];
    case "path":
      return ["like", "under", "==", "!=", "in", "not like", "not in", "holds"];
    case "host":
      return ["in", "like", "==", "!=", "not in", "not like", "holds"];
    case "ip":
    case "cidr":
      return ["in", "==", "!=", "not in", "holds"];
    case "url":
      return ["==", "!=", "in", "not in", "holds"];
    case "record":
    case "sql":
      return ["holds"];
    case "list":
    case "set":
      return ["==", "!=", "holds"];
    case "bool":
      return ["==", "!="];
    default:
      if (isOrdered(type)) return [">", ">=", "<", "<=", "==", "!=", "in", "not in"];
      return ["==", "!=", "in", "not in"];
  }
}

/** `+` and its like behind numbers and times. */
export function adding(asked: Asked): readonly Offer[] {
  const type = operandBefore(asked);
  if (asked.next.word === "..") return offers([".."], isCountable(type) ? RANK.fair : RANK.last);
  const rank = isCountable(type) ? RANK.good : RANK.last;
  return offers(
    (["+", "-", "*"] as const).filter((op) => op === asked.next.word),
    rank,
  );
}

function isCountable(type: Type | undefined): boolean {
  return type !== undefined && (isNumeric(type) || type.kind === "time");
}

/** The type of the sum that ends at the place. */
function operandBefore(asked: Asked): Type | undefined {
  const { site, next } = asked;
  return inferFrom(site.tokens.slice(next.frame.start), scopeOf(asked));
}

function isCompared({ site, next }: Asked): boolean {
  return site.tokens.slice(next.frame.start).some(({ image }) => comparisons.has(image) || image === "has");
}

function offers(ops: readonly Op[], rank: number): readonly Offer[] {
  return ops.map((op, place) => {
    const { snippet: _, ...offer } = fromEntry(op, "operator", operators[op], rank + place / 100);
    return { ...offer, insert: `${op} ` };
  });
}
