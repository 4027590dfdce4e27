// The case that is missing: offered at a rule of which cases do not touch all, written once one was found.

import { addedCases, newCases } from "../../../compiler/cases/write-cases.js";
import type { Goal } from "../../../compiler/coverage/goals.js";
import type { Suggestion } from "../../../compiler/scenarios/suggest.js";
import { testBlock } from "../../../compiler/verify/test-block.js";
import type { Seen } from "../seen.js";
import { nodesAt } from "../tree.js";
import type { View } from "../view.js";
import { type Action, type Change, inserted, type Later, type Selected } from "./action.js";
import { eolOf } from "./layout.js";

export type CaseSearch = Extract<Later, { readonly kind: "case" }>;

/** At the keyword or the name of a rule. Nothing is known of what cases touch before they ran: then it is offered, too. */
export function caseActions(view: View, { start }: Selected, { touched }: Seen): readonly Action[] {
  const form = nodesAt(view.module, start).find((node) => node.kind === "form");
  const { program } = view.policy.analysis;
  if (form?.name === undefined || start > form.name.span.end) return [];
  const rule = program?.rules.find(
    ({ span }) => span.file === form.span.file && span.start === form.span.start,
  );
  const seen = rule && touched?.get(rule.name);
  if (rule === undefined || (seen !== undefined && seen.reached >= seen.goals)) return [];
  const title = `Write a case that \`${form.name.text}\` misses`;
  return (["test", "cases"] as const).map((into) => ({
    title: into === "test" ? title : `${title}, to ${baseName(casesPathOf(view))}`,
    ...{ kind: "quickfix", mends: [], isPreferred: false },
    does: { kind: "case", rule: rule.name, into },
  }));
}

/** Where the cases of the policy stand. */
function casesPathOf({ policy }: View): string {
  return policy.path.replace(/\.agentpol$/u, ".cases.yaml");
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/**
 * The cases written down, marked for review; undefined where there is no place for them: the cases file is none, or is
 * another policy's.
 */
export function casesWritten(
  view: View,
  into: CaseSearch["into"],
  suggestions: readonly Suggestion[],
): readonly Change[] | undefined {
  if (suggestions.length === 0) return undefined;
  return into === "test" ? asTests(view, suggestions) : asCases(view, suggestions);
}

function asTests(view: View, suggestions: readonly Suggestion[]): readonly Change[] | undefined {
  const { policy, workspace } = view;
  const { table } = policy.compilation;
  const text = workspace.text(policy.path);
  if (table === undefined || text === undefined) return undefined;
  const eol = eolOf(text);
  const blocks = suggestions.map(({ testCase, reaches }) =>
    [`// Review what it expects: ${reviewOf(reaches)}`, ...testBlock(testCase, table.schema)].join(eol),
  );
  const before = text.endsWith("\n") || text === "" ? eol : `${eol}${eol}`;
  const change = inserted(view, text.length, `${before}${blocks.join(`${eol}${eol}`)}${eol}`);
  return [{ ...change, path: policy.path }];
}

function asCases(view: View, suggestions: readonly Suggestion[]): readonly Change[] | undefined {
  const { policy, workspace } = view;
  const name = policy.compilation.table?.policy.name ?? "";
  const path = casesPathOf(view);
  const cases = suggestions.map(({ testCase, reaches }) => ({ testCase, review: reviewOf(reaches) }));
  const text = workspace.text(path);
  const written =
    text === undefined
      ? newCases({ file: baseName(policy.path), name }, cases)
      : addedCases(text, name, cases);
  return written && [changed(path, text ?? "", written.text)];
}

/** From the first sign that differs to the last. */
function changed(path: string, before: string, after: string): Change {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { path, start, end: before.length - tail, newText: after.slice(start, after.length - tail) };
}

const MOST_NAMED = 3;

function reviewOf(reaches: readonly Goal[]): string {
  const texts = Array.from(new Set(reaches.map(({ text }) => text)));
  const more = texts.length - MOST_NAMED;
  return `${texts.slice(0, MOST_NAMED).join("; ")}${more > 0 ? `; and ${String(more)} more` : ""}`.replace(
    /[\r\n]+/gu,
    " ",
  );
}
