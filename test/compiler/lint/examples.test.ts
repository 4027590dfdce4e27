// What lint says of the example policies: little, and worth a look. With its fixes applied, their tests still pass.

import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { compile, type Compilation } from "../../../compiler/compile.js";
import { applyFixes, type Overlay } from "../../../compiler/lint/apply.js";
import { lint } from "../../../compiler/lint/lint.js";
import { openCases } from "../../../compiler/cases/read-cases.js";
import { parseSchema } from "../../../runtime/facts/sql/index.js";
import { ready } from "../../../runtime/facts/ready.js";
import { caseRunner } from "../../../runtime/testing/run.js";
import type { TestCase } from "../../../runtime/testing/case.js";
import type { ReadResult } from "../../../compiler/source/reader.js";

const FOLDER = new URL("../../../fixtures/policies/", import.meta.url);
const names = readdirSync(FOLDER).filter((name) => name.endsWith(".agentpol"));

beforeAll(() => ready());

function read(path: string): ReadResult {
  try {
    return { ok: true, text: readFileSync(new URL(path, FOLDER), "utf8") };
  } catch {
    return { ok: false, reason: "there is no such file" };
  }
}

function compiled(name: string, overlay: Overlay = new Map()): Compilation {
  const reading = (path: string): ReadResult => {
    const text = overlay.get(path);
    return text === undefined ? read(path) : { ok: true, text };
  };
  return compile(name, { read: reading, parseSchema });
}

function casesOf(name: string, { table }: Compilation): readonly TestCase[] {
  const path = name.replace(".agentpol", ".cases.yaml");
  const file = read(path);
  if (!file.ok || table === undefined) return [];
  const rules = [...table.rules, ...table.killswitches].map((each) => each.name);
  return openCases({ path, text: file.text }).read({ policy: table.policy.name, rules }).cases;
}

describe("the example policies", () => {
  const told: Readonly<Record<string, readonly string[]>> = {
    "coding.agentpol": ["security/lone-approver", "style/chained-equality"],
    "customer-data.agentpol": ["security/lone-approver"],
    "payments.agentpol": [],
    "remediation.agentpol": ["security/lone-approver"],
  };

  it.each(names)("%s", (name) => {
    const compilation = compiled(name);
    const found = lint(compilation, { cases: casesOf(name, compilation) });
    expect(found.map(({ code }) => code)).toEqual(told[name]);
  });

  it.each(names)("%s passes its tests with the fixes applied", async (name) => {
    const subject = {
      compile: (overlay: Overlay) => compiled(name, overlay),
      lint: (each: Compilation) => lint(each),
      keyOf: (path: string) => path,
    };
    const { texts, refused } = applyFixes([subject], { unsafe: false });
    expect(refused).toEqual([]);
    const { table, cases = [], ...compilation } = compiled(name, texts);
    const run = await caseRunner(table!);
    for (const each of [...cases, ...casesOf(name, { ...compilation, table: table! })])
      expect((await run(each)).failure, each.name).toBeUndefined();
  });
});
