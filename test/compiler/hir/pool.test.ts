// The pool of expressions: equal ones are one, it ends before memory does, and it knows what is free in each.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CoreExpr } from "../../../compiler/hir/expr.js";
import { ExprPool, TooManyExpressions, variableName } from "../../../compiler/hir/pool.js";
import { BOOL } from "../../../compiler/types/type.js";

describe("pool", () => {
  it("has one reference for equal expressions", () => {
    const pool = new ExprPool();
    const [one, other] = [pool.has("args.a"), pool.has("args.b")];
    expect(pool.or([one, other])).toBe(pool.or([pool.has("args.a"), pool.has("args.b")]));
    expect(pool.or([other, one])).not.toBe(pool.or([one, other]));
    expect(pool.exprs).toHaveLength(4);
  });

  it("keeps apart what differs, and nothing else", () => {
    const ref = fc.nat(30);
    const refs = fc.array(ref, { maxLength: 3 });
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(".a", "=1", "1", "true", ",1,2", "&1,2", "{}", "== 1 2 0 false"),
    );
    const value = fc.oneof(
      text,
      fc.integer(),
      fc.boolean(),
      fc.array(fc.oneof(text, fc.integer()), { maxLength: 2 }),
    );
    const expr: fc.Arbitrary<CoreExpr> = fc.oneof(
      value.map((literal) => ({ op: "literal", value: literal }) as const),
      text.map((path) => ({ op: "attribute", path }) as const),
      text.map((path) => ({ op: "has", path }) as const),
      refs.map((items) => ({ op: "list", items }) as const),
      refs.chain((args) => fc.constantFrom({ op: "and", args } as const, { op: "or", args } as const)),
      ref.map((arg) => ({ op: "not", arg }) as const),
      fc.record({
        op: fc.constant("compare"),
        cmp: fc.constantFrom("==", "<", "<=", ">", ">="),
        left: ref,
        right: ref,
        scale: fc.constantFrom(0, 4),
        unordered: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(fc.array(expr, { minLength: 2, maxLength: 40 }), (exprs) => {
        const pool = new ExprPool();
        const texts = exprs.map((each) => JSON.stringify(each));
        const interned = exprs.map((each) => pool.intern(each));
        expect(interned.map((each) => interned.indexOf(each))).toEqual(
          texts.map((each) => texts.indexOf(each)),
        );
      }),
    );
  });

  it("joins one to itself, and none to what changes nothing", () => {
    const pool = new ExprPool();
    const flag = pool.attribute("agent.flag");
    expect(pool.and([flag])).toBe(flag);
    expect(pool.at(pool.and([]))).toEqual({ op: "literal", value: true });
    expect(pool.at(pool.or([]))).toEqual({ op: "literal", value: false });
  });

  it("has no `!=`", () => {
    const pool = new ExprPool();
    const [a, b] = [pool.attribute("agent.a"), pool.literal(true)];
    expect(pool.compare("!=", a, b, BOOL)).toBe(pool.not(pool.compare("==", a, b, BOOL)));
  });

  it("takes so many and no more", () => {
    const pool = new ExprPool(2);
    const first = pool.literal(1);
    pool.literal(2);
    expect(pool.literal(1)).toBe(first);
    expect(() => pool.literal(3)).toThrow(TooManyExpressions);
  });

  it("knows a level at which nothing free is captured", () => {
    const pool = new ExprPool();
    const variable = (level: number): number =>
      pool.intern({ op: "variable", name: variableName(level), steps: [] });
    const list = pool.attribute("args.xs");
    const both = pool.and([variable(0), variable(1)]);
    expect(pool.freeLevel([list])).toBe(0);
    expect(pool.freeLevel([list, both])).toBe(2);
    const inner = pool.intern({ op: "any", variable: variableName(1), over: list, body: both });
    expect(pool.freeLevel([inner])).toBe(1);
    const outer = pool.intern({ op: "all", variable: variableName(0), over: list, body: inner });
    expect(pool.freeLevel([outer])).toBe(0);
  });
});
