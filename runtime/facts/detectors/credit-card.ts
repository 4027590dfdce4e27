// Finds payment card numbers (ISO/IEC 7812): 13–19 digits in any grouping, with an issuer's prefix and a Luhn check digit.

import type { Range } from "./finding.js";

const MIN_DIGITS = 13;
const MAX_DIGITS = 19;
const PREFIX_DIGITS = 4;

/** Digits, with a blank, a point or a hyphen between some. */
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
  return Array.from(text.matchAll(digitRun), ({ index, 0: run }) => cardsInRun(run, index)).flat();
}

interface Group {
  readonly start: number;
  readonly digits: string;
}

function cardsInRun(run: string, offset: number): readonly Range[] {
  if (run.length < MIN_DIGITS) {
    return [];
  }
  const groups = Array.from(run.matchAll(/\d+/g), (match) => ({
    start: offset + match.index,
    digits: match[0],
  }));
  return groups.flatMap((_, first) => cardsFrom(groups, first));
}

function cardsFrom(groups: readonly Group[], first: number): readonly Range[] {
  const lengths = lengthsBehind(prefixAt(groups, first));
  const ranges: Range[] = [];
  let digits = "";
  for (let next = first; lengths.length > 0 && digits.length < MAX_DIGITS; next += 1) {
    const group = groups[next];
    if (group === undefined || digits.length + group.digits.length > MAX_DIGITS) {
      break;
    }
    digits += group.digits;
    if (lengths.includes(digits.length) && hasLuhnDigit(digits)) {
      ranges.push({ start: groups[first]?.start ?? 0, end: group.start + group.digits.length });
    }
  }
  return ranges;
}

/** The first digits from a group on. */
function prefixAt(groups: readonly Group[], first: number): string {
  const near = groups.slice(first, first + PREFIX_DIGITS);
  return near
    .map(({ digits }) => digits.slice(0, PREFIX_DIGITS))
    .join("")
    .slice(0, PREFIX_DIGITS);
}

/** How long a number may be that begins like that. */
function lengthsBehind(prefix: string): readonly number[] {
  return NETWORKS.flatMap(([beginning, lengths]) => (beginning.test(prefix) ? lengths : []));
}

/** ISO/IEC 7812-1, annex B: every second digit from the right is doubled, and the digits then sum to a multiple of 10. */
function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - place));
    const value = place % 2 === 0 ? digit : 2 * digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
