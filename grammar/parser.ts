// The parser: reads one piece (a head, a clause, a step) at a time, and tells its first mistake as a fact.
//
// Why pieces: the words that begin clauses are never bare operands, so a scan of the tokens finds where each clause
// begins without parsing. A mistake then ends with its piece, whatever it is, and chevrotain's own recovery has one
// task only: to keep what was read before the mistake. Each piece's CST is let go before the next is read.

import type { CstNode } from "chevrotain";
import { DeclarationsGrammar } from "./declarations-grammar.js";
import { Expectations, TooManyFaults } from "./expectations.js";
import type { Token } from "./tokens.js";

export type { CstNode };

class Grammar extends DeclarationsGrammar {
  readonly #expectations: Expectations;

  constructor(expectations = new Expectations()) {
    super(expectations);
    this.#expectations = expectations;
    this.performSelfAnalysis();
  }

  /** Takes the tokens of the next piece; where `records` says so, `{ a: 1 }` is a value in it. */
  begin(tokens: Token[], records: boolean): void {
    this.input = tokens;
    this.records = records;
    this.#expectations.beginPiece();
  }

  // Recovery only keeps what was read before the mistake: no token is invented, none is passed over to go on.
  protected override canTokenTypeBeInsertedInRecovery(): boolean {
    return false;
  }

  protected override canTokenTypeBeDeletedInRecovery(): boolean {
    return false;
  }
}

/** The rules that read a whole piece. */
export type PieceRule = {
  [R in keyof Grammar]: Grammar[R] extends () => CstNode ? R : never;
}[keyof Grammar];

export interface SyntaxFault {
  /** The phrase after “expected”. */
  readonly expected: string;
  /** The token that stands in the way; absent at the end of the piece. */
  readonly found?: Token;
  /** Whether the piece was complete and this token is left over. */
  readonly leftOver: boolean;
}

export interface ParsedPiece {
  /** What was understood; absent where the piece is wrong throughout. */
  readonly cst?: CstNode;
  readonly fault?: SyntaxFault;
}

let grammar: Grammar | undefined;

/** Made at first use: analysing the grammar takes tens of milliseconds. */
function theGrammar(): Grammar {
  grammar ??= new Grammar();
  return grammar;
}

/** The grammar's rules, for documents that are generated from them. */
export function productions(): ReturnType<Grammar["getGAstProductions"]> {
  return theGrammar().getGAstProductions();
}

/** Reads the whole of `tokens` by `rule`; the array is the parser's own. Nesting must have been checked: it recurses. */
export function parsePiece(
  rule: PieceRule,
  tokens: Token[],
  options: { readonly records?: boolean } = {},
): ParsedPiece {
  const parser = theGrammar();
  parser.begin(tokens, options.records ?? false);
  const cst = attempt(() => parser[rule]());
  const [first] = parser.errors;
  if (first === undefined) return cst === undefined ? {} : { cst };
  const end = Number.isNaN(first.token.startOffset);
  const fault: SyntaxFault = {
    expected: first.message,
    ...(!end && { found: first.token }),
    leftOver: first.name === "NotAllInputParsedException",
  };
  return { fault, ...(cst !== undefined && { cst }) };
}

function attempt(parse: () => CstNode): CstNode | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TooManyFaults) return undefined;
    throw error;
  }
}
