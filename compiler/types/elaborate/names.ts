// Names: attributes, variables, members of enums, lets, data, zones, `now`, `outcome` and `verdict`.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { nearest, replacement } from "../../diagnostics/nearest.js";
import type { Span } from "../../source/source.js";
import { VERDICTS } from "../../../runtime/table/verdict.js";
import { reportUnknown } from "../../names/table.js";
import { describeType } from "../describe-type.js";
import type { Type } from "../type.js";
import type { AttributePath } from "../typed-expr.js";
import { attributeOf, walk } from "./attribute.js";
import { bad, literal, made, type Checked } from "./checked.js";
import { visitQuestion } from "./classify.js";
import { isActionName } from "./text-type.js";
import { visitLetName } from "./lets.js";
import { actionName, memberNamed, unknownMember } from "./members.js";
import { reading, type Needs } from "./needs.js";
import { resultOf } from "./result.js";
import { seesResult } from "./sees-result.js";
import { isSection } from "./operands.js";
import { refuse, report, usedHere, type Scope } from "./scope.js";
import { unloaded } from "./unloaded.js";

export function visitPath(expr: ast.PathExpr, scope: Scope, expected: Type | undefined): Checked {
  const [first, ...steps] = expr.parts;
  if (first === undefined || first.text === "") return bad(expr.span);
  if (scope.locals.has(first.text)) return visitVariable(expr, first, steps, scope);
  if (isMember(first, steps, expected)) return visitName(first, scope, expected);
  if (scope.hidden.has(first.text)) {
    return refuse(scope, expr, diagnose("AP2077", first.span, { name: first.text }));
  }
  if (isSection(first.text)) return visitAttribute(expr, scope, expected);
  if (first.text === "result") return visitResult(expr, scope);
  return steps.length === 0 ? visitName(first, scope, expected) : visitDotted(expr, first, scope, expected);
}

function isMember(first: ast.Ident, steps: readonly ast.Ident[], expected: Type | undefined): boolean {
  return steps.length === 0 && expected?.kind === "enum" && expected.members.includes(first.text);
}

// ─── Attributes and variables ───────────────────────────────────────────────────────────────────────────────────

function visitAttribute(expr: ast.PathExpr, scope: Scope, expected: Type | undefined): Checked {
  if (scope.place === "constant") {
    const type = expected === undefined ? "this" : describeType(expected);
    return refuse(scope, expr, diagnose("AP2084", expr.span, { type }));
  }
  const attribute = attributeOf(expr, scope);
  if (attribute === undefined) return bad(expr.span);
  const { path, type, optional } = attribute;
  const node = { kind: "attribute", path, span: expr.span, type } as const;
  return made(node, [], { needs: readingOf(optional, expr) });
}

function visitResult(expr: ast.PathExpr, scope: Scope): Checked {
  if (!seesResult(scope)) {
    const params = { what: "result", where: `${ON_RESULT} and in a history's \`where\`` };
    return refuse(scope, expr, diagnose("AP2081", expr.span, params));
  }
  const attribute = resultOf(expr, scope);
  if (attribute === undefined) return bad(expr.span);
  const { path, type, optional } = attribute;
  return made({ kind: "attribute", path, span: expr.span, type }, [], { needs: readingOf(optional, expr) });
}

const ON_RESULT = "rules and claims `on result of` actions";

function visitVariable(
  expr: ast.PathExpr,
  first: ast.Ident,
  steps: readonly ast.Ident[],
  scope: Scope,
): Checked {
  const local = scope.locals.get(first.text);
  const field = local && walk({ path: local.name, type: local.type }, steps, scope);
  if (local === undefined || field === undefined) return bad(expr.span);
  const names = steps.map((step) => step.text);
  const node = {
    kind: "variable",
    name: local.name,
    steps: names,
    span: expr.span,
    type: field.type,
  } as const;
  return made(node, [], { needs: readingOf(field.optional, expr) });
}

function readingOf(path: AttributePath | undefined, { span }: ast.Expr): Needs {
  return reading(path === undefined ? [] : [{ path, span }]);
}

// ─── Bare names ─────────────────────────────────────────────────────────────────────────────────────────────────

/** One word. Where an enum is expected, its member wins over whatever else has the name. */
function visitName(name: ast.Ident, scope: Scope, expected: Type | undefined): Checked {
  if (expected?.kind === "enum" && expected.members.includes(name.text) && !isActionName(expected)) {
    return memberNamed(name, expected, scope);
  }
  return builtIn(name, scope) ?? declared(name, scope) ?? unknownName(name, scope, expected);
}

function builtIn({ text, span }: ast.Ident, scope: Scope): Checked | undefined {
  if (text === "now") return made({ kind: "now", span, type: { kind: "time" } }, []);
  if (text === "verdict") return verdictOf(span, scope);
  if (text !== "outcome") return undefined;
  if (scope.place === "revoke" || seesResult(scope))
    return made({ kind: "outcome", span, type: OUTCOME }, []);
  const where = `${ON_RESULT}, in a grant's \`revoke when\` and in a history's \`where\``;
  return refuse(scope, { span }, diagnose("AP2081", span, { what: text, where }));
}

function verdictOf(span: Span, scope: Scope): Checked {
  if (scope.place === "attempts") return made({ kind: "verdict", span, type: VERDICT }, []);
  const params = { what: "verdict", where: "the `where` of `count(attempts …)`" };
  return refuse(scope, { span }, diagnose("AP2081", span, params, { related: usedHere(scope) }));
}

const VERDICT: Type = { kind: "enum", members: VERDICTS, name: "verdict" };
/** How an action ended. */
export const OUTCOME: Type = { kind: "enum", members: ["ok", "failed"], name: "outcome" };

function declared(name: ast.Ident, scope: Scope): Checked | undefined {
  const { text, span } = name;
  const { lets, data, zones, classifiers, refused } = scope.names;
  const classifier = classifiers.get(text);
  if (classifier !== undefined) return visitQuestion(classifier, { span, callee: name, args: [] }, scope);
  if (refused.has(text)) return bad(span);
  const decl = lets.get(text);
  if (decl !== undefined) return visitLetName(decl, name, scope);
  const set = data.get(text);
  if (set !== undefined) {
    scope.names.use("data", text);
    return unloaded(set, span, scope) ?? made({ kind: "data", data: set, span, type: set.type }, []);
  }
  if (!zones.has(text)) return undefined;
  scope.names.use("zone", text);
  const type: Type = { kind: "enum", members: [...zones.keys()], name: "zone" };
  return literal({ kind: "literal", value: text, span, type });
}

function unknownName(name: ast.Ident, scope: Scope, expected: Type | undefined): Checked {
  if (expected?.kind === "error") return bad(name.span);
  if (expected?.kind === "enum") return unknownMember(name, name.text, expected, scope);
  reportUnknown(name, "let, data set or zone", bareNames(scope), (diagnostic) => report(scope, diagnostic));
  return bad(name.span);
}

function* bareNames({ locals, names }: Scope): Iterable<string> {
  yield* locals.keys();
  yield* names.lets.keys();
  yield* names.data.keys();
  yield* names.zones.keys();
  yield "now";
}

// ─── Dotted names that are no attributes ────────────────────────────────────────────────────────────────────────

/** Where the name of an action is expected it may stand without quotes; nothing else is dotted. */
function visitDotted(
  expr: ast.PathExpr,
  first: ast.Ident,
  scope: Scope,
  expected: Type | undefined,
): Checked {
  const text = expr.parts.map((part) => part.text).join(".");
  if (expected?.kind === "enum" && isActionName(expected))
    return actionName(text, expr.span, expected, scope);
  const { lets, data, zones, refused } = scope.names;
  if (expected?.kind === "error" || refused.has(first.text)) return bad(expr.span);
  const what = lets.has(first.text)
    ? "a let"
    : data.has(first.text)
      ? "a data set"
      : zones.has(first.text)
        ? "a zone"
        : undefined;
  if (what !== undefined) {
    const at = expr.parts[1]?.span ?? expr.span;
    return refuse(scope, expr, diagnose("AP2066", at, { name: first.text, type: what }));
  }
  unknownRoot(first, text, scope);
  return bad(expr.span);
}

/** A dotted name whose first part is nothing. */
function unknownRoot(first: ast.Ident, text: string, scope: Scope): void {
  const roots = [...scope.locals.keys(), "agent", "context", "impact", "args", "action"];
  const near = nearest(first.text, roots);
  const params = {
    what: "attribute",
    name: text,
    nearest: near && `${near}${text.slice(first.text.length)}`,
  };
  report(scope, diagnose("AP2001", first.span, params, { fixes: replacement(first.span, near) }));
}
