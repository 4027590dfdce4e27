// What stands above tests and rules: how a test went, and how to run it; where a rule is in the table, what was proved of
// it, what touches it.

import type * as ast from "../../compiler/ast/ast.js";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import type { RuleSymbol } from "../../compiler/names/symbols.js";
import { analysisOf } from "./analysed.js";
import { counted } from "./hover/markdown.js";
import { trialsIn } from "./inlay-hints.js";
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

/** In the order of the declarations; none of a policy with errors, which nothing can be said of. */
export function codeLenses(view: View, seen: Seen = {}): readonly CodeLens[] {
  const { program, known } = analysisOf(view);
  if (program === undefined) return [];
  const rows = new Set(program.rules.map(({ name }) => name));
  const rules = new Map<ast.Declaration, RuleSymbol>(known?.symbols.rules.map((rule) => [rule.decl, rule]));
  const trialOf = trialsIn(view, seen);
  return view.module.declarations.flatMap((decl) => {
    if (decl.kind === "test") return isRun(view) ? testLenses(decl, trialOf(decl)) : [];
    const rule = rules.get(decl);
    return rule === undefined ? [] : ruleLenses(rule, rows.has(rule.qualified), seen);
  });
}

/** Tests of files that are imported are not run with the policy. */
function isRun({ path, policy }: View): boolean {
  return path === policy.path;
}

function testLenses({ keyword, name }: ast.TestDecl, trial: Trial | undefined): readonly CodeLens[] {
  const place = { start: keyword.start, end: name.span.end };
  return [
    { ...place, title: runTitle(trial), does: { kind: "run", test: name.value } },
    { ...place, title: "explain", does: { kind: "explain", test: name.value } },
  ];
}

function runTitle(trial: Trial | undefined): string {
  if (trial === undefined) return "▶ run test";
  return trial.passed ? "✓ run test" : `✗ run test: ${trial.failure?.message ?? "it failed"}`;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function ruleLenses(
  { decl: { keyword, name }, qualified: rule }: RuleSymbol,
  isRow: boolean,
  { diagnostics = [], touched }: Seen,
): readonly CodeLens[] {
  const place: Place = { start: keyword.start, end: name.span.end };
  const { file, start } = name.span;
  const proofs = diagnostics.filter(({ span }) => span.file === file && span.start === start);
  const seen = touched?.get(rule);
  return [
    ...(isRow ? [{ ...place, title: "show table row", does: { kind: "table", rule } } as const] : []),
    ...proofs.flatMap((proof) => proofLens(proof, place)),
    ...(seen === undefined ? [] : [{ ...place, title: coveredTitle(seen.cases) }]),
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

function proofLens({ code }: Diagnostic, place: Place): readonly CodeLens[] {
  const title = PROVED[code];
  return title === undefined ? [] : [{ ...place, title }];
}
