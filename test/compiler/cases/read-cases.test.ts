// Cases files: what they become, and what is told of those that are wrong.

import { describe, expect, it } from "vitest";
import { openCases, readCases } from "../../../compiler/cases/read-cases.js";
import { fixtureOf } from "../../support/fixtures.js";

const NAMES = { policy: "payments", rules: ["payments.off_allowlist", "org.shared"] };

const read = (text: string) => readCases({ path: "p.cases.yaml", text }, NAMES);

/** `HEAD` and the lines of one case. */
const one = (lines: string): string =>
  `policy: p.agentpol\ncases:\n  - name: n\n${lines.replace(/^/gm, "    ")}\n`;

const ACTION = "action: { name: a }";

describe("diagnostics", () => {
  it.each(["AP1200", "AP1201", "AP1202", "AP1203", "AP1204"])(
    "%s stands at its exact place, and nothing else does",
    (code) => {
      const text = fixtureOf(code)[0]?.text ?? "";
      const expected = [...text.matchAll(/^#( *)(\^+) (AP\d+)$/gm)].map(
        ([line, before = "", marks = "", name]) => {
          const above = text.lastIndexOf("\n", text.indexOf(line) - 2) + 1;
          const start = above + 1 + before.length;
          return { code: name, start, end: start + marks.length };
        },
      );
      const found = read(text).diagnostics.map(({ code: name, span }) => ({
        code: name,
        start: span.start,
        end: span.end,
      }));
      expect(found).toEqual(expected);
    },
  );

  it.each([
    ["", "needs `policy`"],
    ["[]", "a cases file must be a mapping"],
    ["policy: p.agentpol", "needs `cases`"],
    ["cases: []", "needs `policy`"],
    ["policy: 1\ncases: []", "`policy` must be text"],
    ["policy: p\ncases: 1", "`cases` must be a list"],
    ["policy: p\ncases: [1]", "a case must be a mapping"],
    ["policy: p\ncases:\n  - expect: block", "a case needs `name`"],
    ["policy: p\ncases:\n  - name: n", "a case needs `expect`"],
    [one(`${ACTION}\nexpect: { by: x }`), "`expect` needs `verdict`"],
    [one(`${ACTION}\nexpect: { verdict: block, times: 0 }`), "a whole number from 1 to 100000"],
    [one(`${ACTION}\nsteps: [{ after: soon }]`), "a duration such as 30m"],
    [one(`${ACTION}\nsteps: [{ at: noon }]`), "a time such as"],
    [one(`${ACTION}\nsteps: [{ times: 3 }]`), "a step needs"],
    [one(`${ACTION}\nsteps: [{ after: 1h, expect: allow }]`), "a step `expect` has no `after`"],
    [one(`${ACTION}\nsteps: [{ approve: a, acknowledging: all }]`), "one of irreversible"],
    [one("action: { name: a, reversible: 1 }\nexpect: block"), "true or false"],
    [one("action: { name: a, args: [] }\nexpect: block"), "`args` must be a mapping"],
    [one(`agent: x\n${ACTION}\nexpect: block`), "`agent` must be a mapping"],
    [one(`tags: slow\n${ACTION}\nexpect: block`), "`tags` must be a list"],
    [one(`tags: [slow, 1]\n${ACTION}\nexpect: block`), "a tag must be text"],
    [one(`matrix: { env: [a] }\n${ACTION}\nexpect: block`), "an attribute such as context.env"],
    [one(`matrix: { context.env: [] }\n${ACTION}\nexpect: block`), "a list of at least one value"],
    [
      one(
        `matrix: { context.a: &x [1,2,3,4,5,6,7,8,9,10,11], context.b: *x, context.c: *x, context.d: *x }\n${ACTION}\nexpect: block`,
      ),
      "must be",
    ],
  ])("%j", (text, message) => {
    const { diagnostics, cases } = read(text);
    expect(diagnostics.map((each) => each.message).join("; ")).toContain(message);
    expect(cases).toEqual([]);
  });

  it("survives a bomb of aliases", () => {
    const lines = Array.from(
      { length: 12 },
      (_, i) =>
        `l${String(i)}: &l${String(i)} [${
          i === 0
            ? "x"
            : Array(10)
                .fill(`*l${String(i - 1)}`)
                .join(",")
        }]`,
    );
    const text = one(`context:\n  ${lines.join("\n  ")}\n${ACTION}\nexpect: block`);
    expect(read(text).diagnostics.map(({ code }) => code)).toEqual(["AP1201"]);
  });
});

describe("cases", () => {
  it("resolves rules, bare or qualified", () => {
    const by = (name: string) =>
      read(one(`${ACTION}\nexpect: { verdict: block, by: ${name} }`)).cases[0]?.steps.at(-1);
    expect(by("off_allowlist")).toMatchObject({ by: "payments.off_allowlist" });
    expect(by("org.shared")).toMatchObject({ by: "org.shared" });
    expect(by("default")).toMatchObject({ by: "default" });
    expect(by("on_error")).toMatchObject({ by: "on_error" });
  });

  it("multiplies a case by its matrix, and names each product", () => {
    const { cases, diagnostics } = read(
      one(
        `matrix: { context.env: [dev, prod], args.amount: [1, 2] }\n${ACTION}\ncontext: { env: x, other: 1 }\nexpect: block`,
      ),
    );
    expect(diagnostics).toEqual([]);
    expect(cases.map(({ name }) => name)).toEqual([
      "n [context.env=dev, args.amount=1]",
      "n [context.env=dev, args.amount=2]",
      "n [context.env=prod, args.amount=1]",
      "n [context.env=prod, args.amount=2]",
    ]);
    expect(cases[3]?.steps).toMatchObject([
      { step: "context", values: { env: "prod", other: 1 } },
      { step: "action", args: { amount: 2 } },
      { step: "expect", verdict: "block", times: 1 },
    ]);
  });

  it("reads every step", () => {
    const steps = [
      "{ expect: allow, times: 3, code: C }",
      "{ after: 1_000ms }",
      "{ after: PT1H }",
      '{ at: "2026-03-02T09:30:00Z" }',
      "{ approve: ana@corp.example, acknowledging: irreversible }",
      "{ outcome: failed }",
      "{ kill: agent.role, value: clerk }",
      "{ revive: all, by: sec@corp.example }",
      "{ impact: { hosts: 3 } }",
    ];
    const { cases, diagnostics } = read(
      one(`${ACTION}\nsteps:\n${steps.map((step) => `  - ${step}`).join("\n")}`),
    );
    expect(diagnostics).toEqual([]);
    expect(cases[0]?.steps).toMatchObject([
      { step: "action", name: "a", args: {} },
      { step: "expect", verdict: "allow", times: 3, code: "C" },
      { step: "after", duration: 1000 },
      { step: "after", duration: 3_600_000 },
      { step: "at", time: Date.parse("2026-03-02T09:30:00Z") },
      { step: "approve", by: "ana@corp.example", acknowledging: true },
      { step: "outcome", outcome: "failed" },
      { step: "kill", scope: "agent.role", value: "clerk" },
      { step: "revive", scope: "all", by: "sec@corp.example" },
      { step: "impact", values: { hosts: 3 } },
    ]);
  });

  it("keeps the tags of a case, for each product of its matrix", () => {
    const { cases, diagnostics } = read(
      one(`tags: [slow, "prod only"]\nmatrix: { context.env: [a, b] }\n${ACTION}\nexpect: block`),
    );
    expect(diagnostics).toEqual([]);
    expect(cases.map(({ tags }) => tags)).toEqual([
      ["slow", "prod only"],
      ["slow", "prod only"],
    ]);
    expect(read(one(`tags: []\n${ACTION}\nexpect: block`)).cases[0]).not.toHaveProperty("tags");
  });

  it("names its policy before it is read whole", () => {
    expect(openCases({ path: "p", text: "policy: x.agentpol\ncases: 1" }).policy).toBe("x.agentpol");
    expect(openCases({ path: "p", text: "[" }).policy).toBeUndefined();
  });
});

describe("YAML that is not as it seems", () => {
  const place = (text: string): string => {
    const [first] = read(text).diagnostics;
    const before = text.slice(0, first?.span.start).split("\n");
    return `${first?.code ?? "nothing"} ${String(before.length)}:${String((before.at(-1)?.length ?? 0) + 1)}`;
  };

  it.each([
    ["a key twice", "policy: p\npolicy: q\ncases: []", "AP1200 2:1"],
    ["a key twice in a case", one(`${ACTION}\nexpect: block\nexpect: allow`), "AP1200 6:5"],
    ["a tab as indentation", "policy: p\ncases:\n\t- name: n", "AP1200 3:1"],
    ["an unknown alias", one(`agent: *who\n${ACTION}\nexpect: block`), "AP1201 4:12"],
    ["wrong indentation", "policy: p\ncases:\n  - name: n\n   expect: block", "AP1200 4:1"],
    ["an open bracket", one("action: { name: a\nexpect: block"), "AP1200 5:5"],
    ["an open quote", 'policy: "p\ncases: []', "AP1200 2:10"],
    ["two documents", "policy: p\ncases: []\n---\npolicy: q\n", "AP1200 3:1"],
    ["a merge key", one(`agent: &a { id: x }\n<<: *a\n${ACTION}\nexpect: block`), "AP1202 5:5"],
    ["an alias for a step", one(`${ACTION}\nsteps: [&s { expect: block }, *s]`), "AP1201 5:35"],
    ["a name that is a number", "policy: p\ncases:\n  - name: 1\n    expect: block", "AP1201 3:11"],
  ])("%s is told with its place", (_, text, expected) => {
    expect(place(text)).toBe(expected);
  });

  it("says of an alias without an anchor what is wrong with it", () => {
    const { diagnostics } = read(one("action: { name: a, args: { of: *who } }\nexpect: block"));
    expect(diagnostics[0]?.message).toContain("data with an anchor before each alias");
  });

  it("lets attributes be aliases", () => {
    const { cases, diagnostics } = read(
      one(
        `agent: &a { id: x }\naction: { name: a, args: &b { of: 1 } }\nsteps: [{ agent: *a }, { action: { name: b, args: *b } }, { expect: block }]`,
      ),
    );
    expect(diagnostics).toEqual([]);
    expect(cases[0]?.steps.slice(2)).toMatchObject([
      { step: "agent", values: { id: "x" } },
      { step: "action", name: "b", args: { of: 1 } },
      { step: "expect" },
    ]);
  });

  it("ends quickly whatever aliases multiply to", () => {
    const levels = Array.from({ length: 30 }, (_, i) =>
      i === 0
        ? "a0: &a0 [x, x]"
        : `a${String(i)}: &a${String(i)} [${Array.from({ length: 9 }, () => `*a${String(i - 1)}`).join(", ")}]`,
    );
    const began = performance.now();
    const { diagnostics } = read(one(`agent: { ${levels.join(", ")} }\n${ACTION}\nexpect: block`));
    expect(diagnostics.map(({ code }) => code)).toContain("AP1201");
    expect(place(one(`agent: ${"[".repeat(100_000)}`))).toMatch(/^AP1200/);
    expect(place(`policy: p\ncases:\n${"  - name: n\n    expect: block\n".repeat(2000)}  - 1`)).toMatch(
      /^AP1201 4003/,
    );
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
