// redaction: something is not rewritten, or not where it holds one of the things that are looked for.
//
//   mask args.body matching [email, iban] → mask args.body matching [email]        mask a, drop b → mask a

import { withoutClause, withoutEach } from "../edits.js";
import type { Operator } from "../mutation.js";

export const redaction: Operator = {
  name: "redaction",
  about: "something is not rewritten, or one of the things that are looked for is passed over",
  edits: (node, site) => {
    switch (node.kind) {
      case "mask":
      case "hash":
      case "drop":
      case "clamp":
        return [
          ...(isClause(site, node) ? withoutClause(node, site) : []),
          ...withoutEach(node.matching ?? []),
        ];
      case "verdict-expr":
        return withoutEach(node.redactions ?? []);
      default:
        return [];
    }
  },
};

function isClause({ declaration }: Parameters<Operator["edits"]>[1], node: object): boolean {
  return declaration.kind === "form" && declaration.clauses.some((each) => each === node);
}
