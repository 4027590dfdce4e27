// The vocabulary: every kind of token, and the categories by which a keyword may still be a name.

import { createToken, Lexer, type ICustomPattern, type IToken, type TokenType } from "chevrotain";
import { otherQuoteMarks, scanBlockComment, scanByteOrderMark, scanOtherString, scanString } from "./scan.js";

/** A token as the lexer gives it; `endOffset` is the offset of its last character. */
export type Token = IToken;

/** Any word: what may stand after a dot, and where something is declared. */
export const Word = createToken({ name: "Word", label: "a name", pattern: Lexer.NA });

/** A token that is a whole value by itself: a string, a number, a name. */
export const Plain = createToken({ name: "Plain", label: "a value", pattern: Lexer.NA });

/** A word that may also stand alone as an operand: every word but the operators. */
export const Name = createToken({
  name: "Name",
  label: "a name",
  pattern: Lexer.NA,
  categories: [Word, Plain],
});

// Letters of other scripts are lexed into words, so that a word with a look-alike in it is one mistake.
const letter =
  "A-Za-z_\\u00C0-\\u1FFF\\u2C00-\\u2FFF\\u3040-\\uD7FF\\uF900-\\uFDFF\\uFE70-\\uFEFE\\uFF10-\\uFFDC";

export const Identifier = createToken({
  name: "Identifier",
  label: "a name",
  pattern: new RegExp(`[${letter}][${letter}0-9]*`),
  categories: [Name],
});

/** Three capitals right after a number. */
export const Currency = createToken({
  name: "Currency",
  label: "a currency",
  pattern: Lexer.NA,
  categories: [Name],
});

/** A number and its suffix: one word, judged when it is decoded. */
export const NumberWord = createToken({
  name: "NumberWord",
  label: "a number",
  pattern: /[0-9][0-9A-Za-z_]*(?:\.[0-9][0-9A-Za-z_]*)?%?/,
  categories: [Plain],
});

const custom = (exec: ICustomPattern["exec"]): ICustomPattern => ({ exec });

export const StringWord = createToken({
  name: "StringWord",
  label: "a string",
  categories: [Plain],
  pattern: custom(scanString),
  line_breaks: false,
  start_chars_hint: ['"'],
});

/** A string in single or curly quotes: read as a string, and reported. */
export const OtherString = createToken({
  name: "OtherString",
  pattern: custom(scanOtherString),
  line_breaks: false,
  start_chars_hint: [...otherQuoteMarks],
});

const ByteOrderMark = createToken({
  name: "ByteOrderMark",
  pattern: custom(scanByteOrderMark),
  line_breaks: false,
  start_chars_hint: ["\uFEFF"],
  group: Lexer.SKIPPED,
});
const WhiteSpace = createToken({ name: "WhiteSpace", pattern: /[ \t\r\n]+/, group: Lexer.SKIPPED });
const DocComment = createToken({ name: "DocComment", pattern: /\/\/\/(?!\/)[^\n\r]*/, group: "docs" });
const LineComment = createToken({ name: "LineComment", pattern: /\/\/[^\n\r]*/, group: "comments" });
const BlockComment = createToken({
  name: "BlockComment",
  pattern: custom(scanBlockComment),
  line_breaks: true,
  start_chars_hint: ["/"],
  group: "comments",
});
const OpenComment = createToken({
  name: "OpenComment",
  pattern: /\/\*[^]*/,
  line_breaks: true,
  group: "openComments",
});

const punctuation = (name: string, text: string): TokenType =>
  createToken({ name, label: `\`${text}\``, pattern: text });

export const LCurly = punctuation("LCurly", "{");
export const RCurly = punctuation("RCurly", "}");
export const LParen = punctuation("LParen", "(");
export const RParen = punctuation("RParen", ")");
export const LSquare = punctuation("LSquare", "[");
export const RSquare = punctuation("RSquare", "]");
export const Comma = punctuation("Comma", ",");
export const Colon = punctuation("Colon", ":");
export const Question = punctuation("Question", "?");
export const Ellipsis = punctuation("Ellipsis", "...");
export const DotDot = punctuation("DotDot", "..");
export const Dot = punctuation("Dot", ".");
export const EqualEqual = punctuation("EqualEqual", "==");
export const NotEqual = punctuation("NotEqual", "!=");
export const LessEqual = punctuation("LessEqual", "<=");
export const GreaterEqual = punctuation("GreaterEqual", ">=");
export const Less = punctuation("Less", "<");
export const Greater = punctuation("Greater", ">");
export const Equal = punctuation("Equal", "=");
export const Bar = punctuation("Bar", "|");
export const Plus = punctuation("Plus", "+");
export const Minus = punctuation("Minus", "-");
export const Star = punctuation("Star", "*");

/** What the lexer looks for, the longer of two alike first. Keywords are told from names afterwards. */
export const lexicon: readonly TokenType[] = [
  WhiteSpace,
  Identifier,
  NumberWord,
  StringWord,
  OtherString,
  ByteOrderMark,
  DocComment,
  LineComment,
  BlockComment,
  OpenComment,
  LCurly,
  RCurly,
  LParen,
  RParen,
  LSquare,
  RSquare,
  Comma,
  Colon,
  Question,
  Ellipsis,
  DotDot,
  Dot,
  EqualEqual,
  NotEqual,
  LessEqual,
  GreaterEqual,
  Less,
  Greater,
  Equal,
  Bar,
  Plus,
  Minus,
  Star,
];
