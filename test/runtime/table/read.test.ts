import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTable } from "../../../runtime/decide/load.js";
import type { Expr, Rule, Table, TableFile } from "../../../runtime/table/format.js";
import { Exprs, rule, sealed, tableOf, type RuleSpec } from "../../support/table.js";

function reasonOf(input: unknown): string {
  const reading = readTable(input);
  return reading.ok ? "" : reading.reason;
}

const EMPTY_BOX = {
  mask: false,
  ...{ read: [], write: [], hide: [], reach: [], run: [], env: [] },
  limits: {},
};

const MASK = { op: "mask-all", target: "result" } as const;

const onResult = (spec: Omit<RuleSpec, "name">): Rule => rule({ name: "p.r", onResult: true, ...spec });

/** A table with a bit of everything. */
function richTable(): TableFile {
  const e = new Exprs();
  const isClerk = e.equals("agent.role", "clerk");
  const matches = e.add({ op: "matches", subject: e.attribute("args.text"), pattern: "^a+$" });
  const history = e.add({ op: "history", pattern: 0 });
  return tableOf({
    requires: ["sandbox"],
    groups: { g: ["ana@x"] },
    boxes: {
      b: {
        mask: false,
        read: ["/usr/**"],
        write: [],
        hide: [],
        reach: "any",
        run: [],
        env: [],
        limits: { cpu: 1000 },
      },
    },
    histories: [{ id: `sha256:${"0".repeat(64)}`, fn: "formerly", actions: ["act"], by: ["agent.id"] }],
    windows: [{ id: "p.cap#1", per: 1000, by: ["agent.id"] }],
    needs: [{ rule: "p.ask", of: [{ count: 1, group: "g" }], within: 1000, ask: "g" }],
    killswitches: [{ name: "p.stop", origin: "p.agentpol:1:1", scope: ["all", "agent.id"], needs: 0 }],
    exprs: e.all,
    rules: [
      rule({ name: "p.may", verdict: "allow", when: [isClerk] }),
      rule({ name: "p.ask", verdict: "escalate", when: [matches, history], needs: 0 }),
      rule({
        name: "p.cap",
        verdict: "block",
        limit: { window: 0, amount: "impact.cost", op: "<=", bound: 5 },
      }),
      rule({ name: "p.box", verdict: "sandbox", box: "b" }),
    ],
  });
}

describe("a table's reader", () => {
  it("takes a sound table, as a copy", () => {
    const table = richTable();
    const reading = readTable(table);
    expect(reading).toEqual({ ok: true, table });
    expect(reading.ok && reading.table).not.toBe(table);
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["an array", []],
    [
      "a proxy that throws",
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error("no");
          },
        },
      ),
    ],
    [
      "an object whose getter throws",
      {
        get format() {
          throw new Error("no");
        },
      },
    ],
  ])("refuses %s", (_, input) => {
    expect(reasonOf(input)).not.toBe("");
  });

  it("refuses a table whose bytes were changed, and says so", () => {
    const table = richTable();
    expect(reasonOf({ ...table, policy: { ...table.policy, name: "q" } })).toMatch(
      /^its digest is sha256:.*, and it claims/,
    );
  });

  it.each<[string, (table: Table) => object, RegExp]>([
    ["an unknown member", (t) => ({ ...t, extra: 1 }), /member "extra" that is not known/],
    [
      "another edition of the language",
      (t) => ({ ...t, policy: { ...t.policy, language: 2 } }),
      /\.language/,
    ],
    ["another version of the format", (t) => ({ ...t, format: "agentpol-table/2" }), /\.format/],
    ["a missing member", ({ rules: _, ...t }) => t, /no member "rules"/],
    ["an unknown operator", (t) => ({ ...t, exprs: [{ op: "exec" }] }), /\.exprs\[0\]\.op/],
    ["a number that is no integer", (t) => ({ ...t, exprs: [{ op: "literal", value: 0.5 }] }), /an integer/],
    ["half of a surrogate pair", (t) => ({ ...t, groups: { g: ["\ud800"] } }), /\.groups\.g\[0\]/],
    [
      "a verdict that is none",
      (t) => ({ ...t, rules: [{ ...t.rules[0], verdict: "maybe" }] }),
      /\.rules\[0\]\.verdict/,
    ],
  ])("refuses %s", (_, change, reason) => {
    expect(reasonOf(sealed(change(richTable()) as Table))).toMatch(reason);
  });

  const lone = (expr: Expr): Partial<Table> => ({
    exprs: [expr],
    rules: [rule({ name: "p.r", verdict: "block", when: [0] })],
  });

  const faultWhen = (expr: Expr): Partial<Omit<Table, "policy">> & { policy: Partial<Table["policy"]> } => ({
    exprs: [expr],
    grants: [{ id: "p.g", scope: [], expires: 1 }],
    policy: {
      onErrorWhen: [
        { verdict: "allow", reason: "", origin: "p:1:1", when: { expr: 0, text: "", origin: "p:1:1" } },
      ],
    },
  });

  it.each<[string, Parameters<typeof tableOf>[0], RegExp]>([
    [
      "a fault's condition that is no truth",
      faultWhen({ op: "now" }),
      /onErrorWhen\[0\] has a condition that/,
    ],
    [
      "a fault's condition that asks the state",
      faultWhen({ op: "grant", grant: 0, is: "live" }),
      /onErrorWhen\[0\] has a condition that asks the state: grant/,
    ],
    [
      "an operand that comes later",
      {
        exprs: [
          { op: "not", arg: 1 },
          { op: "has", path: "args.n" },
        ],
      },
      /does not come before/,
    ],
    ["an operand that is the expression itself", { exprs: [{ op: "not", arg: 0 }] }, /does not come before/],
    [
      "an expression that is not there",
      { rules: [rule({ name: "p.r", verdict: "block", when: [7] })] },
      /not there/,
    ],
    [
      "an action that is not declared",
      { rules: [rule({ name: "p.r", verdict: "block", actions: ["other"] })] },
      /no action: other/,
    ],
    ["an attribute that is not declared", lone({ op: "has", path: "args.zip" }), /no attribute: args\.zip/],
    ["a section that is none", lone({ op: "has", path: "__proto__.x" }), /no attribute/],
    ["a condition that is a number", lone({ op: "now" }), /neither true nor false/],
    ["a variable that nothing binds", lone({ op: "has-variable", name: "v", steps: [] }), /nothing binds/],
    ["a call with too few arguments", lone({ op: "call", fn: "hour", args: [] }), /number of arguments/],
    [
      "a pattern that is no RE2",
      {
        exprs: [
          { op: "attribute", path: "args.text" },
          { op: "matches", subject: 0, pattern: "(" },
        ],
      },
      /pattern/,
    ],
    [
      "a regular expression over a number",
      { exprs: [{ op: "now" }, { op: "matches", subject: 0, pattern: "a" }] },
      /no text/,
    ],
    [
      "two sorts compared",
      {
        exprs: [
          { op: "now" },
          { op: "literal", value: "x" },
          { op: "compare", cmp: "==", left: 0, right: 1, scale: 0, unordered: false },
        ],
      },
      /two sorts/,
    ],
    ["a history that is not there", lone({ op: "history", pattern: 0 }), /not there/],
    [
      "a rule that permits by attempts",
      {
        histories: [{ id: `sha256:${"0".repeat(64)}`, fn: "formerly", actions: [], attempts: true, by: [] }],
        exprs: [
          { op: "history", pattern: 0 },
          { op: "not", arg: 0 },
        ],
        rules: [rule({ name: "p.r", verdict: "allow", when: [1] })],
      },
      /permits by what it asks about attempts/,
    ],
    [
      "a history that ends with no action",
      {
        histories: [{ id: `sha256:${"0".repeat(64)}`, fn: "count", actions: [], since: ["nowhere"], by: [] }],
      },
      /no action: nowhere/,
    ],
    [
      "a history that is joined by what is no attribute",
      {
        histories: [
          { id: `sha256:${"0".repeat(64)}`, fn: "count", actions: [], by: ["agent.id"], earlier: ["args.x"] },
        ],
      },
      /no attribute: args.x/,
    ],
    [
      "a history that is joined by keys of two lengths",
      {
        histories: [
          {
            id: `sha256:${"0".repeat(64)}`,
            fn: "count",
            actions: [],
            by: ["agent.id"],
            earlier: ["agent.id", "agent.role"],
          },
        ],
      },
      /two lengths/,
    ],
    ["needs that are not there", { rules: [rule({ name: "p.r", verdict: "escalate", needs: 3 })] }, /needs/],
    [
      "a group that is not there",
      { needs: [{ rule: "p.r", of: [{ count: 1, group: "g" }], within: 1, ask: "g" }] },
      /no group/,
    ],
    ["a box that is not there", { rules: [rule({ name: "p.r", verdict: "sandbox", box: "b" })] }, /no box/],
    [
      "a box that begins at no attribute",
      { boxes: { b: { ...EMPTY_BOX, hide: [{ attribute: "context.no", pattern: "/**" }] } } },
      /names no path of agent or context: context.no/,
    ],
    [
      "a box that begins at an attribute of another type",
      { boxes: { b: { ...EMPTY_BOX, write: [{ attribute: "agent.id", pattern: "/**" }] } } },
      /names no path/,
    ],
    [
      "a box that begins at an argument",
      { boxes: { b: { ...EMPTY_BOX, read: [{ attribute: "args.path", pattern: "/**" }] } } },
      /names no path/,
    ],
    ["a sandbox without a box", { rules: [rule({ name: "p.r", verdict: "sandbox" })] }, /no box/],
    [
      "a limit that constrains instead of holding",
      {
        windows: [{ id: "w", per: 1, by: [] }],
        rules: [
          rule({ name: "p.r", verdict: "redact", limit: { window: 0, amount: 1, op: "<=", bound: 1 } }),
        ],
      },
      /does not hold/,
    ],
    [
      "a block that permits",
      { rules: [{ ...rule({ name: "p.r", verdict: "block" }), permits: true }] },
      /permits, and its verdict is block/,
    ],
    ["a key of no attribute", { windows: [{ id: "w", per: 1, by: ["agent.zip"] }] }, /no attribute/],
    [
      "a kill switch of no attribute",
      { killswitches: [{ name: "p.k", origin: "", scope: ["agent.zip"] }] },
      /no attribute/,
    ],
    ["a window that lasts no time", { windows: [{ id: "w", per: 0, by: [] }] }, /per/],
    ["needs of nobody", { needs: [{ rule: "p.r", of: [], within: 1, ask: "g" }] }, /of/],
    [
      "a rewritten result of a request",
      { rules: [rule({ name: "p.r", verdict: "redact", redactions: [{ op: "drop", target: "agent.id" }] })] },
      /neither an argument nor a result/,
    ],
    [
      "a field of a result that nothing declares",
      {
        rules: [
          rule({ name: "p.r", verdict: "none", redactions: [{ op: "mask-all", target: "result.body" }] }),
        ],
      },
      /neither an argument nor a result/,
    ],
    ["a result that is throttled", { rules: [onResult({ verdict: "throttle" })] }, /gives a result throttle/],
    ["a result without a verdict", { rules: [onResult({ verdict: "none" })] }, /gives a result none/],
    [
      "a result that trips, and is rewritten without a verdict",
      {
        rules: [
          onResult({ verdict: "none", redactions: [MASK], trips: [{ killswitch: "p.k", scope: "all" }] }),
        ],
      },
      /gives a result none/,
    ],
    [
      "a rule on a result that boxes its action",
      { requires: ["sandbox"], boxes: { b: EMPTY_BOX }, rules: [onResult({ verdict: "block", box: "b" })] },
      /how an action runs/,
    ],
    [
      "a rule on a result that rewrites arguments",
      { rules: [onResult({ verdict: "redact", redactions: [{ op: "mask-all", target: "args.text" }] })] },
      /have left already/,
    ],
    [
      "a redaction that drops all arguments",
      { rules: [rule({ name: "p.r", verdict: "redact", redactions: [{ op: "drop", target: "args" }] })] },
      /drops all arguments/,
    ],
    [
      "a clamp of what is no number",
      {
        rules: [
          rule({
            name: "p.r",
            verdict: "redact",
            redactions: [{ op: "clamp", target: "args.text", type: "int", most: 3 }],
          }),
        ],
      },
      /no number/,
    ],
    [
      "a detector of a redaction whose pattern is no RE2",
      {
        rules: [
          rule({
            name: "p.r",
            verdict: "redact",
            redactions: [{ op: "mask", target: "args", detectors: ["email", { name: "d", pattern: "(" }] }],
          }),
        ],
      },
      /rules\[0\]\.redactions\[0\]\.detectors\[1\]\.pattern/,
    ],
    [
      "a detector of an expression whose pattern is no RE2",
      lone({ op: "detects", path: "args.text", detectors: [{ name: "d", pattern: "(?=x)" }] }),
      /exprs\[0\]\.detectors\[0\]\.pattern/,
    ],
    [
      "a detector that is not built in and has no pattern",
      lone({ op: "detects", path: "args", detectors: ["phone" as never] }),
      /detectors/,
    ],
  ])("refuses %s", (_, parts, reason) => {
    expect(reasonOf(tableOf(parts))).toMatch(reason);
  });

  it("refuses expressions that lie too deep, in linear time", () => {
    const chain: Expr[] = [{ op: "has", path: "args.n" }];
    for (let i = 0; i < 20_000; i += 1) chain.push({ op: "not", arg: i });
    expect(reasonOf(tableOf({ exprs: chain.slice(0, 1000) }))).toBe("");
    expect(reasonOf(tableOf({ exprs: chain }))).toMatch(/deeper than 1000/);
  });

  it("says why in a text of bounded length, whatever the names in the table", () => {
    const boundless = rule({ name: "p.r", verdict: "block", actions: ["a".repeat(1_000_000)] });
    const reason = reasonOf(tableOf({ rules: [boundless] }));
    expect(reason).toMatch(/selects no action: aaa/);
    expect(reason.length).toBeLessThan(400);
  });

  it("refuses types that lie too deep", () => {
    let type: object = { type: "int" };
    for (let i = 0; i < 200; i += 1) type = { type: "list", of: type };
    const data = [{ name: "d", schema: type, values: [], source: `sha256:${"0".repeat(64)}` }];
    expect(reasonOf({ ...richTable(), data })).toMatch(/levels/);
  });

  it("refuses whatever else it is given, and never throws", () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true }),
        (input) => {
          expect(readTable(input).ok).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("refuses a member that was replaced by anything, with or without its digest", () => {
    const table = richTable();
    const names = Object.keys(table) as (keyof TableFile)[];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 2 }), (name, value) => {
        const changed = { ...table, [name]: value } as TableFile;
        fc.pre(JSON.stringify(changed) !== JSON.stringify(table));
        expect(readTable(changed).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
