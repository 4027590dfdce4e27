// The nearest name: what the author may have meant by a name that is not there.

import type { Span } from "../source/source.js";
import type { Fix } from "./diagnostic.js";

/** More candidates than these are not looked at: a suggestion is a courtesy and must cost little. */
const MAX_CANDIDATES = 1000;
const MAX_LENGTH = 64;

/**
 * The candidate with the smallest Damerau-Levenshtein distance to `name` (adjacent swaps count one; F. J. Damerau,
 * 1964), the first of equals; undefined where none is near: one slip in three letters, three slips at the most.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name === "" || name.length > MAX_LENGTH) return undefined;
  let best: string | undefined;
  let bound = Math.min(3, Math.max(1, Math.floor(name.length / 3)));
  let looked = 0;
  for (const candidate of candidates) {
    if (looked++ >= MAX_CANDIDATES || bound < 1) break;
    if (Math.abs(name.length - candidate.length) > bound || candidate === name) continue;
    const far = distance(name, candidate, bound);
    // A name of one letter is near to every other: that is no suggestion.
    if (far > bound || far >= Math.max(name.length, candidate.length)) continue;
    best = candidate;
    bound = far - 1;
  }
  return best ?? inOtherCase(name, candidates);
}

/** A name that differs in capitals alone, however many they are. */
function inOtherCase(name: string, candidates: Iterable<string>): string | undefined {
  const lower = name.toLowerCase();
  let looked = 0;
  for (const candidate of candidates) {
    if (looked++ >= MAX_CANDIDATES) return undefined;
    if (candidate.length === name.length && candidate !== name && candidate.toLowerCase() === lower)
      return candidate;
  }
  return undefined;
}

/** Above every bound; a cell that is not reached. */
const FAR = 100;

/** The distance, or any number above `bound` where it is more than that. Time: length × bound. */
function distance(a: string, b: string, bound: number): number {
  const width = b.length + 1;
  const cells = new Uint8Array((a.length + 1) * width).fill(FAR);
  for (let column = 0; column <= Math.min(bound, b.length); column++) cells[column] = column;
  for (let row = 1; row <= a.length; row++) {
    if (row <= bound) cells[row * width] = row;
    // Only cells within `bound` of the diagonal can hold a distance within it.
    for (let column = Math.max(1, row - bound); column <= Math.min(b.length, row + bound); column++) {
      cells[row * width + column] = cheapest(cells, a, b, row, column);
    }
  }
  return cells[a.length * width + b.length] ?? FAR;
}

/** The cheapest way to a cell: an insertion, a deletion, a letter kept or replaced, or two letters swapped. */
function cheapest(cells: Uint8Array, a: string, b: string, row: number, column: number): number {
  const width = b.length + 1;
  const at = (up: number, left: number): number => cells[(row - up) * width + column - left] ?? FAR;
  const kept = a[row - 1] === b[column - 1] ? 0 : 1;
  const cost = Math.min(at(1, 0) + 1, at(0, 1) + 1, at(1, 1) + kept);
  if (row < 2 || column < 2 || a[row - 1] !== b[column - 2] || a[row - 2] !== b[column - 1]) return cost;
  return Math.min(cost, at(2, 2) + 1);
}

/** The fix that puts `text` at `span`; none where there is nothing to put. */
export function replacement(span: Span, text: string | undefined): readonly Fix[] {
  return text === undefined ? [] : [{ title: `Replace with \`${text}\``, edits: [{ span, newText: text }] }];
}
