import { describe, expect, it } from "vitest";
import { problemsOf, programOf, SHOP } from "../../support/problems.js";

const KILL = "killswitch stop { scope [all, agent.role, action.name] }\n";

function stepsOf(steps: string): readonly object[] {
  const [test] = programOf(`${SHOP}${KILL}test "t" { ${steps} }`).tests;
  return (test?.steps ?? []).map(({ origin: _, ...step }) => step);
}

describe("a test block", () => {
  it("becomes a case, with the place of each step", () => {
    const [test] = programOf(`${SHOP}test "one" {\n  action files.read(path: "/x")\n  expect allow\n}`).tests;
    expect(test).toEqual({
      name: "one",
      origin: "main.agentpol:12:1",
      steps: [
        { step: "action", name: "files.read", args: { path: "/x" }, origin: "main.agentpol:13:3" },
        { step: "expect", verdict: "allow", times: 1, origin: "main.agentpol:14:3" },
      ],
    });
  });

  it.each<[string, unknown]>([
    ['"text"', "text"],
    ["true", true],
    ["42", 42],
    ["-1_000", -1000],
    ["0.25", 0.25],
    ["5%", 5],
    ["-0.5%", -0.5],
    ["10_000.5 USD", { amount: 10_000.5, currency: "USD" }],
    ["30m", 1_800_000],
    ["1.5s", 1500],
    ["2GiB", 2 ** 31],
    ["5MB", 5_000_000],
    ['time("2026-03-02T02:00:00Z")', "2026-03-02T02:00:00Z"],
    ["prod", "prod"],
    ["null", null],
    ["[1, prod, [true]]", [1, "prod", [true]]],
    ["{ a: 1, b: { c: [] } }", { a: 1, b: { c: [] } }],
    ["9007199254740993", 9_007_199_254_740_992],
  ])("holds %s as a request would", (written, expected) => {
    expect(stepsOf(`context { x: ${written} }`)).toEqual([{ step: "context", values: { x: expected } }]);
  });

  it("may hold a key that objects have already", () => {
    const [step] = stepsOf("agent { __proto__: 1, constructor: 2 }") as readonly [{ values: object }];
    expect(Object.entries(step.values)).toEqual([
      ["__proto__", 1],
      ["constructor", 2],
    ]);
  });

  it.each<[string, object]>([
    ["after 2h", { step: "after", duration: 7_200_000 }],
    ['at time("2026-01-01T00:00:01Z")', { step: "at", time: 1_767_225_601_000 }],
    ["kill all", { step: "kill", scope: "all" }],
    ["kill agent.role clerk", { step: "kill", scope: "agent.role", value: "clerk" }],
    ["kill action.name files.read", { step: "kill", scope: "action.name", value: "files.read" }],
    ['kill action.name "files.read"', { step: "kill", scope: "action.name", value: "files.read" }],
    ["revive all", { step: "revive", scope: "all" }],
    [
      'revive agent.role lead by "s@corp.example"',
      { step: "revive", scope: "agent.role", value: "lead", by: "s@corp.example" },
    ],
    ["action other.thing(x: 1)", { step: "action", name: "other.thing", args: { x: 1 } }],
    ["action a irreversible", { step: "action", name: "a", args: {}, reversible: false }],
    ["action a() reversible", { step: "action", name: "a", args: {}, reversible: true }],
  ])("%s", (step, expected) => {
    expect(stepsOf(step)).toEqual([expected]);
  });

  it.each<[string, object]>([
    ["expect block by asks", { step: "expect", verdict: "block", by: "shop.asks", times: 1 }],
    ["expect block by shop.asks", { step: "expect", verdict: "block", by: "shop.asks", times: 1 }],
    ["expect block by stop", { step: "expect", verdict: "block", by: "shop.stop", times: 1 }],
    ["expect block by default", { step: "expect", verdict: "block", by: "default", times: 1 }],
    ["expect block by on_error", { step: "expect", verdict: "block", by: "on_error", times: 1 }],
    ['expect allow code "X" times 3', { step: "expect", verdict: "allow", code: "X", times: 3 }],
    ['approve by "a@corp.example"', { step: "approve", by: "a@corp.example", acknowledging: false }],
    ['approve by "a" acknowledging irreversible', { step: "approve", by: "a", acknowledging: true }],
    ["outcome failed", { step: "outcome", outcome: "failed" }],
  ])("%s", (step, expected) => {
    expect(stepsOf(`action a() ${step}`).slice(1)).toEqual([expected]);
  });

  it.each<[string, readonly string[]]>([
    ["expect allow", ["AP3016 «expect allow»"]],
    ['approve by "a"', ['AP3016 «approve by "a"»']],
    ["outcome ok", ["AP3016 «outcome ok»"]],
    ["action a() expect alow", ["AP2001 «alow»"]],
    ["action a() expect block by aks", ["AP2001 «aks»"]],
    ["action a() expect block by other.asks", ["AP2001 «other.asks»"]],
    ["action a() expect allow times 0", ["AP3017 «0»"]],
    ["action a() expect allow times 10_000_000", ["AP3017 «10_000_000»"]],
    ["action a() expect allow times 2h", ["AP2050 «2h»"]],
    ["action a() outcome broken", ["AP2001 «broken»"]],
    ['action a() approve by "a" acknowledging all', ["AP2001 «all»"]],
    ["after -1h", ["AP2085 «-1h»"]],
    ["after 5", ["AP2056 «5»"]],
    ['at "2026-01-01"', ['AP2050 «"2026-01-01"»']],
    ["kill agent.id x", ["AP2001 «agent.id»"]],
    ["kill all x", ["AP3018 «x»"]],
    ["kill agent.role", ["AP3018 «kill agent.role»"]],
    ["agent { id: agent.id }", ["AP3019 «agent.id»"]],
    ["agent { id: 1 + 2 }", ["AP3019 «1 + 2»"]],
    ["agent { id: 1, id: 2 }", ["AP2002 «id»"]],
  ])("%s is refused", (steps, expected) => {
    expect(problemsOf(`${KILL}test "t" { ${steps} }`)).toEqual(expected);
  });
});
