// Completion and signatures over a real stream.

import type { CompletionItem, CompletionList, SignatureHelp } from "vscode-languageserver";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Editor } from "./client.js";

const uri = "file:///nowhere/pay.agentpol";
const cases = "file:///nowhere/pay.cases.yaml";

const lines = [
  "policy pay { }",
  "agent { id: string, role: clerk | lead }",
  "/// Is it much?",
  "let risky(amount: int) = amount > 5",
  "action pay.send(amount: int)",
  'rule r on pay.send { block "größer 😀" when agent.role == ',
  "}",
];

const snippets = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };

let editor: Editor;

beforeEach(() => {
  editor = new Editor();
});

afterEach(async () => {
  await editor.close();
});

async function itemsAt(
  document: string,
  line: number,
  character: number,
): Promise<readonly CompletionItem[]> {
  const params = { textDocument: { uri: document }, position: { line, character } };
  const { items } = await editor.request<CompletionList>("textDocument/completion", params);
  return items;
}

const last = (line: number): number => lines[line]?.length ?? 0;

describe.each([
  ["\n", "lines"],
  ["\r\n", "lines as on Windows"],
])("completion in a text with %j at the ends of its lines", (end) => {
  it("offers members, and counts columns in UTF-16 units", async () => {
    await editor.initialize("file:///nowhere");
    await editor.open(uri, lines.join(end));
    const items = await itemsAt(uri, 5, last(5));
    const clerk = items.find(({ label }) => label === "clerk");
    const place = { line: 5, character: last(5) };
    expect(clerk).toMatchObject({ textEdit: { range: { start: place, end: place }, newText: "clerk" } });
    expect(items.toSorted((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1))[0]?.label).toBe(
      "clerk",
    );
  });
});

describe("completion", () => {
  it("inserts snippets where the editor takes them, and plain text elsewhere", async () => {
    await editor.initialize("file:///nowhere", snippets);
    await editor.open(uri, `${lines.slice(0, 5).join("\n")}\n\n`);
    const quorum = (await itemsAt(uri, 5, 0)).find(({ label }) => label === "quorum");
    expect(quorum?.insertTextFormat).toBe(2);
    expect(quorum?.textEdit?.newText).toContain("${1:name}");
    expect(quorum?.documentation).toMatchObject({ kind: "markdown" });

    const plain = new Editor();
    await plain.initialize("file:///nowhere");
    await plain.open(uri, `${lines.slice(0, 5).join("\n")}\n\n`);
    const params = { textDocument: { uri }, position: { line: 5, character: 0 } };
    const { items } = await plain.request<CompletionList>("textDocument/completion", params);
    const text = items.find(({ label }) => label === "quorum");
    expect(text?.insertTextFormat).toBe(1);
    expect(text?.textEdit?.newText).toContain("quorum name on * {");
    await plain.close();
  });

  it("knows the policy of a cases file", async () => {
    await editor.initialize("file:///nowhere");
    await editor.open(uri, lines.join("\n").replace("== ", "== lead"));
    const text = "policy: pay.agentpol\ncases:\n  - name: größer 😀\n    agent: { role:  }\n";
    await editor.notify("textDocument/didOpen", {
      textDocument: { uri: cases, languageId: "yaml", version: 1, text },
    });
    expect((await itemsAt(cases, 3, 19)).map(({ label }) => label)).toEqual(["clerk", "lead"]);
  });
});

describe("signature help", () => {
  it("names the parameter at the cursor", async () => {
    await editor.initialize("file:///nowhere");
    await editor.open(uri, lines.join("\r\n").replace("agent.role == ", "risky("));
    const params = { textDocument: { uri }, position: { line: 5, character: last(5) - 8 } };
    const help = await editor.request<SignatureHelp>("textDocument/signatureHelp", params);
    expect(help).toEqual({
      signatures: [
        {
          label: "risky(amount: int)",
          documentation: { kind: "markdown", value: "Is it much?" },
          parameters: [{ label: [6, 17] }],
        },
      ],
      activeSignature: 0,
      activeParameter: 0,
    });
  });
});
