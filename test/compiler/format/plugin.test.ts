// The plugin in prettier itself: policies, code blocks of Markdown, options, and texts with mistakes.

import { readFileSync } from "node:fs";
import { check, format, formatWithCursor, getSupportInfo, type Options } from "prettier";
import { describe, expect, it } from "vitest";
import * as plugin from "../../../compiler/format/plugin.js";
import { formatted } from "../../support/formatting.js";

const run = (text: string, options: Options = {}): Promise<string> =>
  format(text, { parser: "agentpol", plugins: [plugin], ...options });

const policy = "policy p{default block}\n// c\nrule r on a.b{when x\n allow}\n";

describe("the plugin", () => {
  it("is found by the names of files and of languages", async () => {
    const { languages } = await getSupportInfo({ plugins: [plugin] });
    expect(languages.find(({ name }) => name === "agentpol")).toMatchObject({
      extensions: [".agentpol"],
      aliases: ["agentpol"],
      vscodeLanguageIds: ["agentpol"],
    });
    expect(await format(policy, { filepath: "x.agentpol", plugins: [plugin] })).toBe(formatted(policy));
  });

  it.each(["coding", "customer-data", "payments", "remediation"])(
    "formats %s as `fmt` does",
    async (name) => {
      const text = readFileSync(
        new URL(`../../../fixtures/policies/${name}.agentpol`, import.meta.url),
        "utf8",
      );
      const once = await run(text);
      expect(once).toBe(formatted(text));
      expect(await run(text, { printWidth: 60, useTabs: true })).toBe(
        formatted(text, { printWidth: 60, useTabs: true }),
      );
      expect(await check(once, { parser: "agentpol", plugins: [plugin] })).toBe(true);
    },
  );

  it("formats code blocks of Markdown, in lists too, and leaves those alone that do not parse", async () => {
    const markdown =
      "# x\n\n- a\n\n  ```agentpol\n  let  a = 1 /* b\n   c */\n  ```\n\n```agentpol\nrule r {\n```\n";
    expect(await run(markdown, { parser: "markdown" })).toBe(markdown.replace("let  a", "let a"));
  });

  it("ends lines as it is told", async () => {
    const text = "let a = 1\r\n/* b\r\n c */\r\nlet  b = 2\r\n";
    expect(await run(text, { endOfLine: "crlf" })).toBe(text.replace("let  b", "let b"));
    expect(await run(text)).toBe("let a = 1\n/* b\n c */\nlet b = 2\n");
  });

  it("tells a mistake with its place, and its code", async () => {
    const wrong = run("let a = 1\nlet b = =\n", { filepath: "x.agentpol" });
    await expect(wrong).rejects.toMatchObject({
      name: "SyntaxError",
      message: expect.stringMatching(/^AP1\d\d\d: .*\(2:9\)/) as unknown,
      loc: { start: { line: 2, column: 9 } },
    });
  });

  it("does no harm to a text of which a range is asked for", async () => {
    expect(await run(policy, { rangeStart: 30, rangeEnd: 40 })).toBe(policy);
  });

  it("knows the marks of what is to be formatted, and of what is not", async () => {
    expect(await run("let  a = 1\n", { requirePragma: true })).toBe("let  a = 1\n");
    expect(await run("// @format\nlet  a = 1\n", { requirePragma: true })).toBe("// @format\nlet a = 1\n");
    expect(await run("let  a = 1\n", { insertPragma: true })).toBe("// @format\n\nlet a = 1\n");
    expect(await run("// @noformat\nlet  a = 1\n", { checkIgnorePragma: true })).toBe(
      "// @noformat\nlet  a = 1\n",
    );
  });

  it("keeps the cursor in the text", async () => {
    const { formatted: text, cursorOffset } = await formatWithCursor("let   a = 1\n", {
      parser: "agentpol",
      plugins: [plugin],
      cursorOffset: 10,
    });
    expect(text.slice(cursorOffset)).toBe("1\n");
  });
});
