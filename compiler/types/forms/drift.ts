// `drift`: refuses a change that departs from a known-good schema.

import { parseJsonSchema } from "../../../runtime/facts/json-schema/index.js";
import type { Baseline } from "../../../runtime/table/format.js";
import { CHANGE_KINDS, SCHEMA_CHANGES, type ChangeKind } from "../../../runtime/values/schema-change.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type * as ast from "../../ast/ast.js";
import { ending } from "../../names/file-path.js";
import type { RuleSymbol } from "../../names/symbols.js";
import { distinct, oneOf } from "../../names/table.js";
import { clauseOf } from "../clauses.js";
import type { Checker } from "../checker.js";
import { readNamed } from "../files.js";
import type { Action, RuleOf } from "../program.js";
import { readBase } from "../rule-base.js";
import { warnOfNothingToJudge } from "./nothing-to-judge.js";
import { readElse } from "./otherwise.js";

export function checkDrift(checker: Checker, symbol: RuleSymbol): RuleOf<"drift"> | undefined {
  const read = readBase(checker, symbol);
  if (read === undefined) return undefined;
  const { actions } = read.base;
  warnOfNothingToJudge(checker, symbol, actions, "migrates");
  const path = clauseOf(symbol.decl, "baseline")?.path;
  const language = path !== undefined && ending(path.value) === ".json" ? "json-schema" : "sql";
  const fits = path !== undefined && migratesThat(checker, path, actions, language);
  const baseline = fits ? readBaseline(checker, path, language) : undefined;
  const permit = readKinds(checker, clauseOf(symbol.decl, "permit")?.kinds ?? [], language);
  const verdict = readElse(checker, symbol, read.base, "restricts");
  return baseline && verdict && { form: "drift", ...read.base, baseline, permit, else: verdict };
}

type Language = Baseline["language"];

/** Is what every action migrates in the baseline's language? A schema that is proposed is text, statements are SQL. */
function migratesThat(
  { report }: Checker,
  { span }: ast.StringLit,
  actions: readonly Action[],
  language: Language,
): boolean {
  const wanted = language === "sql" ? "sql" : "string";
  for (const { name, span: declared, args, migrates } of actions) {
    const other = migrates.find((arg) => {
      const kind = args.fields.get(arg)?.type.kind;
      return kind !== wanted && kind !== "error";
    });
    if (other === undefined) continue;
    const related = [{ span: declared, message: "the action is declared here" }];
    report(diagnose("AP3120", span, { language, arg: other, action: name }, { related }));
    return false;
  }
  return true;
}

function readBaseline(checker: Checker, literal: ast.StringLit, language: Language): Baseline | undefined {
  const file = readNamed(checker, literal);
  if (file === undefined) return undefined;
  const parsed = language === "sql" ? checker.parseSchema?.(file.text) : parseJsonSchema(file.text);
  if (parsed === undefined || parsed.ok) return { path: file.path, language, text: file.text };
  const reason = `it ${parsed.reason}`;
  checker.report(diagnose("AP2017", literal.span, { path: file.path, reason }));
  return undefined;
}

const KINDS = { sql: CHANGE_KINDS, "json-schema": SCHEMA_CHANGES } as const;

/** A kind of the other language is told from one that nobody knows. */
function readKinds(
  { report }: Checker,
  kinds: readonly ast.Ident[],
  language: Language,
): readonly ChangeKind[] {
  const known: readonly ChangeKind[] = KINDS[language];
  const others: readonly string[] = KINDS[language === "sql" ? "json-schema" : "sql"];
  const named = distinct(kinds, (kind) => kind, "kind of change", report);
  return [...named.values()].flatMap((kind) => {
    if (known.every((each) => each !== kind.text) && others.includes(kind.text)) {
      report(diagnose("AP3121", kind.span, { kind: kind.text, language, known }));
      return [];
    }
    return oneOf(known, kind, "kind of change", report) ?? [];
  });
}
