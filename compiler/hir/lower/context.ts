// What the lowering of one rule may use of the whole policy.

import type { Ref } from "../../../runtime/table/format.js";
import { oneLineOf } from "../../source/one-line.js";
import type { SourceFile, Span } from "../../source/source.js";
import type { Program } from "../../types/program.js";
import type { TypedExpr } from "../../types/typed-expr.js";
import type { CoreRule } from "../hir.js";
import { ExprPool } from "../pool.js";
import { expressionLowering } from "./expression.js";

export interface Context {
  readonly program: Program;
  readonly pool: ExprPool;
  /** The core expression that a typed one becomes. */
  readonly expr: (expr: TypedExpr) => Ref;
  /** The text at a span on one line, the same however it is laid out. */
  readonly text: (span: Span) => string;
}

export function contextOf(program: Program, pool = new ExprPool()): Context {
  const files = new Map(program.files.map((file): [string, SourceFile] => [file.path, file]));
  return {
    program,
    pool,
    expr: expressionLowering(pool, new Map()),
    text: ({ file, start, end }) => oneLineOf(files.get(file)?.text.slice(start, end) ?? ""),
  };
}

/** The same for a claim, which may ask whether the needs of these rules are met. */
export function withNeeds(context: Context, rules: readonly CoreRule[]): Context {
  const needs = new Map(rules.flatMap((rule) => (rule.needs ? [[rule.name, rule.needs] as const] : [])));
  return { ...context, expr: expressionLowering(context.pool, needs) };
}
