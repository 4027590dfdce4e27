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
  AP4002: entry<{ readonly rule: string; readonly most: number }>({
    severity: "error",
    title: "Too many variables",
    message: ({ rule, most }) =>
      `a condition of \`${rule}\` speaks of more than ${most} variables of \`any\` and \`all\` at once`,
    help: () => "compare the members of fewer lists with each other",
    explain:
      "An expression may stand within many quantifiers, through the lets that it uses, and read the variable of each. A table's reader follows a hundred of them, so the compiler makes no more.",
  }),
};
