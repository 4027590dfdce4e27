// `~` in path patterns: `context.home`, where the policy declares it.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { describeType } from "../describe-type.js";
import type { TypedExpr } from "../typed-expr.js";
import type { Names } from "../environment.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { report, type Scope } from "./scope.js";

const HOME = "context.home";

/**
 * The attribute that patterns which begin with `~` read besides, or undefined where none does or none is declared. It
 * may be absent, and is then unknown. Where it is no path, that is reported.
 */
export function homeOf(entries: readonly ast.StringLit[], scope: Scope): TypedExpr | undefined | "wrong" {
  const entry = entries.find(({ value }) => value.startsWith("~"));
  const field = scope.names.context.fields.get("home");
  if (entry === undefined || field === undefined) return undefined;
  const { span } = entry;
  if (field.type.kind === "path") return { kind: "attribute", path: HOME, span, type: field.type };
  if (field.type.kind !== "error")
    report(
      scope,
      diagnose("AP2091", span, { found: describeType(field.type) }, { fixes: declaredAsPath(scope.names) }),
    );
  return "wrong";
}

/** Declares the home that requests state as a path, in every block that declares it. */
export function declaredAsPath({ declared }: Names): readonly Fix[] {
  const edits = declared(HOME).map(({ type }) => ({ span: type.span, newText: "path" }));
  return edits.length === 0 ? [] : [{ title: `Declare \`${HOME}\` as a \`path\``, edits }];
}
