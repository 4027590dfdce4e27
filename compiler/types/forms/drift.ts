// `drift`: refuses a change that departs from a known-good schema.

import { CHANGE_KINDS, type ChangeKind } from "../../../runtime/values/schema-change.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type * as ast from "../../ast/ast.js";
import { ending } from "../../names/file-path.js";
import type { RuleSymbol } from "../../names/symbols.js";
import { distinct, oneOf } from "../../names/table.js";
import { clauseOf } from "../clauses.js";
import type { Checker } from "../checker.js";
import { readNamed } from "../files.js";
import type { RuleOf } from "../program.js";
import { refuse } from "../refuse.js";
import { readBase } from "../rule-base.js";
import { warnOfNothingToJudge } from "./nothing-to-judge.js";
import { readElse } from "./otherwise.js";

export function checkDrift(checker: Checker, symbol: RuleSymbol): RuleOf<"drift"> | undefined {
  const read = readBase(checker, symbol);
  if (read === undefined) return undefined;
  warnOfNothingToJudge(checker, symbol, read.base.actions, "migrates");
  const path = clauseOf(symbol.decl, "baseline")?.path;
  const baseline = path && readBaseline(checker, path);
  const permit = readKinds(checker, clauseOf(symbol.decl, "permit")?.kinds ?? []);
  const verdict = readElse(checker, symbol, read.base, "restricts");
  return baseline && verdict && { form: "drift", ...read.base, baseline, permit, else: verdict };
}

function readBaseline(checker: Checker, literal: ast.StringLit): RuleOf<"drift">["baseline"] | undefined {
  if (ending(literal.value) === ".json") {
    refuse("a JSON Schema as a baseline", literal.span, checker.report);
    return undefined;
  }
  const file = readNamed(checker, literal);
  if (file === undefined) return undefined;
  const parsed = checker.parseSchema?.(file.text);
  if (parsed === undefined || parsed.ok) return { path: file.path, ddl: file.text };
  const reason = `it ${parsed.reason}`;
  checker.report(diagnose("AP2017", literal.span, { path: file.path, reason }));
  return undefined;
}

function readKinds({ report }: Checker, kinds: readonly ast.Ident[]): readonly ChangeKind[] {
  const named = distinct(kinds, (kind) => kind, "kind of change", report);
  return [...named.values()].flatMap((kind) => oneOf(CHANGE_KINDS, kind, "kind of change", report) ?? []);
}
