// selector: one action, or one exception, is left out; or the last word of a name is anything.
//
//   on a.x, a.y → on a.x        on * except a.x → on *        on a.x → on a.*

import type * as ast from "../../ast/ast.js";
import { replaced, withoutEach } from "../edits.js";
import type { Edit, Operator } from "../mutation.js";

export const selector: Operator = {
  name: "selector",
  about: "an action or an exception is left out, or more actions are selected",
  edits: (node) => {
    if (node.kind !== "selector") return [];
    const { include, except, span } = node;
    const last = include.at(-1);
    const exceptions: readonly Edit[] =
      except.length === 1 && last !== undefined
        ? [{ span: { ...span, start: last.span.end }, text: "" }]
        : withoutEach(except);
    return [...withoutEach(include), ...exceptions, ...include.flatMap(widened)];
  },
};

function widened(pattern: ast.ActionPattern): readonly Edit[] {
  const { text } = pattern;
  if (text === "*") return [];
  const stem = text.endsWith(".*") ? text.slice(0, -2) : text;
  const dot = stem.lastIndexOf(".");
  return [replaced(pattern, dot < 0 ? "*" : `${stem.slice(0, dot)}.*`)];
}
