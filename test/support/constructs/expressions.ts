// The constructs of expressions: every kind of node, with what makes a difference in it. A new kind does not compile here
// until it says what its constructs are, and a construct that stands in no list is an error.

import type { TypedExpr } from "../../../compiler/types/typed-expr.js";
import type { PathGlob } from "../../../runtime/values/home-glob.js";
import { DETECTORS, type Detector } from "../../../runtime/values/detector.js";
import { PATTERN_KINDS } from "../../../runtime/values/data-pattern.js";
import { HISTORY_NAMES, historyNames } from "./history.js";
import { typeName, typesThatAre } from "./types.js";

type Kind = TypedExpr["kind"];

/** The node of a kind; several kinds may share one shape. */
type NodeOf<K extends Kind> = TypedExpr extends infer E
  ? E extends { readonly kind: infer Kinds }
    ? K extends Kinds
      ? E & { readonly kind: K }
      : never
    : never
  : never;

interface Family<K extends Kind> {
  /** All constructs of the kind. */
  readonly names: readonly string[];
  /** Those that this node is. */
  readonly of: (expr: NodeOf<K>) => readonly string[];
}

const alone = (
  name: string,
): { readonly names: readonly string[]; readonly of: () => readonly string[] } => ({
  names: [name],
  of: () => [name],
});

const each = (names: readonly string[], before: string): readonly string[] =>
  names.map((name) => `${before} ${name}`);

const SECTIONS = ["agent", "context", "impact", "args", "result"] as const;

const startsAtHome = (globs: readonly PathGlob[]): boolean => globs.some(({ kind }) => kind === "home");

const detectorNames = (detectors: readonly Detector[]): readonly string[] =>
  detectors.map((each) => `detector ${typeof each === "string" ? each : "declared"}`);

const DETECTOR_NAMES = each([...DETECTORS, "declared"], "detector");

const FAMILIES: { readonly [K in Kind]: Family<K> } = {
  literal: {
    names: each(typesThatAre("literal"), "literal"),
    // A list of literals is one.
    of: ({ type }) => (type.kind === "list" || type.kind === "set" ? [] : [`literal ${typeName(type)}`]),
  },
  list: alone("[…]"),
  attribute: {
    names: [
      ...each(
        typesThatAre("attribute").filter((type) => type !== "sql" && type !== "record"),
        "attribute",
      ),
      ...each(
        typesThatAre("attribute").filter((type) => type !== "sql" && type !== "record"),
        "argument",
      ),
      ...["argument record", "action.name", "action.effect", "action.reversible"],
      ...each(SECTIONS, "attribute of"),
    ],
    of: ({ path, type }) => {
      const [section = "", ...steps] = path.split(".");
      if (section === "action") return [path];
      const kind = steps.length > 1 ? "record" : typeName(type);
      return [
        `attribute ${typeName(type)}`,
        `attribute of ${section}`,
        ...(section === "args" ? [`argument ${kind}`] : []),
      ];
    },
  },
  has: {
    names: each([...SECTIONS, "result as a whole"], "has"),
    of: ({ path }) => [path === "result" ? "has result as a whole" : `has ${path.split(".")[0] ?? ""}`],
  },
  variable: {
    names: ["variable", "variable.field"],
    of: ({ steps }) => [steps.length > 0 ? "variable.field" : "variable"],
  },
  "has-variable": alone("has variable.field"),
  data: {
    names: ["data list", "data set", "refreshed data"],
    of: ({ type, data }) => [`data ${type.kind}`, ...(data.refresh === undefined ? [] : ["refreshed data"])],
  },
  element: {
    names: ["element", "element.field"],
    of: ({ steps }) => [steps.length > 0 ? "element.field" : "element"],
  },
  "has-element": {
    names: ["has element", "has element.field", "has refreshed element"],
    of: ({ steps, data }) => [
      steps.length > 0 ? "has element.field" : "has element",
      ...(data.refresh === undefined ? [] : ["has refreshed element"]),
    ],
  },
  now: alone("now"),
  outcome: alone("outcome"),
  verdict: alone("verdict"),
  and: alone("and"),
  or: alone("or"),
  not: {
    names: ["not", "not in", "not like"],
    of: ({ operand: { kind } }) => {
      if (kind === "in" || kind === "between" || kind === "in-cidr") return ["not in"];
      return [kind === "like" || kind === "like-data" || kind === "like-host" ? "not like" : "not"];
    },
  },
  compare: {
    names: [
      ...["==", "!="].flatMap((op) => each(typesThatAre("equal"), op)),
      ...["<", "<=", ">", ">="].flatMap((op) => each(typesThatAre("ordered"), op)),
    ],
    of: ({ op, left }) => [`${op} ${typeName(left.type)}`],
  },
  in: {
    names: [
      ...each(
        typesThatAre("equal").filter((type) => type !== "list" && type !== "set"),
        "in […]",
      ),
      ...["in attribute", "in data", "in element.field"],
    ],
    of: ({ item, items }) => {
      if (items.kind === "list" || items.kind === "literal") return [`in […] ${typeName(item.type)}`];
      return [items.kind === "element" ? "in element.field" : `in ${items.kind}`];
    },
  },
  between: {
    names: each(typesThatAre("ordered"), "in .."),
    of: ({ item }) => [`in .. ${typeName(item.type)}`],
  },
  "in-cidr": {
    names: ["in cidr", "in cidr attribute"],
    of: ({ cidr }) => [cidr.kind === "literal" ? "in cidr" : "in cidr attribute"],
  },
  like: {
    names: ["like string", "like enum", "like path", "like ~/path", "like [several]"],
    of: ({ subject, globs }) => [
      startsAtHome(globs) ? "like ~/path" : `like ${typeName(subject.type)}`,
      ...(globs.length > 1 ? ["like [several]"] : []),
    ],
  },
  under: alone("under"),
  "like-data": { names: each(PATTERN_KINDS, "like DATA"), of: ({ as }) => [`like DATA ${as}`] },
  "like-host": alone("like host"),
  matches: alone("matches"),
  runs: {
    names: ["runs", "runs a | b", "runs -options"],
    of: ({ entries }) =>
      entries.map(({ stages }) => {
        if (stages.length > 1) return "runs a | b";
        const plain = stages[0].words.every(({ kind }) => kind === "word" || kind === "rest");
        return plain ? "runs" : "runs -options";
      }),
  },
  detects: {
    names: ["holds of an attribute", "holds of args", "holds of result", ...DETECTOR_NAMES],
    of: ({ path, detectors }) => [
      path === "args" || path === "result" ? `holds of ${path}` : "holds of an attribute",
      ...detectorNames(detectors),
    ],
  },
  holds: {
    names: ["holds of a text", "holds of a list"],
    of: ({ subject: { type } }) => [
      type.kind === "list" || type.kind === "set" ? "holds of a list" : "holds of a text",
    ],
  },
  "runs-only": {
    names: ["runs only", "runs only … with env", "runs only … writing only"],
    of: ({ env, writing }) => [
      "runs only",
      ...(env.length > 0 ? ["runs only … with env"] : []),
      ...(writing.length > 0 ? ["runs only … writing only"] : []),
    ],
  },
  touches: {
    names: ["touches", "touches ~/path", "runs … touching"],
    of: ({ entries, globs }) => [
      entries === undefined ? "touches" : "runs … touching",
      ...(startsAtHome(globs) ? ["touches ~/path"] : []),
    ],
  },
  redirects: {
    names: ["redirects", "redirects ~/path"],
    of: ({ globs }) => ["redirects", ...(startsAtHome(globs) ? ["redirects ~/path"] : [])],
  },
  known: alone("known"),
  unseen: alone("unknown(command)"),
  quantifier: {
    names: ["any", "all"].flatMap((word) => each(["attribute", "data", "element"], `${word} over`)),
    of: ({ quantifier, over }) => [`${quantifier} over ${over.kind}`],
  },
  arithmetic: {
    names: [
      ...["+", "-"].flatMap((op) => each([...typesThatAre("numeric"), "time"], op)),
      ...[...each(typesThatAre("numeric"), "*"), "time - time"],
    ],
    of: ({ op, left, right, type }) =>
      left.type.kind === "time" && right.type.kind === "time" ? ["time - time"] : [`${op} ${type.kind}`],
  },
  negate: { names: each(typesThatAre("numeric"), "-x"), of: ({ type }) => [`-x ${type.kind}`] },
  "to-decimal": alone("int as decimal"),
  call: {
    names: each(["size", "length", "lower", "host", "port", "scheme", "hour", "weekday"], "call"),
    of: ({ fn }) => [`call ${fn}`],
  },
  classify: {
    names: [
      ...each(["bool", "int", "decimal", "percent", "enum"], "classifier gives"),
      ...each(["host", "webhook"], "classifier by"),
    ],
    of: ({ classifier: { result, asks } }) => [`classifier gives ${result.kind}`, `classifier by ${asks.by}`],
  },
  let: {
    names: ["let", "let with parameters", "let of a number", "let of another value"],
    of: ({ instance: { params }, type }) => [
      params.length > 0 ? "let with parameters" : "let",
      ...(type.kind === "bool"
        ? []
        : [
            typesThatAre("ordered").some((name) => name === type.kind)
              ? "let of a number"
              : "let of another value",
          ]),
    ],
  },
  history: { names: HISTORY_NAMES, of: historyNames },
  // Of asserts alone, which decide nothing.
  approved: { names: [], of: () => [] },
};

/** All constructs of expressions. */
export const EXPRESSIONS: readonly string[] = Object.values(FAMILIES).flatMap(({ names }) => names);

/** The constructs that a node is, its operands aside. */
export function namesOf(expr: TypedExpr): readonly string[] {
  const family = FAMILIES[expr.kind] as { readonly of: (node: TypedExpr) => readonly string[] };
  return family.of(expr);
}
