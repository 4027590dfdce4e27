// Pairs the brackets of a file and finds where its declarations begin, so that each is read without the others.

import type { Token } from "../../../grammar/lexer.js";
import { forms, clauseWords, stepWords, type ClauseOwner } from "../forms.js";
import {
  beginsDeclaration,
  goesOnAs,
  isDeclarationKeyword,
  isWord,
  mayBeginDeclaration,
  nearestKeyword,
  startsLine,
  type DeclarationKeyword,
  joining,
} from "./heads.js";

export interface Brackets {
  /** For each token the index of the bracket that pairs with it; -1 for one without a partner and for other tokens. */
  readonly partner: Int32Array;
  /** Where declarations begin. */
  readonly heads: readonly Head[];
  /** The first bracket that is nested too deeply; nothing behind it was looked at. */
  readonly tooDeep?: Token;
}

export interface Head {
  /** The index of the keyword's token. */
  readonly at: number;
  /** The keyword, or the one that was meant by a misspelt one. */
  readonly keyword: DeclarationKeyword;
}

export function isOpener(image: string): boolean {
  return image === "{" || image === "(" || image === "[";
}

export function isCloser(image: string): boolean {
  return image === "}" || image === ")" || image === "]";
}

/** The bracket that closes one. */
export function closing(opener: string): string {
  return opener === "{" ? "}" : opener === "(" ? ")" : "]";
}

/** Words that are declarations, but inside a test are steps. */
export const stepLike: ReadonlySet<string> = new Set(["agent", "context", "impact", "action"]);

/** After these a word is the name of an action or a type; after the first four, on the same line. */
const wordsBeforeNames: ReadonlySet<string> = new Set(["on", "of", "except", "gives"]);
const signsBeforeNames: ReadonlySet<string> = new Set([",", ".", ":", "=", "|", "<"]);

/** After so many words that are no keywords the rest is not compared with them: it takes time, and is no policy. */
const mostMisspelt = 1000;

/** One pass over a file's tokens; `open` never holds more than `limit` brackets. */
export function pairBrackets(text: string, tokens: readonly Token[], limit: number): Brackets {
  const pass = new BracketPass(text, tokens);
  for (let at = 0; at < tokens.length; at++) {
    pass.step(at);
    if (pass.depth > limit) {
      return { partner: pass.partner, heads: pass.heads, tooDeep: pass.at(at) };
    }
  }
  return { partner: pass.partner, heads: pass.heads };
}

/** The brackets open at a place, and the declaration it is in. */
class BracketPass {
  readonly partner: Int32Array;
  readonly heads: Head[] = [];
  readonly #open: number[] = [];
  #keyword: DeclarationKeyword | undefined;
  #misspelt = 0;
  /** The words that begin the clauses of the declaration. */
  #words: ReadonlySet<string> = new Set();

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
  ) {
    this.partner = new Int32Array(tokens.length).fill(-1);
  }

  get depth(): number {
    return this.#open.length;
  }

  at(index: number): Token {
    const token = this.tokens[index];
    if (token === undefined) throw new RangeError("no such token");
    return token;
  }

  step(at: number): void {
    const { image } = this.at(at);
    const keyword = this.#headAt(at);
    if (keyword !== undefined) this.#begin(at, keyword);
    else if (this.#open.length > 1 && this.#beginsClause(at)) this.#open.length = 1;
    if (isOpener(image)) this.#open.push(at);
    else if (isCloser(image)) this.#close(at, image);
  }

  #begin(at: number, keyword: DeclarationKeyword): void {
    this.#open.length = 0;
    this.heads.push({ at, keyword });
    this.#keyword = keyword;
    this.#words = keyword === "test" ? stepWords : wordsOf(keyword);
  }

  #headAt(at: number): DeclarationKeyword | undefined {
    const { image } = this.at(at);
    if (!isDeclarationKeyword(image)) return this.#misspeltAt(at);
    return this.#isHead(at, image) ? image : undefined;
  }

  #isHead(at: number, keyword: DeclarationKeyword): boolean {
    if (this.#open.length > 0) return this.#isHeadInside(at, keyword);
    if (this.#isName(at)) return false;
    return (
      beginsDeclaration(this.tokens, at) ||
      (this.#isFresh(at) && mayBeginDeclaration(this.text, this.tokens, at))
    );
  }

  /** A declaration that begins a line inside another: the brackets of that one were not closed. */
  #isHeadInside(at: number, keyword: DeclarationKeyword): boolean {
    if (!beginsDeclaration(this.tokens, at) || !startsLine(this.text, this.tokens, at)) return false;
    return this.#keyword !== "test" || !stepLike.has(keyword);
  }

  /** Between declarations, a word that is nearly a keyword, and goes on like it. */
  #misspeltAt(at: number): DeclarationKeyword | undefined {
    if (this.#open.length > 0 || this.#misspelt > mostMisspelt) return undefined;
    if (!isWord(this.at(at)) || !this.#isFresh(at)) return undefined;
    this.#misspelt += 1;
    const near = nearestKeyword(this.tokens, at);
    return near !== undefined && goesOnAs(near, this.tokens, at) ? near : undefined;
  }

  /** Whether a word stands where a reader looks for a declaration. */
  #isFresh(at: number): boolean {
    return at === 0 || this.at(at - 1).image === "}" || startsLine(this.text, this.tokens, at);
  }

  /** Declarations and actions may be named like keywords: what follows the keyword, or `on` and its like, is a name. */
  #isName(at: number): boolean {
    const before = this.tokens[at - 1]?.image ?? "";
    const fresh = startsLine(this.text, this.tokens, at);
    if (signsBeforeNames.has(before))
      return !fresh || !beginsDeclaration(this.tokens, at) || this.tokens[at + 1]?.image === "{";
    if (fresh) return false;
    return (
      this.heads.at(-1)?.at === at - 1 || (wordsBeforeNames.has(before) && this.tokens[at - 2]?.image !== ".")
    );
  }

  /** A clause or step that begins a line while a bracket of the one before it is still open. */
  #beginsClause(at: number): boolean {
    const { image } = this.at(at);
    if (!this.#words.has(image) || image === "within" || !startsLine(this.text, this.tokens, at))
      return false;
    const next = this.tokens[at + 1];
    if (next === undefined || startsLine(this.text, this.tokens, at + 1)) return this.#endsLine(image);
    if (next.image === "{") return stepWords.has(image) && this.#keyword === "test";
    if (next.image === "not" || next.image === "has") return image === "when" || image === "unless";
    // In a question of history a one-word action may begin a line: `code where …`.
    if (next.image === "where" || next.image === "except") return false;
    return /^["0-9]/.test(next.image) || (isWord(next) && !joins(next.image));
  }

  /** `allow` alone on its line: a clause where no list is open. */
  #endsLine(image: string): boolean {
    return image === "allow" || image === "block" || image === "throttle"
      ? this.#openers().includes("(")
      : false;
  }

  #openers(): readonly string[] {
    return this.#open.map((index) => this.at(index).image);
  }

  /** Pairs a closing bracket with the innermost of its kind; those inside it stay open for good. */
  #close(at: number, image: string): void {
    const wanted = this.#open.findLastIndex((index) => closing(this.at(index).image) === image);
    if (wanted < 0) return;
    // A `)` or `]` does not reach over an open `{`: it is the one too many.
    if (image !== "}" && this.#openers().lastIndexOf("{") > wanted) return;
    const opener = this.#open[wanted];
    if (opener === undefined) return;
    this.#open.length = wanted;
    this.partner[opener] = at;
    this.partner[at] = opener;
  }
}

function wordsOf(keyword: string): ReadonlySet<string> {
  return isOwner(keyword) ? clauseWords(keyword) : new Set();
}

function isOwner(keyword: string): keyword is ClauseOwner {
  return Object.hasOwn(forms, keyword);
}

const joins = (word: string): boolean => word === "has" || joining.has(word);
