// The reference's entries of the steps of a test and of the traits of an action.

import type { Entries } from "./entry.js";

export const steps: Entries = {
  agent: {
    shape: "agent { NAME: VALUE, … }",
    text: "Who acts in the next attempts, until it is said again.",
    snippet: "agent { ${1} }",
  },
  context: {
    shape: "context { NAME: VALUE, … }",
    text: "The context of the next attempts, until it is said again.",
    snippet: "context { ${1} }",
  },
  impact: {
    shape: "impact { NAME: VALUE, … }",
    text: "The predicted impact of the next attempts, until it is said again.",
    snippet: "impact { ${1} }",
  },
  result: {
    shape: "result { NAME: VALUE, … }",
    text: "Reports what came back from the action last attempted; `expect` then speaks of that.",
    snippet: "result { ${1} }",
  },
  action: {
    shape: "action NAME(ARG: VALUE, …) [reversible | irreversible]",
    text: "What the next attempts are.",
    snippet: "action ${1}",
  },
  expect: {
    shape: 'expect VERDICT [by RULE] [code "…"] [times N]',
    text: "Attempts the action, N times; every decision must be so.",
    snippet: "expect ${1|allow,redact,sandbox,throttle,escalate,block|}",
  },
  after: { shape: "after DURATION", text: "Time passes.", snippet: "after ${1:1h}" },
  at: {
    shape: 'at time("…")',
    text: "The clock stands there; it starts at 2026-01-01T00:00:00Z.",
    snippet: 'at time("${1:2026-01-01T00:00:00Z}")',
  },
  approve: {
    shape: 'approve by "PERSON" [acknowledging irreversible]',
    text: "Somebody approves of the action last attempted.",
    snippet: 'approve by "${1:ana@corp.example}"',
  },
  outcome: {
    shape: "outcome ok | failed",
    text: "How the action last attempted ended, reported once.",
    snippet: "outcome ${1|ok,failed|}",
  },
  kill: {
    shape: "kill SCOPE [VALUE]",
    text: "Trips every kill switch that has the scope.",
    snippet: "kill ${1:all}",
  },
  revive: {
    shape: 'revive SCOPE [VALUE] [by "PERSON"]',
    text: "Lifts what was tripped; without `by` the need counts as met.",
    snippet: "revive ${1:all}",
  },
};

export const traits: Entries = {
  effect: {
    shape: "effect read | write | delete | execute",
    text: "What the action does to the world: `action.effect` in rules.",
    snippet: "effect ${1|read,write,delete,execute|}",
  },
  reads: { shape: "reads ARG", text: "The argument names what is read: a `path`.", snippet: "reads ${1}" },
  writes: {
    shape: "writes ARG",
    text: "The argument names what is written: a `path`.",
    snippet: "writes ${1}",
  },
  runs: { shape: "runs ARG", text: "The argument is what is run: a `command`.", snippet: "runs ${1}" },
  migrates: {
    shape: "migrates ARG",
    text: "The argument changes a schema: `sql`, or the text of a JSON Schema. A `drift` judges it.",
    snippet: "migrates ${1}",
  },
  reaches: {
    shape: "reaches ARG [port ARG]",
    text: "The argument names what is reached: a `host`, `ip` or `url`. A `boundary` judges it.",
    snippet: "reaches ${1}",
  },
  relative: {
    shape: "relative to ATTR",
    text: "Where relative paths among the arguments are from: an attribute that is a `path`.",
    snippet: "relative to ${1}",
  },
  reversible: {
    shape: "reversible always | never | reported",
    text: "Whether the action can be undone; left out: `never`. With `reported` the request says, and its silence means irreversible.",
    snippet: "reversible ${1|always,never,reported|}",
  },
};
