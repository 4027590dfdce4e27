// `test` blocks to golden cases.

import type { Step as CaseStep, TestCase } from "../../runtime/testing/case.js";
import type * as ast from "../ast/ast.js";
import type { LoadedModule } from "../names/load.js";
import { lineMap } from "../source/line-map.js";
import type { Span } from "../source/source.js";
import type { Checker } from "./checker.js";
import { readStep, type Progress } from "./test-steps.js";
import type { RuleNames } from "./rule-names.js";

/** The cases of a file's `test` blocks. Steps in which a mistake was reported are left out. */
export function checkTests(
  checker: Checker,
  { file, module }: LoadedModule,
  rules: RuleNames,
): readonly TestCase[] {
  const lines = lineMap(file.text);
  const origin = ({ start }: Span): string => {
    const { line, column } = lines.position(start);
    return `${file.path}:${line}:${column}`;
  };
  return module.declarations
    .filter((declaration) => declaration.kind === "test")
    .map((test) => ({
      name: test.name.value,
      origin: origin(test.span),
      steps: stepsOf(checker, test, rules, origin),
    }));
}

function stepsOf(
  checker: Checker,
  test: ast.TestDecl,
  rules: RuleNames,
  origin: (span: Span) => string,
): readonly CaseStep[] {
  const progress: Progress = { checker, rules, acted: false };
  const steps = test.steps.flatMap((step) => {
    const read = readStep(progress, step);
    if (step.step === "action") progress.acted = true;
    return read === undefined ? [] : [{ ...read, origin: origin(step.span) }];
  });
  return steps.flatMap((step, i) => withOutcome(step, steps[i - 1], steps[i + 1]));
}

/** `outcome failed` right before a `result` says how the action ended from which it came: both are one report. */
function withOutcome(
  step: CaseStep,
  before: CaseStep | undefined,
  after: CaseStep | undefined,
): readonly CaseStep[] {
  if (step.step === "outcome" && after?.step === "result") return [];
  if (step.step === "result" && before?.step === "outcome") return [{ ...step, outcome: before.outcome }];
  return [step];
}
