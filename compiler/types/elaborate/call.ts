// Calls: the functions of the language, `approved(RULE)`, and lets with parameters.

import { isTimeZone, WEEKDAYS } from "../../../runtime/values/time.js";
import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { enclosing } from "../../diagnostics/fixes.js";
import { replacement } from "../../diagnostics/nearest.js";
import { reportUnknown } from "../../names/table.js";
import { describeType } from "../describe-type.js";
import { BOOL, type Type } from "../type.js";
import type { BuiltinName } from "../typed-expr.js";
import { bad, badCondition, isBad, literal, made, type Checked } from "./checked.js";
import { visitQuestion } from "./classify.js";
import { visitAs } from "./coerce.js";
import { isText } from "./text-type.js";
import { mendedTimeZone } from "../mended.js";
import { withoutFurther } from "./argument-fixes.js";
import { visitLetCall } from "./lets.js";
import { refuse, report, type Scope } from "./scope.js";
import { reportMalformed } from "./strings.js";
import { visitKnowledge } from "./knowledge.js";

type Call = Extract<ast.Expr, { readonly kind: "call" }>;

export function visitCall(expr: Call, scope: Scope): Checked {
  const { callee } = expr;
  const name = callee.text;
  if (name === "approved") return visitApproved(expr, scope);
  if (name === "known" || name === "unknown") return visitKnowledge(name, expr, scope);
  const decl = scope.names.lets.get(name);
  if (decl !== undefined) return visitLetCall(decl, expr, scope);
  const classifier = scope.names.classifiers.get(name);
  if (classifier !== undefined) return visitQuestion(classifier, expr, scope);
  if (isBuiltin(name)) return visitBuiltin(name, expr, scope);
  if (scope.names.refused.has(name) || name === "") return bad(expr.span);
  const { data, zones } = scope.names;
  if (data.has(name) || zones.has(name) || scope.locals.has(name) || name === "now") {
    return refuse(scope, expr, diagnose("AP2089", expr.span, { name }));
  }
  reportUnknown(callee, "function", functionNames(scope), (diagnostic) => report(scope, diagnostic));
  return bad(expr.span);
}

function* functionNames({ names }: Scope): Iterable<string> {
  yield* Object.keys(BUILTINS);
  yield "approved";
  yield* names.classifiers.keys();
  for (const [name, { params }] of names.lets) if (params !== undefined) yield name;
}

// ─── Functions of the language ──────────────────────────────────────────────────────────────────────────────────

interface Builtin {
  readonly needs: string;
  readonly accepts: (type: Type) => boolean;
  readonly result: (type: Type) => Type;
  /** A time zone comes second. */
  readonly zoned?: true;
  readonly help?: (type: Type) => string | undefined;
}

const INT: Type = { kind: "int" };
const STRING: Type = { kind: "string" };
const WEEKDAY: Type = { kind: "enum", members: WEEKDAYS, name: "weekday" };
const isList = (type: Type): boolean => type.kind === "list" || type.kind === "set";
const isUrl = (type: Type): boolean => type.kind === "url";
const isTime = (type: Type): boolean => type.kind === "time";

const BUILTINS: Readonly<Record<BuiltinName, Builtin>> = {
  size: {
    needs: "a list or set",
    accepts: isList,
    result: () => INT,
    help: (type) => (isText(type) ? "the length of a string is `length(s)`" : undefined),
  },
  length: {
    needs: "a string",
    accepts: isText,
    result: () => INT,
    help: (type) => (isList(type) ? "the number of items is `size(xs)`" : undefined),
  },
  lower: {
    needs: "a string or a path",
    accepts: (type) => isText(type) || type.kind === "path",
    result: (type) => (type.kind === "path" ? type : STRING),
  },
  host: { needs: "a url", accepts: isUrl, result: () => ({ kind: "host" }) },
  port: { needs: "a url", accepts: isUrl, result: () => INT },
  scheme: { needs: "a url", accepts: isUrl, result: () => STRING },
  hour: { needs: "a time", accepts: isTime, result: () => INT, zoned: true },
  weekday: { needs: "a time", accepts: isTime, result: () => WEEKDAY, zoned: true },
};

/** What measures the other kind of thing. */
const OTHERS: Readonly<Partial<Record<BuiltinName, BuiltinName>>> = { size: "length", length: "size" };

function isBuiltin(name: string): name is BuiltinName {
  return Object.hasOwn(BUILTINS, name);
}

function visitBuiltin(name: BuiltinName, expr: Call, scope: Scope): Checked {
  const builtin = BUILTINS[name];
  const expected = builtin.zoned ? 2 : 1;
  if (expr.args.length !== expected) {
    const params = { name, expected, found: expr.args.length };
    return refuse(
      scope,
      expr,
      diagnose("AP2065", expr.span, params, { fixes: withoutFurther(expr, expected) }),
    );
  }
  const [first, second] = expr.args;
  if (first === undefined) return bad(expr.span);
  const subject = scope.visit(first, scope, builtin.zoned ? { kind: "time" } : undefined);
  const zone = second && zoneOf(second, scope);
  const { type } = subject.expr;
  if (isBad(subject) || (second !== undefined && zone === undefined)) return bad(expr.span, [subject]);
  if (!builtin.accepts(type)) {
    const params = {
      op: `\`${name}\``,
      needs: builtin.needs,
      found: describeType(type),
      help: builtin.help?.(type),
    };
    const other = OTHERS[name];
    const fixes = other && BUILTINS[other].accepts(type) ? replacement(expr.callee.span, other) : [];
    return refuse(scope, first, diagnose("AP2068", first.span, params, { fixes }));
  }
  const parts = zone === undefined ? [subject] : [subject, zone];
  const args = parts.map((part) => part.expr);
  return made({ kind: "call", fn: name, args, span: expr.span, type: builtin.result(type) }, parts);
}

/** A time zone, written out; undefined where a mistake was reported. */
function zoneOf(expr: ast.Expr, scope: Scope): Checked | undefined {
  if (expr.kind === "missing") return undefined;
  if (expr.kind !== "string") {
    const name = expr.kind === "path" ? expr.parts.map(({ text }) => text).join(".") : "";
    const fixes = isTimeZone(name) ? enclosing("Put it in quotes", expr.span, '"', '"') : [];
    report(scope, diagnose("AP2069", expr.span, { what: "the time zone" }, { fixes }));
    return undefined;
  }
  if (!isTimeZone(expr.value)) {
    reportMalformed(
      expr,
      "time zone",
      "it is in no list of them; write one like `Europe/Berlin` or `UTC`",
      scope,
      mendedTimeZone,
    );
    return undefined;
  }
  return literal({ kind: "literal", value: expr.value, span: expr.span, type: STRING });
}

// ─── approved(RULE) ─────────────────────────────────────────────────────────────────────────────────────────────

function visitApproved(expr: Call, scope: Scope): Checked {
  const [rule, ...others] = expr.args;
  if (scope.place !== "assert" && scope.place !== "assert-result") {
    report(scope, diagnose("AP2081", expr.callee.span, { what: "approved", where: "an assert" }));
    return badCondition(expr.span, []);
  }
  if (rule === undefined || others.length > 0) {
    const params = { name: "approved", expected: 1, found: expr.args.length };
    report(scope, diagnose("AP2065", expr.span, params, { fixes: withoutFurther(expr, 1) }));
    return badCondition(expr.span, []);
  }
  const name = rule.kind === "path" ? rule.parts.map((part) => part.text).join(".") : undefined;
  const qualified = name === undefined ? undefined : scope.names.rules.get(name);
  if (qualified !== undefined)
    return made({ kind: "approved", rule: qualified, span: expr.span, type: BOOL }, []);
  if (name === undefined)
    visitAs(rule, { kind: "enum", members: [...scope.names.rules.keys()], name: "rule" }, scope);
  else
    reportUnknown({ span: rule.span, text: name }, RULE, scope.names.rules.keys(), (each) =>
      report(scope, each),
    );
  return badCondition(expr.span, []);
}

const RULE = "rule that asks for approval";
