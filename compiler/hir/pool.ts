// The pool of core expressions: equal expressions are one, so that a chain of lets stays as small as its text.

import { MAX_FREE } from "../../runtime/table/expr-links.js";
import type { CompareOp, Ref } from "../../runtime/table/format.js";
import type { Value } from "../../runtime/values/value.js";
import type { Type } from "../types/type.js";
import { type CoreExpr, operands } from "./expr.js";
import type { CoreNeeds } from "./needs.js";
import { hasSet, placesOf } from "./number-scale.js";

/** More expressions than any policy of people: lets that call each other with ever new arguments. */
const MOST_EXPRESSIONS = 500_000;

/** The pool is full. */
export class TooManyExpressions extends Error {
  override readonly name = "TooManyExpressions";

  constructor(readonly most: number) {
    super(`more than ${most} expressions`);
  }
}

/** An expression stands within more quantifiers, through lets, than a table's reader follows. */
export class TooManyVariables extends Error {
  override readonly name = "TooManyVariables";

  constructor(readonly most: number) {
    super(`more than ${most} variables in one expression`);
  }
}

const NONE: ReadonlySet<number> = new Set();

export class ExprPool {
  readonly #exprs: CoreExpr[] = [];
  readonly #refs = new Map<string, Ref>();
  /** For each expression, the levels of the variables that it reads and does not bind. */
  readonly #free: ReadonlySet<number>[] = [];
  readonly #most: number;

  constructor(most = MOST_EXPRESSIONS) {
    this.#most = most;
  }

  get exprs(): readonly CoreExpr[] {
    return this.#exprs;
  }

  at(ref: Ref): CoreExpr {
    const expr = this.#exprs[ref];
    if (expr === undefined) throw new RangeError(`no expression ${ref}`);
    return expr;
  }

  /** The reference of `expr`; throws `TooManyExpressions` where it is new and the pool is full. */
  intern(expr: CoreExpr): Ref {
    const key = keyOf(expr);
    const known = this.#refs.get(key);
    if (known !== undefined) return known;
    if (this.#exprs.length >= this.#most) throw new TooManyExpressions(this.#most);
    const free = this.#freeIn(expr);
    if (free.size > MAX_FREE) throw new TooManyVariables(MAX_FREE);
    const ref = this.#exprs.push(expr) - 1;
    this.#refs.set(key, ref);
    this.#free.push(free);
    return ref;
  }

  /** A level at which a new variable captures nothing that is free in these expressions. */
  freeLevel(refs: readonly Ref[]): number {
    return refs.reduce(
      (level, ref) => Math.max(level, ...Array.from(this.#free[ref] ?? NONE, (each) => each + 1)),
      0,
    );
  }

  not(arg: Ref): Ref {
    return this.intern({ op: "not", arg });
  }

  and(args: readonly Ref[]): Ref {
    return this.#joined("and", args, true);
  }

  or(args: readonly Ref[]): Ref {
    return this.#joined("or", args, false);
  }

  /** A single one stands alone; of none, the operation's neutral element is left. */
  #joined(op: "and" | "or", args: readonly Ref[], neutral: boolean): Ref {
    const [first] = args;
    if (first === undefined) return this.literal(neutral);
    return args.length === 1 ? first : this.intern({ op, args });
  }

  literal(value: Value): Ref {
    return this.intern({ op: "literal", value });
  }

  attribute(path: string): Ref {
    return this.intern({ op: "attribute", path });
  }

  has(path: string): Ref {
    return this.intern({ op: "has", path });
  }

  /** Compares two values of type `type`. `!=` is the negation of `==`. */
  compare(cmp: CompareOp, left: Ref, right: Ref, type: Type): Ref {
    if (cmp === "!=") return this.not(this.compare("==", left, right, type));
    const [a, b] = cmp === "==" ? [left, right] : [this.#inOrder(left, type), this.#inOrder(right, type)];
    return this.intern({
      op: "compare",
      cmp,
      left: a,
      right: b,
      scale: placesOf(type),
      unordered: hasSet(type),
    });
  }

  /** Order is of numbers: a member of an ordered enum is compared by its place. */
  #inOrder(ref: Ref, type: Type): Ref {
    if (type.kind !== "enum") return ref;
    const expr = this.at(ref);
    if (expr.op === "literal") return this.literal(type.members.findIndex((member) => member === expr.value));
    return this.intern({ op: "rank", arg: ref, members: type.members });
  }

  #freeIn(expr: CoreExpr): ReadonlySet<number> {
    if (expr.op === "variable" || expr.op === "has-variable") return new Set([levelOf(expr.name)]);
    const open = operands(expr).map((operand) => this.#free[operand] ?? NONE);
    if (open.every(({ size }) => size === 0)) return NONE;
    const free = new Set(open.flatMap((levels) => [...levels]));
    if (expr.op === "any" || expr.op === "all") free.delete(levelOf(expr.variable));
    return free;
  }
}

/**
 * The name of a variable that is bound within `level` others. Names by level make expressions equal that differ only
 * in how their author called a variable, and keep the table's bytes free of accidents.
 */
export function variableName(level: number): string {
  return `v${level}`;
}

function levelOf(name: string): number {
  return Number(name.slice(1));
}

/** Of groups the names: a large one is not written out. */
function needsKey({ rule, of, within, ask, approver }: CoreNeeds): readonly unknown[] {
  const each = of.map(({ count, group, acknowledging }) => [count, group.name, acknowledging]);
  return [rule, each, within, ask.name, approver?.name];
}

/**
 * One text for equal expressions. What is named has a name of its own, so that a large set is not written out; what there
 * is most of has a short text, which begins as no JSON of an object or a list does.
 */
function keyOf(expr: CoreExpr): string {
  switch (expr.op) {
    case "literal":
      return typeof expr.value === "string" ? `"${expr.value}` : `=${JSON.stringify(expr.value)}`;
    case "attribute":
      return `.${expr.path}`;
    case "list":
      return `,${expr.items.join()}`;
    case "and":
      return `&${expr.args.join()}`;
    case "compare":
      return `${expr.cmp} ${expr.left} ${expr.right} ${expr.scale} ${expr.unordered}`;
    case "data":
      return JSON.stringify([expr.op, expr.data.name]);
    case "element":
    case "has-element":
      return JSON.stringify([expr.op, expr.data.name, expr.key, expr.steps]);
    case "like-data":
      return JSON.stringify([expr.op, expr.data.name, expr.subject, expr.as]);
    case "classify":
      return JSON.stringify([expr.op, expr.classifier.name, expr.args]);
    case "history":
      return JSON.stringify([expr.op, expr.pattern.id]);
    case "grant":
      return JSON.stringify([expr.op, expr.grant, expr.is]);
    case "approved":
      return JSON.stringify([expr.op, needsKey(expr.needs)]);
    default:
      return JSON.stringify(expr);
  }
}
