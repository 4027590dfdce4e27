// LAW: a typed expression and the core expression that it becomes have the same truth or value in every situation.
//
//   a != b     →  not (a == b)                x in l..h  →  x >= l and x <= h
//   a < b      →  rank a < rank b, of an ordered enum: the places of both among its members
//   a, of let  →  its body, with its arguments in place (let.ts)
//   a * b      →  mul, with the decimal places of both sides and of the result
//   classifier →  the question, whose answer is a fact of the decision
//   history    →  the pattern that it asks about (history.ts)

import type { Ref } from "../../../runtime/table/format.js";
import type { TypedExpr } from "../../types/typed-expr.js";
import { HistoryPatterns } from "../history-patterns.js";
import { scalesOf } from "../number-scale.js";
import type { ExprPool } from "../pool.js";
import { chainOf } from "./chain.js";
import { lowerHistory } from "./history.js";
import { lowerLet } from "./let.js";
import type { CoreNeeds } from "../needs.js";
import type { Lowerer, Of } from "./lowerer.js";
import { binding, type Scope, TOP } from "./scope.js";
import { lowerVariable } from "./variable.js";

/** Lowers expressions into one pool: equal ones, in any rule, become one. */
export function expressionLowering(
  pool: ExprPool,
  needs: ReadonlyMap<string, CoreNeeds>,
): (expr: TypedExpr) => Ref {
  const lowerer: Lowerer = {
    pool,
    histories: new HistoryPatterns(pool),
    uses: new Map(),
    needs,
    part: (expr, scope) => dispatch(expr, scope, lowerer),
  };
  return (expr) => lowerer.part(expr, TOP);
}

type Handler<K extends TypedExpr["kind"]> = (expr: Of<K>, scope: Scope, to: Lowerer) => Ref;

/** The handler of an expression's own kind: the link between the two is lost in an index access. */
function dispatch(expr: TypedExpr, scope: Scope, to: Lowerer): Ref {
  const handler = handlers[expr.kind] as Handler<TypedExpr["kind"]>;
  return handler(expr, scope, to);
}

const handlers: { readonly [K in TypedExpr["kind"]]: Handler<K> } = {
  literal: ({ value }, _scope, { pool }) => pool.literal(value),
  attribute: ({ path }, _scope, { pool }) => pool.attribute(path),
  has: ({ path }, _scope, { pool }) => pool.has(path),
  now: (_expr, _scope, { pool }) => pool.intern({ op: "now" }),
  outcome: (_expr, _scope, { pool }) => pool.intern({ op: "outcome" }),
  verdict: (_expr, _scope, { pool }) => pool.intern({ op: "verdict" }),
  data: ({ data }, _scope, { pool }) => pool.intern({ op: "data", data }),
  element: ({ data, key, steps }, scope, { pool, part }) =>
    pool.intern({ op: "element", data, key: part(key, scope), steps }),
  "has-element": ({ data, key, steps }, scope, { pool, part }) =>
    pool.intern({ op: "has-element", data, key: part(key, scope), steps }),
  list: ({ items }, scope, { pool, part }) =>
    pool.intern({ op: "list", items: items.map((item) => part(item, scope)) }),
  variable: lowerVariable,
  "has-variable": lowerVariable,
  let: lowerLet,
  history: lowerHistory,

  and: (expr, scope, { pool, part }) => pool.and(chainOf(expr, "and").map((each) => part(each, scope))),
  or: (expr, scope, { pool, part }) => pool.or(chainOf(expr, "or").map((each) => part(each, scope))),
  not: ({ operand }, scope, { pool, part }) => pool.not(part(operand, scope)),
  quantifier({ quantifier, variable, over, body }, scope, { pool, part }) {
    const inner = binding(scope, variable);
    const members = part(over, scope);
    return pool.intern({
      op: quantifier,
      variable: inner.name,
      over: members,
      body: part(body, inner.scope),
    });
  },

  compare: ({ op, left, right }, scope, { pool, part }) =>
    pool.compare(op, part(left, scope), part(right, scope), left.type),
  between({ item, low, high }, scope, { pool, part }) {
    const subject = part(item, scope);
    const above = pool.compare(">=", subject, part(low, scope), item.type);
    return pool.and([above, pool.compare("<=", subject, part(high, scope), item.type)]);
  },
  arithmetic({ op, left, right, type }, scope, { pool, part }) {
    const scales = scalesOf(op, left.type, right.type, type);
    return pool.intern({ op: ARITHMETIC[op], left: part(left, scope), right: part(right, scope), scales });
  },
  negate: ({ operand }, scope, { pool, part }) => pool.intern({ op: "neg", arg: part(operand, scope) }),
  "to-decimal": ({ operand }, scope, { pool, part }) =>
    pool.intern({ op: "to-decimal", arg: part(operand, scope) }),
  call: ({ fn, args }, scope, { pool, part }) =>
    pool.intern({ op: "call", fn, args: args.map((arg) => part(arg, scope)) }),

  classify: ({ classifier, args }, scope, { pool, part }) =>
    pool.intern({ op: "classify", classifier, args: args.map((arg) => part(arg, scope)) }),

  in: ({ item, items }, scope, { pool, part }) =>
    pool.intern({ op: "in", item: part(item, scope), items: part(items, scope) }),
  "in-cidr": ({ item, cidr }, scope, { pool, part }) =>
    pool.intern({ op: "in-cidr", item: part(item, scope), cidr: part(cidr, scope) }),
  like: ({ subject, globs, home }, scope, { pool, part }) => {
    const from = home === undefined ? {} : { home: part(home, scope) };
    return pool.intern({ op: "like", subject: part(subject, scope), globs, ...from });
  },
  under: ({ subject, directory }, scope, { pool, part }) =>
    pool.intern({ op: "under", subject: part(subject, scope), directory: part(directory, scope) }),
  "like-host": ({ subject, patterns }, scope, { pool, part }) =>
    pool.intern({ op: "like-host", subject: part(subject, scope), patterns }),
  "like-data": ({ subject, data, as }, scope, { pool, part }) =>
    pool.intern({ op: "like-data", subject: part(subject, scope), data, as }),
  matches: ({ subject, pattern }, scope, { pool, part }) =>
    pool.intern({ op: "matches", subject: part(subject, scope), pattern }),
  "runs-only": ({ command, entries, env, writing, home }, scope, { pool, part }) => {
    const from = home === undefined ? {} : { home: part(home, scope) };
    return pool.intern({ op: "runs-only", command: part(command, scope), entries, env, writing, ...from });
  },
  touches: ({ command, entries, globs, home }, scope, { pool, part }) => {
    const from = home === undefined ? {} : { home: part(home, scope) };
    const of = entries === undefined ? {} : { entries };
    return pool.intern({ op: "touches", command: part(command, scope), ...of, globs, ...from });
  },
  redirects: ({ command, globs, home }, scope, { pool, part }) => {
    const from = home === undefined ? {} : { home: part(home, scope) };
    return pool.intern({ op: "redirects", command: part(command, scope), globs, ...from });
  },
  known: ({ operand }, scope, { pool, part }) => pool.intern({ op: "known", arg: part(operand, scope) }),
  unseen: ({ command }, scope, { pool, part }) =>
    pool.intern({ op: "unseen", command: part(command, scope) }),
  runs: ({ command, entries }, scope, { pool, part }) =>
    pool.intern({ op: "runs", command: part(command, scope), entries }),

  detects: ({ path, detectors }, _scope, { pool }) => pool.intern({ op: "detects", path, detectors }),
  holds: ({ subject, detectors }, scope, { pool, part }) =>
    pool.intern({ op: "holds", subject: part(subject, scope), detectors }),

  approved: ({ rule }, _scope, { pool, needs }) => {
    const own = needs.get(rule);
    if (own === undefined)
      throw new Error(`approved(${rule}) stands outside a claim, or ${rule} waits for nobody`);
    return pool.intern({ op: "approved", needs: own });
  },
};

const ARITHMETIC = { "+": "add", "-": "sub", "*": "mul" } as const;
