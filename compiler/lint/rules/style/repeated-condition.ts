// style/repeated-condition: one long condition in three rules.

import type * as ast from "../../../ast/ast.js";
import { freeName } from "../../../diagnostics/edits.js";
import type { LintContext } from "../../context.js";
import { before, behindWord, put } from "../../edits.js";
import { flat } from "../../literals.js";
import type { Span } from "../../../source/source.js";
import { groupedBy, repeatsIn } from "../../repeats.js";
import type { LintRule } from "../../rule.js";

export const repeatedCondition: LintRule = {
  id: "style/repeated-condition",
  title: "Condition that several rules repeat",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `What is said several times is changed in all places but one. A \`let\` gives the condition a name, which also says what it is
for; the fix makes one up, so rename it.`,
  options: { rules: { kind: "count", standard: 3, about: "in how many rules a condition may not stand" } },
  bad: `policy night { default block }
agent   { id: string, role: clerk | lead }
context { env: dev | prod, frozen: bool }
action  notes.write(id: string) { effect write, reversible always }
action  notes.send(id: string)  { effect write, reversible always }
action  notes.drop(id: string)  { effect delete, reversible always }

rule write on notes.write { when agent.role == lead and not context.frozen, allow }
//                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ style/repeated-condition
rule send on notes.send { when agent.role == lead and not context.frozen, allow }
rule drop on notes.drop { when agent.role == lead and not context.frozen, allow }
`,
  good: `policy night { default block }
agent   { id: string, role: clerk | lead }
context { env: dev | prod, frozen: bool }
action  notes.write(id: string) { effect write, reversible always }
action  notes.send(id: string)  { effect write, reversible always }
action  notes.drop(id: string)  { effect delete, reversible always }

let free_lead = agent.role == lead and not context.frozen

rule write on notes.write { when free_lead, allow }
rule send on notes.send { when free_lead, allow }
rule drop on notes.drop { when free_lead, allow }
`,
  *check(context, { rules = 0 }) {
    const name = letName(context);
    for (const [condition, places] of repeated(context)) {
      const [first] = places;
      if (first === undefined || places.length < rules) continue;
      const file = places.every(({ span }) => span.file === first.span.file);
      const edits = [
        before(first.form.span, `let ${name ?? ""} = ${condition}\n\n`),
        ...places.map(({ span }) => put(span, name ?? "")),
      ];
      yield {
        span: first.span,
        message: `${places.length} rules repeat this condition`,
        related: places.slice(1).map(({ span }) => ({ span, message: "repeated here" })),
        help: "give it a name with `let`",
        fixes: file && name !== undefined ? [{ title: `Name it: \`let ${name}\``, edits }] : [],
      };
    }
  },
};

interface Place {
  readonly span: Span;
  readonly form: ast.FormDecl;
}

/** Conditions of two parts and more, by their text; a rule counts once. */
function repeated(context: LintContext): ReadonlyMap<string, readonly Place[]> {
  const places = context.forms.flatMap((form) => {
    const conditions = form.clauses.flatMap((clause) =>
      (clause.kind === "when" || clause.kind === "unless") && isLong(clause.expr)
        ? [{ form, span: behindWord(clause.span, clause.kind, context) }]
        : [],
    );
    const again = new Set(Array.from(repeatsIn(conditions, textOf), ({ item }) => item));
    return conditions.filter((each) => !again.has(each));
  });
  function textOf({ span }: Place): string {
    return flat(context.text(span));
  }
  return groupedBy(places, textOf);
}

function isLong(expr: ast.Expr): boolean {
  return expr.kind === "binary" && (expr.op === "and" || expr.op === "or");
}

function letName({ declarations }: LintContext): string | undefined {
  const taken = new Set(
    declarations.flatMap((each) => ("name" in each && "text" in each.name ? [each.name.text] : [])),
  );
  return taken.has("shared_condition") ? freeName("shared_condition", taken) : "shared_condition";
}
