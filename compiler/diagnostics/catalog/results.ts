// AP2150–AP2199 and AP3150–AP3169: what comes back from an action, and the rules on it.

import { entry } from "../entry.js";

export const results = {
  AP2150: entry<{ readonly action: string }>({
    severity: "error",
    title: "Result not declared",
    message: ({ action }) => `\`${action}\` does not say what its result is`,
    help: () => "declare it: `action NAME(…) gives { content: string } { … }`",
    explain:
      "A rule may read `result` only where every action that it selects declares one, with `gives`. Without that, a result can be masked or hashed as a whole, and `outcome` can be read.",
  }),
  AP2151: entry<{
    readonly path: string;
    readonly action: string;
    readonly type: string;
    readonly other: string;
    readonly otherType: string;
  }>({
    severity: "error",
    title: "Result of several types",
    message: ({ path, action, type, other, otherType }) =>
      `\`${path}\` is ${type} in \`${action}\` and ${otherType} in \`${other}\``,
    help: () => "narrow the selector, or write a rule for each",
    explain:
      "A rule may read `result.x` only where the result of every action that it selects has an `x` of one type, as with arguments.",
  }),
  AP3150: entry<{ readonly verdict: string }>({
    severity: "error",
    title: "Verdict for what is still to run",
    message: ({ verdict }) => `\`${verdict}\` cannot stand here: what came back has run already`,
    help: () => "use `allow`, `redact { … }`, `escalate to …` or `block`",
    explain:
      "A rule `on result of` an action decides what comes back from it: it lets the result through, rewrites it, or holds it. To put an action off or to box it, write a rule on the action itself.",
  }),
  AP3151: entry<{ readonly path: string }>({
    severity: "error",
    title: "Arguments of what has run",
    message: ({ path }) => `\`${path}\` has left already when a result is decided`,
    help: () => "redact arguments in a rule on the action, without `result of`",
    explain:
      "A redaction `on result of` an action rewrites what comes back from it. Its arguments were sent when it ran; the conditions may read them, but nothing can rewrite them any more.",
  }),
};
