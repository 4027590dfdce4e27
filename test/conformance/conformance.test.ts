// The conformance suite: both evaluators decide as it says, it covers every clause, and it is as the golden cases are.
// `npm run docs:conformance` writes it.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { forms } from "../../compiler/ast/forms.js";
import { parse } from "../../compiler/ast/parse.js";
import { ready } from "../../runtime/facts/ready.js";
import { loadSql } from "../../runtime/facts/sql/index.js";
import { compiledFrom, interpreterOf, runtimeOf, type Evaluator } from "./evaluators.js";
import type { ConformanceCase, ConformanceFile } from "./format.js";
import { record } from "./record.js";

const POLICIES = new URL("../../fixtures/policies/", import.meta.url);
const SUITE = new URL("../../fixtures/conformance/", import.meta.url);
const WRITING = process.env.WRITE_DOCS === "1";

const entries = readdirSync(POLICIES, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".agentpol"))
  .sort();
const names = readdirSync(SUITE).filter((name) => name.endsWith(".json"));
const suite = names.map((name) => [name, fileOf(readFileSync(new URL(name, SUITE), "utf8"))] as const);

beforeAll(async () => {
  await Promise.all([ready(), loadSql()]);
});

/** The border between JSON text and its form: each file is checked against what is recorded. */
function fileOf(text: string): ConformanceFile {
  return JSON.parse(text) as ConformanceFile;
}

function textOf(path: string): string | undefined {
  const url = new URL(path, POLICIES);
  return existsSync(url) ? readFileSync(url, "utf8") : undefined;
}

async function replay({ steps }: ConformanceCase, on: Evaluator): Promise<void> {
  for (const step of steps) {
    const now = Date.parse(step.at);
    if ("attempt" in step) {
      for (let i = 0; i < (step.times ?? 1); i += 1)
        expect(await on.attempt(step.attempt, now), JSON.stringify(step)).toEqual(step.decision);
    } else if ("approve" in step) await on.approve(step.approve, now);
    else if ("report" in step)
      expect(await on.report(step.report, now), JSON.stringify(step)).toEqual(step.decision);
    else if ("kill" in step) await on.kill(step.kill, now);
    else await on.revive(step.revive, now);
  }
}

describe("the conformance suite", () => {
  it.each(entries)("is as the golden cases of %s are", async (entry) => {
    // A part of another policy has no header, and is no policy.
    if (!/^policy /m.test(textOf(entry) ?? "")) return;
    const recorded = await record(entry, textOf);
    if (recorded === undefined) return;
    const url = new URL(`${entry.replaceAll("/", "-").replace(".agentpol", "")}.json`, SUITE);
    const text = `${JSON.stringify(recorded, null, 1)}\n`;
    if (WRITING) writeFileSync(url, text);
    expect(existsSync(url) ? readFileSync(url, "utf8") : "").toBe(text);
  });

  it.each(suite)("%s: the reference interpreter decides as it says", async (_, { policy, files, cases }) => {
    const compilation = compiledFrom(policy, (path) => files[path]);
    for (const each of cases) await replay(each, interpreterOf(compilation));
  });

  it.each(suite)("%s: the table decides as it says", async (_, { policy, files, cases }) => {
    const compilation = compiledFrom(policy, (path) => files[path]);
    for (const each of cases) await replay(each, await runtimeOf(compilation));
  });

  it("covers every clause of every form", () => {
    const seen = new Set<string>();
    for (const [, { files }] of suite) {
      for (const [path, text] of Object.entries(files)) {
        if (!path.endsWith(".agentpol")) continue;
        for (const declaration of parse({ path, text }).module.declarations) {
          if (declaration.kind !== "form" && declaration.kind !== "classifier") continue;
          const owner = declaration.kind === "form" ? declaration.form : declaration.kind;
          for (const { kind } of declaration.clauses) seen.add(`${owner} ${kind}`);
        }
      }
    }
    const all = Object.entries(forms).flatMap(([owner, { clauses }]) =>
      clauses.map(({ clause }) => `${owner} ${clause}`),
    );
    expect(all.filter((each) => !seen.has(each))).toEqual([]);
  });
});
