// The built language servers, the package's and the extension's, over a real stream: a mistake is shown and goes away.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Editor } from "./client.js";

const root = resolve(import.meta.dirname, "../../..");

const good = [
  "policy p { default block }",
  'import "./shared.agentpol"',
  "rule reads on files.read { allow }",
  "rule lists on files.list { allow }",
  "",
].join("\n");
const bad = good.replace("files.list", "files.lst");
const shared =
  "action files.read() { effect read, reversible always }\naction files.list() { effect read, reversible always }\n";

/** A rule that no request matches, and so many actions. */
const never = (actions: number): string =>
  [
    "policy p { default block }",
    "agent { id: string }",
    "rule may on files.* { allow }",
    "rule never on files.* { when args.n > 5 and args.n < 3, block }",
    ...Array.from(
      { length: actions },
      (_, i) => `action files.a${String(i)}(n: int) { effect read, reversible always }`,
    ),
    "",
  ].join("\n");

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agentpol-lsp-"));
  writeFileSync(join(folder, "shared.agentpol"), shared);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  ["the package's", ["dist/cli/main.js", "lsp"]],
  ["the extension's", ["vscode-extension/dist/cli/main.js", "lsp"]],
])("%s", (_, [program = "", ...args]) => {
  it("underlines a mistake in an open policy, and clears it after the edit that mends it", async () => {
    const editor = new Editor(join(root, program), [...args, "--stdio"]);
    await editor.initialize(pathToFileURL(folder).href);
    const uri = pathToFileURL(join(folder, "p.agentpol")).href;

    const [mistake, ...others] = await editor.open(uri, bad);
    expect(others).toEqual([]);
    expect(mistake).toMatchObject({ severity: 1, source: "agentpol" });
    expect(mistake?.code).toMatch(/^AP2\d{3}$/);
    expect(mistake?.range).toEqual({ start: { line: 3, character: 14 }, end: { line: 3, character: 23 } });

    expect(await editor.change(uri, 2, good)).toEqual([]);
    expect(await editor.close()).toBe(0);
  });

  it("says afterwards what is proved, and not of a text that was changed since", async () => {
    const editor = new Editor(join(root, program), [...args, "--stdio"]);
    await editor.initialize(pathToFileURL(folder).href);
    const uri = pathToFileURL(join(folder, "proved.agentpol")).href;

    expect(await editor.open(uri, never(1))).toEqual([]);
    // Lint has its say, too.
    const proved = (await editor.next(uri)).filter(({ code }) => String(code).startsWith("AP"));
    expect(proved.map(({ code, severity, range }) => [code, severity, range.start.line])).toEqual([
      ["AP3080", 2, 3],
    ]);
    // So many actions that a change comes between.
    expect(await editor.change(uri, 2, never(400))).toEqual([]);
    expect(await editor.change(uri, 3, never(400).replace("args.n > 5 and", ""))).toEqual([]);
    // The next thing that is said is of this text.
    const last = await editor.change(uri, 4, `${never(1)}rule`);
    expect(last.map(({ severity }) => severity)).toEqual([1]);
    expect(await editor.close()).toBe(0);
  });

  it("reads an open buffer rather than the file beneath it", async () => {
    const editor = new Editor(join(root, program), [...args, "--stdio"]);
    await editor.initialize(pathToFileURL(folder).href);
    const uri = pathToFileURL(join(folder, "p.agentpol")).href;
    await editor.open(uri, bad);

    const sharedUri = pathToFileURL(join(folder, "shared.agentpol")).href;
    await editor.open(sharedUri, shared.replace("files.list", "files.lst"));
    const after = await editor.change(uri, 2, `${bad}\n`);
    expect(after).toEqual([]);
    expect(await editor.close()).toBe(0);
  });
});
