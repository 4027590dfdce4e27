import { describe, expect, it } from "vitest";
import { decide } from "../../../runtime/decide/decide.js";
import type { Facts } from "../../../runtime/decide/request.js";
import type { Box, Rule } from "../../../runtime/table/format.js";
import { Exprs, policyOf, requestOf, rule, type RuleSpec } from "../../support/table.js";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const groups = { g: ["ana", "ben"], h: ["hal"] };
const needs = [
  { rule: "p.ask", of: [{ count: 1, group: "g" }], within: 60_000, ask: "g" },
  { rule: "default", of: [{ count: 1, group: "h" }], within: 60_000, ask: "h" },
];
const approved = (by: string): Facts => ({ now: NOW, approvals: [{ by, acknowledges: [], at: NOW }] });

/** Decides a plain request under rules that are always met. */
function decided(
  rules: readonly RuleSpec[],
  facts: Facts = { now: NOW },
  more: Parameters<typeof policyOf>[0] = {},
) {
  return decide(policyOf({ groups, needs, ...more, rules: rules.map(rule) }), requestOf(), facts);
}

describe("the verdict", () => {
  it.each<[string, RuleSpec[], string, string]>([
    ["of no rule is the default", [], "block", "default"],
    ["of one that permits stands", [{ name: "p.a", verdict: "allow" }], "allow", "p.a"],
    [
      "is the most restrictive",
      [
        { name: "p.a", verdict: "allow" },
        { name: "p.b", verdict: "block" },
        { name: "p.c", verdict: "escalate" },
      ],
      "block",
      "p.b",
    ],
    ["of one that only redacts is the default's", [{ name: "p.r", verdict: "redact" }], "block", "default"],
    ["names a rule before the default", [{ name: "p.b", verdict: "block" }], "block", "p.b"],
    [
      "names the first of several",
      [
        { name: "p.b", verdict: "block" },
        { name: "p.c", verdict: "block" },
        { name: "p.a", verdict: "allow" },
      ],
      "block",
      "p.b",
    ],
    [
      "names, of those that permit, the first with something of its own",
      [
        { name: "p.a", verdict: "allow" },
        { name: "p.b", verdict: "allow", explicit: true },
      ],
      "allow",
      "p.b",
    ],
    [
      "names what constrains before what permits",
      [
        { name: "p.a", verdict: "allow", explicit: true },
        { name: "p.r", verdict: "redact" },
      ],
      "redact",
      "p.r",
    ],
  ])("%s", (_, rules, verdict, name) => {
    expect(decided(rules)).toMatchObject({ verdict, enforced: verdict, rule: name });
  });

  it("lists all that contributed, the deciding one first, the default where it joined, each once", () => {
    const { matched } = decided([
      { name: "p.r", verdict: "redact" },
      { name: "p.e", verdict: "escalate" },
      { name: "p.b", verdict: "block" },
      { name: "p.b", verdict: "block" },
      { name: "p.n", verdict: "none" },
    ]);
    expect(matched.map(({ rule: name, verdict }) => `${name} ${verdict}`)).toEqual([
      "p.b block",
      "p.r redact",
      "p.e escalate",
      "default block",
    ]);
  });

  it("where a guard is unknown: what permits does not match, everything else does", () => {
    const e = new Exprs();
    const unknown = e.equals("args.n", 1);
    const parts = { exprs: e.all };
    expect(decided([{ name: "p.a", verdict: "allow", when: [unknown] }], { now: NOW }, parts).rule).toBe(
      "default",
    );
    expect(
      decided(
        [
          { name: "p.a", verdict: "allow" },
          { name: "p.b", verdict: "block", when: [unknown] },
        ],
        { now: NOW },
        parts,
      ).rule,
    ).toBe("p.b");
  });

  it("in which a guard overflows is the policy's on_error", () => {
    const e = new Exprs();
    const left = e.add({
      op: "add",
      left: e.literal(Number.MAX_SAFE_INTEGER),
      right: e.literal(1),
      scales: [0, 0, 0],
    });
    const over = e.add({ op: "compare", cmp: ">", left, right: e.literal(0), scale: 0, unordered: false });
    const decision = decided(
      [
        { name: "p.a", verdict: "allow" },
        { name: "p.b", verdict: "block", when: [over] },
      ],
      { now: NOW },
      { exprs: e.all },
    );
    expect(decision).toMatchObject({
      rule: "on_error",
      code: "decision.fault",
      fault: { message: expect.stringContaining("2^53") as string },
    });
  });

  it("carries who decided it, when, and under which policy", () => {
    const policy = policyOf({
      rules: [
        rule({ name: "p.a", verdict: "allow", code: "A-1", reason: "because", origin: "p.agentpol:9:2" }),
      ],
    });
    const decision = decide(policy, {
      ...requestOf({}, { impact: { cost: 3 } }),
      id: "r-1",
      time: "2026-03-01T00:00:00Z",
    });
    expect(decision).toMatchObject({
      id: "r-1",
      time: "2026-03-01T00:00:00.000Z",
      code: "A-1",
      reason: "because",
      origin: "p.agentpol:9:2",
      mode: "enforce",
      impact: { cost: 3 },
      policy: { name: "p", digest: policy.table.digest },
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
    });
  });
});

describe("an escalation", () => {
  const ask: RuleSpec = { name: "p.ask", verdict: "escalate", needs: 0, notify: ["chat"] };
  const may: RuleSpec = { name: "p.may", verdict: "allow" };

  it("lists what is unmet, and whom to ask", () => {
    const { verdict, digest, obligations } = decided([may, ask, ask]);
    expect(verdict).toBe("escalate");
    expect(obligations.approvals).toEqual({
      digest,
      unmet: [{ rule: "p.ask", ask: "g", needs: needs[0]?.of, within: "PT1M" }],
    });
    expect(obligations.notify).toEqual(["chat"]);
  });

  it("that is approved contributes nothing, and permits nothing by itself", () => {
    expect(decided([may, ask], approved("ana"))).toMatchObject({
      verdict: "allow",
      matched: [{ rule: "p.may" }],
      obligations: { notify: [] },
    });
    expect(decided([ask], approved("ana"))).toMatchObject({ verdict: "block", rule: "default" });
  });

  it.each<[string, Facts["approvals"]]>([
    ["before it was given", [{ by: "ana", acknowledges: [], at: NOW + 1 }]],
    ["once it has expired", [{ by: "ana", acknowledges: [], at: NOW - 60_000 }]],
    ["of somebody else", [{ by: "zoe", acknowledges: [], at: NOW }]],
  ])("is not lifted by an approval %s", (_, approvals = []) => {
    expect(decided([may, ask], { now: NOW, approvals }).verdict).toBe("escalate");
  });

  it.each([
    ["the agent", { id: "ANA", role: "clerk" }],
    ["its owner", { id: "a-1", role: "clerk", owner: "Ana" }],
  ])("is not lifted by %s", (_, agent) => {
    const policy = policyOf({ groups, needs, rules: [may, ask].map(rule) });
    expect(decide(policy, { ...requestOf(), agent }, approved("ana")).verdict).toBe("escalate");
    expect(decide(policy, { ...requestOf(), agent }, approved("ben")).verdict).toBe("allow");
  });

  const escalating = {
    policy: { default: { verdict: "escalate", reason: "ask first", needs: 1, origin: "p.agentpol:1:1" } },
  } as const;

  it("by default counts as an allow once it is approved", () => {
    expect(decided([], { now: NOW }, escalating)).toMatchObject({
      verdict: "escalate",
      rule: "default",
      obligations: { approvals: { unmet: [{ rule: "default", ask: "h" }] } },
    });
    expect(decided([], approved("hal"), escalating)).toMatchObject({
      verdict: "allow",
      rule: "default",
      code: "default",
    });
    expect(decided([{ name: "p.r", verdict: "redact" }], approved("hal"), escalating)).toMatchObject({
      verdict: "redact",
      rule: "p.r",
    });
    expect(decided([{ name: "p.b", verdict: "block" }], approved("hal"), escalating).verdict).toBe("block");
  });
});

describe("limits over windows", () => {
  const windows = [
    { id: "p.cap#1", per: 1000, by: ["agent.id"] },
    { id: "p.slow#1", per: 1000, by: [] },
  ];
  const cap = (more: Partial<Rule> = {}): RuleSpec => ({
    name: "p.cap",
    verdict: "block",
    limit: { window: 0, amount: "impact.cost", op: "<=", bound: 10 },
    ...more,
  });
  const slow: RuleSpec = {
    name: "p.slow",
    verdict: "throttle",
    limit: { window: 1, amount: 1, op: "<=", bound: 2 },
  };
  const may: RuleSpec = { name: "p.may", verdict: "allow" };
  const at = (rules: readonly RuleSpec[], cost: number | undefined, held: readonly number[]) =>
    decide(
      policyOf({ windows, groups, needs, rules: rules.map(rule) }),
      requestOf({}, cost === undefined ? {} : { impact: { cost } }),
      { now: NOW, windows: held },
    );

  it.each<[string, number | undefined, number, string]>([
    ["up to the bound", 4, 6, "allow"],
    ["beyond it", 5, 6, "block"],
    ["an amount below zero", -1, 0, "block"],
    ["an amount that is absent", undefined, 0, "block"],
  ])("%s", (_, cost, held, verdict) => {
    expect(at([may, cap()], cost, [held, 0]).verdict).toBe(verdict);
  });

  it("are looked at where the table holds, and not where it blocks", () => {
    const held: RuleSpec = { name: "p.hold", verdict: "throttle" };
    expect(at([may, held, cap()], 5, [9, 0])).toMatchObject({ verdict: "block", rule: "p.cap" });
    const blocked = at([may, { name: "p.no", verdict: "block" }, cap()], 5, [9, 0]);
    expect(blocked.matched.map(({ rule: name }) => name)).toEqual(["p.no", "p.may"]);
  });

  it("that are all over are all listed", () => {
    expect(at([may, slow, cap()], 5, [9, 2]).matched.map(({ rule: name }) => name)).toEqual([
      "p.cap",
      "p.may",
      "p.slow",
    ]);
  });

  it("of an approved escalation do not hold", () => {
    const asked = cap({ verdict: "escalate", needs: 0 });
    const policy = policyOf({ windows, groups, needs, rules: [may, asked].map(rule) });
    const request = requestOf({}, { impact: { cost: 99 } });
    expect(decide(policy, request, { now: NOW }).verdict).toBe("escalate");
    expect(decide(policy, request, approved("ana")).verdict).toBe("allow");
  });
});

describe("a shadow rule", () => {
  it("is reported apart and never holds", () => {
    const decision = decided([
      { name: "p.may", verdict: "allow" },
      { name: "p.trial", verdict: "block", shadow: true, notify: ["chat"] },
    ]);
    expect(decision).toMatchObject({
      verdict: "allow",
      shadow: { verdict: "block", matched: [{ rule: "p.trial" }, { rule: "p.may" }] },
      obligations: { notify: [] },
    });
    expect(decision.matched.map(({ rule: name }) => name)).toEqual(["p.may"]);
  });

  it("never permits", () => {
    expect(decided([{ name: "p.trial", verdict: "allow", shadow: true }])).toMatchObject({
      verdict: "block",
      shadow: { verdict: "allow" },
    });
  });

  it("that does not match is not reported", () => {
    expect(decided([{ name: "p.may", verdict: "allow" }])).not.toHaveProperty("shadow");
  });
});

describe("obligations", () => {
  const box = (more: Partial<Box>): Box => ({
    mask: false,
    read: [],
    write: [],
    hide: [],
    reach: [],
    run: [],
    env: [],
    limits: {},
    ...more,
  });
  const boxes = {
    one: box({ read: ["/usr/**"], hide: ["/a"], limits: { cpu: 10, memory: 5 } }),
    two: box({ read: ["/usr/**"], reach: "any", limits: { cpu: 20 } }),
    mask: box({ mask: true, hide: ["/a", "/b"], limits: { wall: 1 } }),
  };
  const inBox = (name: string): RuleSpec => ({
    name: `p.${name}`,
    verdict: "sandbox",
    permits: true,
    box: name,
  });
  const boxed = { boxes, requires: ["sandbox"] } as const;

  it("of several boxes are their meet, equal lists once, a mask narrowing alone", () => {
    const { obligations } = decided(["one", "two", "mask", "one"].map(inBox), { now: NOW }, boxed);
    expect(obligations.sandbox).toEqual({
      boxes: ["one", "two", "mask"],
      read: [["/usr/**"]],
      write: [[]],
      hide: ["/a", "/b"],
      reach: [[], "any"],
      run: [[]],
      env: [[]],
      limits: { cpu: 10, memory: 5, wall: 1 },
    });
  });

  it("constrain nothing that is held", () => {
    const { obligations } = decided(
      [inBox("one"), { name: "p.b", verdict: "block", notify: ["x", "y", "x"] }],
      { now: NOW },
      boxed,
    );
    expect(obligations).toEqual({ redactions: [], connect: [], notify: ["x", "y"] });
  });

  it("carry addresses to refuse along", () => {
    const block = { text: "10.0.0.0/8", bits: "00000000000000000000ffff0a000000", length: 104 };
    const host = {
      text: "*.in.example",
      hosts: { kind: "names", below: true, labels: ["in", "example"] },
    } as const;
    const connect: RuleSpec = { name: "p.net", verdict: "none", connect: { deny: [block], except: [host] } };
    const { obligations } = decided([{ name: "p.may", verdict: "allow" }, connect]);
    expect(obligations.connect).toEqual([{ rule: "p.net", deny: ["10.0.0.0/8"], except: ["*.in.example"] }]);
  });

  it("rewrite the arguments as requested, and tell what is to be done to the result", () => {
    const e = new Exprs();
    const finds = e.add({ op: "detects", path: "args.text", detectors: ["email"] });
    const rules: RuleSpec[] = [
      { name: "p.may", verdict: "allow" },
      {
        name: "p.pii",
        verdict: "redact",
        when: [finds],
        redactions: [{ op: "mask", target: "args.text", detectors: ["email"] }],
      },
      {
        name: "p.pii",
        verdict: "none",
        redactions: [{ op: "mask", target: "result", detectors: ["us_ssn"] }],
      },
    ];
    const policy = policyOf({ exprs: e.all, rules: rules.map(rule) });
    const { verdict, obligations } = decide(policy, requestOf({ text: "to ann@example.com", n: 3.0 }), {
      now: NOW,
    });
    expect(verdict).toBe("redact");
    expect(obligations.args).toEqual({
      text: expect.not.stringContaining("ann@example.com") as string,
      n: 3,
    });
    expect(obligations.redactions).toEqual([
      { rule: "p.pii", op: "mask", target: "args.text", detectors: ["email"] },
      { rule: "p.pii", op: "mask", target: "result", detectors: ["us_ssn"] },
    ]);
    expect(decide(policy, requestOf({ text: "plain" }), { now: NOW })).toMatchObject({
      verdict: "allow",
      obligations: { redactions: [{ target: "result" }] },
    });
  });
});
