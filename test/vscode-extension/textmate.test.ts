// The colours of the editor: the grammar is the generated one, and tells what the parser tells.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { INITIAL, Registry, type IGrammar, type IRawGrammar } from "vscode-textmate";
import { beforeAll, describe, expect, it } from "vitest";
import { format } from "prettier";
import type { Declaration, Field, FieldValue, Ident, Node, Param } from "../../compiler/ast/ast.js";
import { walk } from "../../compiler/ast/children.js";
import { parse } from "../../compiler/ast/parse.js";
import { endOf, lex } from "../../grammar/lexer.js";
import { grammar, inMarkdown } from "../../lsp/features/textmate.js";

const root = resolve(import.meta.dirname, "../..");
const GENERATED = [
  ["agentpol.tmLanguage.json", grammar],
  ["agentpol.markdown.tmLanguage.json", inMarkdown],
] as const;
const files = readdirSync(resolve(root, "fixtures/policies"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".agentpol"))
  .map((name) => `fixtures/policies/${name}`)
  .sort();

function written(name: string): string {
  return resolve(root, "vscode-extension/syntaxes", name);
}

/** What begins with these scopes, by the lexer's kinds; of a number its digits. */
const LEXICAL: Readonly<Record<string, string>> = {
  StringWord: "string.quoted",
  NumberWord: "constant.numeric",
  DocComment: "comment.line.documentation",
};

let colours: IGrammar;

beforeAll(async () => {
  if (process.env.WRITE_DOCS === "1")
    for (const [name, content] of GENERATED)
      writeFileSync(
        written(name),
        await format(JSON.stringify(content), { parser: "json", printWidth: 110 }),
      );
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await loadWASM(readFileSync(wasm));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: (scope) => Promise.resolve(scope === grammar.scopeName ? raw(grammar) : null),
  });
  const loaded = await registry.loadGrammar(grammar.scopeName);
  if (loaded === null) throw new Error("the grammar is not read");
  colours = loaded;
});

/** A grammar as the library takes it. */
function raw(content: unknown): IRawGrammar {
  return JSON.parse(JSON.stringify(content)) as IRawGrammar;
}

/** The innermost scope of each character. */
function scopesOf(text: string): readonly string[] {
  const scopes: string[] = [];
  let state = INITIAL;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = colours.tokenizeLine(line, state);
    for (const { startIndex, endIndex, scopes: all } of tokens)
      for (let at = startIndex; at < Math.min(endIndex, line.length); at++) scopes.push(all.join(" "));
    scopes.push("");
    state = ruleStack;
  }
  return scopes;
}

/** Words whose scopes are not as they should be, with what they have. */
function wrong(
  text: string,
  places: Iterable<readonly [start: number, end: number, scope: string]>,
): string[] {
  const scopes = scopesOf(text);
  return Array.from(places).flatMap(([start, end, scope]) => {
    const off = Array.from({ length: end - start }, (_, at) => scopes[start + at] ?? "").find(
      (has) => !has.includes(scope),
    );
    return off === undefined ? [] : [`${text.slice(start, end)}: ${scope}, not ${off}`];
  });
}

function declarationsOf(text: string): readonly Declaration[] {
  return parse({ path: "p.agentpol", text }).module.declarations;
}

describe.each(GENERATED)("%s", (name, content) => {
  it("is the generated one: npm run docs:textmate", () => {
    expect(JSON.parse(readFileSync(written(name), "utf8"))).toEqual(JSON.parse(JSON.stringify(content)));
  });
});

describe.each(files)("%s", (file) => {
  const text = readFileSync(resolve(root, file), "utf8");

  it("strings, numbers and documentation are what the lexer says", () => {
    const { tokens, docs } = lex(text);
    const places = [...tokens, ...docs].flatMap((token) => {
      const scope = LEXICAL[token.tokenType.name];
      if (scope === undefined) return [];
      const end = scope === "constant.numeric" ? token.startOffset + 1 : endOf(token);
      return [[token.startOffset, end, scope] as const];
    });
    const outside = tokens
      .filter(({ tokenType }) => tokenType.name !== "StringWord")
      .filter(({ startOffset }) => /string|comment/.test(scopesOfOnce(text)[startOffset] ?? ""));
    expect(wrong(text, places)).toEqual([]);
    expect(outside.map(({ image }) => image)).toEqual([]);
  });

  it("the keywords of declarations and clauses are keywords, what is declared is a name", () => {
    expect(wrong(text, declarationsOf(text).flatMap(placesOf))).toEqual([]);
  });

  it("fields are no keywords", () => {
    const scopes = scopesOfOnce(text);
    const fields: Ident[] = [];
    for (const declaration of declarationsOf(text))
      walk(declaration, (node) => {
        if (isField(node)) fields.push(node.name);
      });
    const off = fields.filter(({ span }) => scopes[span.start]?.includes("keyword") === true);
    expect(off.map((name) => name.text)).toEqual([]);
  });
});

const known = new Map<string, readonly string[]>();

function scopesOfOnce(text: string): readonly string[] {
  const scopes = known.get(text) ?? scopesOf(text);
  known.set(text, scopes);
  return scopes;
}

function isField(node: Node): node is Field | FieldValue | Param {
  return node.kind === "field" || node.kind === "field-value" || node.kind === "param";
}

/** Where the tree has a keyword, and where a declared name. */
function placesOf(declaration: Declaration): readonly (readonly [number, number, string])[] {
  if (declaration.kind !== "form") return [];
  const { keyword, name, clauses } = declaration;
  const words = clauses.map(({ span }) => [span.start, span.start + 2, "keyword"] as const);
  const named = name === undefined ? [] : [[name.span.start, name.span.end, "entity.name"] as const];
  return [[keyword.start, keyword.end, "storage.type"], ...named, ...words];
}

describe("broken text", () => {
  it.each([
    ["an open string ends with its line", 'block "no\nallow', "allow", "keyword.other.verdict"],
    ["a comment in a string is none", 'block "http://x" // why', "// why", "comment.line"],
    ["a field named like a clause", "{ limit: int, when: string }", "limit", "variable.other.member"],
    ["a member named like a clause", "args.limit", "limit", "variable.other.member"],
    ["an attribute in a reason", 'block "not to {args.to}"', "args.to", "variable.other"],
    ["money", "10_000 USD", "USD", "keyword.other.unit"],
  ])("%s", (_, text, marked, scope) => {
    const start = text.lastIndexOf(marked);
    expect(wrong(text, [[start, start + marked.length, scope]])).toEqual([]);
  });
});
