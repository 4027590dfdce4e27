// AP3016–AP3049: tests that cannot run as written, and rules that are perhaps not what their author means.

import { entry, type NoParams } from "../entry.js";

export const meaningOfClaims = {
  AP3016: entry<{ readonly step: string }>({
    severity: "error",
    title: "Step before any action",
    message: ({ step }) => `\`${step}\` speaks of an action, and none stands before it`,
    help: () => "put an `action …` step before it",
    explain:
      "A test runs top to bottom: an action must be said before it can be attempted, approved or reported on.",
  }),
  AP3017: entry<{ readonly limit: number }>({
    severity: "error",
    title: "Number of attempts",
    message: ({ limit }) => `\`times\` is a number from 1 to ${limit}`,
    explain:
      "An expectation attempts its action at least once, and not so often that a test would hardly end.",
  }),
  AP3018: entry<{ readonly scope: string; readonly step: string }>({
    severity: "error",
    title: "Value of a kill switch's scope",
    message: ({ scope, step }) =>
      scope === "all"
        ? `\`${step} all\` takes no value`
        : `\`${step} ${scope}\` needs the value that it speaks of`,
    explain:
      "`kill all` covers every request; every other scope is an attribute, and the value says for whom: `kill agent.role researcher`.",
  }),
  AP3019: entry<NoParams>({
    severity: "error",
    title: "Not a value",
    message: () => "a test holds values, no expressions",
    help: () => "write a literal, the name of an enum's member, `null`, a list or a record",
    explain:
      "Values in a test are what a request would hold: literals, words for members of enums, `null`, lists and records. They may be wrong on purpose, but they are not computed.",
  }),
  AP3020: entry<{ readonly form: string; readonly trait: string }>({
    severity: "warning",
    title: "Nothing to judge",
    message: ({ form, trait }) => `no action here \`${trait}\` anything, so this ${form} never decides`,
    help: ({ trait }) => `give the action the trait: \`{ ${trait} ARGUMENT }\``,
    explain:
      "A boundary judges what an action `reaches`, a drift what it `migrates`. None of the selected actions has that trait, so the rule looks like protection and is none.",
  }),
  AP3021: entry<{ readonly found: string }>({
    severity: "error",
    title: "Not a field that leaves",
    message: ({ found }) => `${found} cannot be redacted`,
    help: () => "redact an argument, `args.NAME`, or the `result`",
    explain: "Redaction rewrites what leaves: the arguments of an action, and what comes back from it.",
  }),
  AP3022: entry<NoParams>({
    severity: "warning",
    title: "Permitted by one command of several",
    message: () => "this permits a line in which some command fits, whatever else the line runs",
    help: () =>
      "permit what a line may consist of with `runs only`, or let a rule that restricts say what no line may do",
    explain:
      "`runs` holds where some simple command of a line fits: `npm test && rm -rf /` runs `npm test`. What a rule permits should not hang on one command, or one file, among several: `runs only` speaks of all of them, and a rule that restricts finds a dangerous one wherever it hides. `touches` and `redirects` are alike.",
  }),
  AP3040: entry<{ readonly permits: boolean }>({
    severity: "warning",
    title: "Lenient on what is unknown",
    message: ({ permits }) =>
      permits
        ? "where this condition is unknown, the rule permits"
        : "where this condition is unknown, the rule does not restrict",
    help: ({ permits }) =>
      permits
        ? "leave out `known`: a rule that permits does not match on what is unknown"
        : "leave out `known`: a rule that restricts matches on what is unknown",
    explain:
      "`known(E)` is true only where `E` is known to be true. In a rule that restricts it lets pass what cannot be seen through, such as a command with a variable in the place of the program; so does `not known(E)` in a rule that permits.",
  }),
  AP3023: entry<{ readonly path: string }>({
    severity: "warning",
    title: "Switched off by a missing prediction",
    message: ({ path }) => `without a prediction of \`${path}\` this rule does not restrict`,
    help: ({ path }) =>
      `a prediction may be missing: restrict \`when not has ${path} or …\`, or use a \`cap\``,
    explain:
      "Every attribute of `impact` may be absent, and an agent that sends none escapes a restricting rule that asks `has impact.x and …`. A `cap` counts an absent prediction as over the limit.",
  }),
  AP3024: entry<{ readonly path: string; readonly type: string }>({
    severity: "error",
    title: "Nothing to search",
    message: ({ path, type }) => `detectors search text, and \`${path}\` is \`${type}\``,
    help: () => "mask the whole field, without `matching`",
    explain:
      "`mask … matching` looks for patterns in text: in a string, path, host, url, command or sql, and in lists and records of these.",
  }),
  AP3025: entry<NoParams>({
    severity: "warning",
    title: "Faults are permitted",
    message: () => "an action that cannot be decided would be permitted",
    help: () => "use `block`, or `escalate to …`",
    explain:
      "`on_error` is what an invalid request gets, and every request while the state cannot be reached. If that is `allow`, whoever can cause a fault can do anything.",
  }),
  AP3026: entry<NoParams>({
    severity: "warning",
    title: "`within` without an approval",
    message: () => "`within` has no effect: nobody is asked here",
    explain: "`within` says how long an approval lives. This rule's verdict escalates to nobody.",
  }),
  AP3027: entry<NoParams>({
    severity: "warning",
    title: "Owner unknown",
    message: () =>
      "people must approve, and `agent.owner` is not declared, so an owner could approve for their own agent",
    help: () => "declare it: `agent { …, owner?: string }`",
    explain:
      "An approval of the agent itself or of its owner does not count. Who owns an agent is the attribute `agent.owner`; where it is not declared, nobody can tell.",
  }),
  AP3028: entry<{ readonly name: string; readonly path: string; readonly scopes: readonly string[] }>({
    severity: "error",
    title: "Trip of a scope that the kill switch has not",
    message: ({ name, path }) => `the kill switch \`${name}\` has no scope \`${path}\``,
    help: ({ scopes }) => `it has ${scopes.map((scope) => `\`${scope}\``).join(", ")}`,
    explain:
      "A kill switch halts what its `scope` names: everything, or all attempts that agree in an attribute. A rule can trip it for one of these scopes alone.",
  }),
  AP3029: entry<{ readonly path: string }>({
    severity: "warning",
    title: "Trip by an attribute that an agent can choose",
    message: ({ path }) => `nothing proves \`${path}\`, so an agent could have another one halted`,
    explain:
      "A trip halts the value that the attempt states. Where no identity binds the attribute, an agent can state another's, and go on under a new one itself.",
  }),
  AP3030: entry<{ readonly reason: string }>({
    severity: "error",
    title: "Webhook without TLS",
    message: ({ reason }) => `a webhook is an https URL: ${reason}`,
    help: () => 'write `webhook "https://…"`',
    explain:
      "An approver is told what is to be approved, and its answer lets the action go; a classifier is told what an action holds, and rules permit by its answer. Both go over TLS, so the address begins with `https://`. A classifier may also be asked by `http://` on the machine itself.",
  }),
  AP3031: entry<{ readonly name: string; readonly group: string | undefined }>({
    severity: "error",
    title: "Approver in place of a group",
    message: ({ name }) => `\`${name}\` is an approver, and here a group is named`,
    help: ({ group }) => (group === undefined ? undefined : `name its group, \`${group}\``),
    explain:
      "An approver says how a group is asked, so it stands where somebody is asked: after `escalate to` and `allow once approved by`. A `need` counts people, and an approver's `on_timeout` says what holds once it has not answered: both name groups.",
  }),
  AP3032: entry<NoParams>({
    severity: "warning",
    title: "Silence permits",
    message: () => "an action that nobody answers for in time would be permitted",
    help: () => "use `block`, or `escalate to …`",
    explain:
      "`on_timeout` holds where an approver does not answer in time. If that is `allow`, whoever can keep it from answering can do anything that it is asked about.",
  }),
  AP3033: entry<NoParams>({
    severity: "error",
    title: "Brace in a reason",
    message: () => "a brace in a reason holds the name of an attribute: `{args.amount}`",
    help: () => "write `{{` and `}}` for braces themselves",
    explain:
      "In a reason, and in a note, `{args.path}` stands for the attribute of the attempt. A brace that is meant as text is written twice.",
  }),
  AP3034: entry<{ readonly path: string }>({
    severity: "error",
    title: "Nothing to quote",
    message: ({ path }) => `\`{${path}}\` cannot stand here: what was requested is not known in this case`,
    help: () => "say it without the attribute",
    explain:
      "`on_error` speaks where a request is invalid or deciding failed, and an approver's `on_timeout` where nobody answered: there is no checked request whose attributes could be quoted.",
  }),
  AP3035: entry<{ readonly path: string; readonly type: string }>({
    severity: "error",
    title: "A record in a reason",
    message: ({ path, type }) =>
      `\`${path}\` is ${type}, and a reason quotes single values and lists of them`,
    help: () => "name one of its fields",
    explain:
      "A reason is a sentence for people. It quotes text, numbers, times and lists of them, but no records.",
  }),
};
