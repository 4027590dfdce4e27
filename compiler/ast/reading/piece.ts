// Reads one piece (a head, a clause, a step) by a rule of the grammar, within the limits.

import type { Token } from "../../../grammar/lexer.js";
import { parsePiece, type CstNode, type PieceRule } from "../../../grammar/parser.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { gapBefore, tokenSpan, type Input } from "../outline/input.js";
import { excessOf, nestingLimit, operatorLimit, wordLimit } from "../outline/measure.js";
import type { Reader } from "../from-cst/reader.js";

export interface PieceFault {
  /** The phrase after “expected”. */
  readonly expected: string;
  /** The token in the way, or the index after the piece where it ended too early. */
  readonly at: number;
  /** The piece was complete before this token. */
  readonly leftOver: boolean;
}

export interface Piece {
  /** Absent where the piece goes over a limit (which is reported) or is wrong throughout. */
  readonly node?: CstNode;
  readonly fault?: PieceFault;
  readonly reader: Reader;
}

/** Reads the tokens in [from, to), of which there is one or more. */
export function readPiece(
  input: Input,
  rule: PieceRule,
  from: number,
  to: number,
  options: { readonly records?: boolean } = {},
): Piece {
  const gap = gapBefore(input, to);
  const { file, report, extents } = input;
  const excess = excessOf(input.tokens, from, to);
  if (excess !== undefined) {
    const span = tokenSpan(input, excess.token);
    if (excess.kind === "nesting") input.report(diagnose("AP1018", span, { limit: nestingLimit }));
    else input.report(diagnose("AP1021", span, tooMany[excess.kind]));
    return { reader: { file, gap, report, extents } };
  }
  const { cst, fault } = parsePiece(rule, input.tokens.slice(from, to), options);
  const at = fault?.found === undefined ? to : indexOf(input.tokens, fault.found, from, to);
  // After a mistake inside, what else is odd about the piece most likely follows from it.
  const muted = fault !== undefined && !fault.leftOver;
  return {
    reader: { file, gap: at === to ? gap : gapBefore(input, at), report: muted ? ignore : report, extents },
    ...(cst !== undefined && { node: cst }),
    ...(fault !== undefined && { fault: { expected: fault.expected, at, leftOver: fault.leftOver } }),
  };
}

const tooMany = {
  operators: { what: "operators", limit: operatorLimit },
  words: { what: "words", limit: wordLimit },
} as const;

const ignore = (): void => undefined;

/** The index of a token in [from, to), by bisection over the offsets. */
function indexOf(tokens: readonly Token[], token: Token, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.startOffset ?? 0) < token.startOffset) low = middle + 1;
    else high = middle;
  }
  return low;
}
