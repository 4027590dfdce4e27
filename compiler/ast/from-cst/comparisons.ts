// Builds comparisons: plain ones, and what is asked of a command with its modifiers.

import type { Token } from "../../../grammar/lexer.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { cover, type Span } from "../../source/source.js";
import type { BinaryOp, CommandTest, Expr } from "../ast.js";
import { extentOf, type Reader } from "./reader.js";

export interface Operator {
  readonly token: Token;
  /** `not in`, `runs only`: one blank between words. */
  readonly text: string;
  readonly span: Span;
}

export interface Modifier {
  readonly kind: "touching" | "with env" | "writing only";
  readonly span: Span;
  readonly entries: Expr;
}

const commandOperators = ["runs", "runs only", "touches", "redirects"] as const;

export function comparisonOf(
  reader: Reader,
  left: Expr,
  operator: Operator,
  right: Expr,
  modifiers: readonly Modifier[],
): Expr {
  const op = commandOperators.find((name) => name === operator.text);
  const ends = [extentOf(reader, right), ...modifiers.map((modifier) => modifier.span)];
  const span = ends.reduce(cover, extentOf(reader, left));
  if (op !== undefined) {
    const test: CommandTest = {
      kind: "command-test",
      span,
      opSpan: operator.span,
      op,
      command: left,
      entries: right,
    };
    return { ...test, ...modifiersOf(reader, op, modifiers) };
  }
  reportStray(reader, operator.text, modifiers);
  return { kind: "binary", op: binaryOf(operator), span, opSpan: operator.span, left, right };
}

/** The border between the lexer's text and the tree's operators. */
function binaryOf(operator: Operator): BinaryOp {
  return operator.text as BinaryOp;
}

const allowed: Readonly<Record<CommandTest["op"], readonly Modifier["kind"][]>> = {
  runs: ["touching"],
  "runs only": ["with env", "writing only"],
  touches: [],
  redirects: [],
};

type ModifierFields = Pick<CommandTest, "touching" | "withEnv" | "writingOnly">;

function modifiersOf(reader: Reader, op: CommandTest["op"], modifiers: readonly Modifier[]): ModifierFields {
  const fields: { -readonly [K in keyof ModifierFields]: ModifierFields[K] } = {};
  const names = { touching: "touching", "with env": "withEnv", "writing only": "writingOnly" } as const;
  for (const modifier of modifiers) {
    const name = names[modifier.kind];
    if (!allowed[op].includes(modifier.kind)) reportStray(reader, op, [modifier]);
    else if (fields[name] !== undefined) reportRepeated(reader, modifier);
    else fields[name] = modifier.entries;
  }
  return fields;
}

function reportStray(reader: Reader, operator: string, modifiers: readonly Modifier[]): void {
  const [stray] = modifiers;
  if (stray === undefined) return;
  const belongs = stray.kind === "touching" ? "runs" : "runs only";
  const expected = `\`${stray.kind}\` after \`${belongs}\``;
  reader.report(diagnose("AP1001", stray.span, { expected, found: `it after \`${operator}\`` }));
}

function reportRepeated(reader: Reader, modifier: Modifier): void {
  reader.report(
    diagnose("AP1006", modifier.span, { clause: modifier.kind, form: "a condition on a command" }),
  );
}
