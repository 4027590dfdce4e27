// The constructs of clauses: every clause of every form that decides, from the compiler's own table of forms, with what
// makes a difference in it. A new clause or form does not compile here until it says what its constructs are.

import type {
  ActionPattern,
  Clause,
  ClauseKind,
  ClauseOf,
  FormDecl,
  PathExpr,
  StringLit,
  Verdict,
} from "../../../compiler/ast/ast.js";
import { forms, type ClauseOwner } from "../../../compiler/ast/forms.js";

/** The forms that decide nothing in a request's way, and why. */
const SILENT: Readonly<Partial<Record<ClauseOwner, string>>> = {
  identity: "who acts is proven before there is a request",
  trust: "what instructs an agent is checked before there is a request",
  audit: "it is told of decisions",
  assert: "it is a claim about all requests",
};

/** The clauses that decide nothing, by their form. */
const IDLE: readonly string[] = [
  "policy: version",
  "policy: language",
  // Whoever delivers an escalation reads these.
  "approver: webhook",
  "approver: timeout",
  "approver: on_timeout",
];

interface Variants<K extends ClauseKind> {
  readonly names: readonly string[];
  readonly of: (clause: ClauseOf<K>) => readonly string[];
}

const NOTHING = { names: [], of: () => [] } as const;

const each = (names: readonly string[], before: string): readonly string[] =>
  names.map((name) => `${before} ${name}`);

const RESTRICTING = ["redact", "sandbox", "throttle", "escalate", "block"] as const;

const REASONS = ["reason", "reason {quoting}"] as const;

function verdictNames({ verdict, once, reason }: Verdict, before: string): readonly string[] {
  return [
    `${before} ${once ? "allow once approved" : verdict.text}`,
    ...(reason === undefined
      ? []
      : [`${before} ${/(?<!\{)\{\w/u.test(reason.value) ? REASONS[1] : REASONS[0]}`]),
  ];
}

/** Texts, and the attributes that stand for one. */
const pathEntries = (kind: string): Variants<"read" | "write" | "hide" | "run" | "env"> => ({
  names: each(["pattern", "~/pattern", "attribute"], kind),
  of: ({ entries }) => entries.map((entry) => `${kind} ${entryName(entry)}`),
});

function entryName(entry: StringLit | PathExpr): string {
  if (entry.kind !== "string") return "attribute";
  return entry.value.startsWith("~") ? "~/pattern" : "pattern";
}

const keys = (paths: readonly PathExpr[]): string => (paths.length > 1 ? "by [several]" : "by one");

const textOf = (path: PathExpr): string => path.parts.map(({ text }) => text).join(".");

const REDACTION_TARGETS = ["args", "args.x", "result", "result.x"] as const;

function targetName(path: PathExpr): string {
  return path.parts.length > 1 ? `${path.parts[0]?.text ?? ""}.x` : textOf(path);
}

const VARIANTS: { readonly [K in ClauseKind]: Variants<K> } = {
  when: NOTHING,
  unless: NOTHING,
  verdict: {
    names: each(["allow", "allow once approved", ...RESTRICTING, ...REASONS], "verdict"),
    of: ({ verdict }) => verdictNames(verdict, "verdict"),
  },
  else: {
    names: each([...RESTRICTING, ...REASONS], "else"),
    of: ({ verdict }) => verdictNames(verdict, "else"),
  },
  note: NOTHING,
  code: NOTHING,
  within: NOTHING,
  notify: NOTHING,
  mode: { names: ["mode enforce", "mode shadow"], of: ({ mode }) => [`mode ${mode.text}`] },
  trip: {
    names: ["trip all", "trip agent.id", "trip agent.role", "trip action.name", "trip … for"],
    of: ({ scope, duration }) => [`trip ${textOf(scope)}`, ...(duration === undefined ? [] : ["trip … for"])],
  },
  limit: {
    names: [
      "limit name: …",
      "limit ATTR <",
      "limit ATTR <=",
      "limit sum(…) <",
      "limit sum(…) <=",
      "limit N per …",
      "limit … by one",
      "limit … by [several]",
    ],
    of: ({ label, limit }) => {
      const { window } = limit;
      return [
        ...(label === undefined ? [] : ["limit name: …"]),
        limit.kind === "count" ? "limit N per …" : `limit ${limit.sum ? "sum(…)" : "ATTR"} ${limit.op.text}`,
        ...(window === undefined || window.by.length === 0 ? [] : [`limit … ${keys(window.by)}`]),
      ];
    },
  },
  need: {
    names: ["need … acknowledging"],
    of: ({ acknowledging }) => (acknowledging === undefined ? [] : ["need … acknowledging"]),
  },
  scope: {
    names: ["scope one", "scope [several]"],
    of: (clause) => [clause.keys.length > 1 ? "scope [several]" : "scope one"],
  },
  reach: {
    names: ["reach zone or any", "reach pattern"],
    of: ({ entries }) =>
      entries.map(({ kind }) => (kind === "string" ? "reach pattern" : "reach zone or any")),
  },
  deny: {
    names: ["deny name", "deny block"],
    of: ({ entries }) => entries.map(({ kind }) => (kind === "string" ? "deny block" : "deny name")),
  },
  baseline: {
    names: ["baseline DDL", "baseline JSON Schema"],
    of: ({ path }) => [path.value.endsWith(".sql") ? "baseline DDL" : "baseline JSON Schema"],
  },
  permit: NOTHING,
  read: pathEntries("read"),
  write: pathEntries("write"),
  hide: pathEntries("hide"),
  run: NOTHING,
  env: NOTHING,
  limits: {
    names: each(["cpu", "memory", "processes", "wall"], "limit"),
    of: ({ limits }) => limits.map(({ name }) => `limit ${name.text}`),
  },
  must: NOTHING,
  extends: NOTHING,
  inside: NOTHING,
  expires: NOTHING,
  revoke: NOTHING,
  mask: {
    names: [...each(REDACTION_TARGETS, "mask"), "mask … matching", "mask … as"],
    of: ({ target, matching, as }) => [
      `mask ${targetName(target)}`,
      ...(matching === undefined ? [] : ["mask … matching"]),
      ...(as === undefined ? [] : ["mask … as"]),
    ],
  },
  hash: { names: each(REDACTION_TARGETS, "hash"), of: ({ target }) => [`hash ${targetName(target)}`] },
  drop: { names: ["drop args.x", "drop result.x"], of: ({ target }) => [`drop ${targetName(target)}`] },
  clamp: { names: ["clamp args.x", "clamp result.x"], of: ({ target }) => [`clamp ${targetName(target)}`] },
  version: NOTHING,
  floor: NOTHING,
  default: {
    names: each(["allow", "allow once approved", "throttle", "escalate", "block", ...REASONS], "default"),
    of: ({ verdict }) => verdictNames(verdict, "default"),
  },
  on_error: {
    names: [...each(["allow", "throttle", "escalate", "block", "reason"], "on_error"), "on_error … when"],
    of: ({ verdict, when }) => [
      ...verdictNames(verdict, "on_error"),
      ...(when === undefined ? [] : ["on_error … when"]),
    ],
  },
  language: NOTHING,
  expect: NOTHING,
  issuer: NOTHING,
  keys: NOTHING,
  audience: NOTHING,
  host: NOTHING,
  webhook: NOTHING,
  log: NOTHING,
  bind: NOTHING,
  algorithms: NOTHING,
  max_age: NOTHING,
  timeout: NOTHING,
  on_timeout: NOTHING,
  group: NOTHING,
  files: NOTHING,
  signers: NOTHING,
  sign: NOTHING,
  omit: NOTHING,
  checkpoint: NOTHING,
};

const SELECTORS = ["name", "a.*", "a.*.b", "*", "list", "except", "result of"] as const;

const DECIDING = Object.entries(forms).filter(([owner]) => !(owner in SILENT));

/** All constructs of clauses: each clause in each form, and the variants of each clause. */
export const CLAUSES: readonly string[] = [
  ...new Set([
    ...DECIDING.flatMap(([owner, { clauses }]) => clauses.map(({ clause }) => `${owner}: ${clause}`)),
    ...DECIDING.flatMap(([, { clauses }]) => clauses.flatMap(({ clause }) => VARIANTS[clause].names)),
    ...each(SELECTORS, "on"),
  ]),
].filter((name) => !IDLE.includes(name));

/** The constructs of one clause of a form. */
export function clauseNames(owner: ClauseOwner, clause: Clause): readonly string[] {
  const variants = VARIANTS[clause.kind] as { readonly of: (clause: Clause) => readonly string[] };
  return [`${owner}: ${clause.kind}`, ...variants.of(clause)].filter((name) => !IDLE.includes(name));
}

export function selectorNames({ selector, onResult }: FormDecl): readonly string[] {
  if (selector === undefined) return [];
  const { include, except } = selector;
  return [
    ...include.map((pattern) => `on ${patternName(pattern)}`),
    ...(include.length > 1 ? ["on list"] : []),
    ...(except.length > 0 ? ["on except"] : []),
    ...(onResult === undefined ? [] : ["on result of"]),
  ];
}

function patternName({ text }: ActionPattern): string {
  if (!text.includes("*")) return "name";
  if (text === "*") return "*";
  return text.indexOf("*") === text.length - 1 ? "a.*" : "a.*.b";
}
