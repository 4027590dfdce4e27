// correctness/implied-choice: `role == lead and role in [lead, clerk]`.

import type * as ast from "../../../ast/ast.js";
import type { LintContext } from "../../context.js";
import { chainsOf, sidesOf, without, type Part } from "../../edits.js";
import { flat } from "../../literals.js";
import { groupedBy } from "../../repeats.js";
import type { LintRule } from "../../rule.js";

export const impliedChoice: LintRule = {
  id: "correctness/implied-choice",
  title: "Choice that another choice implies",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `Whoever is a lead is none of the guests, and is among leads and clerks: beside the narrower condition the wider one says
nothing. Mostly one of the two was meant to be about another attribute, or joined by the other connective.`,
  bad: `policy pay { default block }
agent  { id: string, role: clerk | lead | guest, team: clerk | lead | guest }
action payments.send(amount: money(USD)) { effect write, reversible always }

rule leads on payments.send { when agent.role == lead and agent.role != guest, allow }
//                                                        ^^^^^^^^^^^^^^^^^^^ correctness/implied-choice
`,
  good: `policy pay { default block }
agent  { id: string, role: clerk | lead | guest, team: clerk | lead | guest }
action payments.send(amount: money(USD)) { effect write, reversible always }

rule leads on payments.send { when agent.role == lead and agent.team != guest, allow }
`,
  *check(context) {
    for (const op of ["and", "or"] as const)
      for (const { parts, hidden } of chainsOf(op, context.expressions, context)) {
        const choices = parts.flatMap((part, index) => choiceOf(part, index, context) ?? []);
        for (const alike of groupedBy(choices, ({ subject }) => subject).values())
          for (const choice of alike) {
            const by = alike.find((other) => isIdle(choice, other, op));
            if (by === undefined) continue;
            const edits = without(parts, new Set([choice.index]));
            yield {
              span: choice.span,
              message: `\`${flat(context.text(by.span))}\` makes this condition idle`,
              related: [{ span: by.span, message: "this one decides" }],
              fixes: hidden ? [] : [{ title: "Take the idle condition out", edits }],
            };
          }
      }
  },
};

interface Choice extends Part {
  readonly index: number;
  readonly text: string;
  readonly subject: string;
  /** One of the items, or none of them? */
  readonly isOneOf: boolean;
  readonly items: ReadonlySet<string>;
}

const ONE_OF: Readonly<Record<string, boolean>> = { "==": true, in: true, "!=": false, "not in": false };

function choiceOf({ expr, span }: Part, index: number, context: LintContext): Choice | undefined {
  if (expr.kind !== "binary") return undefined;
  const isOneOf = ONE_OF[expr.op];
  const type = context.typeOf(expr.left)?.kind;
  if (isOneOf === undefined || (type !== "enum" && type !== "string")) return undefined;
  const listed = expr.right.kind === "list" ? expr.right.items : [expr.right];
  if (expr.op.endsWith("in") && expr.right.kind !== "list") return undefined;
  if (!listed.every((item) => isWord(item, type))) return undefined;
  const items = new Set(listed.map((item) => context.text(item.span)));
  const text = flat(context.text(expr.span));
  return {
    expr,
    span,
    index,
    text,
    subject: flat(context.text(sidesOf(expr, context).left)),
    isOneOf,
    items,
  };
}

function isWord(expr: ast.Expr, type: "enum" | "string"): boolean {
  return type === "enum" ? expr.kind === "path" && expr.parts.length === 1 : expr.kind === "string";
}

/** By `and` the wider of two is idle, by `or` the narrower; of two that are equal, the later. */
function isIdle(choice: Choice, by: Choice, op: "and" | "or"): boolean {
  if (choice === by) return false;
  const [narrow, wide] = op === "and" ? [by, choice] : [choice, by];
  if (!implies(narrow, wide)) return false;
  if (!implies(wide, narrow)) return true;
  // What is written alike, `repeated-operand` tells.
  return by.index < choice.index && by.text !== choice.text;
}

function implies(a: Choice, b: Choice): boolean {
  if (a.isOneOf) return Array.from(a.items).every((item) => b.items.has(item) === b.isOneOf);
  return !b.isOneOf && Array.from(b.items).every((item) => a.items.has(item));
}
