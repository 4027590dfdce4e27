// `holds`: does a detector find something in a text?
//
// An attribute is searched as it was sent, with all that lies in it; any other expression must be text.

import type { Detector } from "../../../runtime/values/detector.js";
import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { rewriting } from "../../diagnostics/fixes.js";
import { describeType } from "../describe-type.js";
import { hasText, isText, readDetectors } from "../detectors.js";
import { BOOL } from "../type.js";
import { badCondition, isBad, made, type Checked } from "./checked.js";
import { report, type Scope } from "./scope.js";

export function visitHolds(expr: ast.BinaryExpr, scope: Scope): Checked {
  const detectors = detectorsIn(expr.right, scope);
  if (isAllArguments(expr.left, scope)) {
    if (detectors === undefined) return badCondition(expr.span, []);
    return made({ kind: "detects", path: "args", detectors, span: expr.span, type: BOOL }, []);
  }
  const subject = scope.visit(expr.left, scope);
  if (isBad(subject) || detectors === undefined) return badCondition(expr.span, [subject]);
  if (subject.constant) {
    report(scope, diagnose("AP2055", expr.span, {}));
    return badCondition(expr.span, [subject]);
  }
  const node = { detectors, span: expr.span, type: BOOL };
  const { kind, type } = subject.expr;
  if (kind === "attribute" && hasText(type)) {
    return made({ kind: "detects", path: subject.expr.path, of: type, ...node }, [subject]);
  }
  if (kind !== "attribute" && isText(type)) {
    return made({ kind: "holds", subject: subject.expr, ...node }, [subject]);
  }
  const params = { op: "`holds`", needs: "text", found: describeType(type), help: helpFor(kind, type.kind) };
  report(scope, diagnose("AP2068", expr.left.span, params));
  return badCondition(expr.span, [subject]);
}

function helpFor(kind: string, type: string): string | undefined {
  return kind !== "attribute" && type === "record" ? "ask each of its fields" : undefined;
}

/** `args` by itself; in a clause that is worked out when the policy is compiled there are none. */
function isAllArguments(expr: ast.Expr, { place, locals, hidden }: Scope): boolean {
  if (expr.kind !== "path" || expr.parts.length > 1 || place === "constant") return false;
  const name = expr.parts[0]?.text ?? "";
  return name === "args" && !locals.has(name) && !hidden.has(name);
}

/** The detectors of `[us_ssn, NAME]` and of `NAME`; undefined where a mistake was reported. */
function detectorsIn(expr: ast.Expr, scope: Scope): readonly Detector[] | undefined {
  if (expr.kind === "missing") return undefined;
  const items = expr.kind === "list" ? expr.items : [expr];
  const names = items.flatMap((item) => (item.kind === "path" && item.parts.length === 1 ? item.parts : []));
  if (names.length === items.length && items.length > 0) return readDetectors(scope.names, names);
  const other = items.find(
    (item) => item.kind !== "missing" && !(item.kind === "path" && item.parts.length === 1),
  );
  if (other !== undefined || items.length === 0) {
    const help = "name detectors: `holds [email, api_key]`";
    const fixes =
      other?.kind === "string" && scope.names.detectors.has(other.value)
        ? rewriting("Remove the quotes", other.span, other.value)
        : [];
    const params = { what: "what `holds` looks for", help };
    report(scope, diagnose("AP2069", (other ?? expr).span, params, { fixes }));
  }
  return undefined;
}
