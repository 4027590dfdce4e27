// The reference's entries of the other words: roots of attributes, types, detectors, kinds of change, and their like.

import type { BuiltInDetector } from "../../../runtime/values/detector.js";
import { CHANGE_KINDS, SCHEMA_CHANGES } from "../../../runtime/values/schema-change.js";
import type { Entries, Entry } from "./entry.js";

/** Bare names that every expression may know. */
export const names: Entries = {
  agent: { shape: "agent.NAME", text: "An attribute of who acts." },
  context: { shape: "context.NAME", text: "An attribute of where the agent acts." },
  impact: { shape: "impact.NAME", text: "What the action is predicted to touch; it may be absent." },
  args: {
    shape: "args.NAME",
    text: "An argument of the actions that the rule selects; `args` alone is all of them.",
  },
  action: { shape: "action.name, action.effect, action.reversible", text: "The attempted action itself." },
  result: { shape: "result, result.FIELD", text: "What came back, in rules `on result of` actions." },
  outcome: { shape: "outcome", text: "How the action ended: `ok` or `failed`." },
  verdict: {
    shape: "verdict",
    text: "How an earlier attempt was decided, in the `where` of `count(attempts …)`.",
  },
  now: { shape: "now", text: "The time of the decision." },
};

/** What `action.` may be followed by. */
export const actionParts: Entries = {
  name: { shape: "action.name", text: "The name of the attempted action." },
  effect: {
    shape: "action.effect",
    text: "`read`, `write`, `delete` or `execute`, as the action's trait says.",
  },
  reversible: { shape: "action.reversible", text: "Can the action be undone? A bool." },
};

export const types: Entries = {
  bool: { shape: "bool", text: "`true` or `false`." },
  int: { shape: "int", text: "A whole number of at most 2⁵³−1: `42`, `1_000`." },
  decimal: { shape: "decimal", text: "At most four decimal places, exact: `0.25`." },
  percent: { shape: "percent", text: "`5%`, `0.5%`." },
  duration: { shape: "duration", text: "`500ms`, `30s`, `5m`, `2h`, `7d`." },
  bytes: { shape: "bytes", text: "A size: `64KiB`, `2GiB`, `5MB`." },
  time: { shape: "time", text: 'A point in time: `time("2026-12-24T00:00:00Z")`, `now`.' },
  string: { shape: "string", text: "Text, compared after Unicode normal form C." },
  path: { shape: "path", text: "An absolute path, in its normal form." },
  host: { shape: "host", text: "A host name or an address." },
  ip: { shape: "ip", text: "An IPv4 or IPv6 address, in any spelling." },
  cidr: { shape: "cidr", text: "A block of addresses: `10.0.0.0/8`." },
  url: { shape: "url", text: "A URL, read as the WHATWG URL Standard reads it." },
  command: {
    shape: "command",
    text: "A command, read as a POSIX shell would: `runs`, `touches`, `redirects` ask it.",
  },
  sql: { shape: "sql", text: "An SQL statement, for `drift`." },
  zone: { shape: "zone", text: "The enum of the declared zones' names." },
  money: {
    shape: "money(CUR)",
    text: "An amount in one currency: `10_000 USD`.",
    snippet: "money(${1:USD})",
  },
  list: { shape: "list<T>", text: "A list: equal in order.", snippet: "list<${1:string}>" },
  set: { shape: "set<T>", text: "A set: equal without order.", snippet: "set<${1:string}>" },
  map: {
    shape: "map<string, T>",
    text: "Of data alone: what is found under a key.",
    snippet: "map<string, ${1:string}>",
  },
};

export const detectors: Entries<BuiltInDetector> = {
  email: { shape: "email", text: "Addresses of mail." },
  credit_card: { shape: "credit_card", text: "Numbers of payment cards: prefix, length and Luhn digit." },
  iban: { shape: "iban", text: "Numbers of bank accounts: country, length and check digits." },
  us_ssn: { shape: "us_ssn", text: "US social security numbers." },
  api_key: {
    shape: "api_key",
    text: "Keys in the shapes that issuers gave them, private keys, JSON Web Tokens.",
  },
};

/** Words that a clause or a trait chooses from, by what it is. */
export const choices: Readonly<Record<string, Entries>> = {
  effect: {
    read: { shape: "effect read", text: "It looks, and changes nothing." },
    write: { shape: "effect write", text: "It makes or changes something." },
    delete: { shape: "effect delete", text: "It removes something." },
    execute: { shape: "effect execute", text: "It runs something." },
  },
  reversible: {
    always: { shape: "reversible always", text: "It can be undone." },
    never: { shape: "reversible never", text: "It cannot be undone." },
    reported: { shape: "reversible reported", text: "The request says; its silence means irreversible." },
  },
  mode: {
    enforce: { shape: "mode enforce", text: "Decisions are enforced." },
    shadow: { shape: "mode shadow", text: "Decided and recorded, never enforced." },
  },
  resource: {
    cpu: { shape: "cpu DURATION", text: "The processor's time.", snippet: "cpu ${1:60s}" },
    memory: { shape: "memory SIZE", text: "The memory.", snippet: "memory ${1:2GiB}" },
    processes: { shape: "processes N", text: "How many processes.", snippet: "processes ${1:64}" },
    wall: { shape: "wall DURATION", text: "The time on the clock.", snippet: "wall ${1:5m}" },
  },
  outcome: {
    ok: { shape: "outcome ok", text: "The action ended well." },
    failed: { shape: "outcome failed", text: "The action failed." },
  },
  reach: { any: { shape: "reach any", text: "Everything may be reached." } },
  deny: {
    private: { shape: "private", text: "RFC 1918 and the other special-purpose ranges." },
    metadata: { shape: "metadata", text: "The addresses at which clouds hand out credentials." },
  },
  scope: { all: { shape: "scope all", text: "Everything that the policy decides." } },
  must: { kernel: { shape: "must kernel", text: "What the machine cannot hold is an error." } },
  sign: { ed25519: { shape: "sign ed25519", text: "Records are signed." } },
  checkpoint: { each: { shape: "checkpoint each", text: "Each record is sealed by itself." } },
};

/** “add_nullable_column” says what it is; the others are told by their language. */
export const changes: Entries = Object.fromEntries([
  ...CHANGE_KINDS.map((kind) => [kind, changeEntry(kind, "an SQL schema")] as const),
  ...SCHEMA_CHANGES.filter((kind) => kind !== "other").map(
    (kind) => [kind, changeEntry(kind, "a JSON Schema")] as const,
  ),
]);

function changeEntry(kind: string, of: string): Entry {
  const text =
    kind === "other" ? "Any other change, or one that cannot be understood." : `A kind of change to ${of}.`;
  return { shape: `permit ${kind}`, text };
}
