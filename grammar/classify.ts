// Gives words their kinds: keyword or name, by the word and its neighbours, so that the grammar need not look far ahead.

import type { TokenType } from "chevrotain";
import { Generic, History, HistoryOf, Money, operators, Quantifier, Time, words } from "./keywords.js";
import {
  Colon,
  Currency,
  Dot,
  Identifier,
  Less,
  LParen,
  NumberWord,
  Question,
  type Token,
} from "./tokens.js";

const keywords: ReadonlyMap<string, TokenType> = new Map(Object.entries({ ...words, ...operators }));

/** Words that mean something only before a certain token. */
const openers: ReadonlyMap<string, readonly [before: TokenType, kind: TokenType]> = new Map([
  ["list", [Less, Generic]],
  ["set", [Less, Generic]],
  ["map", [Less, Generic]],
  ["money", [LParen, Money]],
  ["time", [LParen, Time]],
  ["formerly", [LParen, History]],
  ["count", [LParen, History]],
  ["sum", [LParen, HistoryOf]],
  ["distinct", [LParen, HistoryOf]],
]);

const currency = /^[A-Z]{3}$/;

/** Sets the kind of each word in place. After a dot and before `:` or `?:` (names of fields) all words are names. */
export function classify(tokens: readonly Token[]): void {
  for (const [at, token] of tokens.entries()) {
    if (token.tokenType !== Identifier) continue;
    const kind = kindOf(tokens, at, token.image);
    if (kind === undefined) continue;
    token.tokenType = kind;
    token.tokenTypeIdx = kind.tokenTypeIdx ?? token.tokenTypeIdx;
  }
}

function kindOf(tokens: readonly Token[], at: number, image: string): TokenType | undefined {
  const before = tokens[at - 1]?.tokenType;
  const after = tokens[at + 1]?.tokenType;
  if (before === Dot) return undefined;
  if (before === NumberWord && currency.test(image)) return Currency;
  if (after === Colon || (after === Question && tokens[at + 2]?.tokenType === Colon)) return undefined;
  const opener = openers.get(image);
  if (opener !== undefined) return opener[0] === after ? opener[1] : undefined;
  if ((image === "any" || image === "all") && isQuantifier(tokens, at)) return Quantifier;
  return keywords.get(image);
}

/** `any v in …` rather than a name `any`. */
function isQuantifier(tokens: readonly Token[], at: number): boolean {
  const variable = tokens[at + 1]?.image ?? "";
  return tokens[at + 2]?.image === "in" && /^[A-Za-z_]/.test(variable) && !Object.hasOwn(operators, variable);
}
