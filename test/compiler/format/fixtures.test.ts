// Every policy of the fixtures, formatted: it says the same, compiles to the same table, keeps its comments, and stays so.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "../../../compiler/ast/parse.js";
import { compile, type ReadResult } from "../../../compiler/compile.js";
import { lex } from "../../../grammar/lexer.js";
import { loadSql, parseSchema } from "../../../runtime/facts/sql/index.js";
import { checkFormatted, formatted } from "../../support/formatting.js";

const ROOT = fileURLToPath(new URL("../../../fixtures/", import.meta.url));

const under = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".agentpol"))
    .map((name) => join(folder, name))
    .sort();

const textOf = (name: string): string => readFileSync(join(ROOT, name), "utf8");

const parses = (name: string): boolean =>
  parse({ path: name, text: textOf(name) }).diagnostics.every(({ severity }) => severity !== "error");

const policies = under("policies");
const others = [...under("diagnostics"), ...under("near-misses")].filter(parses);

beforeAll(loadSql);

describe("the policies of the fixtures", () => {
  it.each([...policies, ...others])("%s", (name) => {
    const text = textOf(name);
    checkFormatted(text, []);
    expect(commentsOf(formatted(text))).toEqual(commentsOf(text));
    expect(commentsOf(formatted(text, { printWidth: 40 }))).toEqual(commentsOf(text));
  });

  it("are many, those of diagnostics too", () => {
    expect(policies.length).toBeGreaterThan(40);
    expect(others.length).toBeGreaterThan(80);
  });
});

describe("their tables", () => {
  it.each(policies)("%s", (name) => {
    const [before, after] = [tableOf(name, (text) => text), tableOf(name, formatted)];
    expect(after).toEqual(before);
  });
});

/** By their words: blanks and the slashes of what documents nothing aside. */
function commentsOf(text: string): readonly string[] {
  const { comments, docs } = lex(text);
  return [...comments, ...docs].map(({ image }) => image.replace(/\s+/g, " ").replace(/^\/\/+ ?/, "")).sort();
}

/** The table of a policy whose files are read through `change`, without the places of its rules. */
function tableOf(name: string, change: (text: string) => string): unknown {
  const read = (path: string): ReadResult => {
    const text = readFileSync(join(ROOT, dirname(name), path), "utf8");
    return { ok: true, text: path.endsWith(".agentpol") ? change(text) : text };
  };
  const { table, headless } = compile(name.slice(dirname(name).length + 1), { read, parseSchema });
  if (!headless) expect(table).toBeDefined();
  return withoutPlaces(table);
}

/** A table tells where its rules stand, and its digest covers that. */
function withoutPlaces(table: unknown): unknown {
  return JSON.parse(
    JSON.stringify(table ?? null, (key, value: unknown) =>
      key === "origin" || key === "digest" ? undefined : value,
    ),
  );
}
