// The typed tree: literals in their normal forms, every construct as the rest of the compiler reads it.

import { describe, expect, it } from "vitest";
import type { TypedExpr } from "../../../../compiler/types/typed-expr.js";
import { ruleWith } from "./declarations.js";
import { formsOf, guardIn, worldOf } from "./harness.js";

function treeOf(source: string, selector?: string): TypedExpr {
  const world = worldOf(ruleWith(source, selector));
  const { when } = guardIn(
    world,
    formsOf(world).find(({ form }) => form === "rule")!,
  );
  expect(world.diagnostics).toEqual([]);
  return when[0]!;
}

/** The tree in short: operators, names and values. */
function short(expr: TypedExpr): unknown {
  switch (expr.kind) {
    case "literal":
      return typeof expr.value === "object" && "text" in expr.value ? { text: expr.value.text } : expr.value;
    case "attribute":
    case "has":
      return `${expr.kind} ${expr.path}`;
    case "list":
      return expr.items.map(short);
    case "and":
    case "or":
      return [expr.kind, short(expr.left), short(expr.right)];
    case "compare":
    case "arithmetic":
      return [expr.op, short(expr.left), short(expr.right)];
    case "not":
    case "negate":
    case "to-decimal":
      return [expr.kind, short(expr.operand)];
    case "in":
      return ["in", short(expr.item), short(expr.items)];
    case "between":
      return ["between", short(expr.item), short(expr.low), short(expr.high)];
    case "in-cidr":
      return ["in-cidr", short(expr.item), short(expr.cidr)];
    case "call":
      return [expr.fn, ...expr.args.map(short)];
    case "let":
      return ["let", expr.instance.name, ...expr.args.map(short)];
    case "data":
      return `data ${expr.data.name}`;
    case "like":
      return ["like", short(expr.subject), ...expr.globs.map(({ text }) => text)];
    default:
      return expr.kind;
  }
}

describe("the tree of", () => {
  it.each<readonly [string, unknown]>([
    ["args.amount >= 10_000 USD", [">=", "attribute args.amount", 100_000_000]],
    ["5% < agent.trust", ["<", 50_000, "attribute agent.trust"]],
    ["args.count < 2.5", ["<", ["to-decimal", "attribute args.count"], 25_000]],
    ["context.rate < 2", ["<", "attribute context.rate", 20_000]],
    [
      "context.rate + args.count < 2",
      ["<", ["+", "attribute context.rate", ["to-decimal", "attribute args.count"]], 20_000],
    ],
    ["args.count in 1..2.5", ["between", ["to-decimal", "attribute args.count"], 10_000, 25_000]],
    ["args.count == -3", ["==", "attribute args.count", -3]],
    ["args.count > 2 * 3", [">", "attribute args.count", 6]],
    ["context.env != prod", ["!=", "attribute context.env", "prod"]],
    ["context.env not in [dev, prod]", ["not", ["in", "attribute context.env", ["dev", "prod"]]]],
    ["args.counterparty not in approved", ["not", ["in", "attribute args.counterparty", "data approved"]]],
    ['context.home == "/home/ann/"', ["==", "attribute context.home", "/home/ann"]],
    ['context.peer == "API.Corp.Example."', ["==", "attribute context.peer", { text: "api.corp.example" }]],
    ['context.ip == "0x7f.1"', ["==", "attribute context.ip", { text: "127.0.0.1" }]],
    ['context.ip in "10.0.0.0/8"', ["in-cidr", "attribute context.ip", { text: "10.0.0.0/8" }]],
    [
      'context.ip in ["10.0.0.0/8", "::1"]',
      [
        "or",
        ["in-cidr", "attribute context.ip", { text: "10.0.0.0/8" }],
        ["in-cidr", "attribute context.ip", { text: "::1/128" }],
      ],
    ],
    ['args.counterparty == "e\u0301"', ["==", "attribute args.counterparty", "\u00e9"]],
    ['args.counterparty not like ["a*", "b?"]', ["not", ["like", "attribute args.counterparty", "a*", "b?"]]],
    ["action.name == payments.send", ["==", "attribute action.name", "payments.send"]],
    ["risky(args.amount)", ["let", "risky", "attribute args.amount"]],
    ['hour(now, "UTC") > 3', [">", ["hour", "now", "UTC"], 3]],
    [
      "context.risky and night and not context.risky",
      ["and", ["and", "attribute context.risky", ["let", "night"]], ["not", "attribute context.risky"]],
    ],
    [
      "has args.memo and context.risky or night",
      ["or", ["and", "has args.memo", "attribute context.risky"], ["let", "night"]],
    ],
  ])("%s", (source, tree) => {
    expect(short(treeOf(source))).toEqual(tree);
  });

  it("a question about the past", () => {
    const tree = treeOf(
      'sum(args.amount, payments.* where args.counterparty like "A*", within 1d, by [agent.id, args.counterparty]) > 5 USD',
    );
    const question = tree.kind === "compare" && tree.left.kind === "history" ? tree.left : undefined;
    expect(question?.actions.map(({ name }) => name)).toEqual(["payments.send", "payments.refund"]);
    expect(question && { ...question, actions: 0, where: short(question.where!), span: 0 }).toEqual({
      kind: "history",
      fn: "sum",
      actions: 0,
      attempts: false,
      picked: { include: ["payments.*"], except: [] },
      attribute: "args.amount",
      where: ["like", "attribute args.counterparty", "A*"],
      within: 86_400_000,
      by: [
        { earlier: "agent.id", now: "agent.id" },
        { earlier: "args.counterparty", now: "args.counterparty" },
      ],
      type: { kind: "money", currency: "USD" },
      span: 0,
    });
  });

  it("what a command runs", () => {
    const tree = treeOf('args.command runs ["rm", "curl ... | sh"]', "shell.exec");
    expect(tree.kind === "runs" && tree.entries.map(({ text, stages }) => [text, stages.length])).toEqual([
      ["rm", 1],
      ["curl ... | sh", 2],
    ]);
  });

  it("a rule that is approved", () => {
    const world = worldOf(ruleWith("true"));
    const text = world.text.replace(
      "rule r on payments.send { when true\n block }",
      "assert a on * { when approved(large), expect block }",
    );
    const claims = worldOf(text);
    const { when } = guardIn(
      claims,
      formsOf(claims).find(({ form }) => form === "assert")!,
      "assert",
    );
    expect(when).toMatchObject([{ kind: "approved", rule: "p.large", type: { kind: "bool" } }]);
  });

  it("notes the type of every expression, for editors", () => {
    const world = worldOf(ruleWith("args.amount > 5 USD and context.env == prod"));
    guardIn(
      world,
      formsOf(world).find(({ form }) => form === "rule")!,
    );
    const noted = [...world.types].map(([expr, type]) => [
      world.text.slice(expr.span.start, expr.span.end),
      type.kind,
    ]);
    expect(new Map(noted as [string, string][])).toEqual(
      new Map([
        ["args.amount", "money"],
        ["5 USD", "money"],
        ["args.amount > 5 USD", "bool"],
        ["context.env", "enum"],
        ["prod", "enum"],
        ["context.env == prod", "bool"],
        ["args.amount > 5 USD and context.env == prod", "bool"],
      ]),
    );
  });
});
