// Looks for a case that reaches what no case touches of a rule.

import { noCounts } from "../../../compiler/coverage/counts.js";
import { planOf } from "../../../compiler/coverage/plan-of.js";
import { suggestCases } from "../../../compiler/scenarios/suggest.js";
import type { Change } from "../../features/actions/action.js";
import { type CaseSearch, casesWritten } from "../../features/actions/cases.js";
import type { View } from "../../features/view.js";
import type { Session } from "../session.js";
import { runsOf } from "./runs.js";
import { casesOf } from "./trials.js";

/** Decisions that a search may take: a person waits. */
const BUDGET = 3_000;

/** Undefined where none is found, or there is no place for it. */
export async function missingCase(
  session: Session,
  view: View,
  { rule, into }: CaseSearch,
): Promise<readonly Change[] | undefined> {
  const { table, program } = view.policy.compilation;
  if (table === undefined || program === undefined) return undefined;
  const ran = await runsOf(session).ran(view.policy);
  const plan = ran?.plan ?? planOf(program, table);
  const { suggestions } = await suggestCases(table, plan, ran?.counts ?? noCounts(plan), {
    isWanted: (goal) => goal.rule === rule,
    budget: BUDGET,
    standing: casesOf(session.workspace, view.policy),
  });
  return casesWritten(view, into, suggestions);
}
