// Which expressions hang on what only the report of an action tells.

import type { TypedExpr } from "../types/typed-expr.js";
import { inside, type Scene } from "./scene.js";

/** Does it read the outcome or the result, by itself or through what a parameter stands for? */
export function readsReport(expr: TypedExpr, scene: Scene): boolean {
  switch (expr.kind) {
    case "outcome":
      return true;
    case "attribute":
    case "has":
    case "detects":
      return expr.path.split(".")[0] === "result";
    case "variable":
    case "has-variable": {
      const bound = scene.bound.get(expr.name);
      return bound?.kind === "argument" && readsReport(bound.expr, bound.scene);
    }
    case "let":
      return readsReport(expr.instance.body, inside(expr, scene));
    default:
      return Object.values(expr).some((part) => anyPart(part, (each) => readsReport(each, scene)));
  }
}

/** Is it so of an operand, or of one in a list of operands? */
function anyPart(part: unknown, test: (expr: TypedExpr) => boolean): boolean {
  if (Array.isArray(part)) return part.some((each) => anyPart(each, test));
  return typeof part === "object" && part !== null && "kind" in part && "span" in part
    ? test(part as TypedExpr)
    : false;
}
