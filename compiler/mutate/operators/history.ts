// history: a question about the past loses its `where`, `since` or `within`, or counts what was permitted alone.
//
//   count(attempts a where b within 5m) → count(a where b within 5m), count(attempts a within 5m), count(attempts a where b)

import type * as ast from "../../ast/ast.js";
import type { Edit, Operator, Site } from "../mutation.js";

export const history: Operator = {
  name: "history",
  about: "a question about the past loses one of its conditions",
  edits: (node, site) => {
    if (node.kind !== "history") return [];
    const { attempts, where, since, within } = node;
    return [
      ...(attempts === undefined ? [] : [{ span: { ...attempts, end: node.selector.span.start }, text: "" }]),
      ...clauseOf(where, node, site),
      ...clauseOf(since, node, site),
      ...clauseOf(within, node, site),
    ];
  },
};

/** From the end of what stands before the keyword to the end of what follows it. */
function clauseOf(
  part: ast.Expr | ast.Selector | undefined,
  { span }: ast.HistoryExpr,
  { text }: Site,
): readonly Edit[] {
  if (part === undefined) return [];
  const before = text({ ...span, end: part.span.start });
  const lead = /,?\s*(?:where|since|within)[\s(]*$/.exec(before)?.[0];
  if (lead === undefined || lead.includes("(")) return [];
  return [{ span: { ...part.span, start: part.span.start - lead.length }, text: "" }];
}
