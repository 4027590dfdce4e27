// Finds US social security numbers: with separators anywhere, without them where the words stand before.
//
// The area is never 000, 666 or 900–999, the group never 00, the serial never 0000 (SSA, POMS RM 10201.030).

import { matchesOf } from "./finding.js";
import type { Range } from "./finding.js";

const DIGITS = 9;

const written = /(?<!\d)(?!000|666|9)\d{3}([- \u00A0\u2010-\u2015\u2212])(?!00)\d{2}\1(?!0000)\d{4}(?!\d)/g;

const announced = /(?:\bssn|social security)[^\d\n]{0,24}(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}(?!\d)/gi;

export function findSsns(text: string): readonly Range[] {
  const bare = matchesOf(text, announced).map(({ end }) => ({ start: end - DIGITS, end }));
  return [...matchesOf(text, written), ...bare];
}
