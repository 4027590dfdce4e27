// Runs policies and cases files as `agentpol test` does, in this thread.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type { CaseOutcome, TestRun } from "../../cli/testing/result.js";
import { runSuites } from "../../cli/testing/run.js";
import { collect } from "../../cli/testing/suites.js";
import type { Files } from "./problems.js";

export async function ran(files: Files): Promise<TestRun> {
  const folder = mkdtempSync(join(tmpdir(), "agentpol-ran-"));
  try {
    const paths = Object.keys(files).map((name) => join(folder, name));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return { suites: await runSuites(await collect(paths)), stopped: false };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A case that passes, one that is decided otherwise, one with a step that cannot be taken; beside them what does not compile. */
export const EVERY_OUTCOME: Files = {
  "p.agentpol": `policy p { default block }
agent { id: string }
action pay(amount: int) { effect write, reversible never }
rule small on pay { when args.amount < 10, allow }
test "nine" {
  agent  { id: "a" }
  action pay(amount: 9)
  expect allow by small
}
test "ten" {
  agent  { id: "a" }
  action pay(amount: 10)
  expect allow
}
`,
  "p.cases.yaml": "policy: p.agentpol\ncases:\n  - name: nobody asked\n    steps: [{ approve: ana }]\n",
  "broken.agentpol": "policy broken { defalt block }\n",
};

/** Control characters, halves of characters, what is no character. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...`\0\t\n\r\u0085\u2028\uD800\uDC00\uFFFE#\\<>&"'%:,{}[]- `.split("")),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
    { minLength: 1, maxLength: 20 },
  )
  .map((units) => units.join(""));

/** A run in which all that others may have written is this text: the files' names, and what failed cases say. */
export function saying(text: string, { suites, stopped }: TestRun): TestRun {
  const speaking = suites.map(({ suite, results, ...rest }) => ({
    suite: { ...suite, entry: text },
    results: results.map((each) => outcomeSaying(text, each)),
    ...rest,
  }));
  return { suites: speaking, stopped };
}

function outcomeSaying(text: string, outcome: CaseOutcome): CaseOutcome {
  const { case: testCase, failure, ...rest } = outcome;
  const named = { ...rest, case: { ...testCase, name: text } };
  if (failure === undefined) return named;
  if (failure.kind === "step") return { ...named, failure: { ...failure, origin: text, message: text } };
  const actual = { ...failure.actual, rule: text, code: text, reason: text };
  return { ...named, failure: { ...failure, origin: text, actual } };
}
