// The schema of cases files: it takes what the reader of cases takes, and finds the same misspelt words.

import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readCases } from "../../../compiler/cases/read-cases.js";
import { emitCasesSchema } from "../../../compiler/emit/cases-schema.js";
import { programOf } from "../../support/lowering.js";

const program = programOf(
  "rule pays on pay { when agent.role == lead, allow }\nkillswitch freeze { scope [all, agent.id], need 1 of g }",
);
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(
  emitCasesSchema(program),
);
const names = { policy: "p", rules: ["p.pays", "p.freeze"] };

const inCases = (...cases: readonly string[]): string =>
  ["policy: p.agentpol", "cases:", ...cases.map((each) => `  - ${each}`)].join("\n");

/** Does the reader find nothing wrong? */
const isRead = (text: string): boolean =>
  readCases({ path: "p.cases.yaml", text }, names).diagnostics.length === 0;

describe("cases schema", () => {
  it.each([
    [
      "one expectation",
      "{ name: a, action: { name: pay, args: { to: x, amount: 1, body: b } }, expect: { verdict: allow, by: pays, code: C } }",
    ],
    ["tags", "{ name: a, tags: [slow, payments], action: { name: pay }, expect: block }"],
    ["a bare verdict", "{ name: a, action: { name: pay }, expect: block }"],
    [
      "values that are wrong on purpose",
      "{ name: a, agent: { role: 7, colour: red }, action: { name: fly, args: { to: [] } }, expect: { verdict: block, code: request.invalid } }",
    ],
    [
      "a matrix",
      "{ name: a, matrix: { context.env: [dev, prod], args.amount: [1, 2] }, action: { name: pay }, expect: block }",
    ],
    [
      "steps",
      `{ name: a, at: "2026-01-01T00:00:00Z", action: { name: pay, reversible: true }, steps: [
      { expect: allow, times: 600 }, { expect: throttle, by: p.pays }, { expect: { verdict: block, by: default, times: 2 } },
      { after: 1h }, { after: 3000 }, { at: "2026-01-02T00:00:00Z" }, { agent: { id: b } }, { context: { env: dev } },
      { impact: { hosts: 3 } }, { action: { name: read, args: { path: /x } } }, { approve: ana@corp.example, acknowledging: irreversible },
      { outcome: failed }, { kill: agent.id, value: a }, { revive: agent.id, value: a, by: ana@corp.example }, { kill: all } ] }`,
    ],
  ])("takes %s, as the reader does", (_, example) => {
    const text = inCases(example);
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
    expect(isRead(text)).toBe(true);
  });

  it.each([
    ["a misspelt key", "{ name: a, acton: { name: pay }, expect: block }"],
    ["a case without a name", "{ action: { name: pay }, expect: block }"],
    ["a case that expects nothing", "{ name: a, action: { name: pay } }"],
    ["an unknown verdict", "{ name: a, action: { name: pay }, expect: deny }"],
    ["an unknown rule", "{ name: a, action: { name: pay }, expect: { verdict: block, by: payes } }"],
    ["an unknown step", "{ name: a, action: { name: pay }, steps: [{ wait: 1h }] }"],
    ["words of another step", "{ name: a, action: { name: pay }, steps: [{ after: 1h, times: 3 }] }"],
    ["no time at all", "{ name: a, action: { name: pay }, steps: [{ expect: block, times: 0 }] }"],
    ["an unknown outcome", "{ name: a, action: { name: pay }, steps: [{ outcome: fine }] }"],
    [
      "an axis without values",
      "{ name: a, matrix: { context.env: [] }, action: { name: pay }, expect: block }",
    ],
  ])("refuses %s, as the reader does", (_, example) => {
    const text = inCases(example);
    expect(validate(parse(text))).toBe(false);
    expect(isRead(text)).toBe(false);
  });
});
