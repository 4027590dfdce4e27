// What stands above tests and rules: how a test went, and how to run it; where a rule is in the table, what was proved of
// it, what touches it.

import type * as ast from "../../compiler/ast/ast.js";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import { analysisOf } from "./analysed.js";
import { counted } from "./hover/markdown.js";
import { trialOf } from "./inlay-hints.js";
import type { Seen, Trial } from "./seen.js";
import type { View } from "./view.js";

export interface CodeLens {
  readonly start: number;
  readonly end: number;
  readonly title: string;
  /** What it does when it is clicked; absent where it only says something. */
  readonly does?: LensCommand;
}

export type LensCommand =
  /** By the test's name. */
  | { readonly kind: "run" | "explain"; readonly test: string }
  /** By the rule's qualified name. */
  | { readonly kind: "table"; readonly rule: string };

/** In the order of the declarations. */
export function codeLenses(view: View, seen: Seen = {}): readonly CodeLens[] {
  return view.module.declarations.flatMap((decl) => {
    if (decl.kind === "test") return testLenses(view, decl, seen);
    return decl.kind === "form" ? ruleLenses(view, decl, seen) : [];
  });
}

function testLenses(view: View, test: ast.TestDecl, seen: Seen): readonly CodeLens[] {
  // Tests of files that are imported are not run with the policy.
  if (view.path !== view.policy.path || view.policy.compilation.table === undefined) return [];
  const { start } = test.keyword;
  const { end } = test.name.span;
  const name = test.name.value;
  return [
    { start, end, title: runTitle(trialOf(view, test, seen)), does: { kind: "run", test: name } },
    { start, end, title: "explain", does: { kind: "explain", test: name } },
  ];
}

function runTitle(trial: Trial | undefined): string {
  if (trial === undefined) return "▶ run test";
  return trial.passed ? "✓ run test" : `✗ run test: ${trial.failure?.message ?? "it failed"}`;
}

function ruleLenses(
  view: View,
  form: ast.FormDecl,
  { diagnostics = [], touched }: Seen,
): readonly CodeLens[] {
  const rule = analysisOf(view).known?.symbols.rules.find(({ decl }) => decl === form)?.qualified;
  const { table } = view.policy.compilation;
  if (rule === undefined || form.name === undefined || table === undefined) return [];
  const { start } = form.keyword;
  const { end, file } = form.name.span;
  const of = diagnostics.filter(({ span }) => span.file === file && span.start === form.name?.span.start);
  const isRow = table.rules.some(({ name }) => name === rule);
  const seen = touched?.get(rule);
  return [
    ...(isRow ? [{ start, end, title: "show table row", does: { kind: "table", rule } } as const] : []),
    ...of.flatMap((proof) => proofLens(proof, { start, end })),
    ...(seen === undefined ? [] : [{ start, end, title: coveredTitle(seen.cases) }]),
  ];
}

function coveredTitle(cases: number): string {
  return cases === 0 ? "covered by no case" : `covered by ${counted(cases, "case")}`;
}

const PROVED: Readonly<Partial<Record<string, string>>> = {
  AP3080: "matches nothing",
  AP3081: "never matters",
  AP3082: "says what another rule says",
};

function proofLens(
  { code }: Diagnostic,
  place: { readonly start: number; readonly end: number },
): readonly CodeLens[] {
  const title = PROVED[code];
  return title === undefined ? [] : [{ ...place, title }];
}
