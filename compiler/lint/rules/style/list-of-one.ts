// style/list-of-one: `a in [x]`.

import { put } from "../../edits.js";
import type { LintRule } from "../../rule.js";

const PLAIN: Readonly<Record<string, string>> = {
  ...{ in: "==", "not in": "!=", like: "like", "not like": "not like" },
};

export const listOfOne: LintRule = {
  id: "style/list-of-one",
  title: "List of one item",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `A list of one is an equality in disguise. Mostly it is what is left of a longer list; whoever reads it looks for the others.`,
  bad: `policy files { default block }
agent  { id: string, role: clerk | lead }
action files.read(path: path) { reads path, effect read, reversible always }

rule leads on files.read { when agent.role in [lead], allow }
//                                            ^^^^^^ style/list-of-one
`,
  good: `policy files { default block }
agent  { id: string, role: clerk | lead }
action files.read(path: path) { reads path, effect read, reversible always }

rule leads on files.read { when agent.role == lead, allow }
`,
  *check(context) {
    for (const { expr, hidden } of context.expressions) {
      if (expr.kind !== "binary" || expr.right.kind !== "list") continue;
      const [item, ...more] = expr.right.items;
      const op = PLAIN[expr.op];
      if (op === undefined || item === undefined || more.length > 0) continue;
      // Of an address, a block of addresses may stand in the list.
      const type = context.typeOf(expr.left)?.kind;
      if (type === "ip" || type === "cidr" || !["string", "number", "path"].includes(item.kind)) continue;
      const edits = [put(expr.opSpan, op), put(expr.right.span, context.text(item.span))];
      yield {
        span: expr.right.span,
        message: "this list has one item",
        fixes: hidden ? [] : [{ title: `Write \`${op}\` and the item`, edits }],
      };
    }
  },
};
