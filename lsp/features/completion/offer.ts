// What a completion offers, before it is known where it would be put.

import type { Entry } from "../reference/reference.js";

export type OfferKind =
  | "keyword"
  | "snippet"
  | "attribute"
  | "variable"
  | "function"
  | "member"
  | "value"
  | "unit"
  | "type"
  | "action"
  | "rule"
  | "group"
  | "declared"
  | "operator"
  | "file"
  | "text";

export interface Offer {
  readonly label: string;
  readonly kind: OfferKind;
  /** What is inserted; the label where it is left out. */
  readonly insert?: string;
  /** In the protocol's syntax of snippets; inserted where nothing follows that it would double. */
  readonly snippet?: string;
  readonly detail?: string;
  /** Markdown. */
  readonly doc?: string;
  /** The lower, the likelier. */
  readonly rank: number;
  /** What of the text it replaces: the word at the place if left out, or the dotted name that it ends. */
  readonly replaces?: "dotted";
  /** Typing one of these takes the offer. */
  readonly commit?: readonly string[];
}

/** Likelihoods, from the likeliest. */
export const RANK = { best: 0, good: 1, fair: 3, low: 5, last: 7 } as const;

export function fromEntry(label: string, kind: OfferKind, entry: Entry | undefined, rank: number): Offer {
  return {
    ...{ label, kind, rank },
    ...(entry !== undefined && { detail: entry.shape, doc: entry.text }),
    ...(entry?.snippet !== undefined && { snippet: entry.snippet }),
  };
}

/** Words of the language without a snippet. */
export function words(
  entries: Readonly<Record<string, Entry>>,
  kind: OfferKind,
  rank: number,
): readonly Offer[] {
  return Object.entries(entries).map(([label, entry]) => {
    const { snippet: _, ...offer } = fromEntry(label, kind, entry, rank);
    return offer;
  });
}

export const documented = (doc: string | undefined): Pick<Offer, "doc"> => (doc === undefined ? {} : { doc });
