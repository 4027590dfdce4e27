// AP4xxx: a sound policy that cannot become what it is compiled to.

import { entry } from "../entry.js";

export const targets = {
  AP4001: entry<{ readonly rule: string; readonly most: number }>({
    severity: "error",
    title: "Policy too large",
    message: ({ rule, most }) =>
      `the policy grows beyond ${most.toLocaleString("en")} expressions at \`${rule}\`, its lets worked in`,
    help: () => "call fewer lets with different arguments from within lets",
    explain:
      "A decision table holds the body of each `let` once for each list of different arguments. Lets that call other lets several times, with new arguments each time, multiply: thirty such lines make a thousand million expressions. The compiler stops before the machine does. Bind the common part to a `let` without parameters, or write the rule for the cases that matter.",
  }),
};
