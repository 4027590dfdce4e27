// Strings: Unicode that can be encoded, compared after normalisation.

import { accept, reject } from "./normalized.js";
import type { Normalized } from "./normalized.js";

/**
 * More marks on one character than any language writes. Normalising sorts each run of them, in quadratic time; 30 is the
 * bound of the Stream-Safe Text Format (Unicode Standard Annex #15, section 13).
 */
const tooManyMarks = /\p{M}{31}/u;

/** The NFC form of `text`. A lone surrogate is no character: it cannot be encoded, so two programs would read it differently. */
export function normalizeText(text: string): Normalized<string> {
  if (!text.isWellFormed()) return reject("has a lone surrogate");
  if (tooManyMarks.test(text)) return reject("has more than 30 combining marks in a row");
  return accept(text.normalize("NFC"));
}
