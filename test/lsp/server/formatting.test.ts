// Formatting over a real stream: a document, a range, and what a typed brace ends.

import { afterEach, beforeEach, expect, it } from "vitest";
import type { TextEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { formatText } from "../../../compiler/format/format.js";
import { Editor } from "./client.js";
import { Folder } from "./folder.js";

const TEXT = 'policy   p {default block "é😀"}\r\n\r\nagent {id:  string}\r\nrule r on a.b {allow}\r\n';
const folder = new Folder();
const uri = folder.uri("p.agentpol");
const options = { tabSize: 2, insertSpaces: true };
let editor = new Editor();

beforeEach(async () => {
  editor = new Editor();
  await editor.initialize(folder.uri());
  await editor.open(uri, TEXT);
});

afterEach(() => editor.close());

async function formatted(method: string, params: object): Promise<string | null> {
  const edits = await editor.request<TextEdit[] | null>(`textDocument/${method}`, {
    ...{ textDocument: { uri }, options },
    ...params,
  });
  return edits && TextDocument.applyEdits(TextDocument.create(uri, "", 1, TEXT), edits);
}

it("formats a document, with its line ends", async () => {
  const whole = formatText(TEXT);
  expect(await formatted("formatting", {})).toBe(whole.ok && whole.text);
});

it("formats the declarations of a range", async () => {
  const range = { start: { line: 2, character: 3 }, end: { line: 2, character: 4 } };
  expect(await formatted("rangeFormatting", { range })).toBe(
    TEXT.replace("agent {id:  string}", "agent { id: string }"),
  );
});

it("formats the declaration that a typed brace ends", async () => {
  const position = { line: 3, character: 21 };
  expect(await formatted("onTypeFormatting", { position, ch: "}" })).toContain("rule r on a.b { allow }\r\n");
  expect(await formatted("onTypeFormatting", { position, ch: "x" })).toBeNull();
});

it("leaves a text with mistakes in its syntax as it is", async () => {
  await editor.change(uri, 2, "policy {");
  expect(await formatted("formatting", {})).toBeNull();
});
