// Random names, strings and patterns for trees; names that are keywords elsewhere come often.

import fc from "fast-check";
import type { ActionPattern, Ident, PathExpr, Selector, StringLit } from "../../compiler/ast/ast.js";

/** Places do not matter in random trees. */
export const at = { span: { file: "", start: 0, end: 0 } } as const;

const plain = ["alpha", "beta_2", "Gamma", "_delta", "zone_1", "x", "staging", "Eps1lon"];
/** Words that mean something in some place, but may be bare operands in others. */
const soft = [
  "limit",
  "when",
  "rule",
  "path",
  "code",
  "block",
  "within",
  "by",
  "on",
  "result",
  "to",
  "all",
  "any",
  "time",
];
const softer = [
  "list",
  "count",
  "sum",
  "attempts",
  "where",
  "volatile",
  "each",
  "agent",
  "test",
  "default",
  "except",
];
/** Words that are never bare operands. */
const operators = ["in", "and", "or", "not", "has", "like", "matches", "true", "under", "runs", "holds"];

const word = (...words: readonly string[]) => fc.constantFrom(...words);

/** A name that no form uses for its clauses. */
export const name = word(...plain);
/** A name of an operand. */
export const operandName = fc.oneof({ weight: 3, arbitrary: name }, word(...soft, ...softer));
/** Any word: after a dot, or as the name of a field or argument. */
export const anyName = fc.oneof(name, word(...soft, ...softer), word(...operators));

export const ident = (names: fc.Arbitrary<string> = name): fc.Arbitrary<Ident> =>
  names.map((text) => ({ kind: "ident", ...at, text }));

/** Text that may stand in a string: everything but halves of characters. */
const text = fc.oneof(
  word(
    "",
    "a b",
    "/opt/app/**",
    '"quoted"',
    "back\\slash",
    "tab\tand\nline",
    "\u202Ehidden",
    "ünïcödé",
    "\u2028",
    "😀",
  ),
  fc.string({ unit: "grapheme", maxLength: 8 }),
  fc.string({ unit: "binary", maxLength: 4 }).filter((each) => each.isWellFormed()),
);

export const literal: fc.Arbitrary<StringLit> = text.map((value) => ({ kind: "string", ...at, value }));

/** The text of a doc comment: lines without ends. */
export const doc = fc
  .array(word("", "One sentence.", "  indented", "/ slashes // and *", "ünïcödé"), {
    minLength: 1,
    maxLength: 3,
  })
  .map((lines) => lines.join("\n"));

/** An attribute, whose first part no form uses for its clauses. */
export const attribute: fc.Arbitrary<PathExpr> = fc
  .tuple(word("args", "impact", "alpha"), fc.array(anyName, { minLength: 1, maxLength: 2 }))
  .map(([root, rest]) => pathOf([root, ...rest]));

/** A name or an attribute as an operand. */
export const operandPath: fc.Arbitrary<PathExpr> = fc
  .tuple(operandName, fc.array(anyName, { maxLength: 2 }))
  .map(([root, rest]) => pathOf([root, ...rest]));

function pathOf(parts: readonly string[]): PathExpr {
  return { kind: "path", ...at, parts: parts.map((text) => ({ kind: "ident", ...at, text })) };
}

export const pattern: fc.Arbitrary<ActionPattern> = fc
  .tuple(
    word("files", "http", "*", "mcp*", "*x"),
    fc.array(fc.oneof(anyName, word("*", "re*d")), { maxLength: 2 }),
  )
  .map(([head, rest]) => ({ kind: "pattern", ...at, text: [head, ...rest].join(".") }));

export const selector: fc.Arbitrary<Selector> = fc.record({
  kind: fc.constant("selector"),
  span: fc.constant(at.span),
  include: fc.array(pattern, { minLength: 1, maxLength: 3 }),
  except: fc.array(pattern, { maxLength: 2 }),
});

/** An object with `key` or without it: what is absent has no key, not an undefined one. */
export function maybe<K extends string, T>(
  key: K,
  arbitrary: fc.Arbitrary<T>,
): fc.Arbitrary<Readonly<Partial<Record<K, T>>>> {
  const present = arbitrary.map((value) => ({ [key]: value }) as Readonly<Partial<Record<K, T>>>);
  return fc.oneof(fc.constant({} as Readonly<Partial<Record<K, T>>>), present);
}

/** Joins the fields of several random objects. */
export function merged<T>(...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<T> {
  return fc.tuple(...parts).map((each) => each.reduce((all, part) => ({ ...all, ...part }), {}) as T);
}
