// What is written as a cases file is read as the same cases, and a file that stands keeps every byte of its own.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCases } from "../../../compiler/cases/read-cases.js";
import { addedCases, isWritable, newCases } from "../../../compiler/cases/write-cases.js";
import type { Step, TestCase } from "../../../runtime/testing/case.js";
import { CASE_RULES, hostileCase, hostileText } from "../../support/arbitrary-case.js";

const POLICY = { file: "p.agentpol", name: "p" };

/** The cases in a text, without where they stand. */
function casesIn(text: string): readonly TestCase[] {
  const { cases, diagnostics } = readCases(
    { path: "p.cases.yaml", text },
    { policy: "p", rules: CASE_RULES },
  );
  expect(diagnostics).toEqual([]);
  return cases.map(({ name, steps }) => ({
    name,
    origin: "",
    steps: steps.map((step) => ({ ...step, origin: "" })),
  }));
}

const toWrite = fc.array(
  fc
    .record({ testCase: hostileCase, review: hostileText }, { requiredKeys: ["testCase"] })
    .filter(({ testCase }) => isWritable(testCase)),
  { minLength: 1, maxLength: 4 },
);

const plain = (name: string, id = "a-1"): TestCase => ({
  name,
  origin: "",
  steps: [
    { step: "agent", values: { id }, origin: "" },
    { step: "action", name: "pay", args: { to: "no" }, origin: "" },
    { step: "expect", verdict: "allow", times: 1, origin: "" },
  ],
});

describe("a new file", () => {
  it("is read as the cases that were written, whatever they hold", () => {
    fc.assert(
      fc.property(toWrite, (cases) => {
        const { text, names } = newCases(POLICY, cases);
        const written = cases.map(({ testCase }, i) => ({ ...testCase, name: names[i] ?? "" }));
        expect(casesIn(text)).toEqual(written);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 500 },
    );
  });

  it("reads as people write one", () => {
    const steps: readonly Step[] = [
      ...plain("").steps.slice(0, 2),
      { step: "expect", verdict: "allow", times: 600, origin: "" },
      { step: "expect", verdict: "throttle", by: "p.first", code: "p.first", times: 1, origin: "" },
      { step: "after", duration: 3_600_000, origin: "" },
      { step: "approve", by: "ana@corp.example", acknowledging: true, origin: "" },
      { step: "expect", verdict: "allow", times: 1, origin: "" },
    ];
    const testCase = { name: "the 601st of the hour", origin: "", steps };
    const { text } = newCases(POLICY, [
      { testCase, review: "the limit of\nfirst" },
      { testCase: plain("2") },
    ]);
    expect(text).toBe(`policy: p.agentpol
cases:
  # review: the limit of first
  - name: the 601st of the hour
    agent: { id: a-1 }
    action: { name: pay, args: { to: "no" } }
    expect: { verdict: allow, times: 600 }
    steps:
      - { expect: throttle, by: first, code: p.first }
      - { after: 1h }
      - { approve: ana@corp.example, acknowledging: irreversible }
      - { expect: allow }
  - name: "2"
    agent: { id: a-1 }
    action: { name: pay, args: { to: "no" } }
    expect: allow
`);
  });

  it("breaks what is long into a member a line", () => {
    const values = { names: Array.from({ length: 12 }, (_, i) => `somebody-${String(i)}`), of: {} };
    const testCase = {
      ...plain("n"),
      steps: [{ step: "agent", values, origin: "" }, ...plain("n").steps.slice(1)],
    } as const;
    const { text } = newCases(POLICY, [{ testCase }]);
    expect(text).toContain("    agent:\n      names:\n        - somebody-0\n");
    expect(text).toContain("      of: {}\n");
    expect(casesIn(text)).toEqual([testCase]);
  });

  it("may have no cases", () => {
    expect(casesIn(newCases(POLICY, []).text)).toEqual([]);
  });
});

describe("what cannot be written", () => {
  const withStep = (step: Step): TestCase => ({ ...plain("n"), steps: [...plain("n").steps, step] });
  const nested = (depth: number): unknown => Array.from({ length: depth }).reduce((inner) => [inner], 0);

  it.each<[string, Step, boolean]>([
    ["a result of nothing", { step: "result", outcome: "ok", value: undefined, origin: "" }, false],
    ["a result of null", { step: "result", outcome: "ok", value: null, origin: "" }, true],
    ["a year of five digits", { step: "at", time: Date.parse("+012026-01-01T00:00:00Z"), origin: "" }, false],
    ["what is nested too deep", { step: "agent", values: { a: nested(120) }, origin: "" }, false],
    ["what is nested less", { step: "agent", values: { a: nested(80) }, origin: "" }, true],
  ])("%s", (_, step, can) => {
    expect(isWritable(withStep(step))).toBe(can);
    if (can) expect(casesIn(newCases(POLICY, [{ testCase: withStep(step) }]).text)).toEqual([withStep(step)]);
  });
});

describe("a file that stands", () => {
  const HEAD = "# ours\npolicy:   p.agentpol   # the policy\n\ncases:\n";
  const FIRST = "  - name:   'one'   # first\n    action: { name: pay }\n\n    expect: allow\n";
  const added = (text: string, ...names: readonly string[]) =>
    addedCases(
      text,
      "p",
      names.map((name) => ({ testCase: plain(name), review: "why" })),
    );
  const NEW = (indent: string, name = "new"): string =>
    [
      `# review: why`,
      `- name: ${name}`,
      "  agent: { id: a-1 }",
      '  action: { name: pay, args: { to: "no" } }',
      "  expect: allow",
    ]
      .map((line) => `${indent}${line}\n`)
      .join("");

  it.each<[string, string, string, string]>([
    ["its last line ends", `${HEAD}${FIRST}`, NEW("  "), ""],
    ["its last line does not end", `${HEAD}${FIRST}`.slice(0, -1), `\n${NEW("  ")}`, ""],
    ["a comment follows on the last line", `${HEAD}${FIRST.slice(0, -1)} # so\n`, NEW("  "), ""],
    ["comments of its last case follow", `${HEAD}${FIRST}    # more of one\n`, NEW("  "), "# end\n"],
    ["something follows", `${HEAD}${FIRST}`, NEW("  "), "\n# the end\n...\n"],
    [
      "its dashes stand at the margin",
      `policy: p.agentpol\ncases:\n${FIRST.replace(/^ {2}/gm, "")}`,
      NEW(""),
      "",
    ],
    [
      "its dashes stand further in",
      `policy: p.agentpol\ncases:\n${FIRST.replace(/^(?=.)/gm, "      ")}`,
      NEW("        "),
      "",
    ],
    ["the policy follows", `cases:\n${FIRST}`, NEW("  "), "policy: p.agentpol\n"],
    [
      "the case ends in a text of lines",
      `${HEAD}${FIRST}    agent: { x: 1 }\n    context:\n      a: |+\n        b\n        # no comment\n\n`,
      NEW("  "),
      "",
    ],
  ])("gets the new lines alone: %s", (_, before, lines, after) => {
    const written = added(`${before}${after}`, "new");
    expect(written?.text).toBe(`${before}${lines}${after}`);
    expect(casesIn(written?.text ?? "").map(({ name }) => name)).toEqual(["one", "new"]);
  });

  it.each([
    "policy: p.agentpol\ncases: []\n",
    "policy: p.agentpol\ncases: [ # none\n  ]\n",
    "policy: p.agentpol\ncases: [{ name: one, action: { name: pay }, expect: allow }]\n",
    "policy: p.agentpol\ncases: [\n  { name: one, action: { name: pay }, expect: allow }, # one\n]\n",
    '{ "policy": "p.agentpol", "cases": [{ "name": "one", "action": { "name": "pay" }, "expect": "allow" }] }',
    '{"policy":"p.agentpol","cases":[]}',
  ])("may have its cases in brackets: %s", (before) => {
    const cases = [plain("new"), plain("newer", "a-2")];
    const { text = "" } =
      addedCases(
        before,
        "p",
        cases.map((testCase) => ({ testCase, review: "why" })),
      ) ?? {};
    const names = casesIn(before).map(({ name }) => name);
    expect(casesIn(text).map(({ name }) => name)).toEqual([...names, "new", "newer"]);
    expect(casesIn(text).slice(-2)).toEqual(cases);
    const kept = Array.from(before);
    for (const sign of text) if (sign === kept[0]) kept.shift();
    expect(kept).toEqual([]);
  });

  it("keeps its line ends", () => {
    const before = `${HEAD}${FIRST}`.replaceAll("\n", "\r\n");
    expect(added(before, "new")?.text).toBe(`${before}${NEW("  ").replaceAll("\n", "\r\n")}`);
  });

  it("is given no case twice, whatever it is called", () => {
    const before = `${HEAD}${FIRST}`;
    const text = added(before, "new")?.text ?? "";
    expect(added(text, "newer")).toEqual({ text, names: ["new"] });
    const own = FIRST.replace("{ name: pay }", "{ name: pay, args: { to: 'no' } }").replace(
      "    action",
      "    agent: {id: a-1}\n    action",
    );
    expect(added(`${HEAD}${own}`, "new")).toEqual({ text: `${HEAD}${own}`, names: ["one"] });
  });

  it("keeps names apart", () => {
    const cases = ["one", "one", "two"].map((name, i) => ({ testCase: plain(name, `a-${String(i)}`) }));
    const written = addedCases(`${HEAD}${FIRST}`, "p", cases);
    expect(written?.names).toEqual(["one (2)", "one (3)", "two"]);
    expect(casesIn(written?.text ?? "").map(({ name }) => name)).toEqual([
      "one",
      "one (2)",
      "one (3)",
      "two",
    ]);
  });

  it.each(["", "cases: 1", "policy: p.agentpol", "cases: [", "[".repeat(200)])("must be one: %j", (text) => {
    expect(added(text, "new")).toBeUndefined();
  });

  it("keeps what was written before it, whatever either holds", () => {
    fc.assert(
      fc.property(toWrite, toWrite, fc.boolean(), (old, more, isFlow) => {
        const first = newCases(POLICY, old);
        const before = isFlow ? JSON.stringify({ policy: "p.agentpol", cases: [] }) : first.text;
        const stood = isFlow ? [] : casesIn(first.text);
        const written = addedCases(before, "p", more);
        const named = more.map(({ testCase }, i) => ({ ...testCase, name: written?.names[i] ?? "" }));
        const known = new Set(stood.map(({ name }) => name));
        expect(casesIn(written?.text ?? "")).toEqual([
          ...stood,
          ...named.filter(({ name }) => !known.has(name)),
        ]);
        const meant = (cases: readonly TestCase[]) => cases.map(({ steps }) => steps);
        for (const steps of meant(named)) expect(meant(casesIn(written?.text ?? ""))).toContainEqual(steps);
        if (!isFlow) expect(written?.text.startsWith(first.text)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
