// The reference's entries of functions: those of the language, and the questions about the past.

import type { BuiltinName } from "../../../compiler/types/typed-expr.js";
import type { HistoryExpr } from "../../../compiler/ast/expressions.js";
import type { Entry } from "./entry.js";

export interface Parameter {
  /** As it stands in the shape of the function. */
  readonly name: string;
  readonly text: string;
}

export interface FunctionEntry extends Entry {
  readonly params: readonly Parameter[];
  /** The type of what it gives, as it is written. */
  readonly gives: string;
}

const of = (
  name: string,
  gives: string,
  text: string,
  params: readonly Parameter[],
  snippet = `${name}(\${1})`,
): FunctionEntry => ({
  shape: `${name}(${params.map((each) => each.name).join(", ")})`,
  ...{ gives, text, params, snippet },
});

const url: Parameter = { name: "url", text: "A `url`." };
const moment: Parameter = { name: "t", text: "A `time`, such as `now`." };
const clock: Parameter = { name: "zone", text: 'A time zone, such as `"Europe/Berlin"`, written out.' };

const builtins: Readonly<Record<BuiltinName, FunctionEntry>> = {
  size: of("size", "int", "The number of items.", [{ name: "xs", text: "A list or a set." }]),
  length: of("length", "int", "The number of code points of a text.", [{ name: "s", text: "A string." }]),
  lower: of("lower", "string", "The text in lower case; of a path a path.", [
    { name: "s", text: "A string or a path." },
  ]),
  host: of("host", "host", "The host of a URL.", [url]),
  port: of("port", "int", "The port of a URL; unknown where none is written and the scheme has none.", [url]),
  scheme: of("scheme", "string", "The scheme of a URL.", [url]),
  hour: of("hour", "int", "0 to 23, on a clock in that zone.", [moment, clock], 'hour(${1:now}, "${2:UTC}")'),
  weekday: of(
    "weekday",
    "mon | tue | wed | thu | fri | sat | sun",
    "The day of the week, in that zone.",
    [moment, clock],
    'weekday(${1:now}, "${2:UTC}")',
  ),
};

const selector: Parameter = {
  name: "SEL where E",
  text: "The earlier actions, and a condition on them: attributes in it are those of the earlier action.",
};
const since: Parameter = {
  name: "since SEL",
  text: "Only after the last of these actions that agrees in `by`.",
};
const within: Parameter = { name: "within D", text: "How far back; left out: for ever." };
const by: Parameter = {
  name: "by KEYS",
  text: "Keys in which the earlier action and this one agree; `[args.a = args.b]` joins two attributes.",
};
const attribute: Parameter = { name: "ATTR", text: "An attribute of the earlier action." };
const reach = [selector, since, within, by];

const histories: Readonly<Record<HistoryExpr["fn"], FunctionEntry>> = {
  formerly: of(
    "formerly",
    "bool",
    "Was there a permitted earlier action of this kind?",
    reach,
    "formerly(${1:*}, within ${2:1h}, by ${3:agent.id})",
  ),
  count: of(
    "count",
    "int",
    "How many permitted earlier actions of this kind there were; with `attempts` every decision counts.",
    reach,
    "count(${1:*}, within ${2:1h}, by ${3:agent.id})",
  ),
  sum: of(
    "sum",
    "the attribute's type",
    "The sum of an attribute over permitted earlier actions.",
    [attribute, ...reach],
    "sum(${1}, ${2:*}, within ${3:1d}, by ${4:agent.id})",
  ),
  distinct: of(
    "distinct",
    "int",
    "How many different values an attribute had in permitted earlier actions.",
    [attribute, ...reach],
    "distinct(${1}, ${2:*}, within ${3:1h}, by ${4:agent.id})",
  ),
};

const asked = {
  approved: of("approved", "bool", "Are the needs of that rule met? Stands in asserts alone.", [
    { name: "RULE", text: "A rule that asks for approval." },
  ]),
  known: of("known", "bool", "True where the condition is known to be true, and else false: never unknown.", [
    { name: "E", text: "A condition." },
  ]),
  unknown: of("unknown", "bool", "True where part of the command cannot be seen.", [
    { name: "E", text: "A command, or a condition." },
  ]),
  time: of(
    "time",
    "time",
    "A point in time.",
    [{ name: '"…"', text: "RFC 3339, with an offset." }],
    'time("${1:2026-01-01T00:00:00Z}")',
  ),
} as const;

/** Every function of the language. */
export const functions = { ...builtins, ...histories, ...asked };

/** The functions that ask about the past. */
export const historyFunctions: ReadonlySet<string> = new Set(Object.keys(histories));
