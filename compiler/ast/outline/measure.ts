// Limits on one piece, held before it is parsed: the parser and all later walks over the tree recurse.

import type { Token } from "../../../grammar/lexer.js";
import { isCloser, isOpener } from "./brackets.js";

export const nestingLimit = 100;
export const operatorLimit = 1000;

/** Words and signs of a piece; strings, numbers and commas, of which long lists consist, are light and not counted. */
export const wordLimit = 100_000;

export interface Excess {
  readonly kind: "nesting" | "operators" | "words";
  readonly token: Token;
}

/** The first token of [from, to) that goes over a limit, in one pass. */
export function excessOf(tokens: readonly Token[], from: number, to: number): Excess | undefined {
  const depth = new Depth();
  let operators = 0;
  let words = 0;
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    depth.pass(token);
    if (depth.value > nestingLimit) return { kind: "nesting", token };
    if (chained.has(token.image)) operators += 1;
    if (operators > operatorLimit) return { kind: "operators", token };
    if (!isLight(token)) words += 1;
    if (words > wordLimit) return { kind: "words", token };
  }
  return undefined;
}

function isLight({ image, tokenType }: Token): boolean {
  return image === "," || tokenType.name === "StringWord" || tokenType.name === "NumberWord";
}

const prefixes: ReadonlySet<string> = new Set(["not", "-"]);
const chained: ReadonlySet<string> = new Set(["and", "or", "+", "-", "*", ".."]);

/** How deep the tree is at a token: brackets, prefixes before them, quantifiers and generic types. */
class Depth {
  /** The depth at the innermost open bracket, and with the quantifiers since then, whose bodies go on to its end. */
  #level = 0;
  #base = 0;
  /** Prefixes right before this token. */
  #run = 0;
  #generics = 0;
  readonly #outer: (readonly [level: number, base: number, generics: number])[] = [];

  get value(): number {
    return this.#base + this.#run + this.#generics;
  }

  pass(token: Token): void {
    const { image } = token;
    if (prefixes.has(image)) this.#run += 1;
    else if (isOpener(image)) this.#open();
    else if (isCloser(image)) this.#close();
    else this.#word(token);
  }

  #open(): void {
    this.#outer.push([this.#level, this.#base, this.#generics]);
    this.#level = this.value + 1;
    this.#base = this.#level;
    this.#run = 0;
    this.#generics = 0;
  }

  #close(): void {
    [this.#level, this.#base, this.#generics] = this.#outer.pop() ?? [0, 0, 0];
    this.#run = 0;
  }

  #word(token: Token): void {
    const kind = token.tokenType.name;
    if (kind === "Kw_any_all") this.#base += this.#run + 1;
    else if (kind === "Kw_generic") this.#generics += 1;
    else if (token.image === ">" && this.#generics > 0) this.#generics -= 1;
    else if (token.image === ",") this.#base = this.#level;
    this.#run = 0;
  }
}
