// Links between pages lead somewhere, and the diagnostics that pages name are there.

import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { catalog } from "../../compiler/diagnostics/catalog.js";
import { ROOT } from "../support/cli.js";
import { anchorsOf, linksOf, pageOf, pages } from "./markdown.js";

const links = pages().flatMap((page) =>
  linksOf(page)
    .filter((target) => !/^https?:/.test(target))
    .map((target) => [page.path, target] as const),
);

describe("links between pages", () => {
  it.each(links)("%s → %s", (path, target) => {
    const [file = "", anchor] = target.split("#");
    const found = file === "" ? path : normalize(join(dirname(path), file));
    expect(existsSync(join(ROOT, found)), found).toBe(true);
    if (anchor !== undefined) expect([...anchorsOf(pageOf(found))]).toContain(anchor);
  });

  it("the index names every page", () => {
    const index = linksOf(pageOf("docs/README.md")).map((target) => `docs/${target}`);
    const inDocs = pages()
      .map(({ path }) => path)
      .filter((path) => /^docs\/(?!README)/.test(path));
    expect(inDocs.filter((path) => !index.includes(path))).toEqual([]);
  });
});

describe("diagnostics that pages name", () => {
  /** A made-up code in a recipe, and one that stands for no diagnostic. */
  const madeUp = ["AP2042", "AP9999"];

  it.each(pages().map((page) => [page.path, page] as const))("%s", (_, { text }) => {
    const named = Array.from(text.matchAll(/\bAP\d{4}\b/g), ([code]) => code);
    expect(named.filter((code) => !Object.hasOwn(catalog, code) && !madeUp.includes(code))).toEqual([]);
  });

  it("docs/language.md lists all warnings", () => {
    const { text } = pageOf("docs/language.md");
    const list = /^The warnings: .*?\n\n/ms.exec(text)?.[0] ?? "";
    const warnings = Object.entries(catalog).filter(([, { severity }]) => severity === "warning");
    const named = Array.from(list.matchAll(/AP\d{4}/g), ([code]) => code);
    expect(named.sort()).toEqual(warnings.map(([code]) => code).sort());
  });
});
