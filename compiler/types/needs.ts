// Needs: how many of which group must agree, and whether the groups can meet that at all.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { replacement } from "../diagnostics/nearest.js";
import { oneOf } from "../names/table.js";
import { clausesOf } from "./clauses.js";
import type { Checker } from "./checker.js";
import { elaborateConstant } from "./elaborate/index.js";
import { assign } from "./assignment.js";
import type { TypedNeed } from "./program.js";
import { readGroup } from "./verdicts.js";

/** The needs of a form; those in which a mistake was reported are left out. */
export function readNeeds(checker: Checker, form: ast.FormDecl): readonly TypedNeed[] {
  const clauses = clausesOf(form, "need");
  const read = clauses.map((clause) => ({ clause, need: readNeed(checker, clause) }));
  const needs = read.flatMap(({ need }) => need ?? []);
  const alone = read.map(({ clause, need }) => need === undefined || fitsAlone(checker, clause, need));
  if (needs.length < clauses.length || !alone.every(Boolean)) return needs;
  const unmet = assign(needs.map(({ count, group }) => ({ count, people: group.members })));
  const clause = unmet === undefined ? undefined : clauses[unmet];
  if (clause !== undefined) reportTogether(checker, clause, clauses);
  return needs;
}

function readNeed(checker: Checker, clause: ast.ClauseOf<"need">): TypedNeed | undefined {
  const { report, names } = checker;
  const count = elaborateConstant(clause.count, { kind: "int" }, names);
  const group = readGroup(checker, clause.group);
  const word = clause.acknowledging;
  const acknowledging = word && oneOf(["irreversible"], word, "acknowledgement", report);
  if (typeof count === "number" && count < 1) {
    const fixes = replacement(clause.count.span, "1");
    report(diagnose("AP3010", clause.count.span, { what: "the number of people" }, { fixes }));
    return undefined;
  }
  if (typeof count !== "number" || group === undefined) return undefined;
  return { count, group, acknowledging: acknowledging !== undefined };
}

function fitsAlone({ report }: Checker, clause: ast.ClauseOf<"need">, { count, group }: TypedNeed): boolean {
  const size = group.members.length;
  if (count <= size) return true;
  const related = [{ span: group.span, message: `\`${group.name}\` is declared here` }];
  report(diagnose("AP3008", clause.count.span, { count, group: group.name, size }, { related }));
  return false;
}

function reportTogether(
  { report }: Checker,
  clause: ast.ClauseOf<"need">,
  clauses: readonly ast.ClauseOf<"need">[],
): void {
  const others = clauses.filter((other) => other !== clause && other.span.start < clause.span.start);
  const related = others.map(({ span }) => ({ span, message: "the same people are needed here" }));
  report(diagnose("AP3009", clause.span, { group: clause.group.text }, { related }));
}
