// What is asked of a command beside what it runs, straight from the typed tree.

import type { Home } from "../../runtime/values/command-location.js";
import { commandRunsOnly } from "../../runtime/values/command-only.js";
import { commandRedirects, commandRunsTouching, commandTouches } from "../../runtime/values/command-touch.js";
import type { CommandValue } from "../../runtime/values/command.js";
import type { Truth, Value } from "../../runtime/values/value.js";
import type { TypedExpr } from "../types/typed-expr.js";

type Test = Extract<TypedExpr, { readonly kind: "runs-only" | "touches" | "redirects" | "unseen" }>;

/** `read` gives the value of an operand, undefined where it is absent. */
export function commandTruth(expr: Test, read: (operand: TypedExpr) => Value | undefined): Truth {
  const command = read(expr.command) as CommandValue | undefined;
  if (command === undefined) return "unknown";
  if (expr.kind === "unseen") return !command.complete;
  const home: Home =
    expr.home === undefined
      ? { declared: false }
      : { declared: true, path: read(expr.home) as string | undefined };
  if (expr.kind === "runs-only") return commandRunsOnly(command, expr, home);
  if (expr.kind === "redirects") return commandRedirects(command, expr.globs, home);
  const { entries, globs } = expr;
  return entries ? commandRunsTouching(command, entries, globs, home) : commandTouches(command, globs, home);
}
