// Where declarations begin: by their keyword and what follows it, so that one is found inside another that is broken.

import { endOf, type Token } from "../../../grammar/lexer.js";
import { nearest } from "../../diagnostics/nearest.js";

/** What must follow a declaration's keyword: `name` any word, `text` a string, `pattern` the name of an action. */
type Sign = "name" | "text" | "pattern" | "on" | "=" | ":" | "{" | "(" | "= or (" | "= or from";

const onActions: readonly Sign[] = ["name", "on"];
const named: readonly Sign[] = ["name", "{"];
const section: readonly Sign[] = ["{"];

const signs = {
  policy: named,
  import: ["text"],
  type: ["name", "="],
  agent: section,
  context: section,
  impact: section,
  let: ["name", "= or ("],
  data: ["name", ":"],
  detector: ["name", "="],
  classifier: ["name", "("],
  group: ["name", "= or from"],
  zone: ["name", "="],
  action: ["pattern"],
  rule: onActions,
  cap: onActions,
  quorum: onActions,
  reversibility: onActions,
  throttle: onActions,
  boundary: onActions,
  drift: onActions,
  sandbox: named,
  grant: onActions,
  redact: onActions,
  identity: named,
  killswitch: named,
  trust: named,
  audit: section,
  approver: named,
  assert: onActions,
  test: ["text", "{"],
} as const satisfies Readonly<Record<string, readonly Sign[]>>;

export type DeclarationKeyword = keyof typeof signs;

export const declarationKeywords = Object.keys(signs) as readonly DeclarationKeyword[];

const keywords: ReadonlySet<string> = new Set(declarationKeywords);

export function isDeclarationKeyword(word: string): word is DeclarationKeyword {
  return keywords.has(word);
}

/** Words that join or begin expressions: after one of them a keyword is an operand. */
export const joining: ReadonlySet<string> = new Set([
  "and",
  "or",
  "not",
  "in",
  "like",
  "matches",
  "holds",
  "runs",
  "touches",
  "redirects",
  "under",
]);

export function isWord(token: Token | undefined): token is Token {
  return token !== undefined && /^[A-Za-z_\u00C0-\uFFFF]/.test(token.image);
}

const isText = (token: Token | undefined): boolean => token?.image.startsWith('"') ?? false;

function matches(sign: Sign, token: Token | undefined): boolean {
  switch (sign) {
    case "name":
      return isWord(token);
    case "text":
      return isText(token);
    case "pattern":
      return token?.image === "*" || (isWord(token) && !joining.has(token.image));
    case "= or (":
      return token?.image === "=" || token?.image === "(";
    case "= or from":
      return token?.image === "=" || token?.image === "from";
    default:
      return token?.image === sign;
  }
}

/** Whether a well-formed declaration begins at `at`. */
export function beginsDeclaration(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.image ?? "";
  return isDeclarationKeyword(word) && tokens[at - 1]?.image !== "." && hasSigns(word, tokens, at);
}

/** Whether a word that is not this keyword goes on as it does; no operator follows it, so it is no operand. */
export function goesOnAs(keyword: DeclarationKeyword, tokens: readonly Token[], at: number): boolean {
  return !joining.has(tokens[at + 1]?.image ?? "") && hasSigns(keyword, tokens, at);
}

function hasSigns(keyword: DeclarationKeyword, tokens: readonly Token[], at: number): boolean {
  return signs[keyword].every((sign, index) => matches(sign, tokens[at + 1 + index]));
}

/** The keyword that the word at `at` is nearest to, of those that go on as it does if there is one. */
export function nearestKeyword(tokens: readonly Token[], at: number): DeclarationKeyword | undefined {
  const word = tokens[at]?.image ?? "";
  const fitting = declarationKeywords.filter((keyword) => goesOnAs(keyword, tokens, at));
  const near = nearest(word, fitting) ?? nearest(word, declarationKeywords);
  return near !== undefined && isDeclarationKeyword(near) ? near : undefined;
}

/** Whether a declaration that may be broken begins at `at`: its keyword, and something that goes on from it. */
export function mayBeginDeclaration(text: string, tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.image ?? "";
  if (!isDeclarationKeyword(word) || tokens[at - 1]?.image === ".") return false;
  const next = tokens[at + 1];
  if (next === undefined) return true;
  if (startsLine(text, tokens, at + 1)) return next.image === "{";
  return matches("pattern", next) || isText(next) || ["{", "=", ":", "("].includes(next.image);
}

/** Whether a token is the first on its line. */
export function startsLine(text: string, tokens: readonly Token[], at: number): boolean {
  return indentOf(text, tokens, at) !== undefined;
}

/** How far a token that is the first on its line is indented; undefined for others. Looks at the gap before it only. */
export function indentOf(text: string, tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (token === undefined) return 0;
  const gap = text.slice(before === undefined ? 0 : endOf(before), token.startOffset);
  const lineEnd = Math.max(gap.lastIndexOf("\n"), gap.lastIndexOf("\r"));
  if (lineEnd >= 0) return gap.length - lineEnd - 1;
  return before === undefined ? gap.length : undefined;
}
