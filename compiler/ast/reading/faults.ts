// Turns what the grammar could not read into diagnostics, in the author's words.

import type { Token } from "../../../grammar/lexer.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { insertion } from "../../diagnostics/fixes.js";
import { replacement } from "../../diagnostics/nearest.js";
import type { Span } from "../../source/source.js";
import { closing, isCloser, isOpener } from "../outline/brackets.js";
import { emptySpan, gapBefore, tokenSpan, type Input } from "../outline/input.js";
import type { PieceFault } from "./piece.js";

/** Reports a fault of the piece [from, to); silent where a broken character or string explains it. */
export function reportFault(input: Input, from: number, to: number, fault: PieceFault): void {
  if (isBrokenBetween(input, from, to)) return;
  const found = fault.at < to ? input.tokens[fault.at] : undefined;
  const opener = unclosedIn(input, from, Math.min(fault.at, to));
  const wanted = opener !== undefined && fault.expected.includes(`\`${closing(opener.image)}\``);
  if (opener !== undefined && (found === undefined || wanted)) reportUnclosed(input, opener, fault.at);
  else if (found !== undefined && isStray(input, fault.at)) reportStray(input, found);
  else if (found === undefined) reportMissing(input, fault.at, fault.expected);
  else reportUnexpected(input, fault.at, fault.expected);
}

/** Whether a broken character or string stands in the tokens [from, to) or right beside them. */
export function isBrokenBetween(input: Input, from: number, to: number): boolean {
  const end = input.tokens[to]?.startOffset ?? input.text.length;
  return input.isBroken(gapBefore(input, from), end);
}

/** What may have been meant instead of a token. */
export interface Hint {
  readonly nearest?: string | undefined;
  readonly hint?: string | undefined;
}

/** Something else was expected at the token `at`: the mark is there, or where the missing thing is missing. */
export function reportUnexpected(input: Input, at: number, expected: string, hint: Hint = {}): void {
  const found = input.tokens[at];
  const missing = found === undefined || separates(found.image);
  const span = missing ? emptySpan(input, gapBefore(input, at)) : tokenSpan(input, found);
  const inserted = insertedBefore(emptySpan(input, gapBefore(input, at)), expected);
  const fixes = missing ? [] : [...replacement(span, hint.nearest), ...inserted];
  input.report(diagnose("AP1001", span, { expected, found: describe(found), ...hint }, { fixes }));
}

/** The one word or sign that was left out before a token. */
function insertedBefore(gap: Span, expected: string): readonly Fix[] {
  const token = /^`([:=,]|[a-z]+)`$/u.exec(expected)?.[1];
  if (token === undefined) return [];
  return insertion(`Insert \`${token}\``, gap, /^[a-z=]/u.test(token) ? ` ${token}` : token);
}

/** Something was expected after the token before `at`, where a clause, a brace or the file ends. */
export function reportMissing(input: Input, at: number, expected: string): void {
  const span = emptySpan(input, gapBefore(input, at));
  input.report(diagnose("AP1001", span, { expected, found: describe(input.tokens[at]) }));
}

export function reportUnclosed(input: Input, opener: Token, to: number): void {
  const close = closing(opener.image);
  const span = emptySpan(input, gapBefore(input, to));
  const related = [{ span: tokenSpan(input, opener), message: "opened here" }];
  const fixes = [{ title: `Insert \`${close}\``, edits: [{ span, newText: close }] }];
  input.report(diagnose("AP1009", span, { open: opener.image, close }, { related, fixes }));
}

export function reportStray(input: Input, closer: Token): void {
  const span = tokenSpan(input, closer);
  const fixes = [{ title: `Remove \`${closer.image}\``, edits: [{ span, newText: "" }] }];
  input.report(diagnose("AP1010", span, { close: closer.image }, { fixes }));
}

/** Whether the token is a closing bracket that closes nothing. */
export function isStray(input: Input, at: number): boolean {
  return isCloser(input.tokens[at]?.image ?? "") && input.partner[at] === -1;
}

/** The last bracket opened in [from, to) that is not closed. */
export function unclosedIn(input: Input, from: number, to: number): Token | undefined {
  for (let at = to - 1; at >= from; at--) {
    const token = input.tokens[at];
    if (token !== undefined && isOpener(token.image) && input.partner[at] === -1) return token;
  }
  return undefined;
}

const separates = (image: string): boolean => isCloser(image) || image === ",";

/** A token as a message names it. */
function describe(token: Token | undefined): string {
  if (token === undefined) return "the end of the file";
  const { image } = token;
  return image.length <= 40 ? `\`${image}\`` : `\`${image.slice(0, 39)}…\``;
}
