// Classifiers: their declarations, and where and how they are asked.

import { describe, expect, it } from "vitest";
import { problemsOf, programOf, SHOP } from "../../support/problems.js";

const CLASSIFIER = 'classifier odd(text: string): decimal { host "guard", timeout 200ms }\n';
const rule = (condition: string): string => `rule r on payments.send { when ${condition}, block }`;
const USE = rule("odd(args.to) > 0.5");

describe("the declaration of a classifier", () => {
  it.each<[string, readonly string[]]>([
    [`${CLASSIFIER}${USE}`, []],
    [`classifier odd(text: string): decimal { host "guard" }\n${USE}`, []],
    [`classifier odd(text: string): decimal { webhook "https://a.example/x" }\n${USE}`, []],
    [`classifier odd(text: string): decimal { webhook "http://localhost:80/x" }\n${USE}`, []],
    [`classifier odd(text: string): decimal { webhook "http://127.9.0.1/" }\n${USE}`, []],
    [`classifier odd(text: string): decimal { webhook "http://[::1]:8080" }\n${USE}`, []],
    [
      `classifier odd(text: string): decimal { webhook "http://a.example" }\n${USE}`,
      ['AP3030 «"http://a.example"»'],
    ],
    [
      `classifier odd(text: string): decimal { webhook "http://localhost.example/" }\n${USE}`,
      ['AP3030 «"http://localhost.example/"»'],
    ],
    [
      `classifier odd(text: string): decimal { webhook "ftp://localhost/" }\n${USE}`,
      ['AP3030 «"ftp://localhost/"»'],
    ],
    [`classifier odd(text: string): decimal { host "g", timeout 0s }\n${USE}`, ["AP2085 «0s»"]],
    [`classifier odd(text: string): decimal { host "g", timeout 5 }\n${USE}`, ["AP2056 «5»"]],
    [`classifier odd(text?: string): decimal { host "g" }\n${USE}`, ["AP2088 «text?: string»"]],
    [
      `classifier odd(a: string, a: int): decimal { host "g" }\n${rule("odd(args.to, 1) > 0.5")}`,
      ["AP2002 «a»"],
    ],
    [`classifier odd(text: map<string, int>): decimal { host "g" }\n${USE}`, ["AP2028 «map<string, int>»"]],
    [`classifier odd(text: { a: int }): decimal { host "g" }\n${USE}`, ["AP2180 «{ a: int }»"]],
    [`classifier odd(text: string): money(USD) { host "g" }\n${USE}`, ["AP2181 «money(USD)»"]],
    [`classifier odd(text: string): list<int> { host "g" }\n${USE}`, ["AP2181 «list<int>»"]],
    [`classifier odd(text: strin): decimal { host "g" }\n${USE}`, ["AP2001 «strin»"]],
    [CLASSIFIER, ["AP3006 «odd»"]],
    [`${CLASSIFIER}let unused = odd("x") > 0.5`, ["AP3006 «odd»", "AP3006 «unused»"]],
    [`${CLASSIFIER}${CLASSIFIER}${USE}`, ["AP2002 «odd»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it.each([['host "g", webhook "https://a.example"'], ["timeout 1s"]])(
    "{ %s } names one who answers",
    (body) => {
      const problems = problemsOf(`classifier odd(text: string): decimal { ${body} }\n${USE}`);
      expect(problems.map((each) => each.slice(0, 3))).toEqual(["AP1"]);
    },
  );
});

describe("a question to a classifier", () => {
  it.each<[string, readonly string[]]>([
    [rule("odd(lower(args.to)) >= 0.5 or not (odd(agent.id) < 1)"), []],
    [rule("any t in context.tags: odd(t) > 0.5"), []],
    [rule("odd(args.to) + odd(agent.id) * 2 > 1"), []],
    [`let strange(t: string) = odd(t) > 0.5\n${rule("strange(args.to)")}`, []],
    [rule("odd > 0.5"), ["AP2065 «odd»"]],
    [rule("odd() > 0.5"), ["AP2065 «odd()»"]],
    [rule("odd(args.to, 1) > 0.5"), ["AP2065 «odd(args.to, 1)»"]],
    [rule("odd(args.amount) > 0.5"), ["AP2050 «args.amount»"]],
    [rule("odd(args.to) > 5 USD"), ["AP2050 «5 USD»"]],
    [rule("odd(args.memo) > 0.5"), ["AP2059 «args.memo»"]],
    [rule("has args.memo and odd(args.memo) > 0.5"), []],
    [rule("od(args.to) > 0.5"), ["AP2001 «od»"]],
    [rule("count(* where odd(agent.id) > 0.5, by agent.id) > 1"), ["AP2182 «odd»"]],
    [rule("count(attempts * where odd(agent.id) > 0.5, by agent.id) > 1"), ["AP2182 «odd»"]],
    [`let strange = odd(agent.id) > 0.5\n${rule("formerly(* where strange)")}`, ["AP2182 «odd»"]],
    ["assert a on payments.send { when odd(args.to) > 0.5, expect at least block }", ["AP2182 «odd»"]],
    [`cap c on payments.send { when odd(args.to) > 0.5, limit impact.hosts <= 3, else block }`, []],
    [`cap c on payments.send { limit impact.hosts <= odd(agent.id), else block }`, ["AP2182 «odd»"]],
    [
      'sandbox b { read "/x" }\ngrant g on payments.send { when odd(args.to) < 0.5, inside b, scope agent.id, expires 1h, revoke when odd(args.to) > 0.5, else block }',
      ["AP2182 «odd»"],
    ],
  ])("%s", (text, expected) => {
    expect(problemsOf(`${CLASSIFIER}${text}`).filter((each) => !each.startsWith("AP3014"))).toEqual(expected);
  });

  it("stands in no condition of `on_error`", () => {
    const policy = SHOP.replace(
      /policy (\w+) \{/u,
      "policy $1 { on_error throttle when odd(agent.id) > 0.5,",
    );
    expect(() => programOf(policy + CLASSIFIER + USE)).toThrow(/AP2182/u);
  });

  it("names its classifier, with the arguments", () => {
    const { rules } = programOf(`${SHOP}${CLASSIFIER}${rule("odd(args.to) > 0.5")}`);
    expect(rules.at(-1)?.when).toMatchObject([
      {
        left: {
          kind: "classify",
          classifier: { name: "odd", timeout: 200, asks: { by: "host", name: "guard" } },
          args: [{ kind: "attribute", path: "args.to" }],
          type: { kind: "decimal" },
        },
      },
    ]);
  });
});
