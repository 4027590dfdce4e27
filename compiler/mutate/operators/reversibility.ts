// reversibility: what cannot be undone is taken for what can, or the other way round.
//
//   reversible never → reversible always

import { replaced } from "../edits.js";
import type { Operator } from "../mutation.js";

export const reversibility: Operator = {
  name: "reversibility",
  about: "an action that cannot be undone is taken for one that can, or the other way round",
  edits: (node) =>
    node.kind === "trait" && node.trait === "reversible"
      ? (OTHERS[node.reversible.text] ?? []).map((word) => replaced(node.reversible, word))
      : [],
};

const OTHERS: Readonly<Record<string, readonly string[] | undefined>> = {
  never: ["always"],
  always: ["never"],
  reported: ["always"],
};
