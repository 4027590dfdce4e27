// Finds IBANs (ISO 13616): a country of the registry, its length, and check digits that hold.

import type { Range } from "./finding.js";

/** Length by country, from SWIFT's IBAN registry. */
const LENGTHS: Readonly<Record<number, string>> = {
  15: "NO",
  16: "BE",
  18: "DK FI FK FO GL NL SD",
  19: "MK SI",
  20: "AT BA EE KZ LT LU MN XK",
  21: "CH HR LI LV",
  22: "BG BH CR DE GB GE IE ME RS VA",
  23: "AE GI IL IQ OM SO TL",
  24: "AD CZ DZ ES MD PK RO SA SE SK TN VG",
  25: "LY PT ST",
  26: "IS TR",
  27: "BI DJ FR GR IT MC MR SM",
  28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
  29: "BR EG PS QA UA",
  30: "JO KW MU YE",
  31: "MT SC",
  32: "LC",
  33: "RU",
};

const lengthOf = new Map(
  Object.entries(LENGTHS).flatMap(([length, countries]) =>
    countries.split(" ").map((country) => [country, Number(length)] as const),
  ),
);

const beginning = /(?<![A-Z0-9])(?:IBAN)?([A-Z]{2})\d{2}/gi;
const letterOrDigit = /[A-Z0-9]/i;
const separator = /[ \u00A0-]/;

/** At each beginning, reads as many letters and digits as the country has, with single blanks or hyphens between. */
export function findIbans(text: string): readonly Range[] {
  return Array.from(text.matchAll(beginning), ({ index, 0: found, 1: country = "" }) =>
    ibanAt(text, index + found.length - 4, country.toUpperCase()),
  ).flat();
}

function ibanAt(text: string, start: number, country: string): readonly Range[] {
  const length = lengthOf.get(country);
  let iban = "";
  let end = start;
  while (length !== undefined && iban.length < length) {
    const at = separator.test(text.charAt(end)) ? end + 1 : end;
    const sign = text.charAt(at);
    if (!letterOrDigit.test(sign)) {
      return [];
    }
    iban += sign;
    end = at + 1;
  }
  const isWhole = iban !== "" && !letterOrDigit.test(text.charAt(end));
  return isWhole && hasCheckDigits(iban) ? [{ start, end }] : [];
}

/** ISO 7064, MOD 97-10: the first four signs go last, letters become 10–35, and the number is 1 modulo 97. */
function hasCheckDigits(iban: string): boolean {
  let remainder = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
