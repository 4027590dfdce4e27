// Prints the steps of a test.

import type { ActionStep, ExpectStep, Step } from "../ast/ast.js";
import { stepWords } from "../ast/forms.js";
import { printFields, printFieldValue, printPath, printString, printValue } from "./expressions.js";
import { bracketed, type Doc, type Entry } from "./layout.js";

export function printStep(step: Step): Entry {
  return { keyword: step.step, rest: printRest(step) };
}

function printRest(step: Step): Doc {
  switch (step.step) {
    case "agent":
    case "context":
    case "impact":
    case "result":
      return printFields(step.record.fields);
    case "action":
      return printAction(step);
    case "expect":
      return printExpect(step);
    case "after":
      return printValue(step.duration, stepWords);
    case "at":
      return printValue(step.time, stepWords);
    case "approve":
      return [
        `by ${printString(step.by.value)}`,
        step.acknowledging ? ` acknowledging ${step.acknowledging.text}` : "",
      ];
    case "outcome":
      return step.outcome.text;
    case "kill":
    case "revive":
      return [
        printPath(step.scope),
        step.value ? [" ", printValue(step.value, stepWords)] : "",
        step.by ? ` by ${printString(step.by.value)}` : "",
      ];
  }
}

function printAction(step: ActionStep): Doc {
  const args = bracketed("(", step.args.map(printFieldValue), ")");
  return [step.name.text, args, step.reversible ? ` ${step.reversible.text}` : ""];
}

function printExpect(step: ExpectStep): Doc {
  return [
    step.verdict.text,
    step.by ? ` by ${printPath(step.by)}` : "",
    step.code ? ` code ${printString(step.code.value)}` : "",
    step.times ? [" times ", printValue(step.times, stepWords)] : "",
  ];
}
