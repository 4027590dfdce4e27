// verdict: one step weaker or stronger. The steps are allow, throttle, escalate, block; what permits with conditions stands
// beside allow.
//
//   block → escalate to G, or throttle where no group is declared        escalate to G → block, throttle

import type * as ast from "../../ast/ast.js";
import { replaced } from "../edits.js";
import type { Operator, Site } from "../mutation.js";

export const verdict: Operator = {
  name: "verdict",
  about: "a verdict is one step weaker or stronger",
  edits: (node, site) => {
    if (node.kind !== "verdict-expr") return [];
    const reason = node.reason === undefined ? "" : ` ${site.text(node.reason.span)}`;
    return stepsFrom(node, site).map((word) => replaced(node, `${word}${reason}`));
  },
};

function stepsFrom({ verdict: { text }, once, group }: ast.Verdict, { groups }: Site): readonly string[] {
  const [first] = groups;
  const asking = first === undefined ? [] : [`escalate to ${first}`];
  if (once && group !== undefined) return ["allow", `escalate to ${group.text}`];
  switch (text) {
    case "allow":
      return ["throttle"];
    case "redact":
    case "sandbox":
      return ["allow", "throttle"];
    case "throttle":
      return ["allow", ...(asking.length > 0 ? asking : ["block"])];
    case "escalate":
      return ["throttle", "block"];
    case "block":
      return asking.length > 0 ? asking : ["throttle"];
    default:
      return [];
  }
}
