// presence: a test whether an attribute is there becomes one whether it is absent, or the other way round.
//
//   has context.ticket → not has context.ticket

import { replaced } from "../edits.js";
import type { Operator } from "../mutation.js";
import { conditionsIn } from "./conditions.js";

export const presence: Operator = {
  name: "presence",
  about: "a test whether something is there becomes one whether it is absent, or the other way round",
  edits: (node, { text }) =>
    conditionsIn(node).flatMap((condition) => {
      if (condition.kind === "has") return [replaced(condition, `not ${text(condition.span)}`)];
      return condition.kind === "unary" && condition.op === "not" && condition.operand.kind === "has"
        ? [replaced(condition, text(condition.operand.span))]
        : [];
    }),
};
