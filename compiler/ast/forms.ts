// The forms: which clauses may stand in which, which must, and which may stand more than once.

import type { ClauseKind, FormKeyword } from "./ast.js";

export type Need = "needed" | "optional" | "none";

export interface ClauseRule {
  readonly clause: ClauseKind;
  /** Must stand at least once. */
  readonly required: boolean;
  /** May stand more than once. */
  readonly repeats: boolean;
}

export interface Form {
  readonly name: Need;
  readonly selector: Need;
  /** `on result of SELECTOR` may stand for `on SELECTOR`. */
  readonly onResult: boolean;
  readonly clauses: readonly ClauseRule[];
  /** Of each list exactly one must stand. */
  readonly oneOf: readonly (readonly ClauseKind[])[];
  /** Of each list one or more must stand. */
  readonly someOf: readonly (readonly ClauseKind[])[];
}

/** `!` marks what is required, `*` what may repeat. */
type Spec = ClauseKind | `${ClauseKind}${"!" | "*" | "!*"}`;

const head = { name: "needed", selector: "none", onResult: false, oneOf: [], someOf: [] } as const;
const onActions = { ...head, selector: "needed" } as const;
const guards = ["when*", "unless*"] as const;
const decides = [...guards, "code", "notify", "mode"] as const;
const escalates = [...decides, "within"] as const;

function clauses(...specs: readonly Spec[]): readonly ClauseRule[] {
  return specs.map((spec) => ({
    clause: kindOf(spec),
    required: spec.includes("!"),
    repeats: spec.includes("*"),
  }));
}

/** A spec without its marks is a kind. */
function kindOf(spec: Spec): ClauseKind {
  return spec.replace(/[!*]+$/, "") as ClauseKind;
}

/** A classifier's body has clauses too, though it is no form. */
export type ClauseOwner = FormKeyword | "classifier";

export const forms: Readonly<Record<ClauseOwner, Form>> = {
  policy: { ...head, clauses: clauses("version", "mode", "default", "on_error*", "floor", "language") },
  rule: {
    ...onActions,
    onResult: true,
    clauses: clauses(...escalates, "verdict", "note", "trip*"),
    oneOf: [["verdict", "note"]],
  },
  cap: { ...onActions, clauses: clauses(...escalates, "limit!*", "else!") },
  quorum: { ...onActions, clauses: clauses(...escalates, "need!*", "else!") },
  reversibility: { ...onActions, clauses: clauses(...escalates, "need!*", "else!") },
  throttle: { ...onActions, clauses: clauses(...escalates, "limit!*", "else") },
  boundary: { ...onActions, clauses: clauses(...escalates, "reach!", "deny", "else!") },
  drift: { ...onActions, clauses: clauses(...escalates, "baseline!", "permit", "else!") },
  sandbox: {
    ...head,
    clauses: clauses("read", "write", "hide", "reach", "run", "env", "limits", "must", "extends"),
  },
  grant: {
    ...onActions,
    clauses: clauses(...escalates, "inside!", "scope!", "expires!", "revoke*", "else!"),
  },
  redact: {
    ...onActions,
    onResult: true,
    clauses: clauses(...decides, "mask*", "hash*", "drop*", "clamp*"),
    someOf: [["mask", "hash", "drop", "clamp"]],
  },
  identity: {
    ...head,
    clauses: clauses("issuer!", "keys!", "audience!", "bind!", "algorithms", "max_age", "else!"),
  },
  killswitch: { ...head, clauses: clauses("scope!", "need*") },
  trust: { ...head, clauses: clauses("files!", "signers!", "else!") },
  audit: { ...head, name: "none", clauses: clauses("sign", "log", "omit*", "checkpoint") },
  approver: { ...head, clauses: clauses("webhook!", "timeout", "on_timeout", "group!") },
  assert: { ...onActions, onResult: true, clauses: clauses(...guards, "expect!") },
  classifier: { ...head, clauses: clauses("host", "webhook", "timeout"), oneOf: [["host", "webhook"]] },
};

/** The words of verdicts; each begins a clause of a rule. */
export const verdictWords = ["allow", "redact", "sandbox", "throttle", "escalate", "block"] as const;

/** The words by which a clause of a kind begins. */
export function keywordsOf(kind: ClauseKind): readonly string[] {
  if (kind === "verdict") return verdictWords;
  if (kind === "limits") return ["limit"];
  return [kind];
}

const words: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(forms).map(([owner, { clauses }]) => [
    owner,
    new Set(clauses.flatMap(({ clause }) => keywordsOf(clause))),
  ]),
);

/** The words that begin the clauses of a form: inside it they are never bare operands. */
export function clauseWords(owner: ClauseOwner): ReadonlySet<string> {
  return words.get(owner) ?? new Set();
}

/** The words that begin the steps of a test. */
export const stepWords: ReadonlySet<string> = new Set([
  "agent",
  "context",
  "impact",
  "result",
  "action",
  "expect",
  "after",
  "at",
  "approve",
  "outcome",
  "kill",
  "revive",
]);

/** The words that begin the traits of an action. */
export const traitWords: ReadonlySet<string> = new Set([
  "effect",
  "reads",
  "writes",
  "runs",
  "migrates",
  "reaches",
  "relative",
  "reversible",
]);

/** “a rule”, “an assert”: how a message names a form. */
export function withArticle(owner: ClauseOwner): string {
  return /^[aeiou]/.test(owner) ? `an ${owner}` : `a ${owner}`;
}
