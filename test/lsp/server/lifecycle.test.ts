// How the server begins and ends, and that nothing that an editor may send brings it down.

import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { CancellationTokenSource, type InitializeResult } from "vscode-languageserver/node";
import { Editor } from "./client.js";
import { Folder } from "./folder.js";
import { questions } from "./requests.js";

const root = resolve(import.meta.dirname, "../../..");
const main = join(root, "dist/cli/main.js");
const folder = new Folder();
const uri = folder.uri("p.agentpol");
let editor: Editor | undefined;

afterEach(async () => {
  await editor?.close();
  editor = undefined;
});

async function begun(): Promise<Editor> {
  editor = new Editor();
  await editor.initialize(folder.uri());
  return editor;
}

const open = (text: string) => ({ textDocument: { uri, languageId: "agentpol", version: 1, text } });
const change = (version: number, text: string) => ({
  textDocument: { uri, version },
  contentChanges: [{ text }],
});

describe("agentpol lsp", () => {
  it("says what it can do, and exits with 0 after a shutdown", async () => {
    const program = new Editor(main, ["lsp", "--stdio"]);
    const { capabilities, serverInfo } = await program.initialize(folder.uri());
    expect(capabilities).toMatchObject({
      positionEncoding: "utf-16",
      textDocumentSync: { openClose: true, change: 2 },
    });
    expect(serverInfo?.name).toBe("agentpol");
    expect(await program.close()).toBe(0);
  });

  it.each([
    ["the editor goes away", ""],
    ["the editor says exit before shutdown", '{"jsonrpc":"2.0","method":"exit"}'],
  ])("exits with 1 where %s", async (_, body) => {
    const server = spawn(process.execPath, [main, "lsp"], { stdio: ["pipe", "ignore", "inherit"] });
    if (body !== "") server.stdin.write(`Content-Length: ${String(body.length)}\r\n\r\n${body}`);
    else server.stdin.end();
    expect(await new Promise((done) => server.once("exit", done))).toBe(1);
  });
});

describe("messages out of order", () => {
  it("are refused before the beginning, at a second one, and after the end", async () => {
    const early = new Editor();
    await expect(early.request("textDocument/hover", {})).rejects.toMatchObject({ code: -32002 });
    await early.notify("textDocument/didOpen", open(""));
    await early.initialize(folder.uri());
    await expect(early.request<InitializeResult>("initialize", {})).rejects.toMatchObject({ code: -32600 });
    await early.request("shutdown");
    await expect(early.request("agentpol/settled")).rejects.toMatchObject({ code: -32600 });
    early.connection.dispose();
  });

  it("a request about a text that has changed since is refused, and the last one is answered", async () => {
    const { connection } = await begun();
    const ask = () => editor?.request("textDocument/formatting", { textDocument: { uri }, options: {} });
    void connection.sendNotification("textDocument/didOpen", open("policy  p { }\n"));
    const first = ask();
    void connection.sendNotification("textDocument/didChange", change(2, "policy   q { }\n"));
    const second = ask();
    await expect(first).rejects.toMatchObject({ code: -32801 });
    expect(JSON.stringify(await second)).toContain("policy q");
  });

  it("a request that was cancelled is not answered", async () => {
    const rules = "rule s on a.b { when 1 == 1, allow }\n".repeat(300);
    const many = Array.from(
      { length: 20 },
      (_, i) => [`p${String(i)}.agentpol`, `policy p {}\n${rules}`] as const,
    );
    const large = new Folder(Object.fromEntries(many));
    editor = new Editor();
    await editor.initialize(large.uri(), {
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
    });
    const source = new CancellationTokenSource();
    const params = { previousResultIds: [] };
    const asked = editor.connection.sendRequest("workspace/diagnostic", params, source.token);
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: -32800 });
    large.remove();
  });
});

describe("hostile messages", () => {
  const hostile: readonly unknown[] = [
    undefined,
    {},
    [],
    { textDocument: null },
    { textDocument: { uri: 5 } },
    { textDocument: { uri: "file://host/x%ZZ" }, position: { line: 0, character: 0 } },
    { textDocument: { uri: "untitled:x" }, position: { line: 1e9, character: -5 } },
    { textDocument: { uri: folder.uri("gone.agentpol") }, position: { line: 0, character: 0 } },
    { textDocument: { uri }, position: { line: "x" }, range: { start: {}, end: null } },
    { textDocument: { uri }, position: { line: -1, character: 1e12 }, options: null, context: null },
  ];

  it("are answered, be it with an error, and the server goes on", async () => {
    const { connection } = await begun();
    await connection.sendNotification("textDocument/didOpen", open("policy p { default block }\n"));
    for (const params of hostile) {
      for (const { method } of [...questions, { method: "textDocument/diagnostic" }, { method: "no/such" }])
        await Promise.allSettled([editor?.request(method, params)]);
      for (const name of ["didOpen", "didChange", "didClose", "didSave", "none"])
        await editor?.notify(`textDocument/${name}`, params);
      await editor?.notify("workspace/didChangeWatchedFiles", params);
    }
    await connection.sendNotification("textDocument/didOpen", open("policy p {"));
    const told = await editor?.settled();
    expect(told?.get(uri)?.map(({ code }) => code)).toContainEqual(expect.stringMatching(/^AP1/));
  });

  it.each([
    ["a line of 1 MB", `policy p { default block }\nlet x = ${"1 + ".repeat(262_144)}1\n`],
    ["a long line of words", `policy p { default block } ${"rule ".repeat(209_715)}`],
    ["4 MiB and more", `policy p { default block }\n${"// a comment\n".repeat(330_000)}`],
    ["no text at all", "\u0000\uFFFD\u0001\uD800policy\u0000{\u007F".repeat(2_000)],
    ["nothing", ""],
  ])("%s ends soon", async (_, text) => {
    await begun();
    await editor?.open(uri, text);
    const range = { start: { line: 0, character: 3 }, end: { line: 0, character: 3 } };
    await editor?.change(uri, 2, "x", range);
    const begin = performance.now();
    for (const { method, params } of questions)
      await Promise.allSettled([editor?.request(method, params(uri, range.start, range.end))]);
    expect(performance.now() - begin).toBeLessThan(15_000);
    const told = await editor?.settled();
    expect(told?.get(uri)?.length).toBeGreaterThan(0);
  });
});
