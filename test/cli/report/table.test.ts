// What a policy's texts may hold does nothing in any format but stand there.

import { createColors } from "picocolors";
import { describe, expect, it } from "vitest";
import type { RowView, TableView } from "../../../compiler/tabulate/view.js";
import { htmlTable } from "../../../cli/report/table/html.js";
import { markdownTable } from "../../../cli/report/table/markdown.js";
import { terminalTable } from "../../../cli/report/table/terminal.js";
import { shared, widthOf, wrapped } from "../../../cli/report/table/wrap.js";
import { cli } from "../../support/cli.js";

const ESC = String.fromCharCode(27);
const HOSTILE: readonly string[] = [
  `<script>alert("x")</script>`,
  `"><img src=x onerror=alert(1)>`,
  `' onmouseover='alert(1)`,
  "a | b \\| c",
  "line one\nline two\r\nthree",
  `${ESC}[31mred${ESC}[0m ${ESC}]0;title\u0007`,
  "\u202eevil\u2066 \u200bzero\u0000",
  "``` `code` **bold** _it_ [link](javascript:alert(1)) ![i](http://x.example/y) https://x.example @who #1",
  "&lt;b&gt; &#60;",
  "漢字かな 😀 e\u0301",
  " ",
];

function viewWith(text: string): TableView {
  const row: RowView = {
    ...{ id: 1, cells: [text], further: [text], verdict: "block", permits: false, rule: text, origin: text },
    ...{ reason: text, obligations: [text], shadow: false, place: 0 },
  };
  const table = { actions: [text], onResult: false, columns: [text], rows: [row] };
  const layer = { policy: text, mode: "enforce" as const, declares: [text], before: [text], tables: [table] };
  return { policy: text, version: text, digest: text, layers: [layer, layer] };
}

const shownWith = (text: string) => ({
  view: viewWith(text),
  hits: new Set([1]),
  decided: { action: text, verdict: "block", rule: text, reason: text },
});

const CONTROLS = /[\p{Cf}\p{Zl}\p{Zp}\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u;

describe("hostile texts", () => {
  it.each(HOSTILE)("in a terminal: %j", (text) => {
    for (const width of [20, 200]) {
      const printed = terminalTable(shownWith(text), createColors(false), width);
      expect(printed).not.toMatch(CONTROLS);
      expect(Math.max(...printed.split("\n").map(widthOf))).toBeLessThanOrEqual(width);
    }
  });

  it.each(HOSTILE)("in HTML: %j", (text) => {
    const plainly = htmlTable(shownWith("x"));
    const printed = htmlTable(shownWith(text));
    // No text makes an element, an attribute or a comment: the tags are those of the page, one by one.
    const tags = (html: string) =>
      Array.from(html.matchAll(/<[!/a-z][^>]*>/gi), ([tag]) => tag.replace(/ aria-label="[^"]*"/, ""));
    expect(tags(printed)).toEqual(tags(plainly));
    expect(printed.replace(/\n/g, "")).not.toMatch(CONTROLS);
    for (const [label = ""] of printed.matchAll(/aria-label="[^"]*"/g)) expect(label).not.toMatch(/[<>']/);
  });

  it.each(HOSTILE)("in Markdown: %j", (text) => {
    const printed = markdownTable(shownWith(text));
    expect(printed).not.toMatch(CONTROLS);
    const rows = printed.split("\n").filter((line) => line.startsWith("|"));
    for (const row of rows) {
      // Seven bars divide six cells; no text has a bar of its own, nor a backslash that would take one away.
      expect(row.split("|").length - 1).toBe(7);
      expect(row).not.toContain("\\");
    }
    // Outside of code spans nothing is left that Markdown or HTML read.
    const outside = printed
      .replace(/`[^`\n]*`/g, "")
      .replaceAll("<br>", "")
      .replaceAll("**", "");
    expect(outside).not.toMatch(/<|`|\*|!\[|\]\(|:\/\/|www\.|@/);
  });

  it("in a policy: what stands there is seen, and does nothing", () => {
    const policy = `policy p { default block "<script>x</script> | \\u001b[31m\\n" }
agent { id: string }
action a(n: string) { effect read }
rule r on a { when args.n == "<b>|\\u001b" or args.n == "\`", block "<i>{args.n}</i>" }
`;
    for (const format of ["pretty", "markdown", "html"]) {
      const { code, stdout } = cli(["table", "-", "--format", format], { input: policy });
      expect(code).toBe(0);
      expect(stdout.includes(ESC)).toBe(false);
      if (format !== "pretty") expect(stdout).not.toMatch(/<b>|<i>|<script>x/);
    }
  });
});

describe("the HTML page", () => {
  const page = htmlTable(shownWith("x"));

  it("refers to nothing outside itself, and may not", () => {
    expect(page).not.toMatch(/\b(?:src|href|action|srcset|poster|data)\s*=/);
    expect(page).not.toMatch(/@import|url\(|https?:|fetch\(|XMLHttpRequest|import\(/);
    expect(page).toContain(`content="default-src 'none';`);
  });

  it("is a table to those who do not see it", () => {
    expect(page).toContain('<html lang="en">');
    expect(page).toContain("<caption>x</caption>");
    expect(page.match(/<th scope="col"/g)?.length).toBe(12);
    expect(page.match(/<th scope="row">/g)?.length).toBe(2);
    expect(page).toContain('<label for="words">');
    // A row that is hit says so in words, not by its colour alone.
    expect(page).toContain('<tr class="hit">');
    expect(page).toContain('<span class="mark">hit</span>');
  });
});

describe("columns of a terminal", () => {
  it("are counted as they look", () => {
    expect([widthOf("abc"), widthOf("漢字"), widthOf("e\u0301"), widthOf("😀")]).toEqual([3, 4, 1, 2]);
  });

  it("break between words, and within a word that is longer than a line", () => {
    expect(wrapped("to be or not", 6)).toEqual(["to be", "or not"]);
    expect(wrapped("abcdefgh ij", 3)).toEqual(["abc", "def", "gh", "ij"]);
    expect(wrapped("漢字漢字", 5)).toEqual(["漢字", "漢字"]);
  });

  it("are shared out alike, as far as each can use them", () => {
    expect(
      shared(
        [
          { least: 2, most: 3 },
          { least: 2, most: 30 },
        ],
        20,
      ),
    ).toEqual([3, 17]);
    expect(shared([{ least: 2, most: 3 }], 20)).toEqual([3]);
    expect(
      shared(
        [
          { least: 20, most: 30 },
          { least: 2, most: 2 },
        ],
        20,
      ),
    ).toBeUndefined();
  });
});
