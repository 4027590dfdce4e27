// connective: `and` for `or`, `or` for `and`; `any` for `all`, `all` for `any`.
//
//   a and b → a or b        any x in xs: p → all x in xs: p

import type { Operator } from "../mutation.js";

export const connective: Operator = {
  name: "connective",
  about: "`and` stands for `or`, or `any` for `all`, or the other way round",
  edits: (node, { text }) => {
    if (node.kind === "binary" && (node.op === "and" || node.op === "or"))
      return [{ span: node.opSpan, text: node.op === "and" ? "or" : "and" }];
    if (node.kind !== "quantifier") return [];
    const word = { ...node.span, end: node.span.start + node.quantifier.length };
    return text(word) === node.quantifier
      ? [{ span: word, text: node.quantifier === "any" ? "all" : "any" }]
      : [];
  },
};
