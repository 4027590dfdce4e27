// Lets that nothing uses: checked by themselves, where what they mean does not depend on a use.

import type * as ast from "../ast/ast.js";
import { walk } from "../ast/children.js";
import { elaborateLet } from "./elaborate/index.js";
import type { Names } from "./environment.js";
import type { Uses } from "./unused.js";

/** Reports the mistakes in lets that no rule and no claim uses. What such a let uses stays unused. */
export function checkUnusedLets(names: Names, uses: Uses): void {
  // A new object, so that elaboration remembers nothing of it for the rules.
  const alone: Names = { ...names, use: () => undefined };
  for (const decl of names.lets.values()) {
    if (!uses.has("let", decl.name.text) && standsAlone(decl, names)) elaborateLet(decl, alone);
  }
}

/** Does the let, with those that it uses, speak neither of an action nor of what only some clauses have? */
function standsAlone(decl: ast.LetDecl, { lets }: Names): boolean {
  const reached = new Set([decl]);
  // A set walks what is added to it on the way.
  for (const { params = [], body } of reached) {
    const own = new Set(params.map(({ name }) => name.text));
    const words: string[] = [];
    walk(body, (node) => {
      // The clauses of a history speak of its own actions; by the keys it meets the present one.
      const name = node.kind === "history" ? dependentKey(node) : firstWord(node);
      if (node.kind === "history" && name === undefined) return false;
      if (name === undefined || own.has(name)) return true;
      words.push(name);
      const other = lets.get(name);
      if (other !== undefined) reached.add(other);
      return true;
    });
    if (words.some((word) => DEPENDENT.has(word))) return false;
  }
  return true;
}

/** What a let may speak of that its use decides: the selected actions, and facts of single clauses. */
const DEPENDENT: ReadonlySet<string> = new Set(["args", "action", "result", "outcome", "approved"]);

function dependentKey({ by }: ast.HistoryExpr): string | undefined {
  const words = by.flatMap(({ attribute, equals }) =>
    [attribute, equals].map((path) => path?.parts[0]?.text),
  );
  return words.find((word) => word !== undefined && DEPENDENT.has(word));
}

function firstWord(node: ast.Node): string | undefined {
  if (node.kind === "path") return node.parts[0]?.text;
  return node.kind === "call" ? node.callee.text : undefined;
}
