// AP2180–AP2182: classifiers.

import { entry } from "../entry.js";

export const classifiers = {
  AP2180: entry<{ readonly name: string; readonly found: string }>({
    severity: "error",
    title: "Parameter that is no single value",
    message: ({ name, found }) =>
      `the parameter \`${name}\` is ${found}, and a classifier takes single values`,
    help: () => "take its fields or members one by one",
    explain:
      "A classifier is asked with single values, so that each question is asked once in a decision and can be told in an explanation. About the members of a list it is asked in `any` or `all`.",
  }),
  AP2181: entry<{ readonly found: string }>({
    severity: "error",
    title: "Answer that nothing compares",
    message: ({ found }) =>
      `a classifier answers with a bool, an int, a decimal, a percent or an enum, not with ${found}`,
    explain:
      "A classifier's answer is a score, a number, a truth, or one of the words of an enum. What does not fit is no answer: the question is then unknown.",
  }),
  AP2182: entry<{ readonly name: string }>({
    severity: "error",
    title: "Classifier outside a rule's guard",
    message: ({ name }) =>
      `\`${name}\` is a classifier, and classifiers are asked for the guards of rules alone`,
    help: () => "ask it in a rule's `when` or `unless`",
    explain:
      "A classifier is asked about the action that is attempted, before its rules are. `on_error` decides where that may have failed; the `where` of a history speaks of earlier actions, about which nobody is asked any more; a grant's `revoke when` is kept until the action has ended; and an `assert` is proven without asking anybody.",
  }),
};
