// quorum: a need asks for one person more or less, does not ask for the acknowledgement, or is left out.
//
//   need 2 of treasury → need 1 of treasury, need 3 of treasury        need 1 of a, need 1 of b → need 1 of a

import { replaced, withoutClause } from "../edits.js";
import type { Operator } from "../mutation.js";

export const quorum: Operator = {
  name: "quorum",
  about: "a need asks for one person more or less, for no acknowledgement, or is left out",
  edits: (node, site) => {
    if (node.kind !== "need") return [];
    const count = Number(site.text(node.count.span));
    return [
      ...[count + 1, count - 1].filter((each) => each > 0).map((each) => replaced(node.count, String(each))),
      ...(node.acknowledging === undefined
        ? []
        : [{ span: { ...node.span, start: node.group.span.end }, text: "" }]),
      ...withoutClause(node, site),
    ];
  },
};
