// The grammar in the documentation is the parser's. `npm run docs:grammar` writes it.

import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ebnf } from "./ebnf.js";

const PAGE = new URL("../../docs/formal.md", import.meta.url);
const BLOCK = /(?<=<!-- generated: the grammar -->\n\n```ebnf\n)[^]*?(?=\n```)/;
const grammar = ebnf();

if (process.env.WRITE_DOCS === "1") {
  writeFileSync(
    PAGE,
    readFileSync(PAGE, "utf8").replace(BLOCK, () => grammar),
  );
}

describe("the grammar in docs/formal.md", () => {
  it("is what the parser reads", () => {
    expect(BLOCK.exec(readFileSync(PAGE, "utf8"))?.[0]).toBe(grammar);
  });

  it("has a production for each name that it uses, and uses each that it has", () => {
    const defined = [...grammar.matchAll(/^([\w-]+) ::=/gm)].map(([, name]) => name);
    const lexical = [...readFileSync(PAGE, "utf8").matchAll(/^([\w-]+) +::=/gm)].map(([, name]) => name);
    const used = new Set(
      grammar
        .replace(/"[^"]*"/g, "")
        .replace(/^[\w-]+ ::=/gm, "")
        .match(/[a-z][\w-]*/g),
    );
    expect([...used].filter((name) => !lexical.includes(name))).toEqual([]);
    expect(defined.filter((name) => name !== "policy-file" && !used.has(name ?? ""))).toEqual([]);
  });
});
