// Every policy in the documentation compiles, and its tests pass.
//
// A block ```agentpol is a whole policy. A block ```agentpol fragment is compiled behind the declarations of
// `prelude.ts`. A comment `// AP2059` at the end of a line says what the compiler reports on that line: no more, no less.

import { beforeAll, describe, expect, it } from "vitest";
import { compile, type Compilation } from "../../compiler/compile.js";
import { readCases } from "../../compiler/cases/read-cases.js";
import { TEMPLATES } from "../../cli/templates.js";
import { lineMap } from "../../compiler/source/line-map.js";
import { loadSql, parseSchema } from "../../runtime/facts/sql/index.js";
import { ready } from "../../runtime/facts/ready.js";
import { runCase } from "../../runtime/testing/run.js";
import type { TestCase } from "../../runtime/testing/case.js";
import { pages, type Block } from "./markdown.js";
import { FILES, preludeFor } from "./prelude.js";

const ENTRY = "doc.agentpol";
const blocks = pages().flatMap((page) => page.blocks);
const policies = blocks.filter(({ language }) => language === "agentpol");
/** Blocks with the word `file=NAME`, which others may read. */
const named = Object.fromEntries(
  policies.flatMap(({ words, text }) => {
    const name = words.find((word) => word.startsWith("file="))?.slice("file=".length);
    return name === undefined ? [] : [[name, text]];
  }),
);
const casesFiles = blocks.filter(
  ({ text, words }) => text.startsWith("policy: agents.") && words.length === 0,
);

beforeAll(async () => {
  await Promise.all([ready(), loadSql()]);
});

function compiled(text: string): Compilation {
  const files: Readonly<Record<string, string>> = { ...FILES, ...named, [ENTRY]: text };
  const read = (path: string) => {
    const found = files[path];
    return found === undefined
      ? ({ ok: false, reason: "there is no such file" } as const)
      : ({ ok: true, text: found } as const);
  };
  return compile(ENTRY, { read, parseSchema });
}

/** `12 AP2059` for each line and code that comments at the ends of lines announce. */
function announced(text: string): readonly string[] {
  return text.split("\n").flatMap((line, i) => {
    const codes = /\/\/ (AP\d{4}(?:, AP\d{4})*)$/.exec(line.trimEnd())?.[1]?.split(", ") ?? [];
    return codes.map((code) => `${String(i + 1)} ${code}`);
  });
}

/** The same of what the compiler reports. Of a fragment nothing need use what it declares. */
function reported(text: string, prelude: string, { diagnostics }: Compilation): readonly string[] {
  const lines = lineMap(prelude + text);
  const before = prelude.split("\n").length - 1;
  const found = diagnostics.map(({ code, span }) => {
    const line = lines.position(span.start).line - before;
    return { code, line, told: `${String(line)} ${code}` };
  });
  const unused = prelude === "" ? [] : found.filter(({ code }) => code === "AP3006");
  return found.filter((each) => !unused.includes(each)).map(({ told }) => told);
}

async function failures(
  table: Compilation["table"],
  cases: readonly TestCase[],
): Promise<readonly unknown[]> {
  const failed: unknown[] = [];
  for (const each of cases) {
    const result = table && (await runCase(table, each));
    if (result === undefined || result.failure !== undefined) failed.push(result?.failure ?? each.name);
  }
  return failed;
}

describe("policies in the documentation", () => {
  it.each(policies.map((block) => [block.place, block] as const))("%s", async (_, block: Block) => {
    const prelude = block.words.includes("fragment") ? preludeFor(block.text) : "";
    const compilation = compiled(prelude + block.text);
    expect([...reported(block.text, prelude, compilation)].sort()).toEqual([...announced(block.text)].sort());
    expect(await failures(compilation.table, compilation.cases ?? [])).toEqual([]);
  });

  it("there are some, and cases files", () => {
    expect(policies.length).toBeGreaterThan(20);
    expect(casesFiles.length).toBeGreaterThan(0);
  });
});

describe("cases files in the documentation speak of the policy of `agentpol init`, and pass", () => {
  const policy = TEMPLATES.find(({ path }) => path === "agents.agentpol")?.text ?? "";

  it.each(casesFiles.map((block) => [block.place, block.text] as const))("%s", async (_, text) => {
    const { table } = compiled(policy);
    const rules = table?.rules.map(({ name }) => name) ?? [];
    const read = readCases({ path: "doc.cases.yaml", text }, { policy: "agents", rules });
    expect(read.diagnostics).toEqual([]);
    expect(read.cases.length).toBeGreaterThan(0);
    expect(await failures(table, read.cases)).toEqual([]);
  });
});
