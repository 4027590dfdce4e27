// Cuts the body of a form or test into its clauses, by the words that begin them.

import { isOpener } from "./brackets.js";
import { verdictWords } from "../forms.js";
import { startsLine } from "./heads.js";
import type { Input } from "./input.js";

/** Token indices; `to` is exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface Split {
  /** What stands before the first clause; empty in a well-formed body. */
  readonly before: Range;
  readonly pieces: readonly Range[];
}

/** Whether the word at `at`, one of those that begin clauses, begins one here. */
export type Begins = (at: number) => boolean;

/** Cuts [from, to). Inside brackets no clause begins, unless the bracket is not closed and the word begins a line. */
export function splitBody(
  input: Input,
  from: number,
  to: number,
  words: ReadonlySet<string>,
  begins: Begins,
): Split {
  const starts: number[] = [];
  let unclosed = false;
  for (let at = from; at < to; at++) {
    const image = input.tokens[at]?.image ?? "";
    if (isOpener(image)) {
      const partner = input.partner[at] ?? -1;
      if (partner < 0) unclosed = true;
      else at = Math.min(partner, to - 1);
    } else if (words.has(image) && begins(at) && (!unclosed || startsLine(input.text, input.tokens, at))) {
      unclosed = false;
      starts.push(at);
    }
  }
  return {
    before: { from, to: starts[0] ?? to },
    pieces: starts.map((start, index) => ({ from: start, to: starts[index + 1] ?? to })),
  };
}

const verdicts: ReadonlySet<string> = new Set(verdictWords);
const verdictTakers: ReadonlySet<string> = new Set(["else", "default", "on_error", "on_timeout"]);

/** In a form: not after a dot, not as a name, not as the verdict of `else` and its like. */
export function beginsClause(input: Input, at: number): boolean {
  const image = imageAt(input, at);
  const before = imageAt(input, at - 1);
  if (before === "." || isNaming(input, at)) return false;
  if (verdicts.has(image) && verdictTakers.has(before)) return false;
  return !(image === "when" && before === "revoke");
}

/** In a test: an attribute after `kill` and an action's name are no steps. */
export function beginsStep(input: Input, at: number): boolean {
  const before = imageAt(input, at - 1);
  return (
    before !== "." && before !== "action" && before !== "kill" && before !== "revive" && !isNaming(input, at)
  );
}

const takers: ReadonlySet<string> = new Set(["reads", "writes", "runs", "migrates", "reaches", "port"]);

/** Among traits: an argument may be named like one, `reads effect`, where the next trait or the end follows it. */
export function beginsTrait(input: Input, at: number, traits: ReadonlySet<string>): boolean {
  const before = imageAt(input, at - 1);
  if (before === "." || before === "to" || isNaming(input, at)) return false;
  if (!takers.has(before)) return true;
  const after = imageAt(input, at + 1);
  return !(after === "," || after === "}" || after === "port" || traits.has(after));
}

/** `limit:` names a field or a label, `agent.` begins an attribute. */
function isNaming(input: Input, at: number): boolean {
  const after = imageAt(input, at + 1);
  return after === "." || after === ":";
}

function imageAt(input: Input, at: number): string {
  return input.tokens[at]?.image ?? "";
}
