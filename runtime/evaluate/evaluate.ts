// Evaluates a table's expressions: pure, each at most once in a decision, unknown where something cannot be known.

import type { Expr, Ref } from "../table/format.js";
import type { Value } from "../values/value.js";
import { call } from "./call.js";
import type { Content } from "./content.js";
import { askCommand } from "./command-tests.js";
import { areEqual, inOrder } from "./equality.js";
import { established } from "./established.js";
import { binding, type Evaluation } from "./evaluation.js";
import { Fault } from "./fault.js";
import { identityOf } from "./key.js";
import { every, not, some, type Known } from "./kleene.js";
import {
  isLike,
  isLikeHost,
  isList,
  isWithinCidr,
  liesUnder,
  memberAt,
  placeIn,
  runsOne,
  textsIn,
} from "./predicate.js";
import {
  between,
  isEqual,
  negative,
  ordered,
  plain,
  product,
  shifted,
  sum,
  type Quantity,
} from "./quantity.js";
import { isUnreported } from "./reported.js";

/** `10 × 10⁴` is 10 as a decimal. */
const DECIMAL_PLACES = 4;

// Whoever evaluates imports from here.
export { evaluation, evaluationKnowing, type Evaluation } from "./evaluation.js";

type Op<O extends Expr["op"]> = Extract<Expr, { readonly op: O }>;

/**
 * The truth of an expression, or undefined where it is unknown.
 * @throws {Fault} where a number overflows, or the budget does not suffice.
 */
export function truthOf(ref: Ref, at: Evaluation): Known {
  const value = valueOf(ref, at);
  return typeof value === "boolean" ? value : undefined;
}

/**
 * The normal form of an expression's value, or undefined where it is unknown or has none.
 * @throws {Fault} as `truthOf`.
 */
export function valueOf(ref: Ref, at: Evaluation): Value | undefined {
  const { values } = at.program.open[ref] === true ? at.open : at.closed;
  const known = values.get(ref);
  if (known !== undefined || values.has(ref)) return known;
  if (at.faulty?.has(ref) === true) throw new Fault("a number beyond ±(2^53 − 1)");
  const expr = at.program.exprs[ref];
  const value = expr && compute(expr, ref, at);
  values.set(ref, value);
  return value;
}

function compute(expr: Expr, ref: Ref, at: Evaluation): Value | undefined {
  switch (expr.op) {
    case "literal":
      return expr.value;
    case "attribute":
      return at.scene.attribute(expr.path);
    case "variable":
      return memberAt(at.bound.get(expr.name), expr.steps);
    case "data":
      return contentAt(expr.data, at)?.values;
    case "element":
      return elementOf(expr, at);
    case "list":
      return allOf(expr.items, at);
    case "now":
      return at.scene.now;
    case "outcome":
      return at.scene.outcome;
    case "verdict":
      return at.scene.verdict;
    case "call":
      return called(expr, at);
    case "classify": {
      const args = allOf(expr.args, at);
      return args && at.scene.classified(expr.classifier, args);
    }
    case "rank":
      return placeIn(expr.members, valueOf(expr.arg, at));
    case "add":
    case "sub":
    case "mul":
    case "neg":
    case "to-decimal": {
      const quantity = quantityOf(ref, at);
      return quantity && plain(quantity);
    }
    case "history": {
      const { low, high } = at.scene.history(expr.pattern);
      if (!at.program.formerly.has(expr.pattern)) return plain(between(low, high));
      return low > 0 || (high > 0 ? undefined : false);
    }
    default:
      return decide(expr, ref, at);
  }
}

function called(expr: Op<"call">, at: Evaluation): Value | undefined {
  const args = allOf(expr.args, at);
  return args && call(expr.fn, args);
}

/** The values of all, or undefined where one is unknown. */
function allOf(refs: readonly Ref[], at: Evaluation): readonly Value[] | undefined {
  const values: Value[] = [];
  for (const ref of refs) {
    const value = valueOf(ref, at);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** What a data set holds; undefined where that is not known. */
function contentAt(data: number, { program, scene }: Evaluation): Content | undefined {
  return program.contents[data] ?? scene.content(data);
}

/** What a map holds; undefined where that or the key is unknown, or the key is not there. */
function elementOf({ data, key, steps }: Op<"element" | "has-element">, at: Evaluation): Value | undefined {
  const name = valueOf(key, at);
  return typeof name === "string" ? memberAt(contentAt(data, at)?.entries().get(name), steps) : undefined;
}

// ─── Truths ─────────────────────────────────────────────────────────────────────────────────────────────────────

type ValueOp =
  | "literal"
  | "attribute"
  | "variable"
  | "data"
  | "element"
  | "list"
  | "now"
  | "outcome"
  | "verdict"
  | "call"
  | "classify"
  | "add"
  | "sub"
  | "mul"
  | "neg"
  | "to-decimal"
  | "rank"
  | "history";

type Predicate = Exclude<Expr, Op<ValueOp>>;

function decide(expr: Predicate, ref: Ref, at: Evaluation): Known {
  switch (expr.op) {
    case "and":
      return every(expr.args, (arg) => truthOf(arg, at));
    case "or":
      return some(expr.args, (arg) => truthOf(arg, at));
    case "not":
      return not(truthOf(expr.arg, at));
    case "has":
      return isUnreported(expr.path, at.scene) ? undefined : at.scene.attribute(expr.path) !== undefined;
    case "has-variable":
      return memberAt(at.bound.get(expr.name), expr.steps) !== undefined;
    case "has-element":
      return valueOf(expr.key, at) === undefined || contentAt(expr.data, at) === undefined
        ? undefined
        : elementOf(expr, at) !== undefined;
    case "compare":
      return compared(expr, at);
    case "in":
      return isIn(expr, at);
    case "any":
      return quantified(expr, at, some);
    case "all":
      return quantified(expr, at, every);
    case "in-cidr":
    case "like":
    case "like-host":
    case "like-data":
    case "matches":
    case "runs":
    case "under":
    case "holds":
      return tested(expr, ref, at);
    case "known":
      return isKnown(truthOf(expr.arg, at), ref, at);
    case "runs-only":
    case "touches":
    case "redirects":
    case "unseen":
      return askCommand(expr, (operand) => valueOf(operand, at));
    default:
      return established(expr, at.scene);
  }
}

/** What a report may still make true is neither known nor unknown before. */
function isKnown(truth: Known, ref: Ref, { program, scene }: Evaluation): Known {
  const awaits = program.hangs[ref] === true && scene.outcome === undefined;
  return truth === undefined && awaits ? undefined : truth === true;
}

/** Tests of one value. */
function tested(
  expr: Op<"in-cidr" | "like" | "like-host" | "like-data" | "matches" | "runs" | "under" | "holds">,
  ref: Ref,
  at: Evaluation,
): Known {
  switch (expr.op) {
    case "in-cidr":
      return isWithinCidr(valueOf(expr.item, at), valueOf(expr.cidr, at));
    case "like":
      return isLike(
        valueOf(expr.subject, at),
        expr.globs,
        expr.home === undefined ? undefined : valueOf(expr.home, at),
      );
    case "like-host":
      return isLikeHost(valueOf(expr.subject, at), expr.patterns);
    case "like-data": {
      const subject = valueOf(expr.subject, at);
      const patterns = contentAt(expr.data, at)?.patterns(expr.as);
      return subject === undefined ? undefined : patterns?.some((fits) => fits(subject));
    }
    case "matches": {
      const text = valueOf(expr.subject, at);
      return typeof text === "string" ? at.program.regexes.get(ref)?.(text) : undefined;
    }
    case "runs":
      return runsOne(valueOf(expr.command, at), expr.entries);
    case "under":
      return liesUnder(valueOf(expr.subject, at), valueOf(expr.directory, at));
    case "holds": {
      const subject = valueOf(expr.subject, at);
      return subject === undefined
        ? undefined
        : textsIn(subject).some((text) => at.scene.detects(text, expr.detectors));
    }
  }
}

function compared(expr: Op<"compare">, at: Evaluation): Known {
  const left = valueOf(expr.left, at);
  const right = valueOf(expr.right, at);
  if (left !== undefined && right !== undefined) {
    if (expr.cmp === "==") return areEqual(left, right, expr.unordered);
    if (expr.cmp === "!=") return !areEqual(left, right, expr.unordered);
  }
  if (typeof left === "number" && typeof right === "number") return inOrder(expr.cmp, left, right);
  const a = quantityOf(expr.left, at);
  const b = quantityOf(expr.right, at);
  return a && b && ordered(expr.cmp, a, b);
}

function isIn(expr: Op<"in">, at: Evaluation): Known {
  const item = valueOf(expr.item, at);
  const listing = at.program.exprs[expr.items];
  const members =
    listing?.op === "data" ? contentAt(listing.data, at)?.members() : at.program.members.get(expr.items);
  if (item !== undefined && members !== undefined) return members.has(identityOf(item));
  if (listing?.op === "list") return some(listing.items, (member) => same(expr.item, member, at));
  const items = valueOf(expr.items, at);
  if (!isList(items)) return undefined;
  if (item !== undefined) return items.some((member) => areEqual(item, member, false));
  const quantity = quantityOf(expr.item, at);
  return quantity && some(items, (member) => isNumber(quantity, member));
}

function same(left: Ref, right: Ref, at: Evaluation): Known {
  return compared({ op: "compare", cmp: "==", left, right, scale: 0, unordered: false }, at);
}

function isNumber(quantity: Quantity, member: Value): Known {
  return typeof member === "number" ? isEqual(quantity, between(member, member)) : undefined;
}

type Combine = (items: Iterable<Value>, test: (item: Value) => Known) => Known;

function quantified(expr: Op<"any" | "all">, at: Evaluation, combine: Combine): Known {
  const over = valueOf(expr.over, at);
  if (!isList(over)) return undefined;
  return combine(over, (member) => truthOf(expr.body, binding(expr.variable, member, at)));
}

// ─── Numbers ────────────────────────────────────────────────────────────────────────────────────────────────────

/** A number as far as it is known: exactly, or within bounds; undefined where nothing is. */
function quantityOf(ref: Ref, at: Evaluation): Quantity | undefined {
  const { quantities } = at.program.open[ref] === true ? at.open : at.closed;
  const known = quantities.get(ref);
  if (known !== undefined || quantities.has(ref)) return known;
  const expr = at.program.exprs[ref];
  const quantity = expr && measure(expr, ref, at);
  quantities.set(ref, quantity);
  return quantity;
}

function measure(expr: Expr, ref: Ref, at: Evaluation): Quantity | undefined {
  switch (expr.op) {
    case "add":
    case "sub":
    case "mul":
      return calculated(expr, at);
    case "neg": {
      const operand = quantityOf(expr.arg, at);
      return operand && negative(operand);
    }
    case "to-decimal": {
      const operand = quantityOf(expr.arg, at);
      return operand && shifted(operand, DECIMAL_PLACES);
    }
    case "history": {
      const { low, high } = at.scene.history(expr.pattern);
      return between(low, high);
    }
    default: {
      const value = valueOf(ref, at);
      return typeof value === "number" ? between(value, value) : undefined;
    }
  }
}

function calculated(expr: Op<"add" | "sub" | "mul">, at: Evaluation): Quantity | undefined {
  const left = quantityOf(expr.left, at);
  const right = quantityOf(expr.right, at);
  if (left === undefined || right === undefined) return undefined;
  if (expr.op === "mul") return product(left, right, expr.scales);
  if (expr.op === "add") return sum(left, right, expr.scales);
  const [a, b, result] = expr.scales;
  return sum(left, negative(right), [a, b, result]);
}
