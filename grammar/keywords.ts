// Words with a meaning of their own in some place: operators, which are never bare operands, and the others, which are.

import { createToken, Lexer, type TokenType } from "chevrotain";
import { Name, Word } from "./tokens.js";

const operator = (text: string): TokenType =>
  createToken({ name: `Op_${text}`, label: `\`${text}\``, pattern: Lexer.NA, categories: [Word] });

const soft = (text: string): TokenType =>
  createToken({ name: `Kw_${text}`, label: `\`${text}\``, pattern: Lexer.NA, categories: [Name] });

const table = <const W extends string>(words: readonly W[], make: (text: string) => TokenType) =>
  Object.fromEntries(words.map((word) => [word, make(word)])) as Readonly<Record<W, TokenType>>;

/** Words that join or begin expressions; bare, they are never names. */
export const operators = table(
  [
    "or",
    "and",
    "not",
    "has",
    "in",
    "like",
    "matches",
    "holds",
    "runs",
    "touches",
    "redirects",
    "under",
    "true",
    "false",
  ],
  operator,
);

/** Words that the grammar looks for inside declarations, clauses and steps; elsewhere they are names. */
export const words = table(
  [
    "on",
    "result",
    "of",
    "except",
    "when",
    "to",
    "once",
    "approved",
    "by",
    "for",
    "per",
    "acknowledging",
    "matching",
    "as",
    "only",
    "with",
    "env",
    "writing",
    "touching",
    "from",
    "refresh",
    "gives",
    "port",
    "where",
    "since",
    "within",
    "attempts",
    "volatile",
    "at",
    "least",
    "most",
    "times",
    "code",
    "reversible",
    "irreversible",
    "allow",
    "redact",
    "sandbox",
    "throttle",
    "escalate",
    "block",
    "mask",
    "hash",
    "drop",
    "clamp",
  ],
  soft,
);

// Words told apart by what follows them.

/** `any` or `all` before `NAME in`. */
export const Quantifier = soft("any_all");
/** `list`, `set` or `map` before `<`. */
export const Generic = soft("generic");
/** `money` before `(`. */
export const Money = soft("money");
/** `time` before `(`. */
export const Time = soft("time");
/** `formerly` or `count` before `(`. */
export const History = soft("history");
/** `sum` or `distinct` before `(`: history of an attribute. */
export const HistoryOf = soft("history_of");
