// Fixes of a form's clauses: what is missing is inserted where that restricts, and no clause is removed that restricts.

import type { Fix } from "../../diagnostics/diagnostic.js";
import { clauseRemoval, insertion, removal, rewriting } from "../../diagnostics/fixes.js";
import type { Clause, ClauseKind, ClauseOf } from "../ast.js";
import { forms, type ClauseOwner } from "../forms.js";

/** A verdict belongs after `else` where a form has that, and stands alone where a form has none; one that permits may mean the opposite. */
export function movedHome(owner: ClauseOwner, clause: Clause, items: readonly Clause[]): readonly Fix[] {
  const has = (kind: ClauseKind): boolean => items.some((item) => item.kind === kind);
  const knows = (kind: ClauseKind): boolean => forms[owner].clauses.some((rule) => rule.clause === kind);
  const { span } = clause;
  if ((clause.kind !== "verdict" && clause.kind !== "else") || !holds(clause)) return [];
  if (clause.kind === "verdict" && knows("else") && !has("else"))
    return rewriting("Write it after `else`", { ...span, end: span.start }, "else ");
  if (clause.kind === "else" && knows("verdict") && !has("verdict"))
    return removal("Remove `else`", { ...span, end: clause.verdict.span.start });
  return [];
}

const holds = ({ verdict }: ClauseOf<"verdict"> | ClauseOf<"else">): boolean =>
  ["throttle", "escalate", "block"].includes(verdict.verdict.text);

/** What may stand in the place of clauses that are missing: the strictest there is. */
const STRICTEST: Partial<Readonly<Record<ClauseKind, string>>> = {
  verdict: "block",
  else: "else block",
  scope: "scope [all]",
};

/** Inserts the strictest of the clauses of which one is missing, after those that are there. */
export function strictest(
  owner: ClauseOwner,
  missing: readonly ClauseKind[],
  items: readonly Clause[],
): readonly Fix[] {
  const last = items.at(-1)?.span;
  const text = missing.flatMap((kind) => STRICTEST[kind] ?? [])[0];
  // What a grant is granted for is its author's to say.
  if (last === undefined || text === undefined || (owner === "grant" && missing.includes("scope"))) return [];
  return insertion(`Insert \`${text}\``, last, `, ${text}`);
}

/** Removes a clause that says again what an earlier one says, or that is a mere label. */
export function once(text: string, clause: Clause, earlier: Clause): readonly Fix[] {
  const textOf = ({ span }: Clause): string => text.slice(span.start, span.end);
  const isLabel = clause.kind === "code" || clause.kind === "version";
  if (!isLabel && textOf(clause) !== textOf(earlier)) return [];
  return clauseRemoval("Remove the second one", text, clause.span);
}

/** Of two verdicts keeps the one that blocks. */
export function blockingOne(text: string, clause: Clause, earlier: Clause): readonly Fix[] {
  if (blocks(earlier)) return clauseRemoval("Keep `block` alone", text, clause.span);
  return blocks(clause) ? clauseRemoval("Keep `block` alone", text, earlier.span) : [];
}

const blocks = (clause: Clause): boolean =>
  clause.kind === "verdict" && clause.verdict.verdict.text === "block";
