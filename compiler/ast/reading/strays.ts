// Reports text where the keyword of a clause, step or trait should stand, with what was most likely meant.

import type { PieceRule } from "../../../grammar/parser.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { nearest, replacement } from "../../diagnostics/nearest.js";
import { isStray, reportStray, reportUnexpected } from "./faults.js";
import { isWord, startsLine } from "../outline/heads.js";
import { tokenSpan, type Input } from "../outline/input.js";

/** What the pieces of a body are called, and by which words they begin. */
export interface PieceNames {
  /** “a rule”, “a test”: what has the pieces. */
  readonly owner: string;
  /** “clause”, “step”, “trait”. */
  readonly noun: string;
  readonly words: ReadonlySet<string>;
}

/** Reports the stray text at `at`, which is no misspelt keyword; it follows a piece that was read by the rule `after`. */
export function reportStrayText(
  input: Input,
  names: PieceNames,
  at: number,
  after: PieceRule | undefined,
): void {
  const token = input.tokens[at];
  if (token === undefined) return;
  if (isStray(input, at)) reportStray(input, token);
  else if (isWord(token) && couldBegin(input, at)) reportUnknownPiece(input, names, at, undefined);
  else reportContinuation(input, names, at, after);
}

/** Reports a word that begins no piece of this body, nor of any other. */
export function reportUnknownPiece(
  input: Input,
  names: PieceNames,
  at: number,
  near: string | undefined,
): void {
  const token = input.tokens[at];
  if (token === undefined) return;
  const span = tokenSpan(input, token);
  const { owner: form, noun, words } = names;
  const params = {
    word: token.image,
    form,
    noun,
    known: [...words],
    ...(near !== undefined && { nearest: near }),
  };
  input.report(diagnose("AP1003", span, params, { fixes: replacement(span, near) }));
}

/** Whether a word stands where a reader expects a keyword: first in the body or on its line. */
function couldBegin(input: Input, at: number): boolean {
  const before = input.tokens[at - 1]?.image;
  return before === "{" || before === "," || startsLine(input.text, input.tokens, at);
}

const ofExpressions: ReadonlySet<PieceRule> = new Set(["expressionClause", "revokeClause"]);
const ofLists: ReadonlySet<PieceRule> = new Set([
  ...(["stringsClause", "namesClause", "keysClause", "entriesClause", "bindClause"] as const),
]);

/** Text that goes on from a piece that was complete before it. */
function reportContinuation(
  input: Input,
  { noun }: PieceNames,
  at: number,
  after: PieceRule | undefined,
): void {
  const next = `the next ${noun} or \`}\``;
  if (after !== undefined && ofExpressions.has(after)) {
    const meant = operatorLike(input.tokens[at]?.image ?? "");
    reportUnexpected(input, at, `an operator, ${next}`, { nearest: meant });
  } else {
    const several = after !== undefined && ofLists.has(after);
    reportUnexpected(input, at, next, {
      hint: several ? "several values stand in brackets: `[a, b]`" : undefined,
    });
  }
}

/** What other languages write for an operator. */
const operatorLikes: ReadonlyMap<string, string> = new Map([
  ["=", "=="],
  ["|", "or"],
  ["is", "=="],
]);
const operatorWords = [
  ...["and", "or", "not in", "in", "like", "matches", "holds", "runs", "touches", "redirects", "under"],
];

function operatorLike(image: string): string | undefined {
  return operatorLikes.get(image) ?? nearest(image, operatorWords);
}
