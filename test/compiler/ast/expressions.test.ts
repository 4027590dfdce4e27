// How expressions are bound, and where they stand.

import { describe, expect, it } from "vitest";
import type { Expr } from "../../../compiler/ast/ast.js";
import { parse } from "../../../compiler/ast/parse.js";
import { showExpression } from "../../support/show-expression.js";

function expressionIn(text: string): Expr {
  const { module, diagnostics } = parse({ path: "policy.agentpol", text });
  expect(diagnostics).toEqual([]);
  const [declaration] = module.declarations;
  if (declaration?.kind !== "let") throw new Error("the text is a let");
  return declaration.body;
}

describe("precedence", () => {
  it.each<[string, string]>([
    ["a or b and c", "(a or (b and c))"],
    ["a and b or c and d", "((a and b) or (c and d))"],
    ["a or b or c", "((a or b) or c)"],
    ["not a and b", "((not a) and b)"],
    ["not a == b", "(not (a == b))"],
    ["not not a", "(not (not a))"],
    ["has a.b and c", "((has a.b) and c)"],
    ["not has a.b", "(not (has a.b))"],
    ["has a[b].c", "(has a[b].c)"],
    ["a < b + c * d", "(a < (b + (c * d)))"],
    ["a - b - c", "((a - b) - c)"],
    ["a * b + c", "((a * b) + c)"],
    ["-a * b", "((- a) * b)"],
    ["- - 1", "(- (- 1))"],
    ["x in 1..5", "(x in (1 .. 5))"],
    ["x in 1+2..5*2", "(x in ((1 + 2) .. (5 * 2)))"],
    ["x not in xs and y", "((x not in xs) and y)"],
    ['x not like "a"', '(x not like "a")'],
    ["(a or b) and c", "((a or b) and c)"],
    ["any v in xs: v == 1 and w", "(any v in xs: ((v == 1) and w))"],
    ["a and any v in xs: b or c", "(a and (any v in xs: (b or c)))"],
    ["all v in f(xs): any w in v.ws: w", "(all v in f(xs): (any w in v.ws: w))"],
    ['c runs ["a"] and d', '((c runs ["a"]) and d)'],
    [
      'c runs only ["a"] with env ["E"] writing only "w"',
      '(c runs only ["a"] with env ["E"] writing only "w")',
    ],
    ['c runs ["cp"] touching ["/etc/**"]', '(c runs ["cp"] touching ["/etc/**"])'],
    ["p under q.r", "(p under q.r)"],
    ["t holds [a, b,]", "(t holds [a, b])"],
    ["limits[args.tool].daily < 5 USD", "(limits[args.tool].daily < 5USD)"],
    ["true == false", "(true == false)"],
  ])("%s", (text, expected) => {
    expect(showExpression(expressionIn(`let x = ${text}`))).toBe(expected);
  });
});

describe("places", () => {
  const marked = (text: string, { span }: Expr): string => text.slice(span.start, span.end);

  it("of an operand are those without its parentheses, of what holds it with them", () => {
    const text = "let x = (a or b) and (c)";
    const expr = expressionIn(text);
    if (expr.kind !== "binary") throw new Error("it is a conjunction");
    expect(marked(text, expr)).toBe("(a or b) and (c)");
    expect(marked(text, expr.left)).toBe("a or b");
    expect(marked(text, expr.right)).toBe("c");
    expect(text.slice(expr.opSpan.start, expr.opSpan.end)).toBe("and");
  });

  it.each([
    "not a == b",
    "-5 USD",
    "has a.b",
    'c runs only ["a"] with env ["E"]',
    "formerly(a.b, within 1h)",
    "1..5",
  ])("of %s are the whole", (expression) => {
    const text = `let x = ${expression}`;
    expect(marked(text, expressionIn(text))).toBe(expression);
  });
});

describe("history", () => {
  it("keeps all its parts", () => {
    const text =
      "let x = sum(args.amount, a.b, c.* except c.d where args.k == 1, since e.f, within 8h, by [agent.id, args.a = args.b])";
    const expr = expressionIn(text);
    if (expr.kind !== "history") throw new Error("it is history");
    expect(expr.fn).toBe("sum");
    expect(expr.attribute?.parts.map((part) => part.text)).toEqual(["args", "amount"]);
    expect(expr.selector.include.map((pattern) => pattern.text)).toEqual(["a.b", "c.*"]);
    expect(expr.selector.except.map((pattern) => pattern.text)).toEqual(["c.d"]);
    expect(expr.where && showExpression(expr.where)).toBe("(args.k == 1)");
    expect(expr.since?.include.map((pattern) => pattern.text)).toEqual(["e.f"]);
    expect(expr.within && showExpression(expr.within)).toBe("8h");
    expect(expr.by.map(({ equals }) => equals !== undefined)).toEqual([false, true]);
  });

  it.each<[string, boolean, string]>([
    ["count(attempts a.b where verdict == block)", true, "a.b"],
    ["count(attempts *)", true, "*"],
    ["count(attempts where x)", false, "attempts"],
    ["count(attempts.a, within 1h)", false, "attempts.a"],
    ["count(within.a, within 1h)", false, "within.a"],
  ])("%s", (expression, attempts, action) => {
    const expr = expressionIn(`let x = ${expression}`);
    if (expr.kind !== "history") throw new Error("it is history");
    expect(expr.attempts !== undefined).toBe(attempts);
    expect(expr.selector.include.map(({ text }) => text)).toEqual([action]);
  });
});
