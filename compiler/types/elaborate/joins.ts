// Joins of earlier actions with this one: the attributes in which they agree.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { describeType } from "../describe-type.js";
import { sameType } from "../same-type.js";
import type { Join } from "../typed-expr.js";
import type { Attribute } from "./attribute.js";
import { keyOf } from "./keys.js";
import { report, type Scope } from "./scope.js";

/**
 * The pairs that `by` names; those in which a mistake was reported are left out.
 * @param earlier the scopes of the actions that are looked back at: those that are asked about, and those of `since`.
 */
export function joinsOf(
  parts: readonly ast.KeyPart[],
  scope: Scope,
  earlier: readonly Scope[],
): readonly Join[] {
  return parts.flatMap((part) => joinOf(part, scope, earlier) ?? []);
}

/** Both sides are keys of one type. What is no argument is the same attribute in every action. */
function joinOf(part: ast.KeyPart, scope: Scope, earlier: readonly Scope[]): Join | undefined {
  const now = keyOf(part.equals ?? part.attribute, scope);
  if (now === undefined) return undefined;
  const ofArgs = part.attribute.parts[0]?.text === "args";
  if (part.equals === undefined && !ofArgs) return { earlier: now.path, now: now.path };
  for (const past of ofArgs ? earlier : earlier.slice(0, 1)) {
    const then = keyOf(part.attribute, past);
    if (then === undefined) return undefined;
    if (!sameType(now.type, then.type)) return reportTypes(part, now, then, scope);
  }
  const paths = part.attribute.parts.map(({ text }) => text).join(".");
  return { earlier: paths, now: now.path };
}

function reportTypes(part: ast.KeyPart, now: Attribute, then: Attribute, scope: Scope): undefined {
  const path = now.path === then.path ? now.path : `${then.path} = ${now.path}`;
  const params = { path, here: describeType(now.type), earlier: describeType(then.type) };
  report(scope, diagnose("AP2080", part.span, params));
}
