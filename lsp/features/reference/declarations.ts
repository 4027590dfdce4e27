// The reference's entries of declarations, by their keywords.

import type { DeclarationKeyword } from "../../../compiler/ast/outline/heads.js";
import type { Entries } from "./entry.js";

export const declarations: Entries<DeclarationKeyword> = {
  policy: {
    shape: "policy NAME { version, mode, default, on_error, floor, language }",
    text: "The policy's header: its name, and what holds where no rule decides. A file that is compiled has one.",
    snippet:
      'policy ${1:name} {\n\tversion  "${2:1.0.0}"\n\tdefault  block "${3:no rule permits this action}"\n}',
  },
  import: {
    shape: 'import "./FILE.agentpol"',
    text: "The declarations, rules and asserts of that file join this policy; its header and tests do not.",
    snippet: 'import "${1:./base.agentpol}"',
  },
  type: {
    shape: "type NAME = TYPE",
    text: "Names a type: an enum `a | b`, an ordered enum `low < high`, or a record `{ a: T, b?: U }`.",
    snippet: "type ${1:Level} = ${2:low} | ${3:high}",
  },
  agent: {
    shape: "agent { NAME: TYPE, … }",
    text: "Attributes of a request: who acts. Blocks are merged over all files. Approvals of `agent.id` and `agent.owner` do not count.",
    snippet: "agent { ${1:id}: ${2:string} }",
  },
  context: {
    shape: "context { NAME: TYPE, … }",
    text: "Attributes of a request: where and under which circumstances the agent acts. Blocks are merged over all files.",
    snippet: "context { ${1:env}: ${2:dev | prod} }",
  },
  impact: {
    shape: "impact { NAME: TYPE, … }",
    text: "Attributes of a request: what the action is predicted to touch. Every one of them may be absent, and what is unknown is over a cap.",
    snippet: "impact { ${1:hosts}: ${2:int} }",
  },
  let: {
    shape: "let NAME = EXPR, let NAME(p: T) = EXPR",
    text: "Names an expression, with or without parameters. It means what its body means at each use.",
    snippet: 'let ${1:condition} = ${2:now >= time("2026-01-01T00:00:00Z")}',
  },
  data: {
    shape: 'data NAME: TYPE from "FILE" [refresh D]',
    text: "A set, list or map that is read from a `.json`, `.csv` or `.txt` file when the policy is compiled. With `refresh` it is a fact of the runtime's.",
    snippet: 'data ${1:listed}: ${2:set<string>} from "${3:listed.json}"',
  },
  detector: {
    shape: 'detector NAME = "RE2"',
    text: "A pattern for something sensitive in a text, beside the built-in ones. Stands after `holds` and `matching`.",
    snippet: 'detector ${1:case_no} = "${2:CASE-[0-9]+}"',
  },
  classifier: {
    shape: "classifier NAME(p: T): TYPE { host | webhook, timeout }",
    text: "A question that somebody else answers: a model, a service, a function of the host's. Where no answer comes, the answer is unknown.",
    snippet:
      'classifier ${1:injection}(${2:text}: ${3:string}): ${4:decimal} {\n\thost    "${5:prompt-guard}"\n\ttimeout ${6:200ms}\n}',
  },
  group: {
    shape: 'group NAME = ["…", …], group NAME from "FILE"',
    text: "People who approve, in the policy or in a `.json` or `.txt` file.",
    snippet: 'group ${1:owners} = ["${2:ana@corp.example}"]',
  },
  zone: {
    shape: 'zone NAME = ["HOST", …]',
    text: "Names a set of hosts: names, wildcards, addresses and blocks. The type `zone` is the enum of all zones.",
    snippet: 'zone ${1:office} = ["${2:*.corp.example}"]',
  },
  action: {
    shape: "action NAME(ARG: TYPE, …) [gives TYPE] { TRAITS }",
    text: "What an agent can attempt: a tool call, a model call, a state change. Its traits tie arguments to effects. A `*` in the name declares every action of that shape.",
    snippet:
      "action ${1:tools.call}(${2:name}: ${3:string}) { effect ${4|read,write,delete,execute|}, reversible ${5|always,never,reported|} }",
  },
  rule: {
    shape:
      "rule NAME on [result of] ACTIONS { when, unless, VERDICT or note, code, within, notify, mode, trip }",
    text: "The core form: where its guard holds it contributes its verdict. The most restrictive verdict of all rules wins.",
    snippet: "rule ${1:name} on ${2:*} {\n\t${3:allow}\n}",
  },
  cap: {
    shape: "cap NAME on ACTIONS { limit, else }",
    text: "A bound on predicted impact, for one action or over a window. What is unknown is over.",
    snippet:
      'cap ${1:name} on ${2:*} {\n\tlimit  ${3:impact.records} <= ${4:100}\n\telse   block "${5:the predicted impact is over the cap}"\n}',
  },
  quorum: {
    shape: "quorum NAME on ACTIONS { need, within, else }",
    text: "Agreement of several before a high-risk action. One person counts once over the needs of one rule.",
    snippet:
      'quorum ${1:name} on ${2:*} {\n\tneed   ${3:1} of ${4:approvers}\n\twithin ${5:30m}\n\telse   escalate to ${6:approvers} "${7:this needs agreement}"\n}',
  },
  reversibility: {
    shape: "reversibility NAME on ACTIONS { need, else }",
    text: "Irreversible actions get a review in which somebody says that they know that.",
    snippet:
      'reversibility ${1:name} on ${2:*} {\n\tneed  ${3:1} of ${4:approvers} acknowledging irreversible\n\telse  escalate to ${5:approvers} "${6:this cannot be undone}"\n}',
  },
  throttle: {
    shape: "throttle NAME on ACTIONS { limit, else }",
    text: "At most so many actions in any trailing window, by key. `else` is `throttle` if left out.",
    snippet: "throttle ${1:name} on ${2:*} {\n\tlimit  ${3:600} per ${4:1h} by ${5:agent.id}\n}",
  },
  boundary: {
    shape: "boundary NAME on ACTIONS { reach, deny, else }",
    text: "Where an action that `reaches` something may reach.",
    snippet:
      'boundary ${1:name} on ${2:*} {\n\treach  ["${3:*.corp.example}"]\n\tdeny   [private, metadata]\n\telse   block "${4:that is out of bounds}"\n}',
  },
  drift: {
    shape: "drift NAME on ACTIONS { baseline, permit, else }",
    text: "Refuses a change that departs from a known-good SQL schema or JSON Schema.",
    snippet:
      'drift ${1:name} on ${2:*} {\n\tbaseline "${3:schema.sql}"\n\tpermit   [${4:add_table, add_nullable_column, add_index}]\n\telse     block "${5:the change departs from the schema}"\n}',
  },
  sandbox: {
    shape: "sandbox NAME { read, write, hide, reach, run, env, limit, must, extends }",
    text: "Declares a box. A clause that it leaves out grants nothing; a box with `hide` and `limit` alone is a mask.",
    snippet:
      'sandbox ${1:name} {\n\tread   ["${2:/usr/**}"]\n\twrite  "${3:/srv/work/**}"\n\trun    ["${4:python3}"]\n\tlimit  [cpu ${5:60s}, memory ${6:2GiB}]\n}',
  },
  grant: {
    shape: "grant NAME on ACTIONS { inside, scope, expires, revoke, else }",
    text: "Permits an action in a sandbox, for a scope and a time that begins with its first use.",
    snippet:
      'grant ${1:name} on ${2:*} {\n\tinside  ${3:box}\n\tscope   ${4:agent.id}\n\texpires ${5:2h}\n\telse    block "${6:the grant has ended}"\n}',
  },
  redact: {
    shape: "redact NAME on [result of] ACTIONS { mask, hash, drop, clamp }",
    text: "What leaves is rewritten: arguments and results are masked, hashed, dropped or clamped.",
    snippet: "redact ${1:name} on ${2:*} {\n\tmask  ${3:args} matching [${4:email, api_key}]\n}",
  },
  identity: {
    shape: "identity NAME { issuer, keys, audience, bind, algorithms, max_age, else }",
    text: "Who acts is proven by a signed token: the attributes in `bind` are taken from it alone.",
    snippet:
      'identity ${1:workload} {\n\tissuer   "${2:https://tokens.corp.example}"\n\tkeys     "${3:https://tokens.corp.example/jwks.json}"\n\taudience "${4:agentpol}"\n\tbind     [${5:agent.id} = ${6:sub}]\n\telse     block\n}',
  },
  killswitch: {
    shape: "killswitch NAME { scope, need }",
    text: "Halts all that it covers, before any rule. Tripping it takes nobody's consent; `need` is what lifting it takes.",
    snippet: "killswitch ${1:freeze} { scope [all, ${2:agent.id}], need ${3:1} of ${4:approvers} }",
  },
  trust: {
    shape: "trust NAME { files, signers, else }",
    text: "The files that instruct an agent must be signed by whom the policy names.",
    snippet:
      'trust ${1:instructions} { files ["${2:AGENTS.md}"], signers "${3:deploy@corp.example}", else block }',
  },
  audit: {
    shape: "audit { sign, log, omit, checkpoint }",
    text: "The evidence that enforcement leaves: where it is recorded, signed and sealed, and what it leaves out.",
    snippet: 'audit { sign ed25519, log "${1:audit/}", checkpoint ${2:1s} }',
  },
  approver: {
    shape: "approver NAME { webhook, timeout, on_timeout, group }",
    text: "How a group is asked. After `escalate to` an approver stands for its group.",
    snippet:
      'approver ${1:desk} {\n\twebhook    "${2:https://approvals.corp.example/ask}"\n\ttimeout    ${3:5m}\n\ton_timeout block\n\tgroup      ${4:approvers}\n}',
  },
  assert: {
    shape: "assert NAME on [result of] ACTIONS { when, unless, expect }",
    text: "A claim about every request: `agentpol verify` proves it, or shows a request that breaks it.",
    snippet:
      "assert ${1:name} on ${2:*} {\n\texpect at least ${3|block,escalate,throttle,sandbox,redact,allow|}\n}",
  },
  test: {
    shape: 'test "NAME" { STEPS }',
    text: "One golden case. It runs from top to bottom, against fresh state and a clock of its own.",
    snippet:
      'test "${1:what is shown}" {\n\taction  ${2:tools.call}()\n\texpect  ${3|allow,redact,sandbox,throttle,escalate,block|}\n}',
  },
};
