// The reference's entries of clauses. What a clause says may hang on the form that it stands in.

import { keywordsOf, type ClauseOwner } from "../../../compiler/ast/forms.js";
import type { ClauseKind } from "../../../compiler/ast/ast.js";
import type { Entries, Entry } from "./entry.js";
import { verdicts } from "./verdicts.js";

/** Wherever the form has no entry of its own. A verdict's are its words'. */
const general: Entries<Exclude<ClauseKind, "verdict">> = {
  when: {
    shape: "when EXPR",
    text: "The rule's guard. Several are joined by `and`; left out, the rule always matches.",
    snippet: "when ${1}",
  },
  unless: { shape: "unless EXPR", text: "The guard holds only where this does not.", snippet: "unless ${1}" },
  else: {
    shape: "else VERDICT",
    text: "What an action gets where the promise does not hold: any verdict but `allow`.",
    snippet: 'else block "${1:reason}"',
  },
  note: {
    shape: 'note "TEXT"',
    text: "In place of a verdict: contributes nothing, and is listed in the decision and the evidence.",
    snippet: 'note "${1:text}"',
  },
  code: {
    shape: 'code "CODE"',
    text: "The reason code of the decision. Left out: the rule's qualified name.",
    snippet: 'code "${1:CODE-001}"',
  },
  within: {
    shape: "within DURATION",
    text: "How long an approval lives, where the verdict escalates. Left out: `15m`.",
    snippet: "within ${1:30m}",
  },
  notify: {
    shape: 'notify "CHANNEL"',
    text: "Channels that are told where the rule matches.",
    snippet: 'notify "${1:security-oncall}"',
  },
  mode: {
    shape: "mode shadow",
    text: "This rule alone is evaluated and recorded, and never holds, spends or permits anything.",
    snippet: "mode shadow",
  },
  trip: {
    shape: "trip KILLSWITCH SCOPE [for DURATION]",
    text: "A circuit breaker: where the rule matches, it trips that kill switch for what the attempt is.",
    snippet: "trip ${1:freeze} ${2:agent.id} for ${3:30m}",
  },
  limit: {
    shape: "limit [LABEL:] ATTR <= BOUND, limit sum(ATTR) <= BOUND per DURATION by KEY",
    text: "A bound on predicted impact, for one action, or as a sum over a trailing window.",
    snippet: "limit ${1:impact.records} <= ${2:100}",
  },
  need: {
    shape: "need N of GROUP [acknowledging irreversible]",
    text: "How many members of a group must approve. Approvals of the agent and of its owner do not count.",
    snippet: "need ${1:1} of ${2:approvers}",
  },
  scope: {
    shape: "scope KEY",
    text: "One grant for each value of these keys. What an agent could name itself should be bound by an identity.",
    snippet: "scope ${1:agent.id}",
  },
  reach: {
    shape: 'reach [ZONE, "HOST", …], reach any',
    text: "Where the action may reach: zones, names, wildcards, addresses and blocks, each with or without a port.",
    snippet: 'reach ["${1:*.corp.example}"]',
  },
  deny: {
    shape: 'deny [private, metadata, ZONE, "BLOCK"]',
    text: "Addresses that a permitted name may not resolve to. The decision carries it as an obligation.",
    snippet: "deny [${1:private, metadata}]",
  },
  baseline: {
    shape: 'baseline "FILE"',
    text: "The known-good schema: SQL DDL, or a `.json` file with a JSON Schema.",
    snippet: 'baseline "${1:schema.sql}"',
  },
  permit: {
    shape: "permit [KIND, …]",
    text: "The kinds of change that are no drift.",
    snippet: "permit [${1:add_table}]",
  },
  read: {
    shape: 'read ["PATH", ATTR, …]',
    text: "What may be read in the box.",
    snippet: 'read ["${1:/usr/**}"]',
  },
  write: {
    shape: 'write ["PATH", ATTR, …]',
    text: "What may be written in the box.",
    snippet: 'write "${1:/srv/work/**}"',
  },
  hide: {
    shape: 'hide ["PATH", …]',
    text: "What is not there in the box, whatever else it grants.",
    snippet: 'hide ["${1:**/.ssh/**}"]',
  },
  run: {
    shape: 'run ["PROGRAM", …]',
    text: "The programs that may run in the box.",
    snippet: 'run ["${1:python3}"]',
  },
  env: {
    shape: 'env ["VARIABLE", …]',
    text: "The environment variables that go into the box.",
    snippet: 'env ["${1:PATH}"]',
  },
  limits: {
    shape: "limit [cpu D, memory SIZE, processes N, wall D]",
    text: "What the box may use. Where boxes meet, the lowest limits hold.",
    snippet: "limit [cpu ${1:60s}, memory ${2:2GiB}]",
  },
  must: {
    shape: "must kernel",
    text: "A clause that the machine's sandbox cannot hold is an error, and not a note.",
    snippet: "must kernel",
  },
  extends: {
    shape: "extends [BOX, …]",
    text: "Takes what other boxes grant, hides what any hides, and keeps the lowest limits.",
    snippet: "extends ${1:box}",
  },
  inside: {
    shape: "inside BOX",
    text: "The sandbox in which the action is permitted.",
    snippet: "inside ${1:box}",
  },
  expires: {
    shape: "expires DURATION",
    text: "How long a grant lives, from its first use. It never begins anew for its scope.",
    snippet: "expires ${1:2h}",
  },
  revoke: {
    shape: "revoke when EXPR",
    text: "Ends the grant where a reported outcome meets this.",
    snippet: "revoke when ${1:outcome == failed}",
  },
  mask: {
    shape: 'mask FIELD [matching [DETECTOR, …]] [as "TEXT"]',
    text: "Hides the field, or what detectors find in it.",
    snippet: "mask ${1:args} matching [${2:email}]",
  },
  hash: { shape: "hash FIELD", text: "The value becomes `sha256:…`.", snippet: "hash ${1:args}" },
  drop: { shape: "drop FIELD", text: "The field is left out: an optional argument.", snippet: "drop ${1}" },
  clamp: {
    shape: "clamp FIELD to BOUND",
    text: "A number above the bound becomes the bound.",
    snippet: "clamp ${1} to ${2:100}",
  },
  version: {
    shape: 'version "…"',
    text: "The policy's version, which decisions carry.",
    snippet: 'version "${1:1.0.0}"',
  },
  floor: {
    shape: 'floor "./FILE.agentpol"',
    text: "Both policies decide, and the more restrictive verdict stands.",
    snippet: 'floor "${1:./org.agentpol}"',
  },
  default: {
    shape: 'default VERDICT ["REASON"]',
    text: "What an action gets that no rule permits: `block` if left out.",
    snippet: 'default block "${1:no rule permits this action}"',
  },
  on_error: {
    shape: 'on_error VERDICT ["REASON"] [when EXPR]',
    text: "What an invalid request and a fault in deciding get: `block` if left out.",
    snippet: "on_error ${1:block}",
  },
  language: {
    shape: "language 1",
    text: "The edition of the language; the newest if left out.",
    snippet: "language 1",
  },
  expect: {
    shape: "expect [at least | at most] VERDICT",
    text: "The claim: what every request that the guard fits gets.",
    snippet: "expect at least ${1|block,escalate,throttle,sandbox,redact,allow|}",
  },
  issuer: {
    shape: 'issuer "https://…"',
    text: "Who issues the tokens, compared sign by sign.",
    snippet: 'issuer "${1:https://tokens.corp.example}"',
  },
  keys: {
    shape: 'keys "FILE or URL"',
    text: "A JWK Set: a file of the project, or an `https` address.",
    snippet: 'keys "${1:https://tokens.corp.example/jwks.json}"',
  },
  audience: { shape: 'audience "…"', text: "Whom a token must be for.", snippet: 'audience "${1:agentpol}"' },
  host: {
    shape: 'host "NAME"',
    text: "A function that the runtime is given answers.",
    snippet: 'host "${1:prompt-guard}"',
  },
  webhook: {
    shape: 'webhook "https://…"',
    text: "The web service that is asked.",
    snippet: 'webhook "${1:https://ask.corp.example}"',
  },
  log: {
    shape: 'log "FOLDER/"',
    text: "The folder, inside the project, of the records.",
    snippet: 'log "${1:audit/}"',
  },
  bind: {
    shape: "bind [ATTR = CLAIM, …]",
    text: "Attributes that are taken from the verified token alone.",
    snippet: "bind [${1:agent.id} = ${2:sub}]",
  },
  algorithms: {
    shape: "algorithms [NAME, …]",
    text: "The signatures that a token may have: `EdDSA` and `ES256` if left out.",
    snippet: "algorithms [${1:EdDSA, ES256}]",
  },
  max_age: {
    shape: "max_age DURATION",
    text: "How old a token may be, by its `iat`.",
    snippet: "max_age ${1:15m}",
  },
  timeout: {
    shape: "timeout DURATION",
    text: "How long an answer is waited for.",
    snippet: "timeout ${1:1s}",
  },
  on_timeout: {
    shape: "on_timeout VERDICT",
    text: "What holds where no answer comes in time: `block` if left out.",
    snippet: "on_timeout ${1:block}",
  },
  group: { shape: "group GROUP", text: "The group that is asked.", snippet: "group ${1:approvers}" },
  files: {
    shape: 'files ["PATH", …]',
    text: "Path patterns, from the root of what the agent works on.",
    snippet: 'files ["${1:AGENTS.md}"]',
  },
  signers: {
    shape: 'signers ["…", …]',
    text: "Who must have signed the files.",
    snippet: 'signers "${1:deploy@corp.example}"',
  },
  sign: {
    shape: "sign ed25519",
    text: "How records are signed; left out, they are not.",
    snippet: "sign ed25519",
  },
  omit: {
    shape: "omit [ATTR, …]",
    text: "Attributes of which no record holds the value.",
    snippet: "omit ${1:agent.id}",
  },
  checkpoint: {
    shape: "checkpoint DURATION, checkpoint each",
    text: "How often what was recorded is sealed: `1s` if left out.",
    snippet: "checkpoint ${1:1s}",
  },
};

/** Where a clause says another thing in a form. */
const special: Readonly<Partial<Record<ClauseOwner, Entries>>> = {
  policy: {
    mode: {
      shape: "mode enforce | shadow",
      text: "In shadow mode the whole policy is decided and recorded, and never enforced.",
      snippet: "mode ${1|enforce,shadow|}",
    },
  },
  throttle: {
    limit: {
      shape: "limit [LABEL:] N per DURATION by KEY",
      text: "At most so many actions in any trailing window. Without `by`, one window serves all.",
      snippet: "limit ${1:600} per ${2:1h} by ${3:agent.id}",
    },
  },
  sandbox: {
    reach: {
      shape: 'reach [ZONE, "HOST", …], reach any',
      text: "Where what runs in the box may reach: nowhere if left out.",
      snippet: 'reach "${1:packages.corp.example:443}"',
    },
  },
  killswitch: {
    scope: {
      shape: "scope [all, KEY, …]",
      text: "What the switch can halt: all, or the requests with a value of a key.",
      snippet: "scope [all, ${1:agent.id}]",
    },
    need: {
      shape: "need N of GROUP",
      text: "Who must agree before the switch is lifted; without it anyone may lift it.",
      snippet: "need ${1:1} of ${2:approvers}",
    },
  },
  assert: {
    when: {
      shape: "when EXPR",
      text: "Which requests the claim is about. `approved(RULE)` may stand here.",
      snippet: "when ${1}",
    },
  },
};

/** What a clause says in a form, by the word with which it begins. */
export function clauseEntry(owner: ClauseOwner, kind: ClauseKind, word: string): Entry | undefined {
  if (kind === "verdict") return Object.hasOwn(verdicts, word) ? verdicts[word] : undefined;
  return special[owner]?.[kind] ?? general[kind];
}

/** All clauses of a kind, by the words with which they begin. */
export function clauseEntries(owner: ClauseOwner, kind: ClauseKind): readonly (readonly [string, Entry])[] {
  return keywordsOf(kind).flatMap((word) => {
    const entry = clauseEntry(owner, kind, word);
    return entry === undefined ? [] : [[word, entry] as const];
  });
}
