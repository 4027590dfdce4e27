// `in` and `not in`: a list, a set, a range with both ends, or the addresses of a CIDR.

import { compare } from "../../../runtime/values/exact.js";
import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { replacement } from "../../diagnostics/nearest.js";
import { describeType } from "../describe-type.js";
import { hasRecord, isOrdered, isOrderedEnum, sameType } from "../same-type.js";
import { BOOL, type Type } from "../type.js";
import type { TypedExpr } from "../typed-expr.js";
import { badCondition, isBad, made, type Checked } from "./checked.js";
import { demand, fitted } from "./coerce.js";
import { orderHelp } from "./compare.js";
import { chained } from "./logic.js";
import { askedOf } from "./operands.js";
import { swapped } from "./number-fixes.js";
import { elementOf } from "./quantifier.js";
import { withoutQuotes } from "./quoted-attribute.js";
import { equality } from "./relation-fixes.js";
import { report, type Scope } from "./scope.js";

export function visitMembership(expr: ast.BinaryExpr, scope: Scope): Checked {
  const { right } = expr;
  if (right.kind === "range") return visitBetween(expr, right, scope);
  const [item, items] = askedOf(expr.left, right, scope, {
    toLeft: (type) => (type.kind === "cidr" ? IP : (elementOf(type) ?? type)),
    toRight: (type) => collectionHint(right, type),
  });
  if (isBad(item) || isBad(items)) return badCondition(expr.span, [item, items]);
  if (item.constant && items.constant) {
    report(scope, diagnose("AP2055", expr.span, {}, { fixes: withoutQuotes([expr.left], scope) }));
    return badCondition(expr.span, [item, items]);
  }
  if (item.expr.type.kind === "ip") return inAddresses(expr, item, items, scope);
  return inCollection(expr, item, items, scope);
}

const CIDR: Type = { kind: "cidr" };
const IP: Type = { kind: "ip" };
const STRING: Type = { kind: "string" };

/** What the right side is asked to be. Where an address is looked for, a literal with a slash is a CIDR. */
function collectionHint(right: ast.Expr, item: Type): Type {
  switch (right.kind) {
    case "list": {
      const cidrs = right.items.some((each) => each.kind === "string" && each.value.includes("/"));
      return { kind: "list", element: item.kind === "ip" && cidrs ? CIDR : item };
    }
    case "string":
      return item.kind === "ip" ? CIDR : STRING;
    default:
      return item;
  }
}

// ─── Lists and sets ─────────────────────────────────────────────────────────────────────────────────────────────

function inCollection(expr: ast.BinaryExpr, item: Checked, items: Checked, scope: Scope): Checked {
  const element = elementOf(items.expr.type);
  if (element === undefined) {
    report(scope, noCollection(expr, item.expr.type, items.expr.type));
    return badCondition(expr.span, [item, items]);
  }
  if (hasRecord(element)) {
    report(scope, diagnose("AP2074", expr.opSpan, { op: "in" }));
    return badCondition(expr.span, [item, items]);
  }
  const related = [{ span: expr.right.span, message: `this is ${describeType(items.expr.type)}` }];
  const fitting = demand(item, expr.left, element, scope, related);
  if (isBad(fitting)) return badCondition(expr.span, [fitting, items]);
  return made({ kind: "in", item: fitting.expr, items: items.expr, span: expr.span, type: BOOL }, [
    fitting,
    items,
  ]);
}

function noCollection(expr: ast.BinaryExpr, item: Type, items: Type): ReturnType<typeof diagnose> {
  const needs = "a list, a set, a range or a CIDR";
  const params = { op: "`in`", needs, found: describeType(items), help: helpFor(item, items) };
  const isEqual = sameType(item, items) && items.kind !== "host" && items.kind !== "string";
  const isPattern = item.kind === "host" && expr.right.kind === "string";
  const pattern = isPattern ? replacement(expr.opSpan, expr.op === "in" ? "like" : "not like") : [];
  return diagnose("AP2068", expr.right.span, params, { fixes: isEqual ? equality(expr) : pattern });
}

function helpFor(item: Type, items: Type): string | undefined {
  if (item.kind === "host") return 'hosts are matched by patterns: `like "*.corp.example"`';
  if (items.kind === "string") return 'parts of a string are found by `like "*part*"`';
  if (items.kind === "map") return "ask whether a key is there: `has limits[args.tool]`";
  return items.kind === "enum" ? "compare with `==`, or write a list" : undefined;
}

// ─── Addresses ──────────────────────────────────────────────────────────────────────────────────────────────────

/** An address in a CIDR, in a list of addresses, or in a list of CIDRs, which is written out. */
function inAddresses(expr: ast.BinaryExpr, item: Checked, items: Checked, scope: Scope): Checked {
  const { span } = expr;
  const inOne = (cidr: Checked): Checked =>
    made({ kind: "in-cidr", item: item.expr, cidr: cidr.expr, span, type: BOOL }, [item, cidr]);
  if (items.expr.type.kind === "cidr") return inOne(items);
  const element = elementOf(items.expr.type);
  if (element?.kind !== "cidr" || items.expr.kind !== "list") return inCollection(expr, item, items, scope);
  const [first, ...rest] = items.expr.items.map((cidr) => inOne({ ...items, expr: cidr }));
  return first === undefined ? inCollection(expr, item, items, scope) : chained("or", first, rest, expr);
}

// ─── Ranges ─────────────────────────────────────────────────────────────────────────────────────────────────────

type Range = Extract<ast.Expr, { readonly kind: "range" }>;

function visitBetween(expr: ast.BinaryExpr, range: Range, scope: Scope): Checked {
  const item = scope.visit(expr.left, scope);
  const low = scope.visit(range.low, scope, item.expr.type);
  const high = scope.visit(range.high, scope, item.expr.type);
  const parts = [item, low, high];
  if (parts.some(isBad)) return badCondition(expr.span, parts);
  const fitting = between(expr, range, [item, low, high], scope);
  if (fitting === undefined) return badCondition(expr.span, parts);
  const [a, b, c] = fitting;
  return made(
    { kind: "between", item: a.expr, low: b.expr, high: c.expr, span: expr.span, type: BOOL },
    fitting,
  );
}

type Three = readonly [item: Checked, low: Checked, high: Checked];

/** The item and both ends with one type; undefined where a mistake was reported. */
function between(expr: ast.BinaryExpr, range: Range, three: Three, scope: Scope): Three | undefined {
  const [item, low, high] = three;
  if (!isOrdered(item.expr.type)) {
    const params = { op: "in", type: describeType(item.expr.type), help: orderHelp(item.expr.type) };
    report(scope, diagnose("AP2054", expr.left.span, params));
    return undefined;
  }
  if (item.constant && low.constant && high.constant) {
    report(scope, diagnose("AP2055", expr.span, {}));
    return undefined;
  }
  const type = three.find((each) => each.expr.type.kind === "decimal" && item.expr.type.kind === "int")?.expr
    .type;
  const target = type ?? item.expr.type;
  const ends = [range.low, range.high].map((end, index) => {
    const side = index === 0 ? low : high;
    const related = [{ span: expr.left.span, message: `this is ${describeType(target)}` }];
    return demand(side, end, target, scope, related);
  });
  const [first = low, last = high] = ends;
  if (ends.some(isBad)) return undefined;
  if (isEmpty(first, last)) {
    report(scope, diagnose("AP2071", range.span, {}, { fixes: swapped(range) }));
    return undefined;
  }
  return [fitted(item, target) ?? item, first, last];
}

function isEmpty(low: Checked, high: Checked): boolean {
  const [from, to] = [placeOf(low.expr), placeOf(high.expr)];
  if (from !== undefined && to !== undefined) return from > to;
  return low.exact !== undefined && high.exact !== undefined && compare(low.exact, high.exact) > 0;
}

/** The place of a member that is written out. */
function placeOf(expr: TypedExpr): number | undefined {
  if (expr.kind !== "literal" || !isOrderedEnum(expr.type)) return undefined;
  return expr.type.members.findIndex((member) => member === expr.value);
}
