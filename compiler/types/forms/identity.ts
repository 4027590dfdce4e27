// `identity`: who acts is proven by a token, and what is bound is taken from it alone.

import { ALGORITHMS, type Algorithm, type Binding, type KeySource } from "../../../runtime/table/evidence.js";
import { parseUrl } from "../../../runtime/values/url.js";
import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { RuleSymbol } from "../../names/symbols.js";
import { oneOf, reportTwice } from "../../names/table.js";
import { readAttribute } from "../attribute-path.js";
import type { Checker } from "../checker.js";
import { clauseOf } from "../clauses.js";
import { describeType } from "../describe-type.js";
import type { Identity } from "../evidence.js";
import type { Held } from "../program.js";
import { readNamed } from "../files.js";
import { readDuration } from "../limits.js";
import type { Type } from "../type.js";
import { readHeld } from "./held.js";
import { keysOfText } from "./jwks.js";
import { isInvented, readText } from "./texts.js";

/** Those that a token may be signed by where the author does not say. */
const STANDARD: readonly Algorithm[] = ["EdDSA", "ES256"];

export function checkIdentity(checker: Checker, symbol: RuleSymbol): Identity<Held> | undefined {
  const { decl, qualified } = symbol;
  const issuer = readIssuer(checker, clauseOf(decl, "issuer")?.value);
  const audience = readText(checker, clauseOf(decl, "audience")?.value, "audience");
  const bind = readBindings(checker, clauseOf(decl, "bind"));
  const algorithms = readAlgorithms(checker, clauseOf(decl, "algorithms"));
  const keys = readKeySource(checker, clauseOf(decl, "keys")?.value, algorithms ?? ALGORITHMS);
  const age = clauseOf(decl, "max_age")?.duration;
  const maxAge = age && readDuration(checker, age, "the age of a token");
  const held = readHeld(checker, symbol);
  if (issuer === undefined || audience === undefined || !bind || !algorithms || !keys || !held)
    return undefined;
  const proof = { issuer, keys, audience, bind, algorithms, ...(maxAge !== undefined && { maxAge }) };
  return { name: qualified, span: decl.span, ...proof, else: held };
}

/** As written: a token's issuer is compared sign by sign. */
function readIssuer({ report }: Checker, literal: ast.StringLit | undefined): string | undefined {
  if (literal === undefined || isInvented(literal)) return undefined;
  const reason = /[?#]/u.test(literal.value) ? "has a query or a fragment" : faultOfUrl(literal.value);
  if (reason === undefined) return literal.value;
  report(diagnose("AP2015", literal.span, { what: "issuer", reason }));
  return undefined;
}

function faultOfUrl(text: string): string | undefined {
  const url = parseUrl(text);
  if (!url.ok) return url.reason;
  return url.value.scheme === "https" ? undefined : "does not begin with `https://`";
}

/** Keys are read from a file of the project when the policy is compiled, or by the runtime from an address. */
function readKeySource(
  checker: Checker,
  literal: ast.StringLit | undefined,
  algorithms: readonly Algorithm[],
): KeySource | undefined {
  if (literal === undefined || isInvented(literal)) return undefined;
  const { value, span } = literal;
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/u.test(value)) {
    const reason = faultOfUrl(value);
    if (reason === undefined) return { from: "url", url: value };
    checker.report(diagnose("AP2015", span, { what: "address of keys", reason }));
    return undefined;
  }
  const file = readNamed(checker, literal);
  if (file === undefined) return undefined;
  const keys = keysOfText(file.text, algorithms);
  if (keys.ok) return { from: "file", path: file.path, keys: keys.value };
  checker.report(diagnose("AP2017", span, { path: file.path, reason: keys.reason }));
  return undefined;
}

function readAlgorithms(
  { report }: Checker,
  clause: ast.ClauseOf<"algorithms"> | undefined,
): readonly Algorithm[] | undefined {
  if (clause === undefined) return STANDARD;
  if (clause.names.length === 0) report(diagnose("AP3113", clause.span, { clause: "algorithms" }));
  const first = new Map<string, ast.Ident>();
  const read = clause.names.flatMap((name): readonly Algorithm[] => {
    const earlier = first.get(name.text);
    if (earlier !== undefined) reportTwice(name, earlier, "algorithm", report);
    first.set(name.text, name);
    if (!/^(?:none|HS\d+)$/iu.test(name.text))
      return [oneOf(ALGORITHMS, name, "algorithm", report)].filter((each) => each !== undefined);
    report(diagnose("AP3112", name.span, { name: name.text }));
    return [];
  });
  return read.length === 0 || read.length < clause.names.length ? undefined : read;
}

// ─── What is bound ──────────────────────────────────────────────────────────────────────────────────────────────

function readBindings(
  checker: Checker,
  clause: ast.ClauseOf<"bind"> | undefined,
): readonly Binding[] | undefined {
  if (clause === undefined) return undefined;
  const { bindings, span } = clause;
  if (bindings.length === 0) checker.report(diagnose("AP3113", span, { clause: "bind" }));
  const first = new Map<string, ast.Binding>();
  const read = bindings.flatMap((binding) => {
    const attribute = readBound(checker, binding.attribute);
    if (attribute === undefined) return [];
    const earlier = first.get(attribute);
    const again = { span: binding.attribute.span, text: attribute };
    if (earlier !== undefined) reportTwice(again, earlier, "binding", checker.report);
    first.set(attribute, binding);
    return [{ attribute, claim: binding.claim.parts.map(({ text }) => text) }];
  });
  return read.length === 0 || read.length < bindings.length ? undefined : read;
}

/** An attribute of the agent or the context that a claim can hold, as a whole; undefined where it is none. */
function readBound(checker: Checker, path: ast.PathExpr): string | undefined {
  const [section, , ...inner] = path.parts;
  const refused = (reason: string): undefined => {
    const text = path.parts.map((part) => part.text).join(".");
    checker.report(diagnose("AP3111", path.span, { path: text, reason }));
    return undefined;
  };
  if (section !== undefined && ["args", "impact", "action"].includes(section.text))
    return refused("a token says who acts, and nothing of the action");
  const attribute = readAttribute(checker, path, checker.names.actions);
  if (attribute === undefined || attribute.type.kind === "error") return undefined;
  if (inner.length > 0) return refused("it is part of another, which a request would still state");
  if (canBeClaim(attribute.type)) return attribute.path;
  return refused(`it is ${describeType(attribute.type)}, which no claim holds`);
}

const IN_CLAIMS: ReadonlySet<Type["kind"]> = new Set([
  ...(["bool", "int", "decimal", "string", "enum", "path", "host", "ip", "cidr", "url"] as const),
]);

/** What JSON holds by itself: text, numbers, truth values, and lists of them. */
function canBeClaim(type: Type): boolean {
  return type.kind === "list" || type.kind === "set" ? canBeClaim(type.element) : IN_CLAIMS.has(type.kind);
}
