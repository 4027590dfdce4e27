// The forms of expressions, one for each operator.

import { PATTERN_KINDS } from "../values/data-pattern.js";
import type { Expr } from "./format.js";
import {
  boolean,
  either,
  index,
  integer,
  list,
  named,
  oneOf,
  optional,
  tagged,
  text,
  tuple,
  type Fields,
  type Shape,
} from "./shape.js";
import {
  changeKind,
  commandPattern,
  detector,
  exactPattern,
  hostPattern,
  name,
  path,
  pathGlob,
  value,
} from "./value-shapes.js";

type Arithmetic = Extract<Expr, { readonly op: "add" | "sub" | "mul" }>;

const places = integer(0, 12);
const arithmetic: Fields<Omit<Arithmetic, "op">> = {
  left: index,
  right: index,
  scales: tuple<Arithmetic["scales"]>(places, 3, 3),
};
const steps = { name, steps: list(name) };
const element = { data: index, key: index, steps: list(name) };
const quantifier = { variable: name, over: index, body: index };

/** Host patterns, or `any` for every host. */
const hostPatterns = either<unknown>(oneOf(["any"]), list(hostPattern)) as Shape<
  "any" | Extract<Expr, { readonly op: "reaches" }>["patterns"]
>;

const commandPaths = { command: index, globs: list(pathGlob), home: optional(index) };
const wholeCommands = {
  command: index,
  entries: list(exactPattern),
  env: list(name),
  writing: list(pathGlob),
  home: optional(index),
};

export const expr: Shape<Expr> = named("Expr", () =>
  tagged<Expr, "op">("op", {
    literal: { value },
    attribute: { path },
    has: { path },
    variable: steps,
    "has-variable": steps,
    data: { data: index },
    element,
    "has-element": element,
    list: { items: list(index) },
    now: {},
    outcome: {},
    verdict: {},
    and: { args: list(index) },
    or: { args: list(index) },
    not: { arg: index },
    compare: {
      cmp: oneOf(["==", "!=", "<", "<=", ">", ">="]),
      left: index,
      right: index,
      scale: oneOf([0, 4]),
      unordered: boolean,
    },
    in: { item: index, items: index },
    "in-cidr": { item: index, cidr: index },
    like: { subject: index, globs: list(pathGlob), home: optional(index) },
    under: { subject: index, directory: index },
    "like-host": { subject: index, patterns: list(hostPattern) },
    "like-data": { subject: index, data: index, as: oneOf(PATTERN_KINDS) },
    matches: { subject: index, pattern: text() },
    runs: { command: index, entries: list(commandPattern) },
    "runs-only": wholeCommands,
    touches: { ...commandPaths, entries: optional(list(commandPattern)) },
    redirects: commandPaths,
    known: { arg: index },
    unseen: { command: index },
    any: quantifier,
    all: quantifier,
    add: arithmetic,
    sub: arithmetic,
    mul: arithmetic,
    neg: { arg: index },
    "to-decimal": { arg: index },
    rank: { arg: index, members: list(text(), { min: 2, unique: true }) },
    call: {
      fn: oneOf(["size", "length", "lower", "host", "port", "scheme", "hour", "weekday"]),
      args: list(index),
    },
    classify: { classifier: index, args: list(index) },
    history: { pattern: index },
    grant: { grant: index, is: oneOf(["unused", "live", "ended"]) },
    approved: { needs: index },
    reaches: { patterns: hostPatterns },
    drift: { baseline: index, permit: list(changeKind) },
    detects: { path, detectors: list(detector) },
    holds: { subject: index, detectors: list(detector) },
  }),
);
