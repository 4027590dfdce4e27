// Attributes that a clause names by itself, outside any expression: in limits, keys and redactions.

import type * as ast from "../ast/ast.js";
import { environmentOf, type Checker } from "./checker.js";
import { elaborateAttribute, elaborateKey, type Attribute } from "./elaborate/index.js";
import type { Action } from "./program.js";

/** The attribute of these actions; undefined where a mistake was reported. */
export function readAttribute(
  checker: Checker,
  path: ast.PathExpr,
  actions: readonly Action[],
): Attribute | undefined {
  return elaborateAttribute(path, environmentOf(checker, actions, "guard"));
}

/**
 * The attributes by which state is kept apart, each once: `by` of a window, `scope` of a grant or a kill switch.
 * Undefined where a mistake was reported.
 */
export function readKeys(
  checker: Checker,
  paths: readonly ast.PathExpr[],
  actions: readonly Action[],
): readonly string[] | undefined {
  const environment = environmentOf(checker, actions, "guard");
  const keys = paths.map((path) => elaborateKey(path, environment)?.path);
  const whole = keys.filter((key) => key !== undefined);
  return whole.length === keys.length ? [...new Set(whole)] : undefined;
}
