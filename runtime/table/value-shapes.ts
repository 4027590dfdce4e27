// The forms of the values and patterns that stand in a table.

import type { Among } from "../values/action-name.js";
import type { Cidr } from "../values/address.js";
import type { ExactPattern } from "../values/command-exact.js";
import type { CommandPattern, PatternWord, StagePattern } from "../values/command-pattern.js";
import { DETECTORS, type DeclaredDetector, type Detector } from "../values/detector.js";
import type { PathGlob } from "../values/home-glob.js";
import type { HostPattern, Hosts } from "../values/host-pattern.js";
import { CHANGE_KINDS, SCHEMA_CHANGES } from "../values/schema-change.js";
import type { Value } from "../values/value.js";
import {
  anyInteger,
  boolean,
  either,
  integer,
  list,
  map,
  named,
  object,
  oneOf,
  optional,
  tagged,
  text,
  tuple,
  type Shape,
} from "./shape.js";

export const digest = text("sha256:[0-9a-f]{64}");
/** What a declaration or a field is called. */
export const name = text("[A-Za-z_][A-Za-z0-9_]*");
/** A dotted name: an attribute, an action, a rule. */
export const path = text("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
/** An action as declared: a dotted name, or with `*` a pattern. */
export const actionPattern = text("[A-Za-z_*][A-Za-z0-9_*]*(\\.[A-Za-z0-9_*]+)*");
/** What a selector names. */
export const among = object<Among>({
  include: list(actionPattern, { min: 1, unique: true }),
  except: list(actionPattern, { unique: true }),
});
/** `payments.agentpol:31:1`. */
export const origin = text();

export const detector: Shape<Detector> = named("Detector", () =>
  either<Detector>(oneOf(DETECTORS), object<DeclaredDetector>({ name, pattern: text() })),
);
export const changeKind = oneOf([...new Set([...CHANGE_KINDS, ...SCHEMA_CHANGES])]);

/** A normal form. What it means depends on its type, which the expression that holds it was checked for. */
export const value: Shape<Value> = named(
  "Value",
  () => either<unknown>(boolean, anyInteger, text(), list(value), map(value)) as Shape<Value>,
);

export const cidr = object<Cidr>({ text: text(), bits: text("[0-9a-f]{32}"), length: integer(0, 128) });

export const pathGlob: Shape<PathGlob> = named("Glob", () =>
  object<PathGlob>({ kind: oneOf(["string", "path", "home"]), text: text() }),
);

const hosts = tagged<Hosts, "kind">("kind", {
  any: {},
  names: { below: boolean, labels: list(text()) },
  addresses: { block: cidr },
});

export const hostPattern: Shape<HostPattern> = named("HostPattern", () =>
  object<HostPattern>({ text: text(), hosts, port: optional(integer(0, 65_535)) }),
);

const patternWord = tagged<PatternWord, "kind">("kind", {
  word: { glob: text() },
  rest: {},
  short: { text: text(), letters: list(text()) },
  long: { name: text(), value: optional(text()) },
  option: { glob: text() },
});

const stage = object<StagePattern>({ program: text(), words: list(patternWord) });

export const exactPattern: Shape<ExactPattern> = named("ExactPattern", () =>
  object<ExactPattern>({ text: text(), words: list(text(), { min: 1 }), rest: boolean }),
);

export const commandPattern: Shape<CommandPattern> = named("CommandPattern", () =>
  object<CommandPattern>({ text: text(), stages: tuple<CommandPattern["stages"]>(stage, 1, 2) }),
);
