// What is shown beside the text, and what mends it, over a stream.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type {
  ClientCapabilities,
  CodeAction,
  CodeLens,
  Hover,
  InlayHint,
  MarkupContent,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Editor } from "./client.js";

const TEXT = `policy pay { default block "no" }
agent { id: string, role: clerk | lead }
/// Schickt Geld 💸.
action pay.send(to: string, amount: money(USD)) { effect write, reversible always }
/* 💸 */ rule large on pay.send { when args.amount > 10_000 USD, block "too much" }
rule may on pay.send { when agent.role == clerk, allow }
test "ein großer 💸" {
  agent { id: "x", role: clerk }
  action pay.send(to: "Acme", amount: 48_000 USD)
  expect block
}
test "a small one" {
  agent { id: "x", role: clerk }
  action pay.send(to: "Acme", amount: 5 USD)
  expect block by large
}
`;

let folder = "";
let editor: Editor;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agentpol-lsp-"));
  editor = new Editor();
});

afterEach(async () => {
  await editor.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A document on the disk and in the editor. */
async function opened(
  name: string,
  text: string,
  capabilities: ClientCapabilities = {},
): Promise<TextDocument> {
  writeFileSync(join(folder, name), text);
  await editor.initialize(pathToFileURL(folder).href, capabilities);
  const uri = pathToFileURL(join(folder, name)).href;
  await editor.open(uri, text);
  return TextDocument.create(uri, "agentpol", 1, text);
}

function at(
  document: TextDocument,
  around: string,
): {
  textDocument: { uri: string };
  position: TextDocument["positionAt"] extends (offset: number) => infer P ? P : never;
} {
  const offset = document.getText().indexOf(around.replace("|", "")) + around.indexOf("|");
  return { textDocument: { uri: document.uri }, position: document.positionAt(offset) };
}

function stretch(
  document: TextDocument,
  text: string,
): { start: ReturnType<TextDocument["positionAt"]>; end: ReturnType<TextDocument["positionAt"]> } {
  const start = document.getText().indexOf(text);
  return { start: document.positionAt(start), end: document.positionAt(start + text.length) };
}

async function actions(
  document: TextDocument,
  text: string,
  only?: readonly string[],
): Promise<readonly CodeAction[]> {
  const context = { diagnostics: await editorDiagnostics(document), ...(only && { only }) };
  return editor.request("textDocument/codeAction", {
    textDocument: { uri: document.uri },
    range: stretch(document, text),
    context,
  });
}

async function editorDiagnostics({ uri }: TextDocument): Promise<readonly unknown[]> {
  return Promise.resolve(editor.told.get(uri)?.diagnostics ?? []);
}

function after(document: TextDocument, edit: WorkspaceEdit | undefined): string {
  return TextDocument.applyEdits(document, [...(edit?.changes?.[document.uri] ?? [])]);
}

describe.each(["\n", "\r\n"])("with lines that end in %j", (eol) => {
  const text = TEXT.replaceAll("\n", eol);

  it("hovers, behind signs of two units, with links to the declaration and the reference", async () => {
    const document = await opened("pay.agentpol", text);
    const hover = await editor.request<Hover>("textDocument/hover", at(document, "rule lar|ge"));
    expect(hover.range).toEqual(stretch(document, "large"));
    const { kind, value } = hover.contents as MarkupContent;
    expect(kind).toBe("markdown");
    expect(value).toContain("Blocks `pay.send` when `args.amount > 10_000 USD`.");
    expect(value).toContain(`Declared at [pay.agentpol:5](${document.uri}#L5)`);
    expect(value).toMatch(/\[Reference\]\(\S+language\.md#rule\)/u);
    expect(await editor.request("textDocument/hover", at(document, "{ |default"))).not.toBeNull();
    expect(
      await editor.request("textDocument/hover", at(document, `}${eol}|agent`.replace("|", "") + "|")),
    ).toBeDefined();
  });

  it("hints at verdicts and defaults", async () => {
    const document = await opened("pay.agentpol", text);
    const range = { start: document.positionAt(0), end: document.positionAt(text.length) };
    const hints = await editor.request<InlayHint[]>("textDocument/inlayHint", {
      textDocument: { uri: document.uri },
      range,
    });
    expect(hints.map(({ label, position }) => [label, position])).toEqual([
      ["⇒ by large", stretch(document, `expect block${eol}`.trimEnd()).end],
      ["⇒ allow by may", stretch(document, "expect block by large").end],
    ]);
  });

  it("extracts a let in the text as it is open", async () => {
    const document = await opened("pay.agentpol", text);
    const [action] = await actions(document, "args.amount > 10_000 USD", ["refactor.extract"]);
    expect(after(document, action?.edit)).toContain(
      `let condition = args.amount > 10_000 USD${eol}${eol}/* 💸 */ rule large on pay.send { when condition, block`,
    );
  });
});

it("shows lenses with how tests went, and runs them", async () => {
  const document = await opened("pay.agentpol", TEXT);
  const { uri } = document;
  const lenses = await editor.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
  const titles = lenses.map(({ command }) => command?.title);
  expect(titles).toContain("✓ run test");
  expect(titles).toContain("✗ run test: allow by pay.may, not block by pay.large");
  expect(titles).toContain("covered by 1 case");
  const run = lenses.find(({ command }) => command?.title === "✓ run test")?.command;
  const trials = await editor.request<readonly unknown[]>("workspace/executeCommand", run);
  expect(trials).toMatchObject([
    {
      name: "ein großer 💸",
      passed: true,
      steps: [{ verdict: "block", rule: "pay.large", code: "pay.large" }],
    },
  ]);
  const explained = await editor.request<{ markdown: string; decisions: readonly unknown[] }>(
    "workspace/executeCommand",
    { command: "agentpol.explainTest", arguments: [uri, "a small one"] },
  );
  expect(explained.decisions).toHaveLength(1);
  expect(explained.markdown).toContain("The test failed: allow by pay.may, not block by pay.large.");
  expect(explained.markdown).toContain("- `pay.large` (block) **not matched**");
  expect(explained.markdown).toContain("`args.amount > 10_000 USD` is false: `args.amount = 5 USD`");
});

it("explains a case of a cases file", async () => {
  writeFileSync(
    join(folder, "pay.cases.yaml"),
    "policy: pay.agentpol\ncases:\n  - name: small\n    agent: { id: x, role: clerk }\n    action: { name: pay.send, args: { to: a, amount: 5 } }\n    expect: allow\n",
  );
  await opened("pay.agentpol", TEXT);
  const uri = pathToFileURL(join(folder, "pay.cases.yaml")).href;
  const asked = { command: "agentpol.explainTest", arguments: [uri, "small"] };
  const explained = await editor.request<{ markdown: string }>("workspace/executeCommand", asked);
  expect(explained.markdown).toContain("allow by pay.may");
});

it("refuses commands that are none, and what is no policy", async () => {
  await opened("pay.agentpol", TEXT);
  const asked = { command: "agentpol.runTest", arguments: ["file:///nowhere.agentpol"] };
  await expect(editor.request("workspace/executeCommand", asked)).rejects.toThrow("no policy that compiles");
});

it("offers the fixes of what it told, and fixes all", async () => {
  const text = TEXT.replace("agent.role == clerk", "agent.rle == clrk");
  const document = await opened("pay.agentpol", text);
  const [fix, ...others] = await actions(document, "rle", ["quickfix"]);
  expect(others).toEqual([]);
  expect(fix).toMatchObject({
    title: "Replace with `role`",
    isPreferred: true,
    diagnostics: [{ code: "AP2001" }],
  });
  expect(after(document, fix?.edit)).toContain("agent.role == clrk");
  const [all] = await actions(document, "rle", ["source.fixAll"]);
  expect(all?.kind).toBe("source.fixAll.agentpol");
  expect(after(document, all?.edit)).toContain("agent.role ==");
});

it("edits the version that is open, where the client tells versions apart", async () => {
  const text = TEXT.replace("agent.role == clerk", "agent.rle == clerk");
  const document = await opened("pay.agentpol", text, {
    workspace: { workspaceEdit: { documentChanges: true } },
  });
  const [fix] = await actions(document, "rle", ["quickfix"]);
  expect(fix?.edit?.documentChanges).toMatchObject([{ textDocument: { uri: document.uri, version: 1 } }]);
});

it("looks for the missing case once it is chosen, and writes it at the end or beside the policy", async () => {
  const text = TEXT.slice(0, TEXT.indexOf("test "));
  const document = await opened("pay.agentpol", text, {
    workspace: { workspaceEdit: { documentChanges: true } },
    textDocument: { codeAction: { resolveSupport: { properties: ["edit"] } } },
  });
  const [test, cases] = await actions(document, "large", ["quickfix"]);
  expect(test).toMatchObject({ title: "Write a case that `large` misses" });
  expect(test?.edit).toBeUndefined();

  const written = await editor.request<CodeAction>("codeAction/resolve", test);
  const [change] = written.edit?.documentChanges ?? [];
  const edits = change !== undefined && "edits" in change ? (change.edits as TextEdit[]) : [];
  const result = TextDocument.applyEdits(document, edits);
  expect(result.startsWith(text)).toBe(true);
  expect(result).toContain("// Review what it expects: ");
  const beside = await editor.request<CodeAction>("codeAction/resolve", cases);
  const casesUri = pathToFileURL(join(folder, "pay.cases.yaml")).href;
  expect(beside.edit?.documentChanges).toMatchObject([
    { kind: "create", uri: casesUri },
    {
      textDocument: { uri: casesUri },
      edits: [{ newText: expect.stringContaining("policy: pay.agentpol") as string }],
    },
  ]);

  await editor.change(document.uri, 2, result);
  const trials = await editor.request<readonly { passed: boolean }[]>("workspace/executeCommand", {
    command: "agentpol.runTest",
    arguments: [document.uri],
  });
  expect(trials.length).toBeGreaterThan(0);
  expect(trials.every(({ passed }) => passed)).toBe(true);

  const told = new Promise((resolve) => editor.connection.onNotification("window/showMessage", resolve));
  expect(await editor.request<CodeAction>("codeAction/resolve", test)).toMatchObject({ edit: {} });
  expect(await told).toMatchObject({ message: "The text was changed meanwhile." });
});

it("adds the missing case behind those of the cases file beside the policy", async () => {
  const cases =
    "policy: pay.agentpol\ncases:\n  - name: small\n    agent: { id: x, role: clerk }\n    action: { name: pay.send, args: { to: a, amount: 5 } }\n    expect: allow\n";
  writeFileSync(join(folder, "pay.cases.yaml"), cases);
  const document = await opened("pay.agentpol", TEXT.slice(0, TEXT.indexOf("test ")), {
    textDocument: { codeAction: { resolveSupport: { properties: ["edit"] } } },
  });
  const [, toCases] = await actions(document, "large", ["quickfix"]);
  const { edit } = await editor.request<CodeAction>("codeAction/resolve", toCases);
  const uri = pathToFileURL(join(folder, "pay.cases.yaml")).href;
  const edits = edit?.changes?.[uri] ?? [];
  expect(edits).toHaveLength(1);
  const result = TextDocument.applyEdits(TextDocument.create(uri, "yaml", 1, cases), edits);
  expect(result.startsWith(cases)).toBe(true);
  expect(result).toContain("# review: ");
  expect(result).toContain("by: large");
});

it("hovers in cases files", async () => {
  writeFileSync(join(folder, "pay.agentpol"), TEXT);
  const cases =
    "policy: pay.agentpol\ncases:\n  - name: größer 💸\n    action: { name: pay.send, args: { to: a, amount: 5 } }\n    expect: { verdict: block, by: large }\n";
  writeFileSync(join(folder, "pay.cases.yaml"), cases);
  await editor.initialize(pathToFileURL(folder).href);
  const uri = pathToFileURL(join(folder, "pay.cases.yaml")).href;
  const document = TextDocument.create(uri, "yaml", 1, cases);
  await editor.notify("textDocument/didOpen", {
    textDocument: { uri, languageId: "yaml", version: 1, text: cases },
  });
  const hover = await editor.request<Hover>("textDocument/hover", at(document, "by: lar|ge"));
  expect((hover.contents as MarkupContent).value).toContain("Blocks `pay.send`");
});

it("leaves out hints that are switched off", async () => {
  writeFileSync(join(folder, "pay.agentpol"), TEXT);
  const uri = pathToFileURL(join(folder, "pay.agentpol")).href;
  await editor.initialize(pathToFileURL(folder).href, {}, { inlayHints: { verdicts: false } });
  await editor.open(uri, TEXT);
  const range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
  expect(await editor.request("textDocument/inlayHint", { textDocument: { uri }, range })).toEqual([]);
});
