// What an expression means, straight from the typed tree. What is absent or cannot be known is unknown.

import type { Address } from "../../runtime/values/address.js";
import type { Truth, Value } from "../../runtime/values/value.js";
import type { DataSet } from "../types/program.js";
import type { Type } from "../types/type.js";
import type { TypedExpr } from "../types/typed-expr.js";
import { applied } from "./applied.js";
import { bounds, isBelow, isEqual, negated, point, product, sum, type Interval } from "./interval.js";
import { commandTruth } from "./commands.js";
import { and, not, or } from "./kleene.js";
import { finds, findsAt } from "./rewrite.js";
import { readsReport } from "./reports.js";
import { inside, type Bound, type Scene } from "./scene.js";
import { tested } from "./tested.js";
import { attributeAt, isUnreported, valueAt, type Content } from "./situation.js";

type Kind<K extends TypedExpr["kind"]> = Extract<TypedExpr, { readonly kind: K }>;

/** The truth of an expression of type bool. */
export function truthOf(expr: TypedExpr, scene: Scene): Truth {
  const truth = judged(expr, scene);
  scene.watch?.(expr, truth);
  return truth;
}

function judged(expr: TypedExpr, scene: Scene): Truth {
  switch (expr.kind) {
    case "and":
      return and([() => truthOf(expr.left, scene), () => truthOf(expr.right, scene)]);
    case "or":
      return or([() => truthOf(expr.left, scene), () => truthOf(expr.right, scene)]);
    case "not":
      return not(truthOf(expr.operand, scene));
    case "known":
      return known(expr.operand, scene);
    case "runs-only":
    case "touches":
    case "redirects":
    case "unseen":
      return commandTruth(expr, (each) => valueOf(each, scene));
    case "has":
      return isUnreported(scene.situation, expr.path)
        ? "unknown"
        : attributeAt(scene.situation, expr.path) !== undefined;
    case "has-element":
      if (valueOf(expr.key, scene) === undefined || heldOf(expr.data, scene) === undefined) return "unknown";
      return elementOf(expr, scene) !== undefined;
    case "has-variable":
      return valueAt(boundValue(expr.name, scene), expr.steps) !== undefined;
    case "compare":
      return compared(expr, scene);
    case "in":
      return isIn(expr, scene);
    case "between":
      return isBetween(expr, scene);
    case "quantifier":
      return quantified(expr, scene);
    case "history": {
      const { low, high } = scene.history(expr);
      return low > 0 ? true : high > 0 ? "unknown" : false;
    }
    case "approved":
      return scene.approved(expr.rule);
    case "let":
      return truthOf(expr.instance.body, inside(expr, scene));
    case "variable": {
      const bound = scene.bound.get(expr.name);
      if (bound?.kind === "argument" && expr.steps.length === 0) return truthOf(bound.expr, bound.scene);
      return truthOfValue(valueOf(expr, scene));
    }
    case "in-cidr":
    case "like":
    case "like-data":
    case "like-host":
    case "matches":
    case "runs":
    case "under":
      return tested(expr, { valueOf: (each) => valueOf(each, scene), heldOf: (data) => heldOf(data, scene) });
    case "detects":
    case "holds":
      return detected(expr, scene);
    default:
      return truthOfValue(valueOf(expr, scene));
  }
}

function truthOfValue(value: Value | undefined): Truth {
  return typeof value === "boolean" ? value : "unknown";
}

/** In what is absent nothing is found. */
function detected(expr: Kind<"detects" | "holds">, scene: Scene): Truth {
  const { situation } = scene;
  if (expr.kind === "detects" && isUnreported(situation, expr.path)) return "unknown";
  if (expr.kind === "detects")
    return findsAt(expr.path, expr.of ?? situation.action.args, expr.detectors, situation);
  const subject = valueOf(expr.subject, scene);
  if (subject === undefined) return "unknown";
  const texts = (value: Value): string[] =>
    Array.isArray(value) ? (value as readonly Value[]).flatMap(texts) : [keyTextOf(value)];
  return texts(subject).some((text) => finds(text, expr.detectors));
}

/** A text, or the text that a host, a URL or a command is known by. */
function keyTextOf(value: Value): string {
  return typeof value === "string" ? value : (value as Address).text;
}

function compared(expr: Kind<"compare">, scene: Scene): Truth {
  const { left, right } = expr;
  if (expr.op === "==") return areEqual(left, right, scene);
  if (expr.op === "!=") return not(areEqual(left, right, scene));
  const a = orderOf(left, scene);
  const b = orderOf(right, scene);
  if (a === undefined || b === undefined) return "unknown";
  switch (expr.op) {
    case "<":
      return isBelow(a, b);
    case ">":
      return isBelow(b, a);
    case "<=":
      return not(isBelow(b, a));
    case ">=":
      return not(isBelow(a, b));
  }
}

function areEqual(left: TypedExpr, right: TypedExpr, scene: Scene): Truth {
  if (isNumeric(left.type)) {
    const a = numberOf(left, scene);
    const b = numberOf(right, scene);
    return a === undefined || b === undefined ? "unknown" : isEqual(a, b);
  }
  if (left.type.kind === "bool") {
    const a = truthOf(left, scene);
    const b = truthOf(right, scene);
    return a === "unknown" || b === "unknown" ? "unknown" : a === b;
  }
  const a = valueOf(left, scene);
  const b = valueOf(right, scene);
  return a === undefined || b === undefined ? "unknown" : same(a, b, left.type);
}

/** Equality of normal forms; sets regardless of order and repetition. */
export function same(a: Value, b: Value, type: Type): boolean {
  if (type.kind === "list" || type.kind === "set") {
    const [xs, ys] = [a as readonly Value[], b as readonly Value[]];
    if (type.kind === "list") {
      return (
        xs.length === ys.length &&
        xs.every((x, i) => ys.slice(i, i + 1).every((y) => same(x, y, type.element)))
      );
    }
    const covers = (us: readonly Value[], vs: readonly Value[]): boolean =>
      us.every((u) => vs.some((v) => same(u, v, type.element)));
    return covers(xs, ys) && covers(ys, xs);
  }
  if (typeof a === "object" && typeof b === "object" && "text" in a && "text" in b) return a.text === b.text;
  return a === b;
}

function isIn(expr: Kind<"in">, scene: Scene): Truth {
  if (expr.items.kind === "list")
    return or(expr.items.items.map((each) => () => areEqual(expr.item, each, scene)));
  const items = valueOf(expr.items, scene) as readonly Value[] | undefined;
  if (items === undefined) return "unknown";
  if (isNumeric(expr.item.type)) {
    const item = numberOf(expr.item, scene);
    if (item === undefined) return "unknown";
    const scale = places(expr.item.type);
    return or(items.map((each) => () => isEqual(item, bounds(each as number, each as number, scale))));
  }
  const item = valueOf(expr.item, scene);
  return item === undefined ? "unknown" : items.some((each) => same(item, each, expr.item.type));
}

function isBetween(expr: Kind<"between">, scene: Scene): Truth {
  const [item, low, high] = [orderOf(expr.item, scene), orderOf(expr.low, scene), orderOf(expr.high, scene)];
  if (item === undefined || low === undefined || high === undefined) return "unknown";
  return and([() => not(isBelow(item, low)), () => not(isBelow(high, item))]);
}

function quantified(expr: Kind<"quantifier">, scene: Scene): Truth {
  const over = valueOf(expr.over, scene) as readonly Value[] | undefined;
  if (over === undefined) return "unknown";
  const truths = over.map((value) => () => {
    const bound = new Map<string, Bound>(scene.bound).set(expr.variable, { kind: "value", value });
    return truthOf(expr.body, { ...scene, bound });
  });
  return expr.quantifier === "any" ? or(truths) : and(truths);
}

function boundValue(name: string, scene: Scene): Value | undefined {
  const bound = scene.bound.get(name);
  if (bound === undefined) return undefined;
  return bound.kind === "value" ? bound.value : valueOf(bound.expr, bound.scene);
}

// ─── Numbers ────────────────────────────────────────────────────────────────────────────────────────────────────

function isNumeric(type: Type): boolean {
  return ["int", "decimal", "percent", "money", "duration", "bytes", "time"].includes(type.kind);
}

/** Decimal places of the normal form. */
function places(type: Type): number {
  return type.kind === "decimal" || type.kind === "percent" || type.kind === "money" ? 4 : 0;
}

/** What `<` compares: a number, or the place of an ordered enum's member. */
function orderOf(expr: TypedExpr, scene: Scene): Interval | undefined {
  if (expr.type.kind !== "enum") return numberOf(expr, scene);
  const place = expr.type.members.findIndex((member) => member === valueOf(expr, scene));
  return place < 0 ? undefined : bounds(place, place, 0);
}

/** The number that an expression stands for, as far as it is known; undefined where nothing is. */
function numberOf(expr: TypedExpr, scene: Scene): Interval | undefined {
  switch (expr.kind) {
    case "arithmetic":
      return calculated(expr, scene);
    case "negate": {
      const operand = numberOf(expr.operand, scene);
      return operand && negated(operand);
    }
    case "to-decimal":
      return numberOf(expr.operand, scene);
    case "history": {
      const { low, high } = scene.history(expr);
      return bounds(low, high, places(expr.type));
    }
    case "let":
      return numberOf(expr.instance.body, inside(expr, scene));
    case "variable": {
      const bound = scene.bound.get(expr.name);
      if (bound?.kind === "argument" && expr.steps.length === 0) return numberOf(bound.expr, bound.scene);
      break;
    }
    default:
  }
  const value = valueOf(expr, scene);
  return typeof value === "number" ? bounds(value, value, places(expr.type)) : undefined;
}

function calculated(expr: Kind<"arithmetic">, scene: Scene): Interval | undefined {
  const left = numberOf(expr.left, scene);
  const right = numberOf(expr.right, scene);
  if (left === undefined || right === undefined) return undefined;
  if (expr.op === "+") return sum(left, right);
  if (expr.op === "-") return sum(left, negated(right));
  return product(product(left, right), point(perHundred(expr)));
}

/** A percent that multiplies something is a hundredth: 5 % of 200 is 10. */
function perHundred(expr: Kind<"arithmetic">): { readonly n: bigint; readonly scale: number } {
  const factors = [expr.left, expr.right].filter((side) => side.type.kind === "percent").length;
  const results = expr.type.kind === "percent" ? 1 : 0;
  return { n: 1n, scale: 2 * (factors - results) };
}

// ─── Other values ───────────────────────────────────────────────────────────────────────────────────────────────

/** What a report may still make true is neither known nor unknown before. */
function known(operand: TypedExpr, scene: Scene): Truth {
  const truth = truthOf(operand, scene);
  const awaits = scene.outcome === undefined && readsReport(operand, scene);
  return truth === "unknown" && awaits ? "unknown" : truth === true;
}

/** The value of an expression that is neither boolean nor a bounded number; undefined where it is unknown. */
export function valueOf(expr: TypedExpr, scene: Scene): Value | undefined {
  switch (expr.kind) {
    case "literal":
      return expr.value;
    case "attribute":
      return attributeAt(scene.situation, expr.path);
    case "variable":
      return valueAt(boundValue(expr.name, scene), expr.steps);
    case "data":
      return heldOf(expr.data, scene)?.values;
    case "element":
      return elementOf(expr, scene);
    case "now":
      return scene.situation.now;
    case "outcome":
      return scene.outcome;
    case "verdict":
      return scene.verdict;
    case "list":
      return listed(expr, scene);
    case "call":
      return called(expr, scene);
    case "classify":
      return classified(expr, scene);
    case "let":
      return valueOf(expr.instance.body, inside(expr, scene));
    default:
      return computed(expr, scene);
  }
}

/** A number that is known exactly and has a normal form, or a truth that is known. */
function computed(expr: TypedExpr, scene: Scene): Value | undefined {
  if (!isNumeric(expr.type)) {
    const truth = truthOf(expr, scene);
    return truth === "unknown" ? undefined : truth;
  }
  const number = numberOf(expr, scene);
  if (number === undefined || typeof number.low === "string" || isEqual(number, number) !== true)
    return undefined;
  const scaled = number.low.n * 10n ** BigInt(places(expr.type));
  const unit = 10n ** BigInt(number.low.scale);
  return scaled % unit === 0n ? Number(scaled / unit) : undefined;
}

/** What a map holds under a key, or a field of it. */
function elementOf({ data, key, steps }: Kind<"element" | "has-element">, scene: Scene): Value | undefined {
  const held = heldOf(data, scene);
  const place = held?.keys?.findIndex((each) => each === valueOf(key, scene)) ?? -1;
  return valueAt(held?.values[place], steps);
}

/** What a data set holds; what a refreshed one holds may not be known. */
function heldOf(data: DataSet, { situation }: Scene): Content | undefined {
  return data.refresh === undefined ? data : situation.held?.get(data.name);
}

function listed(expr: Kind<"list">, scene: Scene): Value | undefined {
  const items: Value[] = [];
  for (const item of expr.items) {
    const value = valueOf(item, scene);
    if (value === undefined) return undefined;
    items.push(value);
  }
  return items;
}

function classified({ classifier, args }: Kind<"classify">, scene: Scene): Value | undefined {
  const given = args.flatMap((arg) => valueOf(arg, scene) ?? []);
  return given.length < args.length ? undefined : scene.answer(classifier.name, given);
}

function called({ fn, args }: Kind<"call">, scene: Scene): Value | undefined {
  const [first, second] = args.map((arg) => valueOf(arg, scene));
  return first === undefined ? undefined : applied(fn, first, second);
}
