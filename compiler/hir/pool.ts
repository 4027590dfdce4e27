// The pool of core expressions: equal expressions are one, so that a chain of lets stays as small as its text.

import type { CompareOp, Ref } from "../../runtime/table/format.js";
import type { Value } from "../../runtime/values/value.js";
import type { Type } from "../types/type.js";
import { type CoreExpr, operands } from "./expr.js";
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

export class ExprPool {
  readonly #exprs: CoreExpr[] = [];
  readonly #refs = new Map<string, Ref>();
  /** For each expression, one more than the highest level of a variable that is free in it; 0 where none is. */
  readonly #open: number[] = [];
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
    const ref = this.#exprs.push(expr) - 1;
    this.#refs.set(key, ref);
    this.#open.push(this.#openness(expr));
    return ref;
  }

  /** A level at which a new variable captures nothing that is free in these expressions. */
  freeLevel(refs: readonly Ref[]): number {
    return refs.reduce((level, ref) => Math.max(level, this.#open[ref] ?? 0), 0);
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
    return this.intern({ op: "compare", cmp, left, right, scale: placesOf(type), unordered: hasSet(type) });
  }

  #openness(expr: CoreExpr): number {
    switch (expr.op) {
      case "variable":
      case "has-variable":
        return levelOf(expr.name) + 1;
      case "any":
      case "all":
        return Math.max(
          this.freeLevel([expr.over]),
          Math.min(this.freeLevel([expr.body]), levelOf(expr.variable)),
        );
      default:
        return this.freeLevel(operands(expr));
    }
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

/** One text for equal expressions. What is named has a name of its own, so that a large set is not written out. */
function keyOf(expr: CoreExpr): string {
  switch (expr.op) {
    case "data":
      return JSON.stringify([expr.op, expr.data.name]);
    case "history":
      return JSON.stringify([expr.op, expr.pattern.id]);
    case "grant":
      return JSON.stringify([expr.op, expr.grant.id, expr.is]);
    default:
      return JSON.stringify(expr);
  }
}
