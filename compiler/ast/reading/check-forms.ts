// Holds each form to its table: no clause of another form, none twice that may stand once, none left out.

import { diagnose } from "../../diagnostics/diagnose.js";
import type { Span } from "../../source/source.js";
import type { Clause, ClauseKind } from "../ast.js";
import { forms, keywordsOf, verdictWords, withArticle, type ClauseOwner, type ClauseRule } from "../forms.js";
import type { Input } from "../outline/input.js";
import { blockingOne, movedHome, once, strictest } from "./clause-fixes.js";

/** Where is reported, and the text of the file. */
type Place = Pick<Input, "report" | "text">;

interface Clauses {
  readonly items: readonly Clause[];
  /** Text was passed over, in which a clause may have stood: none is reported as missing. */
  readonly damaged: boolean;
}

/** Reports what is wrong with the clauses of one form; `place` is where a missing one is reported. */
export function checkClauses(input: Place, owner: ClauseOwner, place: Span, clauses: Clauses): void {
  const { oneOf, clauses: rules } = forms[owner];
  const exclusive = oneOf.flat();
  const seen = new Map<ClauseKind, Clause>();
  let misplaced = false;
  for (const clause of clauses.items) {
    const rule = rules.find((each) => each.clause === clause.kind);
    const earlier = exclusive.includes(clause.kind) ? firstOf(seen, exclusive) : seen.get(clause.kind);
    if (rule === undefined) {
      misplaced = true;
      reportMisplaced(input, owner, clause, clauses.items);
    } else if (earlier !== undefined && !rule.repeats && !isBare(earlier))
      reportSecond(input, owner, clause, earlier);
    else seen.set(clause.kind, clause);
  }
  // A clause in the wrong form is most likely there for the one that is missing.
  if (!clauses.damaged && !misplaced) reportMissing(input, owner, place, seen, clauses.items, rules);
}

function firstOf(seen: ReadonlyMap<ClauseKind, Clause>, kinds: readonly ClauseKind[]): Clause | undefined {
  return kinds.map((kind) => seen.get(kind)).find((clause) => clause !== undefined);
}

/** A keyword of which nothing else was understood: that is reported, and the next of its kind may be what was meant. */
function isBare(clause: Clause): boolean {
  if (clause.kind === "verdict") return clause.verdict.group?.text === "" || clause.verdict.box?.text === "";
  return clause.span.end - clause.span.start === wordOf(clause).length;
}

function reportMisplaced(
  { report }: Place,
  owner: ClauseOwner,
  clause: Clause,
  items: readonly Clause[],
): void {
  const homes = Object.entries(forms)
    .filter(([, form]) => form.clauses.some((rule) => rule.clause === clause.kind))
    .map(([name]) => name);
  const word = wordOf(clause);
  const span = { ...clause.span, end: clause.span.start + word.length };
  const fixes = movedHome(owner, clause, items);
  report(diagnose("AP1004", span, { clause: word, form: withArticle(owner), homes }, { fixes }));
}

function reportSecond({ report, text }: Place, owner: ClauseOwner, clause: Clause, earlier: Clause): void {
  const word = wordOf(clause);
  const span = { ...clause.span, end: clause.span.start + word.length };
  const related = [{ span: earlier.span, message: "the first one stands here" }];
  if (owner === "rule" && (clause.kind === "verdict" || clause.kind === "note")) {
    report(diagnose("AP1007", span, {}, { related, fixes: blockingOne(text, clause, earlier) }));
  } else {
    const fixes = once(text, clause, earlier);
    report(diagnose("AP1006", span, { clause: word, form: withArticle(owner) }, { related, fixes }));
  }
}

function reportMissing(
  { report }: Place,
  owner: ClauseOwner,
  place: Span,
  seen: ReadonlyMap<ClauseKind, Clause>,
  items: readonly Clause[],
  rules: readonly ClauseRule[],
): void {
  const { oneOf, someOf } = forms[owner];
  const alone = rules.find(({ required, clause }) => required && !seen.has(clause));
  const missing =
    alone === undefined
      ? [...oneOf, ...someOf].find((kinds) => !kinds.some((kind) => seen.has(kind)))
      : [alone.clause];
  if (missing === undefined) return;
  const fixes = strictest(owner, missing, items);
  report(diagnose("AP1005", place, { clause: named(missing), form: withArticle(owner) }, { fixes }));
}

/** “a verdict”, “`limit`”, “`mask`, `hash`, `drop` or `clamp`”. */
function named(kinds: readonly ClauseKind[]): string {
  if (kinds.includes("verdict"))
    return `a verdict (${verdictWords.map((word) => `\`${word}\``).join(", ")}) or a \`note\``;
  const words = kinds.map((kind) => `\`${keywordsOf(kind)[0] ?? kind}\``);
  const last = words.pop() ?? "";
  return words.length === 0 ? last : `${words.join(", ")} or ${last}`;
}

/** The word by which a clause begins. */
function wordOf(clause: Clause): string {
  if (clause.kind === "verdict") return clause.verdict.verdict.text;
  return keywordsOf(clause.kind)[0] ?? clause.kind;
}
