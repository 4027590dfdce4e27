// The reference's entries of verdicts.

import type { Entries } from "./entry.js";

export const verdicts: Entries = {
  allow: {
    shape: 'allow ["REASON"], allow once approved by GROUP',
    text: "Permits: the action proceeds as requested. `once approved by` makes it an escalation until somebody has approved.",
    snippet: "allow",
  },
  redact: {
    shape: "redact { mask | hash | drop | clamp FIELD, … }",
    text: "Constrains: the action proceeds with the named fields rewritten.",
    snippet: "redact { ${1:mask} ${2:args} }",
  },
  sandbox: {
    shape: 'sandbox BOX ["REASON"]',
    text: "Constrains: the action proceeds inside the named sandbox.",
    snippet: "sandbox ${1:box}",
  },
  throttle: {
    shape: 'throttle ["REASON"]',
    text: "Holds: not now, it may be tried again.",
    snippet: "throttle",
  },
  escalate: {
    shape: 'escalate to GROUP ["REASON"]',
    text: "Holds: not before the named people approve of this very action.",
    snippet: "escalate to ${1:approvers}",
  },
  block: {
    shape: 'block ["REASON"]',
    text: "Holds: not at all; the agent is told why.",
    snippet: 'block "${1:reason}"',
  },
};
