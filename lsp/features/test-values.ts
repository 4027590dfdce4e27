// Values in tests: which attribute each is of, and of what type that is declared.

import type * as ast from "../../compiler/ast/ast.js";
import type { Action } from "../../compiler/types/declared.js";
import type { Known } from "../../compiler/types/known.js";
import type { Type } from "../../compiler/types/type.js";
import { attributeAt } from "./attributes.js";
import { actionsAt, actionsNamed } from "./tree.js";

/** The attribute that a value in a test is of: the section of its step, and the names of the fields around it. */
export function stepsOfValue(nodes: readonly ast.Node[]): readonly string[] | undefined {
  const step = nodes.find((node) => node.kind === "step");
  const names = nodes.flatMap((node) => (node.kind === "field-value" ? [node.name.text] : []));
  if (step?.kind !== "step" || names.length === 0) return undefined;
  switch (step.step) {
    case "agent":
    case "context":
    case "impact":
    case "result":
      return [step.step, ...names];
    case "action":
      return ["args", ...names];
    default:
      return undefined;
  }
}

/** The declared type of a value in a test; of an item of a list, that of the items. */
export function valueType(nodes: readonly ast.Node[], known: Known): Type | undefined {
  const steps = stepsOfValue(nodes);
  let type = steps && attributeAt(steps, actionsInTest(nodes, known), known)?.type;
  const from = nodes.findLastIndex((node) => node.kind === "field-value");
  for (const node of nodes.slice(from))
    if (node.kind === "list") type = type?.kind === "list" || type?.kind === "set" ? type.element : undefined;
  return type;
}

/** In a test, a result is that of the action last said. */
export function actionsInTest(nodes: readonly ast.Node[], known: Known): readonly Action[] {
  const test = nodes.find((node) => node.kind === "test");
  const step = nodes.find((node) => node.kind === "step");
  if (test?.kind !== "test" || step?.kind !== "step" || step.step !== "result")
    return actionsAt(nodes, known);
  const before = test.steps.slice(0, test.steps.indexOf(step));
  const action = before.findLast((each) => each.step === "action");
  return action === undefined ? [] : actionsNamed(action.name.text, known);
}
