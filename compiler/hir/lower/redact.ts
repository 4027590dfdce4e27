// LAW: a redaction contributes where there is something to rewrite in the arguments; what it says of the result goes
// along with whatever is permitted.
//
//   redact R on S { when a, mask args.x matching D, drop args.y, clamp args.n to 5, mask result matching E }
//     →  on S where a, detects(args.x, D) or has args.y or args.n > 5: redact [mask args.x, drop args.y, clamp args.n]
//     →  on S where a: none, [mask result]
//
//   redact R on result of S { when a, mask result.x matching D }
//     →  on result of S where a: redact [mask result.x], which contributes where it finds something to rewrite

import type { Redaction, Ref } from "../../../runtime/table/format.js";
import type { RuleOf, TypedReason, TypedRedaction, TypedRule } from "../../types/program.js";
import type { CoreCondition, CoreRule } from "../hir.js";
import { attributeField } from "./attribute.js";
import type { Context } from "./context.js";
import { guardOf } from "./guard.js";
import { rowOf } from "./row.js";

export function lowerRedact(rule: RuleOf<"redact">, to: Context): CoreRule[] {
  return redactionRows(rule, rule.redactions, { conditions: guardOf(rule, to), reason: rule.reason }, to);
}

interface Where {
  readonly conditions: readonly CoreCondition[];
  readonly reason: TypedReason;
  readonly label?: string;
}

export function redactionRows(
  rule: TypedRule,
  redactions: readonly TypedRedaction[],
  { conditions, ...said }: Where,
  to: Context,
): CoreRule[] {
  const inArgs = redactions.filter(({ target }) => target === "args" || target.startsWith("args."));
  const inResult = redactions.filter((each) => !inArgs.includes(each));
  const work = somethingToRewrite(rule, inArgs, to);
  const verdict = rule.onResult ? "redact" : "none";
  return [
    ...(inArgs.length > 0
      ? [
          rowOf(rule, {
            conditions: [...conditions, ...work],
            verdict: "redact",
            ...said,
            redactions: inArgs.map(plain),
          }),
        ]
      : []),
    ...(inResult.length > 0
      ? [rowOf(rule, { conditions, verdict, ...said, redactions: inResult.map(plain) })]
      : []),
  ];
}

/** No condition where one of the arguments is always there, and rewritten whatever it holds. */
function somethingToRewrite(
  rule: TypedRule,
  redactions: readonly TypedRedaction[],
  to: Context,
): CoreCondition[] {
  const alternatives: Ref[] = [];
  for (const redaction of redactions) {
    const conjuncts = workOf(redaction, rule, to);
    if (conjuncts.length === 0) return [];
    alternatives.push(to.pool.and(conjuncts));
  }
  return [{ expr: to.pool.or(alternatives), text: "there is something to rewrite", span: rule.span }];
}

/** All of these hold where the redaction has something to do. There are always arguments, if none in them. */
function workOf(
  { op, target, detectors, most }: TypedRedaction,
  rule: TypedRule,
  { pool, program }: Context,
): Ref[] {
  const optional = target !== "args" && attributeField(target, rule.actions, program).optional;
  return [
    ...(optional ? [pool.has(target)] : []),
    ...(op === "mask" ? [pool.intern({ op: "detects", path: target, detectors })] : []),
    ...(most ? [pool.compare(">", pool.attribute(target), pool.literal(most.value), most.type)] : []),
  ];
}

function plain({ op, target, detectors, as, most }: TypedRedaction): Redaction {
  switch (op) {
    case "mask":
      return { op, target, detectors, ...(as !== undefined && { as }) };
    case "mask-all":
      return { op, target, ...(as !== undefined && { as }) };
    case "clamp":
      if (most === undefined) throw new Error(`a clamp of ${target} without a bound`);
      return { op, target, type: most.type.kind, most: most.value };
    default:
      return { op, target };
  }
}
