// Random clauses, of each kind, and the random sets of them that a form may have.

import fc from "fast-check";
import type { Clause, ClauseKind, Limit, Redaction, Verdict, Window } from "../../compiler/ast/ast.js";
import { forms, type ClauseOwner, type ClauseRule } from "../../compiler/ast/forms.js";
import { expr } from "./arbitrary-expressions.js";
import { anyName, at, attribute, ident, literal, maybe, merged, name } from "./arbitrary-names.js";

const node = <K extends string>(kind: K) => ({ kind: fc.constant(kind), span: fc.constant(at.span) });
const list = <T>(each: fc.Arbitrary<T>) => fc.array(each, { maxLength: 3 });
const attributes = fc.array(attribute, { maxLength: 3 });

const redactionOf = (kind: Redaction["kind"]): fc.Arbitrary<Redaction> =>
  merged(
    fc.record({ ...node(kind), target: attribute }),
    maybe("matching", list(ident(anyName))),
    maybe("as", literal),
    maybe("to", expr),
  );

const redaction = fc
  .constantFrom("mask" as const, "hash" as const, "drop" as const, "clamp" as const)
  .chain(redactionOf);

const verdictOf = (verdict: string, more: object, once = false): fc.Arbitrary<Verdict> =>
  merged(
    fc.record({
      ...node("verdict-expr"),
      verdict: ident(fc.constant(verdict)),
      once: fc.constant(once),
      ...more,
    }),
    maybe("reason", literal),
  );

const verdict: fc.Arbitrary<Verdict> = fc.oneof(
  ...["allow", "throttle", "block"].map((word) => verdictOf(word, {})),
  verdictOf("allow", { group: ident() }, true),
  verdictOf("escalate", { group: ident() }),
  verdictOf("sandbox", { box: ident() }),
  verdictOf("redact", { redactions: list(redaction) }),
);

const window: fc.Arbitrary<Window> = fc.record({ ...node("window"), per: expr, by: attributes });

/** Where no operator stands before it, `sum(…)` and what compares would be read as a bound. */
const counted = fc.oneof(expr).filter(({ kind }) => kind === "number" || kind === "path" || kind === "list");

const limit: fc.Arbitrary<Limit> = fc.oneof(
  merged<Limit>(
    fc.record({
      ...node("bound"),
      sum: fc.boolean(),
      attribute,
      op: ident(fc.constantFrom("<", "<=")),
      bound: expr,
    }),
    maybe("window", window),
  ),
  fc.record({ ...node("count"), count: counted.filter(({ kind }) => kind !== "list"), window }),
);

const clauseOf: Readonly<Record<ClauseKind, fc.Arbitrary<Clause>>> = {
  when: fc.record({ ...node("when"), expr }),
  unless: fc.record({ ...node("unless"), expr }),
  verdict: fc.record({ ...node("verdict"), verdict }),
  else: fc.record({ ...node("else"), verdict }),
  default: fc.record({ ...node("default"), verdict }),
  on_timeout: fc.record({ ...node("on_timeout"), verdict }),
  on_error: merged(fc.record({ ...node("on_error"), verdict }), maybe("when", expr)),
  note: fc.record({ ...node("note"), text: literal }),
  code: ofString("code"),
  version: ofString("version"),
  floor: ofString("floor"),
  issuer: ofString("issuer"),
  keys: ofString("keys"),
  audience: ofString("audience"),
  host: ofString("host"),
  webhook: ofString("webhook"),
  log: ofString("log"),
  within: ofDuration("within"),
  expires: ofDuration("expires"),
  max_age: ofDuration("max_age"),
  timeout: ofDuration("timeout"),
  notify: fc.record({ ...node("notify"), channels: list(literal) }),
  mode: fc.record({ ...node("mode"), mode: ident() }),
  trip: merged(
    fc.record({ ...node("trip"), killswitch: attribute, scope: attribute }),
    maybe("duration", expr),
  ),
  limit: merged(fc.record({ ...node("limit"), limit }), maybe("label", ident(anyName))),
  limits: fc.record({
    ...node("limits"),
    limits: list(
      fc.record({ ...node("resource"), name: ident(fc.constantFrom("cpu", "wall")), value: expr }),
    ),
  }),
  need: merged(
    fc.record({ ...node("need"), count: expr, group: ident() }),
    maybe("acknowledging", ident(fc.constant("irreversible"))),
  ),
  scope: fc.record({ ...node("scope"), keys: attributes }),
  omit: fc.record({ ...node("omit"), paths: attributes }),
  reach: ofDestinations("reach"),
  deny: ofDestinations("deny"),
  baseline: fc.record({ ...node("baseline"), path: literal }),
  permit: fc.record({ ...node("permit"), kinds: list(ident(anyName)) }),
  read: ofEntries("read"),
  write: ofEntries("write"),
  hide: ofEntries("hide"),
  run: ofEntries("run"),
  env: ofEntries("env"),
  must: fc.record({ ...node("must"), what: ident() }),
  extends: fc.record({ ...node("extends"), boxes: list(ident(anyName)) }),
  inside: fc.record({ ...node("inside"), box: ident() }),
  revoke: fc.record({ ...node("revoke"), expr }),
  mask: redactionOf("mask"),
  hash: redactionOf("hash"),
  drop: redactionOf("drop"),
  clamp: redactionOf("clamp"),
  language: fc.record({ ...node("language"), edition: expr }),
  expect: fc.record({
    ...node("expect"),
    bound: fc.constantFrom("exactly" as const, "at least" as const, "at most" as const),
    verdict: ident(fc.constantFrom("allow", "redact", "block")),
  }),
  bind: fc.record({
    ...node("bind"),
    bindings: list(fc.record({ ...node("binding"), attribute, claim: attribute })),
  }),
  algorithms: fc.record({ ...node("algorithms"), names: list(ident(anyName)) }),
  group: fc.record({ ...node("group"), group: ident(name) }),
  files: fc.record({ ...node("files"), values: list(literal) }),
  signers: fc.record({ ...node("signers"), values: list(literal) }),
  sign: fc.record({ ...node("sign"), algorithm: ident() }),
  checkpoint: merged(fc.record(node("checkpoint")), maybe("every", expr)),
};

function ofString(
  kind: "code" | "version" | "floor" | "issuer" | "keys" | "audience" | "host" | "webhook" | "log",
) {
  return fc.record({ ...node(kind), value: literal });
}

function ofDuration(kind: "within" | "expires" | "max_age" | "timeout") {
  return fc.record({ ...node(kind), duration: expr });
}

function ofEntries(kind: "read" | "write" | "hide" | "run" | "env") {
  return fc.record({ ...node(kind), entries: list(fc.oneof(literal, attribute)) });
}

function ofDestinations(kind: "reach" | "deny") {
  return fc.record({ ...node(kind), entries: list(fc.oneof(literal, ident())) });
}

/** The clauses that a form may have, in any order: what must stand does, what may repeat sometimes does. */
export function clausesFor(owner: ClauseOwner): fc.Arbitrary<readonly Clause[]> {
  const { clauses, oneOf, someOf } = forms[owner];
  const exclusive = new Set<ClauseKind>(oneOf.flat());
  const free = clauses.filter(({ clause }) => !exclusive.has(clause)).map(some);
  const chosen = oneOf.map((kinds) =>
    fc.oneof(...kinds.map((kind) => clauseOf[kind])).map((clause) => [clause]),
  );
  const atLeastOne = someOf.map((kinds) =>
    fc.oneof(...kinds.map((kind) => clauseOf[kind])).map((clause) => [clause]),
  );
  return fc
    .tuple(...free, ...chosen, ...atLeastOne)
    .map((groups) => groups.flat())
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
}

/** So many clauses of a kind as its rule lets stand; optional ones are mostly left out. */
function some({ clause, required, repeats }: ClauseRule): fc.Arbitrary<readonly Clause[]> {
  const most = repeats ? 2 : 1;
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.array(clauseOf[clause], { minLength: required ? 1 : 0, maxLength: required ? 1 : 0 }),
    },
    { weight: 2, arbitrary: fc.array(clauseOf[clause], { minLength: required ? 1 : 0, maxLength: most }) },
  );
}
