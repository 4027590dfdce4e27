// From CST to AST: clauses. One table says by which rule a clause is read, and how its node is made.

import type {
  BindClauseCstNode,
  EntriesClauseCstNode,
  ExpectClauseCstNode,
  ExpressionClauseCstNode,
  KeysClauseCstNode,
  LimitClauseCstNode,
  NameClauseCstNode,
  NamesClauseCstNode,
  NeedClauseCstNode,
  OnErrorClauseCstNode,
  RedactionCstNode,
  ResourcesClauseCstNode,
  RevokeClauseCstNode,
  StringClauseCstNode,
  StringsClauseCstNode,
  TripClauseCstNode,
  ValueClauseCstNode,
  VerdictClauseCstNode,
  VerdictCstNode,
} from "../../../grammar/generated/cst.js";
import type { CstNode, PieceRule } from "../../../grammar/parser.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Span } from "../../source/source.js";
import type { Binding, Clause, Ident, KeyPart, PathExpr, StringLit } from "../ast.js";
import { inOrder, requireCommas } from "./commas.js";
import type { ClauseOwner } from "../forms.js";
import { expressionOf, sumOf } from "./expressions.js";
import { redactionOf, verdictOf } from "./verdicts.js";
import { limitClauseOf, resourcesClauseOf } from "./limits.js";
import { keyPartsOf, namesOf, pathOf, stringsOf } from "./names.js";
import { every, first, identOf, spanOfNode, stringOf, type Reader } from "./reader.js";

export interface ClauseReader {
  readonly rule: PieceRule;
  readonly read: (reader: Reader, node: CstNode, span: Span) => Clause;
}

/** Ties a rule to what makes a clause of its node: the parser gives a node of that rule and no other. */
function clause<N extends CstNode>(
  rule: N["name"] & PieceRule,
  read: (reader: Reader, node: N, span: Span) => Clause,
): ClauseReader {
  return { rule, read: (reader, node, span) => read(reader, node as N, span) };
}

type OfString = Extract<Clause, { readonly value: StringLit }>["kind"];
type OfDuration = Extract<Clause, { readonly duration: unknown }>["kind"];
type OfEntries = "read" | "write" | "hide" | "run" | "env";

const ofString = (kind: OfString) =>
  clause<StringClauseCstNode>("stringClause", (reader, node, span) => ({
    kind,
    span,
    value: stringOf(reader, first(node.children.StringWord)),
  }));

const ofDuration = (kind: Exclude<OfDuration, "trip">) =>
  clause<ValueClauseCstNode>("valueClause", (reader, node, span) => ({
    kind,
    span,
    duration: sumOf(reader, first(node.children.sum)),
  }));

const ofExpression = (kind: "when" | "unless") =>
  clause<ExpressionClauseCstNode>("expressionClause", (reader, node, span) => ({
    kind,
    span,
    expr: expressionOf(reader, first(node.children.expression)),
  }));

const ofVerdict = (kind: "else" | "default" | "on_timeout") =>
  clause<VerdictClauseCstNode>("verdictClause", (reader, node, span) => ({
    kind,
    span,
    verdict: verdictOf(reader, first(node.children.verdict)),
  }));

const ofStrings = (kind: "files" | "signers") =>
  clause<StringsClauseCstNode>("stringsClause", (reader, node, span) => ({
    kind,
    span,
    values: stringsOf(reader, first(node.children.strings)),
  }));

const ofEntries = (kind: OfEntries) =>
  clause<EntriesClauseCstNode>("entriesClause", (reader, node, span) => ({
    kind,
    span,
    entries: entriesOf(reader, node),
  }));

const ofDestinations = (kind: "reach" | "deny") =>
  clause<EntriesClauseCstNode>("entriesClause", (reader, node, span) => ({
    kind,
    span,
    entries: entriesOf(reader, node).map((entry) => destinationOf(reader, entry)),
  }));

const ofRedaction = clause<RedactionCstNode>("redaction", (reader, node) => redactionOf(reader, node));

const ofName = (make: (span: Span, name: Ident) => Clause) =>
  clause<NameClauseCstNode>("nameClause", (reader, node, span) =>
    make(span, identOf(reader, first(node.children.name))),
  );

const ofNames = (make: (span: Span, names: readonly Ident[]) => Clause) =>
  clause<NamesClauseCstNode>("namesClause", (reader, node, span) =>
    make(span, namesOf(reader, first(node.children.names))),
  );

const ofPaths = (make: (span: Span, paths: readonly PathExpr[]) => Clause) =>
  clause<KeysClauseCstNode>("keysClause", (reader, node, span) =>
    make(span, plainKeysOf(reader, keyPartsOf(reader, first(node.children.keys)))),
  );

const verdictReader = clause<VerdictCstNode>("verdict", (reader, node, span) => ({
  kind: "verdict",
  span,
  verdict: verdictOf(reader, node),
}));

/** How the clause is read that a word begins in a form, or would begin in another. */
export function clauseReader(owner: ClauseOwner, word: string): ClauseReader | undefined {
  if (owner === "sandbox" && word === "limit") return resourcesReader;
  return clauseReaders.get(word);
}

const resourcesReader = clause<ResourcesClauseCstNode>("resourcesClause", resourcesClauseOf);

/** By the word that a clause begins with. */
const clauseReaders: ReadonlyMap<string, ClauseReader> = new Map<string, ClauseReader>([
  ["when", ofExpression("when")],
  ["unless", ofExpression("unless")],
  ["allow", verdictReader],
  ["redact", verdictReader],
  ["sandbox", verdictReader],
  ["throttle", verdictReader],
  ["escalate", verdictReader],
  ["block", verdictReader],
  ["else", ofVerdict("else")],
  [
    "note",
    clause<StringClauseCstNode>("stringClause", (reader, node, span) => ({
      kind: "note",
      span,
      text: stringOf(reader, first(node.children.StringWord)),
    })),
  ],
  ["code", ofString("code")],
  ["within", ofDuration("within")],
  [
    "notify",
    clause<StringsClauseCstNode>("stringsClause", (reader, node, span) => ({
      kind: "notify",
      span,
      channels: stringsOf(reader, first(node.children.strings)),
    })),
  ],
  ["mode", ofName((span, mode) => ({ kind: "mode", span, mode }))],
  ["trip", clause<TripClauseCstNode>("tripClause", tripOf)],
  ["limit", clause<LimitClauseCstNode>("limitClause", limitClauseOf)],
  ["need", clause<NeedClauseCstNode>("needClause", needOf)],
  ["scope", ofPaths((span, keys) => ({ kind: "scope", span, keys }))],
  ["reach", ofDestinations("reach")],
  ["deny", ofDestinations("deny")],
  [
    "baseline",
    clause<StringClauseCstNode>("stringClause", (reader, node, span) => ({
      kind: "baseline",
      span,
      path: stringOf(reader, first(node.children.StringWord)),
    })),
  ],
  ["permit", ofNames((span, kinds) => ({ kind: "permit", span, kinds }))],
  ["read", ofEntries("read")],
  ["write", ofEntries("write")],
  ["hide", ofEntries("hide")],
  ["run", ofEntries("run")],
  ["env", ofEntries("env")],
  ["must", ofName((span, what) => ({ kind: "must", span, what }))],
  ["extends", ofNames((span, boxes) => ({ kind: "extends", span, boxes }))],
  ["inside", ofName((span, box) => ({ kind: "inside", span, box }))],
  ["expires", ofDuration("expires")],
  [
    "revoke",
    clause<RevokeClauseCstNode>("revokeClause", (reader, node, span) => ({
      kind: "revoke",
      span,
      expr: expressionOf(reader, first(node.children.expression)),
    })),
  ],
  ["mask", ofRedaction],
  ["hash", ofRedaction],
  ["drop", ofRedaction],
  ["clamp", ofRedaction],
  ["version", ofString("version")],
  ["floor", ofString("floor")],
  ["default", ofVerdict("default")],
  ["on_error", clause<OnErrorClauseCstNode>("onErrorClause", onErrorOf)],
  [
    "language",
    clause<ValueClauseCstNode>("valueClause", (reader, node, span) => ({
      kind: "language",
      span,
      edition: sumOf(reader, first(node.children.sum)),
    })),
  ],
  ["expect", clause<ExpectClauseCstNode>("expectClause", expectOf)],
  ["issuer", ofString("issuer")],
  ["keys", ofString("keys")],
  ["audience", ofString("audience")],
  ["host", ofString("host")],
  ["webhook", ofString("webhook")],
  ["log", ofString("log")],
  ["bind", clause<BindClauseCstNode>("bindClause", bindOf)],
  ["algorithms", ofNames((span, names) => ({ kind: "algorithms", span, names }))],
  ["max_age", ofDuration("max_age")],
  ["timeout", ofDuration("timeout")],
  ["on_timeout", ofVerdict("on_timeout")],
  ["group", ofName((span, group) => ({ kind: "group", span, group }))],
  ["files", ofStrings("files")],
  ["signers", ofStrings("signers")],
  ["sign", ofName((span, algorithm) => ({ kind: "sign", span, algorithm }))],
  ["omit", ofPaths((span, paths) => ({ kind: "omit", span, paths }))],
  ["checkpoint", clause<ValueClauseCstNode>("valueClause", checkpointOf)],
]);

function onErrorOf(reader: Reader, node: OnErrorClauseCstNode, span: Span): Clause {
  const verdict = verdictOf(reader, first(node.children.verdict));
  if (node.children.Kw_when === undefined) return { kind: "on_error", span, verdict };
  return { kind: "on_error", span, verdict, when: expressionOf(reader, first(node.children.expression)) };
}

function tripOf(reader: Reader, node: TripClauseCstNode, span: Span): Clause {
  const { children } = node;
  return {
    kind: "trip",
    span,
    killswitch: pathOf(reader, first(children.killswitch)),
    scope: pathOf(reader, first(children.scope)),
    ...(children.Kw_for && { duration: sumOf(reader, first(children.sum)) }),
  };
}

function needOf(reader: Reader, node: NeedClauseCstNode, span: Span): Clause {
  const { children } = node;
  return {
    kind: "need",
    span,
    count: sumOf(reader, first(children.sum)),
    group: identOf(reader, first(children.group)),
    ...(children.Kw_acknowledging && { acknowledging: identOf(reader, first(children.acknowledged)) }),
  };
}

function entriesOf(reader: Reader, node: EntriesClauseCstNode): readonly (StringLit | PathExpr)[] {
  const entries = inOrder([...every(node.children.StringWord), ...every(node.children.path)]);
  requireCommas(reader, entries, node.children.Comma);
  return entries.map((entry) => ("image" in entry ? stringOf(reader, entry) : pathOf(reader, entry)));
}

/** Where an action may reach: a string, or the one-word name of a zone. */
function destinationOf(reader: Reader, entry: StringLit | PathExpr): StringLit | Ident {
  if (entry.kind === "string") return entry;
  const [name, more] = entry.parts;
  if (more !== undefined) {
    const found = `\`${entry.parts.map(({ text }) => text).join(".")}\``;
    reader.report(
      diagnose("AP1001", entry.span, { expected: "a host in quotes or the name of a zone", found }),
    );
  }
  return name ?? identOf(reader, undefined);
}

/** Keys where no join may stand: `a = b` is refused. */
function plainKeysOf(reader: Reader, keys: readonly KeyPart[]): readonly PathExpr[] {
  for (const { equals } of keys) {
    if (equals === undefined) continue;
    const params = { expected: "an attribute alone", found: "a join with `=`" };
    reader.report(diagnose("AP1001", equals.span, params));
  }
  return keys.map(({ attribute }) => attribute);
}

function bindOf(reader: Reader, node: BindClauseCstNode, span: Span): Clause {
  requireCommas(reader, node.children.binding, node.children.Comma);
  const bindings = every(node.children.binding).map((binding): Binding => ({
    kind: "binding",
    span: spanOfNode(reader, binding),
    attribute: pathOf(reader, first(binding.children.path)),
    claim: pathOf(reader, first(binding.children.claim)),
  }));
  return { kind: "bind", span, bindings };
}

/** `checkpoint each`, or after a duration. */
function checkpointOf(reader: Reader, node: ValueClauseCstNode, span: Span): Clause {
  const every = sumOf(reader, first(node.children.sum));
  const each = every.kind === "path" && every.parts.length === 1 && every.parts[0]?.text === "each";
  return each ? { kind: "checkpoint", span } : { kind: "checkpoint", span, every };
}

function expectOf(reader: Reader, node: ExpectClauseCstNode, span: Span): Clause {
  const { children } = node;
  const bound = children.Kw_least ? "at least" : children.Kw_most ? "at most" : "exactly";
  return { kind: "expect", span, bound, verdict: identOf(reader, first(children.verdict)) };
}
