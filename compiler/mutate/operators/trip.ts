// trip: a rule that matches does not trip its kill switch.

import { withoutClause } from "../edits.js";
import type { Operator } from "../mutation.js";

export const trip: Operator = {
  name: "trip",
  about: "a rule does not trip its kill switch",
  edits: (node, site) => (node.kind === "trip" ? withoutClause(node, site) : []),
};
