// String literals, and `time("…")`, read at the type that their place asks for.

import { parseHost } from "../../../runtime/values/host.js";
import { parseCidr, parseIp } from "../../../runtime/values/ip.js";
import type { Normalized } from "../../../runtime/values/normalized.js";
import { parsePath } from "../../../runtime/values/path.js";
import { normalizeText } from "../../../runtime/values/text.js";
import { parseTime } from "../../../runtime/values/time.js";
import { parseUrl } from "../../../runtime/values/url.js";
import type { Value } from "../../../runtime/values/value.js";
import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { mended, mendedFixes, mendedTime, type Mend } from "../mended.js";
import type { Type } from "../type.js";
import { bad, literal, type Checked } from "./checked.js";
import { isActionName } from "./text-type.js";
import { actionName, unknownMember } from "./members.js";
import { runsOnly } from "./relation-fixes.js";
import { refuse, report, type Scope } from "./scope.js";

const READERS = {
  string: normalizeText,
  path: parsePath,
  host: parseHost,
  ip: parseIp,
  cidr: parseCidr,
  url: parseUrl,
} as const satisfies Readonly<Record<string, (text: string) => Normalized<Value>>>;

const NOUNS: Readonly<Record<string, string>> = { ip: "IP address", cidr: "CIDR block", url: "URL" };

const STRING: Type = { kind: "string" };

export function visitString(expr: ast.StringLit, scope: Scope, expected: Type = STRING): Checked {
  switch (expected.kind) {
    case "path":
      return read(expr, "path", expected, scope);
    case "host":
    case "ip":
    case "cidr":
    case "url":
      return read(expr, expected.kind, expected, scope);
    case "command":
      return noLiteral(expr, expected, 'ask what it runs: `runs ["npm test"]`', scope);
    case "sql":
      return noLiteral(expr, expected, "judge a statement by a `drift`", scope);
    case "enum":
      return visitQuoted(expr, expected, scope);
    case "error":
      return bad(expr.span);
    default:
      return read(expr, "string", STRING, scope);
  }
}

function read(expr: ast.StringLit, kind: keyof typeof READERS, type: Type, scope: Scope): Checked {
  const value = valueOrReport<Value>(
    READERS[kind](expr.value),
    expr,
    NOUNS[kind] ?? kind,
    scope,
    mended(kind),
  );
  return value === undefined ? bad(expr.span) : literal({ kind: "literal", value, span: expr.span, type });
}

function noLiteral(expr: ast.StringLit, type: Type, instead: string, scope: Scope): Checked {
  const fixes = type.kind === "command" ? runsOnly(scope.operandOf, expr) : [];
  return refuse(scope, expr, diagnose("AP2058", expr.span, { type: type.kind, instead }, { fixes }));
}

/** Only names of actions stand in quotes among the members of enums. */
function visitQuoted(
  expr: ast.StringLit,
  type: Extract<Type, { readonly kind: "enum" }>,
  scope: Scope,
): Checked {
  const { value, span } = expr;
  if (isActionName(type)) return actionName(value, span, type, scope);
  if (!type.members.includes(value)) return unknownMember(expr, value, type, scope);
  const fixes = [{ title: "Remove the quotes", edits: [{ span, newText: value }] }];
  return refuse(scope, expr, diagnose("AP2086", span, { member: value }, { fixes }));
}

export function visitTime(expr: Extract<ast.Expr, { readonly kind: "time" }>, scope: Scope): Checked {
  const value = valueOrReport(parseTime(expr.value.value), expr.value, "time", scope, mendedTime);
  if (value === undefined) return bad(expr.span);
  return literal({ kind: "literal", value, span: expr.span, type: { kind: "time" } });
}

/** The value that was read, or undefined where the literal is malformed, which is reported. */
export function valueOrReport<T>(
  result: Normalized<T>,
  expr: ast.StringLit,
  what: string,
  scope: Scope,
  mend?: Mend,
): T | undefined {
  if (result.ok) return result.value;
  reportMalformed(expr, what, `it ${result.reason}`, scope, mend);
  return undefined;
}

/** Reports a literal that cannot be read as a `what`. One that the parser invented is silent. */
export function reportMalformed(
  expr: ast.StringLit,
  what: string,
  reason: string,
  scope: Scope,
  mend?: Mend,
): void {
  if (expr.span.start === expr.span.end) return;
  report(scope, diagnose("AP2057", expr.span, { type: what, reason }, { fixes: mendedFixes(expr, mend) }));
}
