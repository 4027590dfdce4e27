// Navigation over the protocol: positions in UTF-16 columns and lines of any ending, files that nobody opened, versions.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type {
  CallHierarchyItem,
  ClientCapabilities,
  Location,
  Position,
  Range,
  SemanticTokens,
  SemanticTokensDelta,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import { deltaOf } from "../../../lsp/server/handlers/tokens.js";
import { Editor } from "./client.js";

const BASE = 'group sec = ["a@x"]\naction pay.send(amount: int) { effect write, reversible never }\n';
const MAIN = [
  "policy p { default block }",
  'import "./base.agentpol"',
  '/* 🦊🦊 */ rule r on pay.* { escalate to sec "🦊 {args.amount}" }',
  "type Role = clerk | lead",
  "agent { role: Role }",
  "rule s on pay.send { when agent.role == clerk, block }",
  "",
].join("\r\n");
const CASES =
  "policy: p.agentpol\ncases:\n  - { name: x, action: { name: pay.send }, expect: { verdict: block, by: r } }\n";

let folder = "";
const uri = (name: string): string => pathToFileURL(join(folder, name)).href;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agentpol-navigation-"));
  writeFileSync(join(folder, "base.agentpol"), BASE);
  writeFileSync(join(folder, "p.cases.yaml"), CASES);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** An editor that can do what is said of it, with `p.agentpol` open. */
async function opened(capabilities: ClientCapabilities = {}): Promise<Editor> {
  const editor = new Editor();
  await editor.initialize(pathToFileURL(folder).href, capabilities);
  await editor.open(uri("p.agentpol"), MAIN);
  return editor;
}

/** Where a word of the open document begins, counted as the protocol does: the `nth` of it, from 0. */
function at(word: string, nth = 0): Position {
  let offset = -1;
  for (let i = 0; i <= nth; i += 1) offset = MAIN.indexOf(word, offset + 1);
  const before = MAIN.slice(0, offset).split("\r\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

function range(start: Position, length: number): Range {
  return { start, end: { ...start, character: start.character + length } };
}

const place = (position: Position, more = {}): unknown => ({
  ...{ textDocument: { uri: uri("p.agentpol") }, position },
  ...more,
});
const document = (name = "p.agentpol"): unknown => ({ textDocument: { uri: uri(name) } });

describe("the server", () => {
  it("goes to definitions in files that are not open, with links for those who take them", async () => {
    const sec = { uri: uri("base.agentpol"), range: range({ line: 0, character: 6 }, 3) };
    const editor = await opened();
    expect(await editor.request("textDocument/definition", place(at("sec")))).toEqual([sec]);
    expect(await editor.request("textDocument/definition", place(at("rule")))).toBeNull();
    await editor.close();
    const other = await opened({ textDocument: { definition: { linkSupport: true } } });
    expect(await other.request("textDocument/definition", place(at("sec")))).toEqual([
      {
        originSelectionRange: range(at("sec"), 3),
        targetUri: sec.uri,
        targetRange: { start: { line: 0, character: 0 }, end: { line: 0, character: 19 } },
        targetSelectionRange: sec.range,
      },
    ]);
    await other.close();
  });

  it("goes to definitions of types", async () => {
    const editor = await opened();
    const found = await editor.request("textDocument/typeDefinition", place(at("role", 1)));
    expect(found).toEqual([{ uri: uri("p.agentpol"), range: range(at("Role"), 4) }]);
    await editor.close();
  });

  it("finds references in policies and cases, and highlights", async () => {
    const editor = await opened();
    const context = { includeDeclaration: false };
    const found = await editor.request<Location[]>(
      "textDocument/references",
      place(at("pay.send"), { context }),
    );
    expect(found.map((each) => [each.uri.slice(each.uri.lastIndexOf("/") + 1), each.range.start])).toEqual([
      ["p.agentpol", at("pay.*")],
      ["p.agentpol", at("pay.send")],
      ["p.cases.yaml", { line: 2, character: 31 }],
    ]);
    expect(await editor.request("textDocument/documentHighlight", place(at("clerk")))).toEqual([
      { range: range(at("clerk"), 5), kind: 3 },
      { range: range(at("clerk", 1), 5), kind: 2 },
    ]);
    await editor.close();
  });

  it("renames over files, with the versions of those that are open", async () => {
    const editor = await opened({ workspace: { workspaceEdit: { documentChanges: true } } });
    expect(await editor.request("textDocument/prepareRename", place(at("sec")))).toEqual({
      range: range(at("sec"), 3),
      placeholder: "sec",
    });
    expect(await editor.request("textDocument/rename", place(at("sec"), { newName: "security" }))).toEqual({
      documentChanges: [
        {
          textDocument: { uri: uri("base.agentpol"), version: null },
          edits: [{ range: range({ line: 0, character: 6 }, 3), newText: "security" }],
        },
        {
          textDocument: { uri: uri("p.agentpol"), version: 1 },
          edits: [{ range: range(at("sec"), 3), newText: "security" }],
        },
      ],
    });
    await editor.close();
  });

  it("says why it does not rename, and knows editors without versions", async () => {
    const editor = await opened();
    const taken = editor.request("textDocument/rename", place(at("sec"), { newName: "1" }));
    await expect(taken).rejects.toThrow("`1` is no name");
    await expect(editor.request("textDocument/prepareRename", place(at("escalate")))).rejects.toThrow(
      "Nothing",
    );
    const edit = await editor.request<WorkspaceEdit>(
      "textDocument/rename",
      place(at("r on"), { newName: "q" }),
    );
    expect(Object.keys(edit.changes ?? {}).sort()).toEqual([uri("p.agentpol"), uri("p.cases.yaml")]);
    await editor.close();
  });

  it("tells outlines, flat or not, and symbols of files that are not open", async () => {
    const editor = await opened();
    const flat = await editor.request<{ name: string; location: Location }[]>(
      "textDocument/documentSymbol",
      document(),
    );
    expect(flat.map(({ name }) => name)).toEqual(["p", "r", "Role", "agent", "s"]);
    expect(flat[1]?.location.range.start).toEqual(at("rule r"));
    const found = await editor.request<{ name: string; location: Location }[]>("workspace/symbol", {
      query: "psend",
    });
    expect(found).toMatchObject([{ name: "pay.send", location: { uri: uri("base.agentpol") } }]);
    await editor.close();
    const other = await opened({
      textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
    });
    expect(await other.request("textDocument/documentSymbol", document())).toMatchObject([
      { name: "p" },
      { name: "r", selectionRange: range(at("r on"), 1) },
      { name: "Role", children: [{ name: "clerk" }, { name: "lead" }] },
      { name: "agent", children: [{ name: "role", detail: "Role" }] },
      { name: "s" },
    ]);
    await other.close();
  });

  it("tells folds, growing selections and links", async () => {
    const editor = await opened();
    await editor.change(uri("p.agentpol"), 2, 'policy p {\r\n  default block\r\n  version "1"\r\n}\r\n');
    expect(await editor.request("textDocument/foldingRange", document())).toEqual([
      { startLine: 0, endLine: 2 },
    ]);
    await editor.change(uri("p.agentpol"), 3, MAIN);
    expect(
      await editor.request("textDocument/selectionRange", {
        textDocument: { uri: uri("p.agentpol") },
        positions: [at("sec")],
      }),
    ).toMatchObject([{ range: range(at("sec"), 3), parent: { range: { start: at("escalate") } } }]);
    expect(await editor.request("textDocument/documentLink", document())).toEqual([
      {
        range: range(at("./base"), "./base.agentpol".length),
        target: uri("base.agentpol"),
        tooltip: "Open base.agentpol",
      },
    ]);
    await editor.close();
  });

  it("colours by meaning: all, a range, and what changed", async () => {
    const editor = await opened();
    const all = await editor.request<Required<SemanticTokens>>(
      "textDocument/semanticTokens/full",
      document(),
    );
    expect(all.data.length % 5).toBe(0);
    expect(all.data.slice(0, 5)).toEqual([0, 7, 1, 0, 1]);
    const line = { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } };
    const some = await editor.request<SemanticTokens>("textDocument/semanticTokens/range", {
      textDocument: { uri: uri("p.agentpol") },
      range: line,
    });
    expect(some.data.slice(0, 3)).toEqual([3, 5, 4]);
    await editor.change(uri("p.agentpol"), 2, MAIN.replace("clerk, block", "lead, block"));
    const delta = await editor.request<SemanticTokensDelta>("textDocument/semanticTokens/full/delta", {
      textDocument: { uri: uri("p.agentpol") },
      previousResultId: all.resultId,
    });
    expect(delta.edits).toHaveLength(1);
    const fresh = await editor.request<SemanticTokens>("textDocument/semanticTokens/full", document());
    expect(applied(all.data, delta)).toEqual(fresh.data);
    await editor.close();
  });

  it("tells who uses what", async () => {
    const editor = await opened();
    const [item] = await editor.request<CallHierarchyItem[]>(
      "textDocument/prepareCallHierarchy",
      place(at("sec")),
    );
    expect(item).toMatchObject({ name: "sec", uri: uri("base.agentpol") });
    expect(await editor.request("callHierarchy/incomingCalls", { item })).toMatchObject([
      { from: { name: "r", uri: uri("p.agentpol") }, fromRanges: [range(at("sec"), 3)] },
    ]);
    const [rule] = await editor.request<CallHierarchyItem[]>(
      "textDocument/prepareCallHierarchy",
      place(at("r on")),
    );
    expect(await editor.request("callHierarchy/outgoingCalls", { item: rule })).toMatchObject([
      { to: { name: "pay.send" } },
      { to: { name: "sec" } },
    ]);
    await editor.close();
  });

  it("knows nothing of other files", async () => {
    const editor = await opened();
    const other = { textDocument: { uri: uri("other.json") }, position: { line: 0, character: 0 } };
    expect(await editor.request("textDocument/definition", other)).toBeNull();
    expect(await editor.request("textDocument/documentSymbol", other)).toBeNull();
    expect(await editor.request("textDocument/semanticTokens/full", other)).toEqual({ data: [] });
    await editor.close();
  });
});

function applied(data: readonly number[], { edits }: SemanticTokensDelta): readonly number[] {
  return edits.reduce<readonly number[]>(
    (before, { start, deleteCount, data: put = [] }) => before.toSpliced(start, deleteCount, ...put),
    data,
  );
}

describe("the difference of two lists of tokens", () => {
  it.each([
    [[], []],
    [
      [1, 2, 3],
      [1, 2, 3],
    ],
    [[], [1, 2]],
    [[1, 2], []],
    [
      [1, 1, 1],
      [1, 1],
    ],
    [
      [1, 2, 3, 4],
      [1, 9, 9, 4],
    ],
  ])("from %j to %j leads there", (before, after) => {
    expect(applied(before, { edits: deltaOf(before, after) })).toEqual(after);
  });
});
