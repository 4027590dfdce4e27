// The words of a policy by what they are: whoever declares something names it as he likes, all else can be known.

import type { Node } from "../../../../compiler/ast/ast.js";
import { childrenOf } from "../../../../compiler/ast/children.js";
import { parse } from "../../../../compiler/ast/parse.js";
import type { Token } from "../../../../grammar/lexer.js";

/** What a word is; undefined of signs, numbers, texts, and of what nobody could know. */
export function nodesOf(text: string): (token: Token) => string | undefined {
  const kinds = new Map<number, string | undefined>();
  const patterns: (readonly [start: number, end: number])[] = [];
  visit(parse({ path: "main.agentpol", text }).module, []);
  return ({ startOffset, image }) => {
    if (!/^[A-Za-z_]/.test(image)) return undefined;
    if (kinds.has(startOffset)) return kinds.get(startOffset);
    return patterns.some(([start, end]) => startOffset >= start && startOffset < end) ? "action" : "keyword";
  };

  function visit(node: Node, above: readonly Node[]): void {
    const { start, end } = node.span;
    if (node.kind === "pattern") {
      if (above.at(-1)?.kind === "action") for (let at = start; at < end; at++) kinds.set(at, undefined);
      else patterns.push([start, end]);
    }
    if (node.kind === "ident") kinds.set(start, kindOf(node, above));
    if (node.kind === "number" && node.currency !== undefined) kinds.set(end - node.currency.length, "unit");
    if (node.kind === "bool" || node.kind === "time") kinds.set(start, "value");
    if (node.kind === "history") kinds.set(start, "function");
    for (const child of childrenOf(node)) visit(child, [...above, node]);
  }
}

const declaring: ReadonlySet<string> = new Set([
  ...[
    "type",
    "let",
    "param",
    "data",
    "detector",
    "classifier",
    "group",
    "zone",
    "form",
    "field",
    "enum",
    "limit",
  ],
]);

function kindOf(ident: Node & { readonly kind: "ident" }, above: readonly Node[]): string | undefined {
  const parent = above.at(-1);
  const grand = above.at(-2);
  if (parent === undefined) return undefined;
  if (parent.kind === "group" && grand?.kind === "form") return "group";
  if (parent.kind === "path") return kindInPath(ident, parent, grand);
  return declaring.has(parent.kind) ? undefined : (simple[parent.kind] ?? parent.kind);
}

type Path = Node & { readonly kind: "path" };

function kindInPath(
  ident: Node & { readonly kind: "ident" },
  path: Path,
  of: Node | undefined,
): string | undefined {
  switch (of?.kind) {
    case "binding":
      return of.claim === path ? undefined : "attribute";
    case "step":
      return of.step === "expect" ? "rule" : "scope";
    case "key-part":
    case "window":
    case "scope":
      return "key";
    case "call":
      return of.callee.text === "approved" ? "rule" : wordOf(ident, path);
    default:
      return wordOf(ident, path);
  }
}

function wordOf({ text }: { readonly text: string }, { parts }: Path): string {
  return parts.length > 1 || ["args", "result", "now", "outcome"].includes(text) ? "attribute" : "name";
}

/** What is called so in reports. */
const simple: Readonly<Record<string, string>> = {
  named: "type",
  generic: "type",
  money: "unit",
  call: "function",
  "verdict-expr": "person, box or verdict",
  need: "group",
  "field-value": "field",
  index: "attribute",
  mask: "detector",
};
