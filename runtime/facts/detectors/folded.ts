// A text as its reader takes it: without what is not shown, every digit, dash and blank the usual one. What a detector
// finds there stands somewhere in the text as it is.

import type { Range } from "./finding.js";

/** Signs that no font shows, and those between which no reader tells. */
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u;
const DASH = /[\p{Pd}\u2212]/u;
const BLANK = /\p{Zs}/u;
const STOP = /^[\u3002\uFF61]$/u;
const DIGIT = /^\p{Nd}$/u;
const UNUSUAL = /[^\t\n\r -~]/u;

export interface FoldedText {
  readonly text: string;
  /** Where in the text as it is the range stands. */
  unfold(range: Range): Range;
}

/** Undefined where the text is already so. */
export function fold(text: string): FoldedText | undefined {
  if (!UNUSUAL.test(text)) return undefined;
  const known = new Map<string, string>();
  const parts: string[] = [];
  const places: number[] = [];
  const lengths: number[] = [];
  let at = 0;
  for (const sign of text) {
    let usual = known.get(sign);
    if (usual === undefined) known.set(sign, (usual = usualOf(sign)));
    parts.push(usual);
    for (let unit = usual.length; unit > 0; unit -= 1) {
      places.push(at);
      lengths.push(sign.length);
    }
    at += sign.length;
  }
  const endOf = (unit: number): number => (places[unit] ?? at) + (lengths[unit] ?? 0);
  return {
    text: parts.join(""),
    unfold: ({ start, end }) => ({ start: places[start] ?? at, end: endOf(end - 1) }),
  };
}

function usualOf(sign: string): string {
  if (HIDDEN.test(sign)) return "";
  const plain = sign.normalize("NFKC");
  if (DASH.test(plain)) return "-";
  if (BLANK.test(sign)) return " ";
  if (STOP.test(plain)) return ".";
  return DIGIT.test(plain) ? digitOf(plain) : plain;
}

/** Unicode keeps the ten digits of each script side by side, from zero on; some scripts stand next to each other. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}
