// What a table asks of a command beside what it runs: whether it runs nothing else, what files it names, what is unseen.

import type { Expr, Ref } from "../table/format.js";
import type { Home } from "../values/command-location.js";
import { commandRunsOnly } from "../values/command-only.js";
import { commandRedirects, commandRunsTouching, commandTouches } from "../values/command-touch.js";
import type { CommandValue } from "../values/command.js";
import type { Truth, Value } from "../values/value.js";
import type { Known } from "./kleene.js";
import { asCommand } from "./predicate.js";

type Question = Extract<Expr, { readonly op: "runs-only" | "touches" | "redirects" | "unseen" }>;

/** `read` gives the value of an operand, undefined where it is absent. */
export function askCommand(expr: Question, read: (operand: Ref) => Value | undefined): Known {
  const command = asCommand(read(expr.command));
  if (command === undefined) return undefined;
  if (expr.op === "unseen") return !command.complete;
  const path = expr.home === undefined ? undefined : read(expr.home);
  const home = { declared: expr.home !== undefined, path: typeof path === "string" ? path : undefined };
  const truth = answer(expr, command, home);
  return truth === "unknown" ? undefined : truth;
}

function answer(
  expr: Exclude<Question, { readonly op: "unseen" }>,
  command: CommandValue,
  home: Home,
): Truth {
  switch (expr.op) {
    case "runs-only":
      return commandRunsOnly(command, expr, home);
    case "touches":
      return expr.entries === undefined
        ? commandTouches(command, expr.globs, home)
        : commandRunsTouching(command, expr.entries, expr.globs, home);
    case "redirects":
      return commandRedirects(command, expr.globs, home);
  }
}
