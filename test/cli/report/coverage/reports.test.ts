// The reports of coverage: read back by tools, and harmless whatever a policy is called.

import lcovParser from "@friedemannsommer/lcov-parser/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { coverageHtml } from "../../../../cli/report/coverage/html.js";
import { coverageJson } from "../../../../cli/report/coverage/json.js";
import { lcov } from "../../../../cli/report/coverage/lcov.js";
import type { Covered } from "../../../../cli/report/coverage/report.js";
import { coverageText } from "../../../../cli/report/coverage/text.js";
import { shortfalls, thresholdsIn } from "../../../../cli/report/coverage/thresholds.js";
import { InputError } from "../../../../cli/exit.js";
import { PLAIN } from "../../../../cli/style.js";
import { ready } from "../../../../runtime/facts/ready.js";
import { covered } from "../../../support/covering.js";

const POLICY = `policy p { default block }
agent { id: string, role: clerk | lead }
action pay(amount: money(USD), note?: string) { effect write, reversible never }

rule small on pay {
  when agent.role == clerk
   and args.amount <= 10 USD
  allow
}
rule never on pay { when agent.role == lead and agent.role == clerk, block }
test "t" {
  agent  { id: "a", role: clerk }
  action pay(amount: 10 USD)
  expect allow
}
`;

const HOSTILE = `policy p { default block }
agent { id: string, role: clerk | lead }
action pay(note: string) { effect write, reversible never }
rule small on pay { when args.note == "</code><script>alert(1)</script>&evil", allow }
`;

async function reported(text: string): Promise<readonly Covered[]> {
  const { coverage } = await covered({ "p.agentpol": text });
  return [{ coverage, files: [{ path: "p.agentpol", text }] }];
}

let own: readonly Covered[] = [];
beforeAll(async () => {
  await ready();
  own = await reported(POLICY);
});

describe("coverage as text", () => {
  it("says of each measure how much is reached, and of each rule what is missing, in words", () => {
    expect(coverageText(own, PLAIN)).toBe(`coverage of p.agentpol (1 decision)
  rules       50.0 %  1 of 2
  conditions  50.0 %  4 of 8
  boundaries  50.0 %  1 of 2
  regions    100.0 %  1 of 1

  ○ p.small p.agentpol:5:1, matched 1, decided 1
      never false: agent.role == clerk (line 6)
      never false: args.amount <= 10 USD (line 7)
      never at 10.01 USD: args.amount <= 10 USD (line 7)

  ○ p.never p.agentpol:10:1
      never true: agent.role == lead
      never false: agent.role == clerk

  ○ default p.agentpol:1:20
      never decides

  2 goals are not counted: no request reaches them
`);
  });
});

describe("coverage as JSON", () => {
  it("has a version, the totals in percent, and every sight", () => {
    const { format, policies } = JSON.parse(coverageJson(own)) as {
      format: string;
      policies: { totals: object; rules: { rule: string; conditions: object[] }[] }[];
    };
    expect(format).toBe("agentpol-coverage/1");
    expect(policies[0]?.totals).toMatchObject({
      rules: { reached: 1, total: 2, never: 1, percent: 50 },
      boundaries: { reached: 1, total: 2, never: 0, percent: 50 },
    });
    expect(policies[0]?.rules[0]?.conditions[1]).toEqual({
      text: "args.amount <= 10 USD",
      place: { file: "p.agentpol", line: 7, column: 8 },
      kind: "expr",
      yes: { count: 1, never: false },
      no: { count: 0, never: false },
      unknown: 0,
    });
  });
});

describe("coverage as LCOV", () => {
  it("is read by a parser of that format: rules as functions, conditions as branches", () => {
    const [section, ...others] = lcovParser({ from: lcov(own) });
    expect(others).toEqual([]);
    expect(section?.path).toBe("p.agentpol");
    expect(section?.functions.details.map(({ name, line, hit }) => [name, line, hit])).toEqual([
      ["p.small", 5, 1],
      ["default (line 1)", 1, 0],
    ]);
    expect(
      section?.branches.details
        .filter(({ line }) => line < 10)
        .map(({ line, branch, hit }) => [line, branch, hit]),
    ).toEqual([
      [6, "0", 1],
      [6, "1", 0],
      [7, "0", 1],
      [7, "1", 0],
    ]);
    expect(section?.branches).toMatchObject({ instrumented: 8, hit: 4 });
    expect(section?.functions).toMatchObject({ instrumented: 2, hit: 1 });
    expect(section?.lines.details.map(({ line, hit }) => [line, hit])).toEqual([
      [1, 0],
      [5, 1],
      [6, 1],
      [7, 1],
      [10, 1],
    ]);
    expect(section?.lines).toMatchObject({ instrumented: 5, hit: 4 });
  });
});

describe("coverage as a page", () => {
  it("needs no script and nothing from elsewhere, and marks each line in words as well as in colour", () => {
    const page = coverageHtml(own);
    expect(page).not.toMatch(/<script|<link|<img|\bhref="(?!#)|\bsrc=|\burl\(/);
    expect(page).toContain(`default-src 'none'; style-src 'unsafe-inline'`);
    for (const target of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${target[1] ?? ""}"`);
    expect(page).toContain(`<span class="said">partly seen: </span>`);
    expect(page).toContain(`<span aria-hidden="true">✗</span> at 10.01 USD: never`);
    expect(page).toContain(`<li class="never">has its say: no request is</li>`);
  });

  it("shows what a policy holds, and does nothing of it", async () => {
    const page = coverageHtml(await reported(HOSTILE));
    expect(page).not.toContain("<script>");
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&amp;evil");
  });
});

describe("thresholds", () => {
  it("say which policy is under which, and by how many goals", () => {
    expect(shortfalls(own, thresholdsIn("rules=50, conditions=90,boundaries=50.1"))).toEqual([
      "p.agentpol: conditions 50.0 %, under 90 % by 4 goals",
      "p.agentpol: boundaries 50.0 %, under 50.1 % by 1 goal",
    ]);
    expect(shortfalls(own, thresholdsIn(undefined))).toEqual([]);
    expect(shortfalls(own, thresholdsIn("regions=100"))).toEqual([]);
  });

  it.each([
    "",
    "rules",
    "rules=",
    "rules=101",
    "rules=-1",
    "rules=1=2",
    "lines=100",
    "rules=1,rules=2",
    "rules=x",
  ])("of which a name or number is none are bad usage: %j", (text) => {
    expect(() => thresholdsIn(text)).toThrow(InputError);
  });
});
