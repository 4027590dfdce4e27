// AP3080–AP3089: what follows from the conditions of all rules together. Each is proved, none is guessed.

import { entry } from "../entry.js";

const among = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

export const proofs = {
  AP3080: entry<{ readonly rule: string }>({
    severity: "warning",
    title: "Rule that never matches",
    message: ({ rule }) => `no request can match \`${rule}\``,
    label: () => "its conditions exclude each other",
    help: () => "mend the conditions, or remove the rule",
    explain:
      "The conditions of the rule cannot hold together: `when args.amount > 500 and args.amount < 100`. Whatever the rule says is never said. This is proved of all requests, by the values that each attribute can have.",
  }),
  AP3081: entry<{ readonly rule: string; readonly by: readonly string[] }>({
    severity: "warning",
    title: "Rule that never matters",
    message: ({ rule, by }) =>
      `\`${rule}\` never matters: ${among(by)} always ${by.length === 1 ? "blocks" : "block"} what it matches`,
    help: () => "narrow the rule that blocks, or remove this one",
    explain:
      "Every request that the rule matches is blocked by other rules, whoever approves and however much room windows have, so no verdict hangs on it. Of two rules that block, the first is the one that decides. A rule that notifies somebody, trips a kill switch or notes something always matters, and so does one in shadow mode.",
  }),
  AP3082: entry<{ readonly rule: string; readonly of: string }>({
    severity: "warning",
    title: "Duplicate rule",
    message: ({ rule, of }) => `\`${rule}\` says the same as \`${of}\`, of the same requests`,
    help: () => "remove one of them",
    explain:
      "The two rules match the same requests, though perhaps in other words, and give the same verdict with the same obligations. The second adds nothing; mending one of them and not the other is a mistake that waits to be made.",
  }),
  AP3083: entry<{ readonly action: string }>({
    severity: "warning",
    title: "Action that nothing permits",
    message: ({ action }) => `nothing permits \`${action}\``,
    help: () => "add a rule that allows it, or leave the action out: what is not declared is refused as well",
    explain:
      "No request of this action is ever permitted, whoever approves: no rule and no default allows one, or what they allow is always blocked. Nothing is said of an action that a wildcard would take if it were not declared itself.",
  }),
  AP3084: entry<{ readonly rule: string; readonly action: string }>({
    severity: "warning",
    title: "Irreversible and unreviewed",
    message: ({ rule, action }) =>
      `\`${rule}\` permits \`${action}\`, which cannot be undone, and no \`reversibility\` or \`quorum\` covers it`,
    help: () => "add a `reversibility`, or declare the action `reversible always` if it can be undone",
    explain:
      "Irreversible actions get elevated review: a `reversibility` or a `quorum` lets people see them first. The rule permits requests of an action that is irreversible, or may be reported so, and none of those requests is in the reach of such a form. Where a quorum covers some of them, such as those above a threshold, nothing is said, nor of a rule that allows `once approved`. An action without the trait `reversible` is irreversible.",
  }),
  AP3085: entry<{ readonly box: string; readonly doing: string; readonly example: string }>({
    severity: "warning",
    title: "Sandbox wider than its grants",
    message: ({ box, doing, example }) =>
      `\`${box}\` lets \`${example}\` be ${doing}, which nothing that runs in it is permitted`,
    label: () => "wider than what its grants permit",
    help: () => "narrow the sandbox to what the rules of its grants permit",
    explain:
      "The arguments of the actions say what they read, write or reach, and the conditions of the grants, with all rules that block, say which of that is permitted. The sandbox lets more through: whatever goes wrong inside, such as a tool that follows a link, may reach what no request is permitted to name. Of actions that run programs nothing is said, since a program also needs files of its own.",
  }),
};
