// Decodes the words whose inside the grammar does not look into: strings with their escapes, numbers with their units.

import { isClosedString } from "../../../grammar/scan.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { rewriting } from "../../diagnostics/fixes.js";
import { replacement } from "../../diagnostics/nearest.js";
import type { Span } from "../../source/source.js";

type Report = (diagnostic: Diagnostic) => void;

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

// An escape whole or broken: a pair of surrogates counts as one.
const escape = /\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{0,4}|.|$)/gsu;

/** The text of a string literal. `image` is as written, with its quotes (the closing one may be missing). */
export function decodeString(image: string, span: Span, report: Report): string {
  const inside = image.slice(1, isClosedString(image) ? -1 : undefined);
  if (!inside.includes("\\")) return inside;
  return inside.replace(escape, (text, offset: number) => {
    const decoded = decodeEscape(text);
    if (decoded !== undefined) return decoded;
    const start = span.start + 1 + offset;
    const at = { ...span, start, end: start + text.length };
    // A broken `\\u` is half a character, and no backslash.
    const fixes = /^\\[^u]/u.test(text) ? rewriting("Double the backslash", at, `\\${text}`) : [];
    report(diagnose("AP1012", at, { escape: text }, { fixes }));
    return "";
  });
}

function decodeEscape(text: string): string | undefined {
  if (text.charAt(1) !== "u") return escapes[text.slice(1)];
  const units = text.split("\\u").slice(1);
  if (units.some((unit) => unit.length !== 4)) return undefined;
  const decoded = String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
  return decoded.isWellFormed() ? decoded : undefined;
}

/** The units a number may carry: percent, durations, sizes. */
export const units = [
  "%",
  "ms",
  "s",
  "m",
  "h",
  "d",
  "B",
  "KB",
  "MB",
  "GB",
  "TB",
  "KiB",
  "MiB",
  "GiB",
  "TiB",
] as const;

const numberForm = /^(0|[1-9][0-9]*(?:_[0-9]+)*)(\.[0-9]+(?:_[0-9]+)*)?([A-Za-z%][A-Za-z%]*)?$/;

export interface DecodedNumber {
  readonly digits: string;
  readonly unit?: string;
}

/** The digits and unit of a number word; `0` after a report where it is malformed. */
export function decodeNumber(image: string, span: Span, report: Report): DecodedNumber {
  const match = numberForm.exec(image);
  if (match === null) {
    report(diagnose("AP1014", span, { text: image }, { fixes: replacement(span, mended(image)) }));
    return { digits: "0" };
  }
  const digits = `${match[1] ?? ""}${match[2] ?? ""}`.replaceAll("_", "");
  const unit = match[3];
  if (unit === undefined) return { digits };
  if (units.some((known) => known === unit)) return { digits, unit };
  reportUnit(image, unit, span, report);
  return { digits };
}

/** The number without zeros before it and with single underscores inside it; undefined where it is none even so. */
function mended(image: string): string | undefined {
  const text = image
    .replace(/_+/gu, "_")
    .replace(/_(?![0-9])/gu, "")
    .replace(/^[0_]+(?=[0-9])/u, "");
  const unit = numberForm.exec(text)?.[3];
  const known = unit === undefined ? numberForm.test(text) : units.some((each) => each === unit);
  return known ? text : undefined;
}

function reportUnit(image: string, unit: string, span: Span, report: Report): void {
  const at = { ...span, start: span.end - unit.length };
  const number = image.slice(0, -unit.length);
  const meant = /^[A-Z]{3}$/.test(unit) ? ` ${unit}` : meantUnit(unit);
  const fixes =
    meant === undefined
      ? []
      : [{ title: `Write \`${number}${meant}\``, edits: [{ span: at, newText: meant }] }];
  report(
    diagnose("AP1015", at, { unit, ...(meant !== undefined && { meant: `${number}${meant}` }) }, { fixes }),
  );
}

/** What people write for a unit: its long name, or another case. */
function meantUnit(unit: string): string | undefined {
  const lower = unit.toLowerCase();
  const long: Readonly<Record<string, RegExp>> = {
    ms: /^milli(s|secs?|seconds?)?$|^msecs?$/,
    s: /^secs?$|^seconds?$/,
    m: /^mins?$|^minutes?$/,
    h: /^hrs?$|^hours?$/,
    d: /^days?$/,
    "%": /^percent$|^pct$/,
    B: /^bytes?$/,
  };
  const named = Object.entries(long).find(([, pattern]) => pattern.test(lower))?.[0];
  return named ?? units.find((known) => known.toLowerCase() === lower || known.toLowerCase() === `${lower}b`);
}
