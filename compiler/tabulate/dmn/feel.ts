// FEEL: literals, and the unary tests of a cell.

import type { Asked, Question } from "./ask.js";

/** A string literal; what XML cannot hold or people cannot see stands as an escape. */
export function string(text: string): string {
  const escaped = text.replace(/[\\"\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\uFFFE\uFFFF]/gu, (character) => {
    if (character === "\\" || character === '"') return `\\${character}`;
    return Array.from({ length: character.length }, (_, i) => unit(character.charCodeAt(i))).join("");
  });
  return `"${escaped}"`;
}

function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

/** The regular expression of a glob over strings. */
export function globPattern(glob: string): string {
  let pattern = "";
  const signs = Array.from(glob);
  for (let i = 0; i < signs.length; i += 1) {
    const sign = signs[i] ?? "";
    if (sign === "*") pattern += "[\\s\\S]*";
    else if (sign === "?") pattern += "[\\s\\S]";
    else {
      if (sign === "\\") i += 1;
      pattern += (signs[i] ?? "").replace(/[\\.[\](){}?*+|^$]/, "\\$&");
    }
  }
  return pattern;
}

/** An attribute's question, with the answer that is wanted. */
export interface Wanted {
  readonly asked: Asked;
  readonly value: boolean;
  /** Does it do if the attribute is absent? */
  readonly orAbsent: boolean;
}

/** The unary tests under which all that is wanted of one attribute holds; undefined where nothing passes. */
export function unaryTests(wanted: readonly Wanted[]): string | undefined {
  const [only, ...others] = wanted;
  if (only === undefined) return "-";
  if (others.length === 0) return single(only);
  const terms = new Set<string>();
  for (const each of wanted) {
    const term = expression(each);
    if (term === false) return undefined;
    if (term !== true) terms.add(term);
  }
  return terms.size === 0 ? "-" : Array.from(terms).join(" and ");
}

const NEGATED = { "<": ">=", "<=": ">", ">": "<=", ">=": "<" } as const;

function single({ asked, value, orAbsent }: Wanted): string | undefined {
  const { question, canBeAbsent } = asked;
  const withNull = orAbsent && canBeAbsent ? ["null"] : [];
  switch (question.kind) {
    case "present":
      return value ? "not(null)" : "null";
    case "is":
      return [...withNull, String(question.value === value)].join(", ");
    case "compare": {
      const op = value ? question.op : NEGATED[question.op];
      return [...withNull, `${op} ${question.value}`].join(", ");
    }
    case "among": {
      if (value) return someOf([...withNull, ...question.values]);
      return noneOf(canBeAbsent && !orAbsent ? ["null", ...question.values] : question.values);
    }
    case "matches":
      return orExpression(expression({ asked, value, orAbsent }));
  }
}

function someOf(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(", ");
}

/** `not("a")` holds of null as well: null is not "a". */
function noneOf(values: readonly string[]): string {
  return values.length === 0 ? "-" : `not(${values.join(", ")})`;
}

function orExpression(term: string | boolean): string | undefined {
  return term === true ? "-" : term === false ? undefined : term;
}

/** The same as a FEEL expression over `?`; a truth value where it does not depend on it. */
function expression({ asked, value, orAbsent }: Wanted): string | boolean {
  const { question, canBeAbsent } = asked;
  if (question.kind === "present") return value ? "? != null" : "? = null";
  const known = value ? positive(question) : negative(question);
  if (!canBeAbsent || typeof known === "boolean") return absentApart(known, canBeAbsent, orAbsent);
  return orAbsent ? `(? = null or ${known})` : `(? != null and ${known})`;
}

function absentApart(known: string | boolean, canBeAbsent: boolean, orAbsent: boolean): string | boolean {
  if (!canBeAbsent || typeof known === "string") return known;
  if (known) return orAbsent ? true : "? != null";
  return orAbsent ? "? = null" : false;
}

type Known = Exclude<Question, { readonly kind: "present" }>;

function positive(question: Known): string | boolean {
  switch (question.kind) {
    case "is":
      return `? = ${String(question.value)}`;
    case "compare":
      return `? ${question.op} ${question.value}`;
    case "among":
      return question.values.length === 0 ? false : `list contains([${question.values.join(", ")}], ?)`;
    case "matches":
      return `matches(?, ${question.pattern})`;
  }
}

function negative(question: Known): string | boolean {
  switch (question.kind) {
    case "is":
      return `? = ${String(!question.value)}`;
    case "compare":
      return `? ${NEGATED[question.op]} ${question.value}`;
    default: {
      const term = positive(question);
      return typeof term === "boolean" ? !term : `not(${term})`;
    }
  }
}
