// Prints the steps of a test.

import type { ActionStep, ExpectStep, Step } from "../ast/ast.js";
import { stepWords } from "../ast/forms.js";
import { printFields, printFieldValue, printPath, printString, printValue } from "./expressions.js";
import type { Doc } from "./documents.js";
import { bracketed, listOf, type Entry } from "./layout.js";
import type { Page } from "./page.js";

export function printStep(step: Step, page: Page): Entry {
  return { keyword: step.step, rest: printRest(step, page) };
}

function printRest(step: Step, page: Page): Doc {
  switch (step.step) {
    case "agent":
    case "context":
    case "impact":
    case "result":
      return printFields(step.record, page);
    case "action":
      return printAction(step, page);
    case "expect":
      return printExpect(step, page);
    case "after":
      return printValue(step.duration, page, stepWords);
    case "at":
      return printValue(step.time, page, stepWords);
    case "approve":
      return [
        `by ${printString(step.by, page)}`,
        step.acknowledging ? ` acknowledging ${step.acknowledging.text}` : "",
      ];
    case "outcome":
      return step.outcome.text;
    case "kill":
    case "revive":
      return [
        printPath(step.scope),
        step.value ? [" ", printValue(step.value, page, stepWords)] : "",
        step.by ? ` by ${printString(step.by, page)}` : "",
      ];
  }
}

function printAction(step: ActionStep, page: Page): Doc {
  const list = listOf(page, step, "args", step.args, (arg) => printFieldValue(arg, page));
  const args = bracketed("(", list, ")");
  return [step.name.text, args, step.reversible ? ` ${step.reversible.text}` : ""];
}

function printExpect(step: ExpectStep, page: Page): Doc {
  return [
    step.verdict.text,
    step.by ? ` by ${printPath(step.by)}` : "",
    step.code ? ` code ${printString(step.code, page)}` : "",
    step.times ? [" times ", printValue(step.times, page, stepWords)] : "",
  ];
}
