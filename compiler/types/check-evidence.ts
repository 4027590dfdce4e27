// Identity, trust and audit of a policy: of the first and the last there is one at most, over all files.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Loaded } from "../names/load.js";
import type { Report } from "../names/table.js";
import type { Checker } from "./checker.js";
import { clauseOf } from "./clauses.js";
import type { Evidence } from "./evidence.js";
import { checkAudit } from "./forms/audit.js";
import { checkIdentity } from "./forms/identity.js";
import { checkTrust } from "./forms/trust.js";
import type { Held } from "./program.js";

export function checkEvidence(checker: Checker, { modules }: Loaded): Evidence<Held> {
  const { rules } = checker.symbols;
  const of = (form: ast.FormKeyword) => rules.filter(({ decl }) => decl.form === form);
  const forms = modules.flatMap(({ module }) => module.declarations.filter((each) => each.kind === "form"));
  const audits = forms.filter(({ form }) => form === "audit");
  const identities = of("identity");
  reportFurther(
    "identity",
    identities.map(({ decl }) => decl),
    checker.report,
  );
  reportFurther("audit", audits, checker.report);
  const [identity] = identities.map((symbol) => checkIdentity(checker, symbol));
  const [audit] = audits.map((decl) => checkAudit(checker, decl));
  const trust = of("trust").flatMap((symbol) => checkTrust(checker, symbol) ?? []);
  return { ...(identity && { identity }), trust, ...(audit && { audit }) };
}

function reportFurther(form: string, [first, ...others]: readonly ast.FormDecl[], report: Report): void {
  if (first === undefined) return;
  const related = [{ span: first.name?.span ?? first.keyword, message: "the first one is here" }];
  for (const { name, keyword } of others)
    report(diagnose("AP3110", name?.span ?? keyword, { form }, { related }));
}

/** The attributes that an identity binds: nothing that an agent states. */
export function boundAttributes({ symbols }: Pick<Checker, "symbols">): ReadonlySet<string> {
  const identities = symbols.rules.filter(({ decl }) => decl.form === "identity");
  const bindings = identities.flatMap(({ decl }) => clauseOf(decl, "bind")?.bindings ?? []);
  return new Set(bindings.map(({ attribute }) => attribute.parts.map(({ text }) => text).join(".")));
}
