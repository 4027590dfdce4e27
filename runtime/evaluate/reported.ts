// What only the report of an action tells: its outcome and its result.

import type { Expr } from "../table/format.js";
import { operandsOf } from "../table/operands.js";
import type { Scene } from "./scene.js";

/** For each expression: does it read what only a report tells? */
export function hangingOn(exprs: readonly Expr[]): readonly boolean[] {
  const hangs: boolean[] = [];
  for (const expr of exprs) {
    const reads = expr.op === "outcome" || ("path" in expr && isReported(expr.path));
    hangs.push(reads || operandsOf(expr).some((operand) => hangs[operand]));
  }
  return hangs;
}

export function isReported(path: string): boolean {
  return path === "outcome" || isOfResult(path);
}

/** Does it speak of a result of which nothing is known, not even whether there is one? */
export function isUnreported(path: string, { knowsResult }: Pick<Scene, "knowsResult">): boolean {
  return knowsResult !== true && isOfResult(path);
}

function isOfResult(path: string): boolean {
  return path === "result" || path.startsWith("result.");
}
