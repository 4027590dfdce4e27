// AP3xxx: well formed and well typed, but it does not mean what a policy may mean.

import { entry, type NoParams } from "../entry.js";
import { meaningOfBoxes } from "./meaning-of-boxes.js";
import { meaningOfClaims } from "./meaning-of-claims.js";
import { meaningOfDrifts } from "./meaning-of-drifts.js";
import { meaningOfEvidence } from "./meaning-of-evidence.js";
import { meaningOfPolicies } from "./meaning-of-policies.js";

const WHY: Readonly<Record<string, string>> = {
  restricts: "it says what happens where the promise does not hold",
  holds: "what is not admitted must be held",
};

export const meaning = {
  AP3002: entry<{ readonly path: string }>({
    severity: "error",
    title: "No policy block",
    message: ({ path }) => `\`${path}\` has no \`policy\` block`,
    help: () => 'begin with one: `policy payments { version "1.0.0" }`',
    explain:
      "The file that is compiled names the policy and says what holds where no rule decides. Imported files need no such block, and theirs would not count.",
  }),
  AP3003: entry<NoParams>({
    severity: "error",
    title: "Two policy blocks",
    message: () => "a file has one `policy` block",
    label: () => "the second one",
    explain: "Two headers could contradict each other. Put all of it into one block.",
  }),
  AP3004: entry<{ readonly verdict: string; readonly form: string; readonly asked: string }>({
    severity: "error",
    title: "Verdict too weak",
    message: ({ verdict, form, asked }) =>
      `\`${verdict}\` cannot stand here: ${WHY[asked] ?? ""} (\`${form}\`)`,
    help: ({ asked }) =>
      asked === "holds" ? "use `throttle`, `escalate to …` or `block`" : "use any verdict but `allow`",
    explain:
      "`else` takes any verdict but `allow`: it is what an action gets where the primitive's promise does not hold. In a quorum, a reversibility, a throttle and a cap over a window it must hold the action (`throttle`, `escalate`, `block`): what waits for approvals or room cannot proceed meanwhile.",
  }),
  AP3005: entry<{ readonly verdict: string; readonly clause: string }>({
    severity: "error",
    title: "Not a verdict on its own",
    message: ({ verdict, clause }) => `\`${clause}\` cannot be \`${verdict}\`, which says how, never whether`,
    help: () => "use `allow`, `throttle`, `escalate to …` or `block`",
    explain:
      "`redact` and `sandbox` constrain an action that something else permits. Where no rule speaks, or deciding fails, nothing does.",
  }),
  AP3006: entry<{ readonly what: string; readonly name: string }>({
    severity: "warning",
    title: "Unused declaration",
    message: ({ what, name }) => `the ${what} \`${name}\` is never used`,
    help: () => "remove it, or use it",
    explain:
      "Nothing refers to this declaration. Often a rule that should use it is missing, or names something else. Declarations of imported files are not asked for: they may serve other policies.",
  }),
  AP3007: entry<{ readonly reason: string }>({
    severity: "error",
    title: "Malformed limit",
    message: ({ reason }) => reason,
    explain:
      "A cap limits an attribute of one action (`limit impact.hosts <= 3`) or a sum over a window (`limit sum(impact.hosts) <= 20 per 1h by agent.id`). A throttle limits how many actions a window admits (`limit 600 per 1h by agent.id`).",
  }),
  AP3008: entry<{ readonly count: number; readonly group: string; readonly size: number }>({
    severity: "error",
    title: "Need that cannot be met",
    message: ({ count, group, size }) =>
      `${count} of \`${group}\` are needed, and it has ${size === 1 ? "one member" : `${size} members`}`,
    explain:
      "As many different people must approve, and the group has not so many. The agent and its owner do not count, so a larger group is better still.",
  }),
  AP3009: entry<{ readonly group: string }>({
    severity: "error",
    title: "Needs that cannot be met together",
    message: ({ group }) => `too few people are left in \`${group}\` for this need beside the others`,
    help: () => "one person counts once over the needs of one rule; enlarge a group or lower a number",
    explain:
      "One person counts once over the needs of one rule. The groups overlap, and after every possible assignment of people to needs this one stays unmet.",
  }),
  AP3010: entry<{ readonly what: string }>({
    severity: "error",
    title: "Number too small",
    message: ({ what }) => `${what} is too small`,
    label: () => "too small",
    explain:
      "A number of people is at least one, a number of actions at least none, and a sandbox's limit more than nothing.",
  }),
  AP3011: entry<{ readonly zone: string }>({
    severity: "error",
    title: "Names under `deny`",
    message: ({ zone }) => `\`deny\` speaks of addresses, and the zone \`${zone}\` has names or ports`,
    help: () => "list blocks of addresses, `private` or `metadata`",
    explain:
      "`deny` is about the addresses that a permitted name turns out to resolve to; whoever opens the connection checks them. Names have been judged by `reach` before.",
  }),
  AP3012: entry<{ readonly path: string }>({
    severity: "error",
    title: "Required field dropped",
    message: ({ path }) => `\`${path}\` is required, so it cannot be dropped`,
    help: () => "mask or hash it, or declare the argument with `?`",
    explain: "Without a required argument the action could not run. Only optional arguments may be dropped.",
  }),
  AP3013: entry<{ readonly box: string }>({
    severity: "error",
    title: "Grant inside a mask",
    message: ({ box }) => `\`${box}\` only hides and limits, so nothing can be granted inside it`,
    help: () => "grant inside a sandbox that says what may be read, written, reached or run",
    explain:
      "A sandbox with `hide` and `limit` alone is a mask: it narrows other sandboxes and denies nothing by itself. A grant inside it would permit the action nearly unconfined.",
  }),
  AP3014: entry<{ readonly path: string }>({
    severity: "warning",
    title: "Scope that an agent can choose",
    message: ({ path }) => `nothing proves \`${path}\`, so an agent can name itself a fresh scope`,
    explain:
      "A grant ends for its scope. Where the scope's attributes are not bound by identity, a request can state others and begin a new grant.",
  }),
  AP3015: entry<{ readonly path: string }>({
    severity: "error",
    title: "Kill switch by an argument",
    message: ({ path }) => `a kill switch cannot be scoped by \`${path}\``,
    help: () => "scope it by `all`, `action.name`, or attributes of the agent or context",
    explain:
      "A kill switch covers whatever an agent attempts, so its scopes are attributes that every request has.",
  }),
  ...meaningOfBoxes,
  ...meaningOfClaims,
  ...meaningOfDrifts,
  ...meaningOfEvidence,
  ...meaningOfPolicies,
};
