// arithmetic: `+` for `-`, `-` for `+`.

import type { Operator } from "../mutation.js";

export const arithmetic: Operator = {
  name: "arithmetic",
  about: "`+` stands for `-`, or the other way round",
  edits: (node) =>
    node.kind === "binary" && (node.op === "+" || node.op === "-")
      ? [{ span: node.opSpan, text: node.op === "+" ? "-" : "+" }]
      : [],
};
