// From CST to AST: the steps of a test.

import type {
  ActionStepCstNode,
  ApproveStepCstNode,
  ExpectStepCstNode,
  KillStepCstNode,
  NameClauseCstNode,
  RecordStepCstNode,
  ValueClauseCstNode,
} from "../../../grammar/generated/cst.js";
import type { CstNode, PieceRule } from "../../../grammar/parser.js";
import type { Span } from "../../source/source.js";
import type { Step } from "../ast.js";
import type { PieceReader } from "../reading/bodies.js";
import { requireCommas } from "./commas.js";
import { fieldValueOf, recordLiteralOf, sumOf } from "./expressions.js";
import { pathOf, patternOf } from "./names.js";
import { every, first, identOf, stringOf, type Reader } from "./reader.js";

/** Ties a rule to what makes a step of its node: the parser gives a node of that rule and no other. */
function step<N extends CstNode>(
  rule: N["name"] & PieceRule,
  read: (reader: Reader, node: N, span: Span) => Step,
): PieceReader<Step> {
  return { rule, read: (reader, node, span) => read(reader, node as N, span) };
}

const ofRecord = (name: "agent" | "context" | "impact" | "result") =>
  step<RecordStepCstNode>("recordStep", (reader, node, span) => ({
    kind: "step",
    step: name,
    span,
    record: recordLiteralOf(reader, first(node.children.recordLiteral)),
  }));

const ofKill = (name: "kill" | "revive") =>
  step<KillStepCstNode>("killStep", (reader, node, span) => {
    const by = first(node.children.StringWord);
    return {
      kind: "step",
      step: name,
      span,
      scope: pathOf(reader, first(node.children.path)),
      ...(node.children.sum && { value: sumOf(reader, first(node.children.sum)) }),
      ...(by !== undefined && { by: stringOf(reader, by) }),
    };
  });

/** By the word that a step begins with. */
export const stepReaders: ReadonlyMap<string, PieceReader<Step>> = new Map([
  ["agent", ofRecord("agent")],
  ["context", ofRecord("context")],
  ["impact", ofRecord("impact")],
  ["result", ofRecord("result")],
  ["action", step<ActionStepCstNode>("actionStep", actionStepOf)],
  ["expect", step<ExpectStepCstNode>("expectStep", expectStepOf)],
  [
    "after",
    step<ValueClauseCstNode>("valueClause", (reader, node, span) => ({
      kind: "step",
      step: "after",
      span,
      duration: sumOf(reader, first(node.children.sum)),
    })),
  ],
  [
    "at",
    step<ValueClauseCstNode>("valueClause", (reader, node, span) => ({
      kind: "step",
      step: "at",
      span,
      time: sumOf(reader, first(node.children.sum)),
    })),
  ],
  ["approve", step<ApproveStepCstNode>("approveStep", approveStepOf)],
  [
    "outcome",
    step<NameClauseCstNode>("nameClause", (reader, node, span) => ({
      kind: "step",
      step: "outcome",
      span,
      outcome: identOf(reader, first(node.children.name)),
    })),
  ],
  ["kill", ofKill("kill")],
  ["revive", ofKill("revive")],
]);

function actionStepOf(reader: Reader, node: ActionStepCstNode, span: Span): Step {
  const { children } = node;
  const reversible = first(children.Kw_reversible) ?? first(children.Kw_irreversible);
  requireCommas(reader, children.fieldValue, children.Comma);
  return {
    kind: "step",
    step: "action",
    span,
    name: patternOf(reader, first(children.actionPattern)),
    args: every(children.fieldValue).map((arg) => fieldValueOf(reader, arg)),
    ...(reversible !== undefined && { reversible: identOf(reader, reversible) }),
  };
}

function expectStepOf(reader: Reader, node: ExpectStepCstNode, span: Span): Step {
  const { children } = node;
  return {
    kind: "step",
    step: "expect",
    span,
    verdict: identOf(reader, first(children.verdict)),
    ...(children.Kw_by && { by: pathOf(reader, first(children.path)) }),
    ...(children.Kw_code && { code: stringOf(reader, first(children.StringWord)) }),
    ...(children.Kw_times && { times: sumOf(reader, first(children.sum)) }),
  };
}

function approveStepOf(reader: Reader, node: ApproveStepCstNode, span: Span): Step {
  const { children } = node;
  return {
    kind: "step",
    step: "approve",
    span,
    by: stringOf(reader, first(children.StringWord)),
    ...(children.Kw_acknowledging && { acknowledging: identOf(reader, first(children.acknowledged)) }),
  };
}
