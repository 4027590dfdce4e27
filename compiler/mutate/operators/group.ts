// group: another group is asked.
//
//   escalate to treasury → escalate to security        need 1 of dba → need 1 of sre

import type * as ast from "../../ast/ast.js";
import { replaced } from "../edits.js";
import type { Operator } from "../mutation.js";

export const group: Operator = {
  name: "group",
  about: "another group is asked",
  edits: (node, { groups }) => {
    const asked = askedBy(node);
    if (asked === undefined) return [];
    const place = groups.indexOf(asked.text);
    const other = groups[place + 1] ?? groups[0];
    return other === undefined || other === asked.text ? [] : [replaced(asked, other)];
  },
};

function askedBy(node: ast.Node): ast.Ident | undefined {
  return node.kind === "need" || node.kind === "verdict-expr" ? node.group : undefined;
}
