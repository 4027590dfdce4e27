// Finds payment card numbers (ISO/IEC 7812): 13–19 digits in any grouping, with an issuer's prefix and a Luhn check digit.
//
// Each group of digits is tried as the beginning of a number, whose check digit is read off sums that were made once for
// the run: a text of a million single digits takes no longer than one of words.

import type { Range } from "./finding.js";

const MIN_DIGITS = 13;
const PREFIX_DIGITS = 4;

/** Digits, with up to two blanks, points or hyphens between some. */
const digitRun = /\d(?:[ \u00A0.-]{0,2}\d)*/g;

/** Prefixes and lengths of the card networks. Without them, one in ten time stamps would be a card number. */
const NETWORKS: readonly (readonly [prefix: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]], // Visa
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]], // Mastercard
  [/^3[47]/, [15]], // American Express
  [/^(?:30[0-5]|309|36|3[89])/, [14, 15, 16, 17, 18, 19]], // Diners Club
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]], // JCB
  [/^(?:6011|64[4-9]|65|60|508|8[12])/, [16, 17, 18, 19]], // Discover, RuPay
  [/^62/, [16, 17, 18, 19]], // UnionPay
  [/^(?:50|5[6-8]|6[0-9])/, [13, 14, 15, 16, 17, 18, 19]], // Maestro
  [/^220[0-4]/, [16, 17, 18, 19]], // Mir
  [/^9792/, [16]], // Troy
];

/** A number begins and ends where a group of digits does: `order 17 4111 1111 1111 1111` holds one. */
export function findCreditCards(text: string): readonly Range[] {
  const ranges: Range[] = [];
  for (const { index, 0: run } of text.matchAll(digitRun)) {
    if (run.length >= MIN_DIGITS) {
      addCards(ranges, run, index);
    }
  }
  return ranges;
}

/** The digits of a run without what stands between them. */
interface Digits {
  readonly count: number;
  /** Of each digit, where in the run it stands. */
  readonly places: Int32Array;
  /** At `k + 2`, the sum of digit `k` and every second one before it: as they are, and as they count when doubled. */
  readonly plain: Int32Array;
  readonly doubled: Int32Array;
}

function addCards(ranges: Range[], run: string, offset: number): void {
  const digits = digitsOf(run);
  const { count, places } = digits;
  const beginsGroup = (at: number): boolean => at === 0 || at === count || places[at] !== placeOf(at - 1) + 1;
  const placeOf = (at: number): number => places[at] ?? 0;
  for (let first = 0; first + MIN_DIGITS <= count; first += 1) {
    if (!beginsGroup(first)) {
      continue;
    }
    for (const length of lengthsBehind(prefixAt(run, places, first))) {
      const next = first + length;
      if (next <= count && beginsGroup(next) && hasLuhnDigit(digits, first, next)) {
        ranges.push({ start: offset + placeOf(first), end: offset + placeOf(next - 1) + 1 });
      }
    }
  }
}

const ZERO = 0x30;

function digitsOf(run: string): Digits {
  const places = new Int32Array(run.length);
  const plain = new Int32Array(run.length + 2);
  const doubled = new Int32Array(run.length + 2);
  let count = 0;
  for (let place = 0; place < run.length; place += 1) {
    const digit = run.charCodeAt(place) - ZERO;
    if (digit < 0 || digit > 9) {
      continue;
    }
    places[count] = place;
    plain[count + 2] = (plain[count] ?? 0) + digit;
    doubled[count + 2] = (doubled[count] ?? 0) + (digit < 5 ? 2 * digit : 2 * digit - 9);
    count += 1;
  }
  return { count, places, plain, doubled };
}

function prefixAt(run: string, places: Int32Array, first: number): number {
  let prefix = 0;
  for (let at = first; at < first + PREFIX_DIGITS; at += 1) {
    prefix = prefix * 10 + run.charCodeAt(places[at] ?? 0) - ZERO;
  }
  return prefix;
}

/**
 * ISO/IEC 7812-1, annex B: every second digit from the right is doubled, and the digits then sum to a multiple of 10.
 * `next` is behind the last digit.
 */
function hasLuhnDigit({ plain, doubled }: Digits, first: number, next: number): boolean {
  const odd = (next - first) % 2;
  const sum =
    (plain[next + 1] ?? 0) -
    (plain[first + 1 - odd] ?? 0) +
    (doubled[next] ?? 0) -
    (doubled[first + odd] ?? 0);
  return sum % 10 === 0;
}

const known = new Map<number, readonly number[]>();

/** How long a number may be that begins with these four digits. */
function lengthsBehind(prefix: number): readonly number[] {
  const lengths = known.get(prefix) ?? lengthsOf(String(prefix).padStart(PREFIX_DIGITS, "0"));
  known.set(prefix, lengths);
  return lengths;
}

function lengthsOf(prefix: string): readonly number[] {
  return [...new Set(NETWORKS.flatMap(([beginning, lengths]) => (beginning.test(prefix) ? lengths : [])))];
}
