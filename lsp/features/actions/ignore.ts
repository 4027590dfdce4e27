// A comment that ignores a finding of the linter: its author still owes the reason.

import type * as ast from "../../../compiler/ast/ast.js";
import type { Diagnostic } from "../../../compiler/diagnostics/diagnostic.js";
import type { Seen } from "../seen.js";
import { nodesAt } from "../tree.js";
import type { View } from "../view.js";
import { type Action, type Change, inserted, type Selected, touches } from "./action.js";
import { diagnosticsIn } from "./fixes.js";
import { eolOf, startOfDeclaration } from "./layout.js";

export function ignoreActions(view: View, selected: Selected, seen: Seen): readonly Action[] {
  return diagnosticsIn(view, seen)
    .filter(({ code, span }) => isFinding(code) && touches(span, selected))
    .map((finding) => ({
      ...{ title: `Ignore ${finding.code} here`, kind: "quickfix", mends: [finding] },
      ...{ isPreferred: false, does: [commentFor(view, finding)] },
    }));
}

/** The linter's are called by a category and a name: `security/allow-all`. */
function isFinding(code: string): boolean {
  return code.includes("/");
}

/** On a line of its own above what the finding is about. */
function commentFor(view: View, { code, span }: Diagnostic): Change {
  const { text } = view.file;
  const start = startOfDeclaration(text, startOf(view, span.start));
  const indent = /^[ \t]*/u.exec(text.slice(start))?.[0] ?? "";
  return inserted(view, start, `${indent}// agentpol-ignore ${code}: reason${eolOf(text)}`);
}

/** Of the innermost clause, step or declaration that begins its line. */
function startOf({ module, file: { text } }: View, offset: number): number {
  const nodes = nodesAt(module, offset);
  const own = nodes.findLast(
    (node, at) => (at === 1 || isPart(node, nodes[at - 1])) && beginsLine(text, node.span.start),
  );
  return own?.span.start ?? nodes[1]?.span.start ?? offset;
}

/** Is it a clause or a step? */
function isPart(node: ast.Node, parent: ast.Node | undefined): boolean {
  const parts: readonly ast.Node[] =
    parent?.kind === "form" || parent?.kind === "classifier"
      ? parent.clauses
      : parent?.kind === "test"
        ? parent.steps
        : [];
  return parts.includes(node);
}

function beginsLine(text: string, start: number): boolean {
  return /(?:^|[\r\n])[ \t]*$/u.test(text.slice(0, start));
}
