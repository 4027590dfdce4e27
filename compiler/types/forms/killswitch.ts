// `killswitch`: halts all that it covers, before any other rule.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { itemRemoval } from "../../diagnostics/fixes.js";
import type { RuleSymbol } from "../../names/symbols.js";
import { readKeys } from "../attribute-path.js";
import { clauseOf } from "../clauses.js";
import type { Checker } from "../checker.js";
import { readNeeds } from "../needs.js";
import type { Killswitch } from "../program.js";

export function checkKillswitch(checker: Checker, { decl, qualified }: RuleSymbol): Killswitch {
  const keys = clauseOf(decl, "scope")?.keys ?? [];
  const scope = new Set(
    keys.flatMap((key, at) =>
      isAll(key) ? ["all"] : readScope(checker, key, itemRemoval("Remove the scope", keys, at)),
    ),
  );
  return { name: qualified, span: decl.span, scope: [...scope], needs: readNeeds(checker, decl) };
}

function isAll({ parts }: ast.PathExpr): boolean {
  return parts.length === 1 && parts[0]?.text === "all";
}

/** An attribute of the agent, the context or the action: what every request has, whatever it attempts. */
function readScope(checker: Checker, key: ast.PathExpr, fixes: readonly Fix[]): readonly string[] {
  const path = key.parts.map(({ text }) => text).join(".");
  // An action without an effect is covered: what a request lacks always is.
  if (path === "action.effect") return [path];
  if (key.parts[0]?.text !== "args") return readKeys(checker, [key], checker.names.actions) ?? [];
  checker.report(diagnose("AP3015", key.span, { path }, { fixes }));
  return [];
}
