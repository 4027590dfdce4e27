import { describe, expect, it } from "vitest";
import { evaluation, truthOf, valueOf } from "../../../runtime/evaluate/evaluate.js";
import { Fault } from "../../../runtime/evaluate/fault.js";
import { prepare } from "../../../runtime/evaluate/program.js";
import type { Scene } from "../../../runtime/evaluate/scene.js";
import type { Expr, HistoryPattern, Ref } from "../../../runtime/table/format.js";
import type { Value } from "../../../runtime/values/value.js";
import { Exprs } from "../../support/table.js";

interface Given {
  readonly attributes?: Readonly<Record<string, Value>>;
  readonly history?: { readonly low: number; readonly high: number };
  readonly fn?: HistoryPattern["fn"];
}

function at(exprs: Exprs, { attributes = {}, history = { low: 0, high: 0 }, fn = "count" }: Given = {}) {
  const scene: Scene = {
    now: Date.parse("2026-03-02T09:30:00Z"),
    attribute: (path) => attributes[path],
    history: () => history,
    grant: () => "live",
    approved: () => false,
    targets: () => [],
    classified: () => undefined,
    content: () => undefined,
    changes: () => undefined,
    detects: (text) => text.includes("@"),
    finds: () => false,
  };
  const histories = [{ id: "", fn, actions: [], by: [] }];
  const library = { regex: (source: string) => (text: string) => new RegExp(source).test(text) };
  return evaluation(prepare({ exprs: exprs.all, data: [], histories }, library), scene);
}

/** The truth of what `make` adds last. */
function truth(make: (e: Exprs) => Ref, given: Given = {}) {
  const exprs = new Exprs();
  const ref = make(exprs);
  return truthOf(ref, at(exprs, given));
}

const T = (e: Exprs): Ref => e.literal(true);
const F = (e: Exprs): Ref => e.literal(false);
const U = (e: Exprs): Ref => e.equals("args.absent", 1);

describe("logic is Kleene's", () => {
  it.each<[string, "and" | "or", ((e: Exprs) => Ref)[], boolean | undefined]>([
    ["true and unknown", "and", [T, U], undefined],
    ["unknown and false", "and", [U, F], false],
    ["false and unknown", "and", [F, U], false],
    ["unknown or true", "or", [U, T], true],
    ["false or unknown", "or", [F, U], undefined],
    ["nothing joined by and", "and", [], true],
    ["nothing joined by or", "or", [], false],
  ])("%s", (_, op, args, expected) => {
    expect(truth((e) => e.add({ op, args: args.map((arg) => arg(e)) }))).toBe(expected);
  });

  it("not unknown is unknown", () => {
    expect(truth((e) => e.add({ op: "not", arg: U(e) }))).toBeUndefined();
  });
});

describe("absence", () => {
  it.each<[string, (e: Exprs) => Ref, boolean | undefined]>([
    ["has", (e) => e.add({ op: "has", path: "args.absent" }), false],
    ["a comparison", U, undefined],
    [
      "like",
      (e) =>
        e.add({ op: "like", subject: e.attribute("args.absent"), globs: [{ kind: "string", text: "*" }] }),
      undefined,
    ],
    [
      "in a list",
      (e) =>
        e.add({
          op: "in",
          item: e.attribute("args.absent"),
          items: e.add({ op: "list", items: [e.literal(1)] }),
        }),
      undefined,
    ],
    [
      "in an empty list",
      (e) => e.add({ op: "in", item: e.attribute("args.absent"), items: e.add({ op: "list", items: [] }) }),
      false,
    ],
    [
      "any over it",
      (e) => e.add({ op: "any", variable: "v", over: e.attribute("args.absent"), body: T(e) }),
      undefined,
    ],
    [
      "a search",
      (e) => e.add({ op: "holds", subject: e.attribute("args.absent"), detectors: ["email"] }),
      undefined,
    ],
    [
      "a sum with it",
      (e) =>
        compare(
          e,
          e.add({ op: "add", left: e.attribute("args.absent"), right: e.literal(1), scales: [0, 0, 0] }),
          ">",
          0,
        ),
      undefined,
    ],
  ])("of what is read by %s", (_, make, expected) => {
    expect(truth(make)).toBe(expected);
  });
});

function compare(
  e: Exprs,
  left: Ref,
  cmp: Extract<Expr, { op: "compare" }>["cmp"],
  right: Value,
  scale: 0 | 4 = 0,
): Ref {
  return e.add({ op: "compare", cmp, left, right: e.literal(right), scale, unordered: false });
}

describe("arithmetic is exact", () => {
  it("5 % of 0.0001 is less than 0.0001, and more than nothing", () => {
    // money(USD) × percent: 1 unit and 50_000 / 10⁶
    const product = (e: Exprs): Ref =>
      e.add({ op: "mul", left: e.literal(1), right: e.literal(50_000), scales: [4, 6, 4] });
    expect(truth((e) => compare(e, product(e), ">", 0, 4))).toBe(true);
    expect(truth((e) => compare(e, product(e), "<", 1, 4))).toBe(true);
    expect(truth((e) => compare(e, product(e), "==", 0, 4))).toBe(false);
    const exprs = new Exprs();
    const ref = product(exprs);
    expect(valueOf(ref, at(exprs))).toBeUndefined();
  });

  it("a product in range has a normal form", () => {
    const exprs = new Exprs();
    // 200 USD × 5 % = 10 USD
    const ref = exprs.add({
      op: "mul",
      left: exprs.literal(2_000_000),
      right: exprs.literal(50_000),
      scales: [4, 6, 4],
    });
    expect(valueOf(ref, at(exprs))).toBe(100_000);
  });

  it("overflow is a fault, whatever it is compared with", () => {
    const big = Number.MAX_SAFE_INTEGER;
    const sum = (e: Exprs, add: number): Ref =>
      e.add({ op: "add", left: e.literal(big), right: e.literal(add), scales: [0, 0, 0] });
    expect(truth((e) => compare(e, sum(e, 0), "==", big))).toBe(true);
    expect(() => truth((e) => compare(e, sum(e, 1), ">", 0))).toThrow(Fault);
    expect(truth((e) => e.add({ op: "and", args: [F(e), compare(e, sum(e, 1), ">", 0)] }))).toBe(false);
  });

  it("a fraction that is squared again and again ends in a fault, soon", () => {
    const squares = (e: Exprs): Ref => {
      let ref = e.literal(1);
      for (let i = 0; i < 500; i += 1) ref = e.add({ op: "mul", left: ref, right: ref, scales: [4, 4, 4] });
      return compare(e, ref, ">", 0);
    };
    expect(() => truth(squares)).toThrow(Fault);
  });
});

describe("histories", () => {
  const count = (e: Exprs): Ref => e.add({ op: "history", pattern: 0 });

  it.each<[string, { low: number; high: number }, "<" | ">=" | "==", number, boolean | undefined]>([
    ["known exactly", { low: 3, high: 3 }, ">=", 3, true],
    ["within bounds that agree", { low: 3, high: 9 }, ">=", 3, true],
    ["within bounds that disagree", { low: 2, high: 9 }, ">=", 3, undefined],
    ["within bounds that both fail", { low: 1, high: 2 }, ">=", 3, false],
    ["equal to what lies outside", { low: 1, high: 2 }, "==", 3, false],
    ["equal to what lies inside", { low: 1, high: 4 }, "==", 3, undefined],
    ["without any bound", { low: -Infinity, high: Infinity }, "<", 0, undefined],
  ])("a number %s", (_, history, cmp, right, expected) => {
    expect(truth((e) => compare(e, count(e), cmp, right), { history })).toBe(expected);
  });

  it("in a list, as far as bounds tell", () => {
    const among = (e: Exprs): Ref =>
      e.add({ op: "in", item: count(e), items: e.add({ op: "list", items: [e.literal(3)] }) });
    expect(truth(among, { history: { low: 3, high: 3 } })).toBe(true);
    expect(truth(among, { history: { low: 1, high: 5 } })).toBeUndefined();
    expect(truth(among, { history: { low: 4, high: 5 } })).toBe(false);
  });

  it.each([
    [{ low: 1, high: 1 }, true],
    [{ low: 0, high: 1 }, undefined],
    [{ low: 0, high: 0 }, false],
  ])("formerly within %o is %s", (history, expected) => {
    expect(truth(count, { history, fn: "formerly" })).toBe(expected);
  });
});

describe("quantifiers", () => {
  const some = { attributes: { "args.xs": [1, 2, 3] } };
  const over = (e: Exprs, op: "any" | "all", limit: number): Ref => {
    const body = compare(e, e.add({ op: "variable", name: "v", steps: [] }), ">", limit);
    return e.add({ op, variable: "v", over: e.attribute("args.xs"), body });
  };

  it.each<["any" | "all", number, boolean]>([
    ["any", 2, true],
    ["any", 3, false],
    ["all", 0, true],
    ["all", 1, false],
  ])("%s of 1, 2, 3 above %d", (op, limit, expected) => {
    expect(truth((e) => over(e, op, limit), some)).toBe(expected);
  });

  it("the inner variable does not disturb the outer one", () => {
    const pairs = (e: Exprs): Ref => {
      const v = e.add({ op: "variable", name: "v", steps: [] });
      const w = e.add({ op: "variable", name: "w", steps: [] });
      const twice = e.add({
        op: "compare",
        cmp: "==",
        left: w,
        right: e.add({ op: "add", left: v, right: v, scales: [0, 0, 0] }),
        scale: 0,
        unordered: false,
      });
      const inner = e.add({ op: "any", variable: "w", over: e.attribute("args.xs"), body: twice });
      return e.add({
        op: "all",
        variable: "v",
        over: e.add({ op: "list", items: [e.literal(1)] }),
        body: inner,
      });
    };
    expect(truth(pairs, some)).toBe(true);
  });

  it("over hostile lists within lists end in a fault, soon", () => {
    const xs = Array.from({ length: 3000 }, (_, i) => i);
    const nested = (e: Exprs): Ref => {
      const body = compare(e, e.add({ op: "variable", name: "w", steps: [] }), "<", 0);
      const inner = e.add({ op: "any", variable: "w", over: e.attribute("args.xs"), body });
      return e.add({
        op: "any",
        variable: "v",
        over: e.attribute("args.xs"),
        body: e.add({ op: "and", args: [inner, e.add({ op: "has-variable", name: "v", steps: [] })] }),
      });
    };
    expect(truth(nested, { attributes: { "args.xs": xs } })).toBe(false);
    const repeated = (e: Exprs): Ref => {
      const deep = compare(e, e.add({ op: "variable", name: "w", steps: [] }), ">", 5000);
      const mixed = e.add({ op: "and", args: [deep, e.add({ op: "has-variable", name: "v", steps: [] })] });
      const inner = e.add({ op: "any", variable: "w", over: e.attribute("args.xs"), body: mixed });
      return e.add({ op: "any", variable: "v", over: e.attribute("args.xs"), body: inner });
    };
    expect(() => truth(repeated, { attributes: { "args.xs": xs } })).toThrow(Fault);
  });

  it("an expression that is used twice at each of many levels is evaluated once a member", () => {
    const doubled = (e: Exprs): Ref => {
      let ref = e.add({ op: "has-variable", name: "v", steps: [] });
      for (let i = 0; i < 200; i += 1) ref = e.add({ op: "and", args: [ref, ref] });
      return e.add({ op: "all", variable: "v", over: e.attribute("args.xs"), body: ref });
    };
    expect(truth(doubled, some)).toBe(true);
  });
});

describe("equality", () => {
  it.each<[string, Value, Value, boolean, boolean]>([
    ["lists in order", [1, 2], [1, 2], false, true],
    ["lists out of order", [1, 2], [2, 1], false, false],
    ["sets out of order, with repetition", [1, 2, 2], [2, 1], true, true],
    ["sets that differ", [1, 2], [1, 3], true, false],
    [
      "addresses",
      { text: "10.0.0.1", bits: "0".repeat(32) },
      { text: "10.0.0.1", bits: "0".repeat(32) },
      false,
      true,
    ],
    [
      "records that differ in one field beside `text`",
      { text: "a", n: 1 },
      { text: "a", n: 2 },
      false,
      false,
    ],
  ])("of %s", (_, left, right, unordered, expected) => {
    const equal = (e: Exprs): Ref =>
      e.add({
        op: "compare",
        cmp: "==",
        left: e.attribute("args.l"),
        right: e.attribute("args.r"),
        scale: 0,
        unordered,
      });
    expect(truth(equal, { attributes: { "args.l": left, "args.r": right } })).toBe(expected);
  });
});

describe("functions", () => {
  it.each<[string, Extract<Expr, { op: "call" }>["fn"], Value[], Value | undefined]>([
    ["the size of a list", "size", [[1, 2, 3]], 3],
    ["the length in characters", "length", ["a😀"], 2],
    ["lower case", "lower", ["ÄB"], "äb"],
    ["the hour in a zone", "hour", [Date.parse("2026-03-02T09:30:00Z"), "Europe/Berlin"], 10],
    ["the weekday in a zone", "weekday", [Date.parse("2026-03-02T09:30:00Z"), "Europe/Berlin"], "mon"],
    ["no hour in a zone that is none", "hour", [0, "Mars/Olympus"], undefined],
    ["no hour of a time that is none", "hour", [Number.MAX_SAFE_INTEGER, "Europe/Berlin"], undefined],
  ])("%s", (_, fn, args, expected) => {
    const exprs = new Exprs();
    const ref = exprs.add({ op: "call", fn, args: args.map((arg) => exprs.literal(arg)) });
    expect(valueOf(ref, at(exprs))).toEqual(expected);
  });
});
