// `grant`: permits an action inside a box, for a scope and a time, from its first use.

import { diagnose } from "../../diagnostics/diagnose.js";
import type * as ast from "../../ast/ast.js";
import type { RuleSymbol } from "../../names/symbols.js";
import { readKeys } from "../attribute-path.js";
import { clauseOf, clausesOf } from "../clauses.js";
import type { Checker } from "../checker.js";
import { elaborateGuard } from "../elaborate/index.js";
import type { Environment } from "../environment.js";
import { readDuration } from "../limits.js";
import type { Box, RuleOf } from "../program.js";
import { readBase } from "../rule-base.js";
import type { TypedExpr } from "../typed-expr.js";
import { BOOL } from "../type.js";
import { unprovenKey } from "../unproven.js";
import { readBox } from "../verdicts.js";
import { readElse } from "./otherwise.js";

export function checkGrant(checker: Checker, symbol: RuleSymbol): RuleOf<"grant"> | undefined {
  const { decl } = symbol;
  const read = readBase(checker, symbol);
  if (read === undefined) return undefined;
  const { base, environment } = read;
  const inside = clauseOf(decl, "inside");
  const box = inside && readInside(checker, inside.box);
  const keys = clauseOf(decl, "scope")?.keys ?? [];
  const scope = readKeys(checker, keys, base.actions);
  warnOfUnboundScope(checker, keys);
  const expires = clauseOf(decl, "expires");
  const life = expires && readDuration(checker, expires.duration, "a grant");
  const revoke = readRevoke(decl, environment);
  const verdict = readElse(checker, symbol, base, "restricts");
  if (!box || !verdict || life === undefined || scope === undefined) return undefined;
  const reason = `granted inside ${box.name}`;
  return {
    form: "grant",
    ...base,
    reason,
    box,
    scope,
    expires: life,
    ...(revoke && { revoke }),
    else: verdict,
  };
}

/** A mask only narrows: inside it alone nothing is granted. */
function readInside(checker: Checker, name: ast.Ident): Box | undefined {
  const box = readBox(checker, name);
  if (box?.mask !== true) return box;
  const related = [{ span: box.span, message: "it has `hide` and `limit` alone" }];
  checker.report(diagnose("AP3013", name.span, { box: box.name }, { related }));
  return undefined;
}

/** What no identity binds an agent could state anew: it would name itself a fresh scope. */
function warnOfUnboundScope(checker: Checker, keys: readonly ast.PathExpr[]): void {
  const free = unprovenKey(checker, keys);
  if (free === undefined) return;
  checker.report(diagnose("AP3014", free.span, { path: free.parts.map(({ text }) => text).join(".") }));
}

/** Any of the `revoke when` clauses revokes. */
function readRevoke(decl: ast.FormDecl, environment: Environment): TypedExpr | undefined {
  const clauses = clausesOf(decl, "revoke").map(({ expr }) => expr);
  const conditions = clauses.flatMap(
    (expr) => elaborateGuard({ when: [expr], unless: [] }, { ...environment, place: "revoke" }).when,
  );
  const [first, ...others] = conditions;
  return others.reduce<TypedExpr | undefined>(
    (left, right) => left && { kind: "or", left, right, span: right.span, type: BOOL },
    first,
  );
}
