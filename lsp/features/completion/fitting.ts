// What goes with the text behind the place: where something follows on the line, offers are tried out, and those that leave
// the declaration broken that others would mend are no help.

import { parse } from "../../../compiler/ast/parse.js";
import { isCloser, isOpener } from "../../../compiler/ast/outline/brackets.js";
import { beginsDeclaration, startsLine } from "../../../compiler/ast/outline/heads.js";
import type { Cursor } from "../typing/cursor.js";
import type { Site } from "../typing/site.js";
import type { OfferKind } from "./offer.js";

/** An offer as it would be put there. */
export interface Insertion {
  readonly insert: string;
  readonly isSnippet: boolean;
  readonly start: number;
  readonly end: number;
  readonly kind: OfferKind;
}

/** A declaration that is longer is not read so many times. */
const longest = 4000;

/** For each insertion, whether it is one of those that leave the fewest mistakes; all are where nothing can be said. */
export class Fitting {
  readonly #known = new Map<string, number>();
  readonly #from: number;
  readonly #to: number;
  readonly #text: string;
  /** Mistakes in the declaration as it stands, without the word at the place. */
  readonly broken: boolean;

  constructor(cursor: Cursor, site: Site) {
    this.#text = cursor.text;
    this.#from = site.head[0]?.startOffset ?? cursor.start;
    this.#to = endOf(cursor, site);
    this.broken = this.#isTooLong ? true : this.#mistakes(cursor.start, cursor.end, "") > 0;
  }

  get #isTooLong(): boolean {
    return this.#to - this.#from > longest;
  }

  /** How many mistakes the declaration has with it; what asks for more is given a word. */
  mistakesWith({ insert, isSnippet, start, end, kind }: Insertion): number {
    if (this.#isTooLong || start < this.#from) return 0;
    const text = isSnippet ? expanded(insert) : insert;
    const key = `${String(start)} ${String(end)} ${shapeOf(text, kind)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const asIs = this.#mistakes(start, end, text);
    const count =
      asIs > 0 && text.endsWith(" ") ? Math.min(asIs, this.#mistakes(start, end, `${text}x`)) : asIs;
    this.#known.set(key, count);
    return count;
  }

  #mistakes(start: number, end: number, insert: string): number {
    const text = this.#text.slice(this.#from, start) + insert + this.#text.slice(end, this.#to);
    return parse({ path: "", text }).diagnostics.length;
  }
}

/** What is declared is alike to the parser, whatever its name. */
const alike: ReadonlySet<OfferKind> = new Set([
  "attribute",
  "variable",
  "member",
  "rule",
  "group",
  "declared",
]);

function shapeOf(text: string, kind: OfferKind): string {
  if (!alike.has(kind) || !/^[A-Za-z_][\w.]*(?:[.][*])?$/.test(text)) return text;
  return text.includes(".") ? "a.b" : "a";
}

/** A snippet with the defaults in its places, and a word where one has none. */
export function expanded(snippet: string): string {
  return snippet
    .replaceAll(/\$\{\d+\|([^,|]*)[^}]*\}/g, "$1")
    .replaceAll(/\$\{\d+:?([^}]*)\}/g, (_, word: string) => (word === "" ? "x" : word));
}

/** Where the declaration ends: at the next one, which stands in no bracket that is opened behind the place. */
function endOf({ text, window }: Cursor, { all, at, keyword }: Site): number {
  let depth = 0;
  for (let index = at; index < all.length; index++) {
    const token = all[index];
    if (token === undefined) break;
    if (isOpener(token.image)) depth += 1;
    else if (isCloser(token.image)) depth -= 1;
    else if (depth > 0 || (keyword === "test" && depth === 0) || isAtPlace(index, at, keyword)) continue;
    else if (beginsDeclaration(all, index) && startsLine(text, all, index)) return token.startOffset;
  }
  return window.to;
}

/** What is being written between declarations is no next one. */
function isAtPlace(index: number, at: number, keyword: string | undefined): boolean {
  return index === at && keyword === undefined;
}
