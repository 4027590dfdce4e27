// Members of enums, and the names of actions, which are written like strings.

import { declarationOf } from "../../../runtime/values/action-name.js";
import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { nearest, replacement } from "../../diagnostics/nearest.js";
import type { Span } from "../../source/source.js";
import { describeType, showMembers } from "../describe-type.js";
import type { EnumType } from "../type.js";
import { literal, type Checked } from "./checked.js";
import { refuse, report, type Scope } from "./scope.js";

/** The member that a bare word means; it wins over whatever else has that name, with a warning. */
export function memberNamed(name: ast.Ident, type: EnumType, scope: Scope): Checked {
  const { lets, data, zones } = scope.names;
  const shadowed: readonly (readonly [what: string, span: Span | undefined])[] = [
    ["let", lets.get(name.text)?.name.span],
    ["data set", data.get(name.text)?.span],
    ["zone", type.name === "zone" ? undefined : zones.get(name.text)?.name.span],
  ];
  for (const [what, span] of shadowed) {
    if (span === undefined) continue;
    const related = [{ span, message: `the ${what} is declared here` }];
    report(
      scope,
      diagnose("AP2073", name.span, { name: name.text, what, type: describeType(type) }, { related }),
    );
  }
  if (type.name === "zone") scope.names.use("zone", name.text);
  return literal({ kind: "literal", value: name.text, span: name.span, type });
}

/** A word that is no member of the enum that is expected. */
export function unknownMember(
  at: { readonly span: Span },
  text: string,
  type: EnumType,
  scope: Scope,
): Checked {
  const near = nearest(text, type.members);
  const params = { member: text, members: showMembers(type.members), nearest: near };
  return refuse(scope, at, diagnose("AP2051", at.span, params, { fixes: replacement(at.span, near) }));
}

/** The name of an action, as `action.name` has it. */
export function actionName(text: string, span: Span, type: EnumType, scope: Scope): Checked {
  const declared = Object.fromEntries(type.members.map((member) => [member, true]));
  if (declarationOf(declared, text) !== undefined)
    return literal({ kind: "literal", value: text, span, type });
  const near = nearest(text, type.members);
  const fixes = replacement(span, near && `"${near}"`);
  return refuse(
    scope,
    { span },
    diagnose("AP2001", span, { what: "action", name: text, nearest: near }, { fixes }),
  );
}
