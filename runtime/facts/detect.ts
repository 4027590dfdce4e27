// Detectors of sensitive text: what they find, and the text without it. Linear in the length of the text.

import { detectorName, type BuiltInDetector, type Detector } from "../values/detector.js";
import { findApiKeys } from "./detectors/api-key.js";
import { findCreditCards } from "./detectors/credit-card.js";
import { findDeclared } from "./detectors/declared.js";
import { fold, type FoldedText } from "./detectors/folded.js";
import { findEmails } from "./detectors/email.js";
import type { Range } from "./detectors/finding.js";
import { findIbans } from "./detectors/iban.js";
import { findSsns } from "./detectors/us-ssn.js";

export interface Finding extends Range {
  /** The detector's name. */
  readonly kind: string;
}

const FINDERS: Readonly<Record<BuiltInDetector, (text: string) => readonly Range[]>> = {
  email: findEmails,
  credit_card: findCreditCards,
  iban: findIbans,
  us_ssn: findSsns,
  api_key: findApiKeys,
};

/** All that the detectors find, in the order of the text. Overlapping findings are one, named after the first. */
export function detect(text: string, kinds: readonly Detector[]): readonly Finding[] {
  const folded = fold(text);
  const found = kinds.flatMap((kind) =>
    findingsOf(text, folded, kind).map((range) => ({ kind: detectorName(kind), ...range })),
  );
  const merged: Finding[] = [];
  for (const finding of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || last.end <= finding.start) {
      merged.push(finding);
    } else if (last.end < finding.end) {
      merged[merged.length - 1] = { ...last, end: finding.end };
    }
  }
  return merged;
}

/** A built-in one looks at the text as it is, and at the text as it looks. */
function findingsOf(text: string, folded: FoldedText | undefined, detector: Detector): readonly Range[] {
  if (typeof detector !== "string") return findDeclared(text, detector);
  const find = FINDERS[detector];
  const found = find(text);
  return folded === undefined ? found : [...found, ...find(folded.text).map((range) => folded.unfold(range))];
}

/** What is left once a finding is gone may be a finding itself; a text made to go on like that is hidden as a whole. */
const MAX_ROUNDS = 8;

/** What stands where a detector found something. */
export type Placeholder = (detector: string) => string;

const NAMED: Placeholder = (detector) => `[redacted ${detector}]`;

/**
 * The text with a placeholder for each finding. `detect` finds nothing in the result, unless it does in `[redacted]`
 * alone.
 */
export function mask(text: string, kinds: readonly Detector[], placeholder = NAMED): string {
  let masked = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const findings = detect(masked, kinds);
    if (findings.length === 0) {
      return masked;
    }
    masked = without(masked, findings, placeholder);
  }
  return "[redacted]";
}

function without(text: string, findings: readonly Finding[], placeholder: Placeholder): string {
  const starts = [0, ...findings.map(({ end }) => end)];
  const kept = starts.map((start, index) => text.slice(start, findings[index]?.start));
  return kept.map((piece, index) => piece + labelOf(findings[index], placeholder)).join("");
}

function labelOf(finding: Finding | undefined, placeholder: Placeholder): string {
  return finding === undefined ? "" : placeholder(finding.kind);
}
