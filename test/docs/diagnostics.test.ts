// Every diagnostic has a fixture and a fresh page. `npm run docs:diagnostics` writes the pages.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalog, type CatalogCode } from "../../compiler/diagnostics/catalog.js";
import { index, page } from "../../compiler/diagnostics/page.js";
import { fixtureOf } from "../support/fixtures.js";

const FOLDER = new URL("../../docs/diagnostics/", import.meta.url);
const codes = (Object.keys(catalog) as CatalogCode[]).sort();
const pages = new Map([
  ...codes.map((code) => [`${code}.md`, page(code, fixtureOf(code))] as const),
  ["README.md", index(codes)],
]);

if (process.env.WRITE_DOCS === "1") {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of pages) writeFileSync(new URL(name, FOLDER), text);
}

describe("the pages of diagnostics", () => {
  it.each(codes)("%s has a fixture", (code) => {
    expect(fixtureOf(code)).not.toEqual([]);
  });

  it.each([...pages])("%s is fresh", (name, text) => {
    expect(readFileSync(new URL(name, FOLDER), "utf8")).toBe(text);
  });

  it("there is no page without a diagnostic", () => {
    expect(readdirSync(FOLDER).sort()).toEqual([...pages.keys()].sort());
  });
});
