// Every lint rule has a fresh page, and the schema of the configuration is fresh. `npm run docs:lint` writes them.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { configSchema } from "../../compiler/lint/config-schema.js";
import { readConfig } from "../../compiler/lint/config.js";
import { rulePage, rulesIndex } from "../../compiler/lint/page.js";
import { rules } from "../../compiler/lint/registry.js";

const FOLDER = new URL("../../docs/", import.meta.url);
const pages = new Map([
  ...rules.map((rule) => [`lint/${rule.id}.md`, rulePage(rule)] as const),
  ["lint/README.md", rulesIndex()] as const,
  ["config.schema.json", `${JSON.stringify(configSchema(), null, 2)}\n`] as const,
]);

if (process.env.WRITE_DOCS === "1")
  for (const [name, text] of pages) {
    const file = fileURLToPath(new URL(name, FOLDER));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

describe("the pages of lint rules", () => {
  it.each([...pages])("%s is fresh", (name, text) => {
    expect(readFileSync(new URL(name, FOLDER), "utf8")).toBe(text);
  });

  it("there is no page without a rule", () => {
    const found = readdirSync(new URL("lint/", FOLDER), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .map((name) => `lint/${name.replaceAll("\\", "/")}`);
    expect(found.sort()).toEqual([...pages.keys()].filter((name) => name.endsWith(".md")).sort());
  });
});

describe("the schema of the configuration", () => {
  const isValid = new Ajv({ allErrors: true }).compile(configSchema());
  const cases: readonly (readonly [string, boolean, unknown])[] = [
    ["nothing", true, {}],
    ["a preset", true, { lint: { extends: "strict" } }],
    ["an unknown preset", false, { lint: { extends: "all" } }],
    ["rules and categories", true, { lint: { rules: { style: "off", "security/allow-all": "error" } } }],
    ["a rule that is not there", false, { lint: { rules: { "security/alow-all": "error" } } }],
    ["a severity that is not there", false, { lint: { rules: { style: "warn" } } }],
    ["options", true, { lint: { rules: { "security/long-grant": ["warning", { most: "48h" }] } } }],
    ["options of no rule", false, { lint: { rules: { "security/long-grant": ["warning", { least: 2 }] } } }],
    [
      "a count that is none",
      false,
      { lint: { rules: { "style/repeated-condition": ["off", { rules: 0 }] } } },
    ],
    ["a duration that is none", false, { lint: { rules: { "security/long-grant": ["off", { most: 5 }] } } }],
    ["options alone", false, { lint: { rules: { "security/long-grant": [{ most: "48h" }] } } }],
    ["files", true, { $schema: "x", lint: { ignore: ["generated/**"] } }],
    ["files that are none", false, { lint: { ignore: "generated/**" } }],
    ["a member that is not there", false, { lnt: {} }],
  ];

  it.each(cases)("and its reader agree on %s", (_, valid, config) => {
    expect(isValid(config)).toBe(valid);
    const { problems } = readConfig({ path: "agentpol.config.json", text: JSON.stringify(config) });
    expect(problems.length === 0).toBe(valid);
  });
});
