// A rule, a primitive or a claim: what it means, what goes along with it, and what was found out about it.

import type * as ast from "../../../compiler/ast/ast.js";
import { verdictWords } from "../../../compiler/ast/forms.js";
import { durationText } from "../../../compiler/emit/words.js";
import type { RuleSymbol } from "../../../compiler/names/symbols.js";
import { clauseOf, clausesOf } from "../../../compiler/types/clauses.js";
import type { Known } from "../../../compiler/types/known.js";
import { DEFAULT_WITHIN } from "../../../compiler/types/rule-base.js";
import { tabulate } from "../../../compiler/tabulate/tabulate.js";
import type { RowView } from "../../../compiler/tabulate/view.js";
import { analysisOf, sourceText } from "../analysed.js";
import { asksPeople } from "../escalation.js";
import type { Seen } from "../seen.js";
import type { View } from "../view.js";
import { bullets, counted, inline, listed, plain, some } from "./markdown.js";
import { sentenceOf } from "./sentence.js";

/** So many names or rows are shown. */
const MOST = 6;

/** Paragraphs of Markdown. */
export function ruleParts(view: View, form: ast.FormDecl, seen: Seen): readonly string[] {
  const symbol = analysisOf(view).known?.symbols.rules.find(({ decl }) => decl === form);
  return [
    ...said(sentenceOf(view, form), (text) => text),
    ...present(facts(view, form, symbol)),
    ...(symbol === undefined ? [] : rivals(view, symbol)),
    ...(symbol === undefined ? [] : lowered(view, symbol)),
    ...found(form, symbol, seen),
  ];
}

function present(facts: readonly string[]): readonly string[] {
  return facts.length === 0 ? [] : [facts.join(" · ")];
}

/** Reason, code, channels, and how long an approval lives. */
function facts(view: View, form: ast.FormDecl, symbol: RuleSymbol | undefined): readonly string[] {
  const reason = (clauseOf(form, "verdict") ?? clauseOf(form, "else"))?.verdict.reason?.value;
  const code =
    form.form === "assert" ? undefined : (clauseOf(form, "code")?.value.value ?? symbol?.qualified);
  const channels = clausesOf(form, "notify").flatMap((clause) => clause.channels.map(({ value }) => value));
  const trips = clausesOf(form, "trip").map(({ span }) => inline(sourceText(view, span)));
  return [
    ...said(reason, (text) => `Reason: “${plain(text)}”`),
    ...said(code, (text) => `Code ${inline(text)}`),
    ...(asksPeople(form) ? [`An approval lives ${inline(lifeOf(view, form))}`] : []),
    ...(channels.length === 0 ? [] : [`Notifies ${listed(channels.map(inline))}`]),
    ...(trips.length === 0 ? [] : [`Does ${listed(trips)}`]),
  ];
}

function said(text: string | undefined, say: (text: string) => string): readonly string[] {
  return text === undefined ? [] : [say(text)];
}

function lifeOf(view: View, form: ast.FormDecl): string {
  const within = clauseOf(form, "within");
  return within === undefined ? durationText(DEFAULT_WITHIN) : sourceText(view, within.duration.span);
}

// ─── Beside other rules ─────────────────────────────────────────────────────────────────────────────────────────

const ORDER: readonly string[] = verdictWords;

/** Rules on the same actions, over which it decides where both match, and those that decide over it. */
function rivals(view: View, own: RuleSymbol): readonly string[] {
  const { known } = analysisOf(view);
  const rank = rankOf(own.decl);
  if (known === undefined || rank < 0) return [];
  const { rules } = known.symbols;
  const place = rules.indexOf(own);
  const all = rules.flatMap((other, at) => {
    const otherRank = rankOf(other.decl);
    if (otherRank < 0 || at === place || !isBeside(own.decl, other.decl, known)) return [];
    const isBelow = rank > otherRank || (rank === otherRank && place < at);
    return [{ isBelow, name: inline(shortName(other.qualified, own.qualified)) }];
  });
  const [below, above] = [true, false].map((wanted) =>
    all.flatMap(({ isBelow, name }) => (isBelow === wanted ? [name] : [])),
  );
  return [...named("Decides over", below), ...named("Gives way to", above)];
}

function named(what: string, names: readonly string[] = []): readonly string[] {
  return names.length === 0 ? [] : [`${what} ${some(names, MOST)}.`];
}

/** Do both speak of the same, an attempt or a result, of some action? */
function isBeside(a: ast.FormDecl, b: ast.FormDecl, { select }: Known): boolean {
  if (a.selector === undefined || b.selector === undefined) return false;
  const actions = new Set(select(a.selector));
  return (
    (a.onResult === undefined) === (b.onResult === undefined) &&
    select(b.selector).some((each) => actions.has(each))
  );
}

/** The place of its verdict in the order; of a rule without one, -1. */
function rankOf(form: ast.FormDecl): number {
  if (form.form === "grant") return ORDER.indexOf("allow");
  if (form.form === "redact") return ORDER.indexOf("redact");
  const verdict = clauseOf(form, "verdict")?.verdict ?? clauseOf(form, "else")?.verdict;
  if (verdict !== undefined) return ORDER.indexOf(verdict.verdict.text);
  return form.form === "throttle" ? ORDER.indexOf("throttle") : -1;
}

/** Bare among rules of the same file. */
function shortName(name: string, beside: string): string {
  const prefix = beside.slice(0, beside.lastIndexOf(".") + 1);
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

// ─── In the table ───────────────────────────────────────────────────────────────────────────────────────────────

/** Its rows, where the policy compiles and they say more than the rule does: a rule is its row. */
function lowered(view: View, { decl, qualified }: RuleSymbol): readonly string[] {
  const { table } = view.policy.compilation;
  if (table === undefined || decl.form === "rule") return [];
  const own = table.rules.filter(({ name }) => name === qualified);
  const actions = new Set(own.flatMap((rule) => rule.actions));
  const rows = new Set<string>();
  for (const layer of tabulate(table, (action) => actions.has(action)).layers)
    for (const { columns, rows: all } of layer.tables)
      for (const row of all) if (row.rule === qualified) rows.add(rowText(columns, row));
  if (rows.size === 0) return [];
  const more = rows.size - MOST;
  const shown = Array.from(rows).slice(0, MOST);
  return [`In the table:\n\n${bullets([...shown, ...(more > 0 ? [`and ${String(more)} more`] : [])])}`];
}

function rowText(columns: readonly string[], { cells, further, verdict, obligations }: RowView): string {
  const asked = columns.flatMap((path, i) => (cells[i] ? [inline(`${path} ${cells[i]}`)] : []));
  const conditions = [...asked, ...further.map(inline)];
  const where = conditions.length === 0 ? "always" : listed(conditions);
  const goesAlong = obligations.filter((each) => !each.startsWith("code "));
  return `**${verdict}**: ${where}${goesAlong.length === 0 ? "" : `; ${listed(goesAlong.map(plain))}`}`;
}

// ─── What was found out ─────────────────────────────────────────────────────────────────────────────────────────

function found(
  form: ast.FormDecl,
  symbol: RuleSymbol | undefined,
  { diagnostics = [], touched }: Seen,
): readonly string[] {
  const at = form.name?.span;
  const proved = diagnostics.filter(
    ({ span, code }) => code.startsWith("AP308") && span.file === at?.file && span.start === at.start,
  );
  const seen = symbol && touched?.get(symbol.qualified);
  return [
    ...proved.map(({ code, message }) => `⚠ ${capital(message)} (${code}).`),
    ...(seen === undefined
      ? []
      : [
          `Has its say in ${counted(seen.cases, "test or case", "tests and cases")}; ${String(seen.reached)} of its ${counted(seen.goals, "goal")} of coverage reached.`,
        ]),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
