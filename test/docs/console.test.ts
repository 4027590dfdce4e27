// What the documentation shows of the command line is what the command line prints.
//
// The blocks ```console of a page are run from top to bottom in a folder of the page's own: a line `$ …` is a command,
// what follows is its output, in which `…` stands for anything. Blocks with `file=NAME` are files of that folder. On the
// pages of commands, `agentpol init` was run there before, save on its own.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cli, ROOT } from "../support/cli.js";
import { option, pages, type Page } from "./markdown.js";

const shown = pages().filter(({ blocks }) => blocks.some(({ language }) => language === "console"));
let scratch = "";

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "agentpol-docs-"));
  mkdirSync(join(scratch, "bin"));
  symlinkSync(join(ROOT, "dist/cli/main.js"), join(scratch, "bin/agentpol"));
});

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

interface Shown {
  readonly command: string;
  readonly output: string;
}

function commandsOf({ blocks }: Page): readonly Shown[] {
  const text = blocks.flatMap((block) => (block.language === "console" ? [block.text] : [])).join("");
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = "", ...lines] = part.split("\n");
      return { command, output: lines.join("\n").trim() };
    });
}

/** A folder with the page's files in it. */
function folderOf({ path, blocks }: Page): string {
  const folder = mkdtempSync(join(scratch, "page-"));
  if (path.startsWith("docs/commands/") && !path.endsWith("/init.md")) cli(["init", folder]);
  for (const block of blocks) {
    const file = option(block, "file");
    if (file !== undefined) writeFileSync(join(folder, file), block.text);
  }
  return folder;
}

/** Standard output and error together; `status` is what the command before ended with, for `echo $?`. */
function run(command: string, cwd: string, status: number) {
  const env = { ...process.env, PATH: `${join(scratch, "bin")}:${process.env.PATH ?? ""}` };
  const script = `(exit ${String(status)}); ${command}`;
  const { stdout, stderr, status: code } = spawnSync("sh", ["-c", script], { cwd, env, encoding: "utf8" });
  return { output: (stdout + stderr).trim(), code: code ?? -1 };
}

/** The text with `…` for whatever the pattern leaves open; itself where it does not fit. */
function asShown(pattern: string, text: string): string {
  const literal = pattern.split("…").map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join("[^]*")}$`).test(text) ? pattern : text;
}

/** A page runs some ten commands, each in a process of its own. */
const TIMEOUT = 60_000;

describe("the command line in the documentation", { timeout: TIMEOUT }, () => {
  it.each(shown.map((page) => [page.path, page] as const))("%s", (_, page) => {
    const folder = folderOf(page);
    let status = 0;
    for (const { command, output } of commandsOf(page)) {
      const ran = run(command, folder, status);
      status = ran.code;
      expect(`$ ${command}\n${asShown(output, ran.output)}`).toBe(`$ ${command}\n${output}`);
    }
  });

  it("every command has a page, and the page's title is its name", () => {
    const commands = [
      "init",
      "check",
      "lint",
      "compile",
      "table",
      "test",
      "eval",
      "explain",
      "fmt",
      "verify",
      "diff",
      "mutate",
      "record-cases",
      "suggest-cases",
      "lsp",
    ];
    const titled = pages().filter(({ path }) => path.startsWith("docs/commands/"));
    expect(titled.map(({ text }) => text.split("\n")[0]).sort()).toEqual(
      commands.map((name) => `# agentpol ${name}`).sort(),
    );
    expect(titled.map(({ path }) => path).sort()).toEqual(
      commands.map((name) => `docs/commands/${name}.md`).sort(),
    );
  });

  it("every option that a command has stands on its page", () => {
    for (const { path, text } of pages().filter((page) => page.path.startsWith("docs/commands/"))) {
      const help = cli([/([\w-]+)\.md$/.exec(path)?.[1] ?? "", "--help"]).stdout;
      const options = Array.from(help.matchAll(/^ +(?:-\w, )?(--[a-z-]+)/gm), ([, name = ""]) => name);
      const missing = options.filter((name) => name !== "--help" && !text.includes(name));
      expect(missing, path).toEqual([]);
    }
  });
});
