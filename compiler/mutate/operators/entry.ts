// entry: one entry of a list is left out: of what may be reached or is denied, of values, of patterns, of scopes to halt.
//
//   reach [staging, "api.x"] → reach [staging]        role in [clerk, lead] → role in [clerk]        scope [all, agent.id] → scope [all]

import { withoutClause, withoutEach } from "../edits.js";
import type { Operator, Site } from "../mutation.js";

export const entry: Operator = {
  name: "entry",
  about: "an entry of a list is left out",
  edits: (node, site) => {
    switch (node.kind) {
      case "list":
        return withoutEach(node.items);
      case "reach":
        return withoutEach(node.entries);
      case "permit":
        return node.kinds.length > 1 ? withoutEach(node.kinds) : withoutClause(node, site);
      case "scope":
        return isKillswitch(site) ? withoutEach(node.keys) : [];
      case "zone":
        return withoutEach(node.entries);
      default:
        return [];
    }
  },
};

function isKillswitch({ declaration }: Site): boolean {
  return declaration.kind === "form" && declaration.form === "killswitch";
}
