// Limits of caps and throttles: an attribute or a sum under a bound, or a number of actions in a window.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { insertion, rewriting } from "../diagnostics/fixes.js";
import { replacement } from "../diagnostics/nearest.js";
import { withoutMinus } from "./elaborate/number-fixes.js";
import { distinct } from "../names/table.js";
import { readAttribute, readKeys } from "./attribute-path.js";
import { clausesOf } from "./clauses.js";
import type { Checker } from "./checker.js";
import { elaborateConstant } from "./elaborate/index.js";
import type { Attribute } from "./elaborate/index.js";
import type { Action, TypedLimit } from "./program.js";
import { describeType } from "./describe-type.js";
import { isNumeric } from "./same-type.js";

type Bound = Extract<ast.Limit, { readonly kind: "bound" }>;

/** The limits of a cap or a throttle; those in which a mistake was reported are left out. */
export function readLimits(
  checker: Checker,
  form: ast.FormDecl,
  actions: readonly Action[],
): readonly TypedLimit[] {
  const clauses = clausesOf(form, "limit");
  const labels = clauses.flatMap(({ label }) => label ?? []);
  distinct(labels, (label) => label, "limit", checker.report, "rename");
  return clauses.flatMap(({ label, limit, span }, index) => {
    const wrong = wrongShape(form.form, limit);
    if (wrong !== undefined) {
      checker.report(
        diagnose("AP3007", limit.span, { reason: wrong }, { fixes: reshaped(form.form, limit) }),
      );
      return [];
    }
    const read =
      limit.kind === "count" ? countLimit(checker, limit, actions) : boundLimit(checker, limit, actions);
    return read === undefined
      ? []
      : [{ ...read, span, place: index + 1, ...(label !== undefined && { label: label.text }) }];
  });
}

function wrongShape(form: ast.FormKeyword, limit: ast.Limit): string | undefined {
  if (form === "throttle") {
    return limit.kind === "bound" ? "a throttle counts actions: `limit 600 per 1h by agent.id`" : undefined;
  }
  if (limit.kind === "count")
    return "a cap bounds an attribute or a sum: `limit sum(impact.hosts) <= 20 per 1h`";
  if (limit.sum && limit.window === undefined) return "a sum needs a window: `limit sum(…) <= … per 1h`";
  if (!limit.sum && limit.window !== undefined)
    return "over a window a sum is limited: `limit sum(…) <= … per …`";
  return undefined;
}

/** A sum gets a window, and what is limited over a window is summed: both are stricter than a bound on each action. */
function reshaped(form: ast.FormKeyword, limit: ast.Limit): readonly Fix[] {
  if (form === "throttle" || limit.kind === "count") return [];
  const { span, attribute, sum } = limit;
  const path = attribute.parts.map(({ text }) => text).join(".");
  if (!sum) return rewriting(`Limit \`sum(${path})\``, attribute.span, `sum(${path})`);
  return insertion("Sum over an hour: `per 1h`", span, " per 1h");
}

type Read = Omit<TypedLimit, "span" | "place">;

function countLimit(
  checker: Checker,
  limit: Extract<ast.Limit, { readonly kind: "count" }>,
  actions: readonly Action[],
): Read | undefined {
  const bound = elaborateConstant(limit.count, { kind: "int" }, checker.names);
  const window = readWindow(checker, limit.window, actions);
  if (typeof bound !== "number" || window === undefined) return undefined;
  if (bound >= 0) return { op: "<=", bound, window };
  const fixes = replacement(limit.count.span, "0");
  checker.report(diagnose("AP3010", limit.count.span, { what: "the number of actions" }, { fixes }));
  return undefined;
}

function boundLimit(checker: Checker, limit: Bound, actions: readonly Action[]): Read | undefined {
  const attribute = readAttribute(checker, limit.attribute, actions);
  const window = limit.window && readWindow(checker, limit.window, actions);
  const bound = attribute && readBound(checker, limit, attribute);
  if (attribute === undefined || bound === undefined || (limit.window && !window)) return undefined;
  return {
    attribute: attribute.path,
    op: limit.op.text === "<" ? "<" : "<=",
    bound,
    ...(window && { window }),
  };
}

/** The bound in the normal form of the attribute's type. */
function readBound({ names, report }: Checker, limit: Bound, { path, type }: Attribute): number | undefined {
  if (type.kind === "error") return undefined;
  if (!isNumeric(type)) {
    report(diagnose("AP2022", limit.attribute.span, { path, type: describeType(type) }));
    return undefined;
  }
  const bound = elaborateConstant(limit.bound, type, names);
  return typeof bound === "number" ? bound : undefined;
}

function readWindow(
  checker: Checker,
  { per, by }: ast.Window,
  actions: readonly Action[],
): TypedLimit["window"] | undefined {
  const length = readDuration(checker, per, "a window");
  const keys = readKeys(checker, by, actions);
  return length === undefined || keys === undefined ? undefined : { per: length, by: keys };
}

/** A duration of more than no time, in milliseconds; undefined where a mistake was reported. */
export function readDuration(
  { names, report }: Pick<Checker, "names" | "report">,
  expr: ast.Expr,
  what: string,
): number | undefined {
  const duration = elaborateConstant(expr, { kind: "duration" }, names);
  if (typeof duration !== "number") return undefined;
  if (duration > 0) return duration;
  report(diagnose("AP2085", expr.span, { what }, { fixes: withoutMinus(expr) }));
  return undefined;
}
