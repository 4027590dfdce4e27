// Completion: what may be written at a place, with what it means, and how it is put there.

import { endOf } from "../../../grammar/lexer.js";
import type { Next } from "../../../grammar/assist.js";
import { cursorAt, type Cursor } from "../typing/cursor.js";
import { siteAt, type Site } from "../typing/site.js";
import type { View } from "../view.js";
import { wantedAt } from "../typing/wanted.js";
import { scopeOf, type Asked } from "./asked.js";
import { beginnings } from "./bodies.js";
import { Fitting } from "./fitting.js";
import { RANK, type Offer, type OfferKind } from "./offer.js";
import { offersFor } from "./offers.js";
import { quotedAttributes, textOffers, timeZones } from "./strings.js";
import { withUnits } from "./values.js";

export interface Completion {
  readonly label: string;
  readonly kind: OfferKind;
  /** What is put in place of [start, end); a snippet in the protocol's syntax where `isSnippet`. */
  readonly insert: string;
  readonly isSnippet: boolean;
  readonly start: number;
  readonly end: number;
  /** The type, or how it is written. */
  readonly detail?: string;
  /** Markdown. */
  readonly doc?: string;
  /** By which an editor sorts. */
  readonly sort: string;
  /** By which an editor filters: what is typed of it stands between `start` and the place. */
  readonly filter: string;
  readonly commit: readonly string[];
}

/** What may stand at an offset of a file; nothing inside comments, and in strings only what is known of them. */
export function completionsAt(view: View, offset: number): readonly Completion[] {
  const cursor = cursorAt(view.file.text, offset);
  if (cursor === undefined) return [];
  const site = siteAt(cursor);
  const known = view.policy.analysis.known;
  const asked = (next: Next): Asked | undefined => known && { view, known, cursor, site, next };
  const found =
    cursor.string === undefined
      ? [...begun(site, cursor, view), ...site.expected.next.flatMap((next) => ofNext(asked(next), site))]
      : site.expected.next.flatMap((next) => inString(asked(next)));
  const offers = distinct(found);
  return isFollowed(cursor, site) && cursor.string === undefined
    ? amid(offers, cursor, site)
    : offers.map((offer) => placed(offer, cursor, site, offer.snippet));
}

/** Clauses begin where the line does; behind something on the same line they are less likely. */
function begun(site: Site, cursor: Cursor, view: View): readonly Offer[] {
  if (site.tokens.at(-1)?.image === "." || isNumber(cursor)) return [];
  const offers = beginnings(site, view, view.policy.analysis.known);
  const later = site.fresh || site.expected.next.length === 0 ? 0 : RANK.last;
  return offers.map((offer) => ({ ...offer, rank: offer.rank + later }));
}

function isNumber({ text, start, end }: Cursor): boolean {
  return end > start && /\d/.test(text.charAt(start));
}

function ofNext(asked: Asked | undefined, site: Site): readonly Offer[] {
  if (asked === undefined) return [];
  if (isNumber(asked.cursor)) return numbers(asked);
  const offers = offersFor(asked);
  // On a line of its own, a clause is likelier than what goes on with the one before.
  const later = site.fresh && site.begins !== undefined ? RANK.last : 0;
  return later === 0 ? offers : offers.map((offer) => ({ ...offer, rank: offer.rank + later }));
}

/** The number at the place, with its units. */
function numbers(asked: Asked): readonly Offer[] {
  const { next, cursor, site, known } = asked;
  if (next.frame.rule !== "number" || next.type !== "NumberWord") return [];
  const digits = /^[\d_.]*/.exec(cursor.text.slice(cursor.start, cursor.end))?.[0] ?? "";
  const wanted = wantedAt(site, next.frame, scopeOf(asked));
  const type = wanted.kind === "value" ? wanted.type : undefined;
  return digits === "" ? [] : withUnits(digits, type, known);
}

/** What is known of the string at the place. */
function inString(asked: Asked | undefined): readonly Offer[] {
  if (asked === undefined || (asked.next.type !== "StringWord" && asked.next.type !== "Plain")) return [];
  const quoted = quotedAttributes(asked);
  if (quoted !== undefined) return quoted;
  const wanted =
    asked.next.type === "Plain" || asked.next.frame.rule === "operand"
      ? wantedAt(asked.site, asked.next.frame, scopeOf(asked))
      : undefined;
  if (wanted?.kind === "zone of time")
    return timeZones().map((label) => ({ label, kind: "text", rank: RANK.best }));
  if (wanted?.kind === "value" && wanted.type.kind === "enum")
    return wanted.type.members.map((label) => ({ label, kind: "member", rank: RANK.best }));
  return textOffers(asked);
}

/** One of each label: the likeliest. */
function distinct(offers: readonly Offer[]): readonly Offer[] {
  const best = new Map<string, Offer>();
  for (const offer of offers) {
    const known = best.get(offer.label);
    if (known === undefined || offer.rank < known.rank) best.set(offer.label, offer);
  }
  return [...best.values()];
}

// ─── Putting it there ───────────────────────────────────────────────────────────────────────────────────────────

/** Where something follows on the line: what goes with it; where all was well without, the rest comes last. */
function amid(offers: readonly Offer[], cursor: Cursor, site: Site): readonly Completion[] {
  const fitting = new Fitting(cursor, site);
  const tried = offers.map((offer) => {
    const plain = placed(offer, cursor, site, undefined);
    const mistakes = fitting.mistakesWith(plain);
    if (mistakes === 0 || offer.snippet === undefined) return { offer, found: plain, mistakes };
    const whole = placed(offer, cursor, site, offer.snippet);
    const others = fitting.mistakesWith(whole);
    return others < mistakes ? { offer, found: whole, mistakes: others } : { offer, found: plain, mistakes };
  });
  const least = Math.min(...tried.map(({ mistakes }) => mistakes));
  return tried.flatMap(({ offer, found, mistakes }) => {
    if (mistakes === least) return [found];
    return fitting.broken ? [] : [{ ...found, sort: sortOf({ ...offer, rank: offer.rank + 2 * RANK.last }) }];
  });
}

function placed(offer: Offer, cursor: Cursor, site: Site, snippet: string | undefined): Completion {
  const { start, end } = rangeOf(offer, cursor, site);
  return {
    ...{ label: offer.label, kind: offer.kind, start, end },
    insert: snippet ?? withoutDouble(offer.insert ?? offer.label, cursor),
    isSnippet: snippet !== undefined,
    ...(offer.detail !== undefined && { detail: offer.detail }),
    ...(offer.doc !== undefined && offer.doc !== "" && { doc: offer.doc }),
    sort: sortOf(offer),
    filter: offer.label,
    commit: offer.commit ?? [],
  };
}

const sortOf = ({ rank, label }: Offer): string =>
  `${String(Math.round(rank * 100)).padStart(5, "0")} ${label}`;

/** In a string its text, or the part behind the brace; else the word, or the dotted name that it ends. */
function rangeOf(offer: Offer, cursor: Cursor, site: Site): { readonly start: number; readonly end: number } {
  const { text, string, offset } = cursor;
  if (string !== undefined) {
    const from = string.startOffset + 1;
    const brace = offer.replaces === "dotted" ? text.slice(from, offset).lastIndexOf("{") : -1;
    if (brace >= 0) {
      const rest = /^[\w.]*/.exec(text.slice(offset))?.[0].length ?? 0;
      return { start: from + brace + 1, end: offset + rest };
    }
    const closed = endOf(string) - from > 0 && string.image.length > 1 && string.image.endsWith('"');
    return { start: from, end: endOf(string) - (closed ? 1 : 0) };
  }
  return offer.replaces === "dotted" ? { start: dottedStart(cursor, site), end: cursor.end } : cursor;
}

/** Where the dotted name begins that ends at the place. */
function dottedStart({ start }: Cursor, { all, at }: Site): number {
  let first = start;
  let index = at - 1;
  while (index >= 0 && all[index]?.image === ".") {
    let word = index - 1;
    const touches = (one: number): boolean => {
      const left = all[one];
      return left !== undefined && endOf(left) === all[one + 1]?.startOffset;
    };
    while (word > 0 && touches(word - 1) && /^[\w*]/.test(all[word - 1]?.image ?? "")) word -= 1;
    const token = all[word];
    if (!/^[\w*]/.test(token?.image ?? "") || token === undefined) break;
    first = token.startOffset;
    index = word - 1;
  }
  return first;
}

/** Whether something stands behind the place on its line that a whole snippet would come in the way of. */
function isFollowed({ text, end }: Cursor, { all, at }: Site): boolean {
  const next = all.slice(at, at + 2).find(({ startOffset }) => startOffset >= end);
  return (
    next !== undefined &&
    !/[\r\n]/.test(text.slice(end, next.startOffset)) &&
    !["}", ")", "]", ","].includes(next.image)
  );
}

/** A blank or a colon that stands there already is not written again. */
function withoutDouble(insert: string, { text, end }: Cursor): string {
  const rest = text.slice(end, end + 8).trimStart();
  if (insert.endsWith(": ") && rest.startsWith(":")) return insert.slice(0, -2);
  return insert.endsWith(" ") && /^\s/.test(text.slice(end, end + 1)) ? insert.slice(0, -1) : insert;
}
