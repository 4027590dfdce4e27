// condition: a `when` or `unless` is left out, or one part of an `and` or `or`.
//
//   when a, unless b → when a        when a and b → when a, when b

import { sidesOf, withoutClause } from "../edits.js";
import type { Operator } from "../mutation.js";

export const condition: Operator = {
  name: "condition",
  about: "a condition is left out, or a part of one",
  edits: (node, site) => {
    switch (node.kind) {
      case "when":
      case "unless":
      case "revoke":
        return withoutClause(node, site);
      case "on_error":
        return node.when === undefined
          ? []
          : [{ span: { ...node.span, start: node.verdict.span.end }, text: "" }];
      case "binary": {
        if (node.op !== "and" && node.op !== "or") return [];
        const { left, right } = sidesOf(node, site);
        return [
          { span: { ...node.span, end: right.start }, text: "" },
          { span: { ...node.span, start: left.end }, text: "" },
        ];
      }
      default:
        return [];
    }
  },
};
