// Strings: Unicode that can be encoded, compared after normalisation.

import { accept, reject } from "./normalized.js";
import type { Normalized } from "./normalized.js";

/** The NFC form of `text`. A lone surrogate is no character: it cannot be encoded, so two programs would read it differently. */
export function normalizeText(text: string): Normalized<string> {
  return text.isWellFormed() ? accept(text.normalize("NFC")) : reject("has a lone surrogate");
}
