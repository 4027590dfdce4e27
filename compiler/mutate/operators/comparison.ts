// comparison: an order that takes its bound in or leaves it out, or is turned round; equal for unequal.
//
//   a < b → a <= b, a >= b        a == b → a != b        limit n <= 5 → limit n < 5

import { replaced } from "../edits.js";
import type { Operator } from "../mutation.js";

const OTHERS: Readonly<Record<string, readonly string[] | undefined>> = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "==": ["!="],
  "!=": ["=="],
};

export const comparison: Operator = {
  name: "comparison",
  about: "a comparison takes its bound in or leaves it out, or is turned round",
  edits: (node) => {
    if (node.kind === "binary") return (OTHERS[node.op] ?? []).map((op) => ({ span: node.opSpan, text: op }));
    if (node.kind === "bound") return (LIMITS[node.op.text] ?? []).map((op) => replaced(node.op, op));
    return [];
  },
};

const LIMITS: Readonly<Record<string, readonly string[] | undefined>> = { "<": ["<="], "<=": ["<"] };
