// The constructs of questions about the past: each of the four with each of its clauses, and what its `where` may read.

import type { TypedExpr, TypedHistory } from "../../../compiler/types/typed-expr.js";
import { partsOf } from "./parts.js";

type Test = (question: TypedHistory) => boolean;

const FUNCTIONS = ["formerly", "count", "sum", "distinct"] as const satisfies readonly TypedHistory["fn"][];

/** For each member, whether it stands: a new one is not forgotten. Of those without a test every question has one. */
const MEMBERS: Readonly<Record<keyof TypedHistory, Test | undefined>> = {
  kind: undefined,
  fn: undefined,
  actions: undefined,
  picked: undefined,
  sincePicked: undefined,
  attribute: undefined,
  where: ({ where }) => where !== undefined,
  attempts: ({ attempts }) => attempts,
  since: ({ since }) => since !== undefined,
  within: ({ within }) => within !== undefined,
  by: ({ by }) => by.length > 0,
};

const TESTS: readonly (readonly [name: string, test: Test])[] = [
  ...Object.entries(MEMBERS).flatMap(([name, test]) => (test === undefined ? [] : [[name, test] as const])),
  ["by [several]", ({ by }) => by.length > 1],
  ["by [earlier = now]", ({ by }) => by.some(({ earlier, now }) => earlier !== now)],
  ["where result", (question) => reads(question, readsResult)],
  ["where outcome", (question) => reads(question, ({ kind }) => kind === "outcome")],
  // The verdict is of attempts alone.
  ["attempts where verdict", (question) => reads(question, ({ kind }) => kind === "verdict")],
];

/** What is added up or told apart, where it is more than an attribute of the earlier action. */
const OF_ENDINGS = ["sum of result", "distinct of result", "distinct of outcome"];

export const HISTORY_NAMES: readonly string[] = [
  ...FUNCTIONS.flatMap((fn) => [
    fn,
    ...TESTS.filter(([name]) => !name.startsWith("attempts") || ofAttempts(fn)).map(
      ([name]) => `${fn} ${name}`,
    ),
  ]),
  ...OF_ENDINGS,
];

/** Attempts are counted, or asked for, and neither added up nor told apart. */
function ofAttempts(fn: TypedHistory["fn"]): boolean {
  return fn === "formerly" || fn === "count";
}

export function historyNames(question: TypedHistory): readonly string[] {
  const { fn, attribute = "" } = question;
  const [root = ""] = attribute.split(".");
  return [
    fn,
    ...TESTS.flatMap(([name, test]) => (test(question) ? [`${fn} ${name}`] : [])),
    ...(OF_ENDINGS.includes(`${fn} of ${root}`) ? [`${fn} of ${root}`] : []),
  ];
}

function readsResult(expr: TypedExpr): boolean {
  return "path" in expr && expr.path.split(".")[0] === "result";
}

function reads({ where }: TypedHistory, test: (expr: TypedExpr) => boolean): boolean {
  const look = (expr: TypedExpr): boolean => test(expr) || partsOf(expr).some(look);
  return where !== undefined && look(where);
}
