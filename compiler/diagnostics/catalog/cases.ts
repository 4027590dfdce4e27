// AP12xx: a cases file that does not say what a golden case says.

import { entry } from "../entry.js";

export const cases = {
  AP1200: entry<{ readonly problem: string }>({
    severity: "error",
    title: "Malformed YAML",
    message: ({ problem }) => `this is not YAML: ${problem}`,
    explain: "The cases file cannot be read as YAML 1.2. None of its cases runs until it can.",
  }),
  AP1201: entry<{ readonly where: string; readonly expected: string; readonly found: string }>({
    severity: "error",
    title: "Malformed case",
    message: ({ where, expected, found }) => `${where} must be ${expected}, not ${found}`,
    explain:
      "A golden case is a mapping with a `name`, the request (`agent`, `context`, `impact`, `action`) and either `expect` or `steps`. The message says what stands in the wrong form.",
  }),
  AP1202: entry<{
    readonly key: string;
    readonly where: string;
    readonly known: string;
    readonly nearest?: string | undefined;
  }>({
    severity: "error",
    title: "Unknown key in a case",
    message: ({ key, where }) => `${where} has no \`${key}\``,
    help: ({ nearest, known }) =>
      nearest === undefined ? `it may have ${known}` : `did you mean \`${nearest}\`?`,
    explain:
      "The key is none of those that may stand here. A misspelt key would silently test less than it says, so it is refused.",
  }),
  AP1203: entry<{ readonly key: string; readonly where: string }>({
    severity: "error",
    title: "Missing key in a case",
    message: ({ key, where }) => `${where} needs \`${key}\``,
    explain: "Without this key the case says nothing that could be run or checked.",
  }),
  AP1204: entry<{ readonly rule: string; readonly nearest?: string | undefined }>({
    severity: "error",
    title: "Unknown rule in a case",
    message: ({ rule }) => `the policy has no rule named \`${rule}\``,
    help: ({ nearest }) => (nearest === undefined ? undefined : `did you mean \`${nearest}\`?`),
    explain:
      "`by` names the rule that must decide: a rule of the policy by its bare or qualified name, a rule of an imported file by its qualified name, a kill switch, `default` or `on_error`.",
  }),
};
