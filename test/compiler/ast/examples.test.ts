// The policies of the fixtures are read without a word of complaint.

import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "../../../compiler/ast/parse.js";

const folder = new URL("../../../fixtures/policies/", import.meta.url);
const policies = readdirSync(folder).filter((name) => name.endsWith(".agentpol"));

it.each(policies)("reads %s", (name) => {
  const text = readFileSync(new URL(name, folder), "utf8");
  const { module, diagnostics } = parse({ path: name, text });
  expect(diagnostics).toEqual([]);
  expect(module.declarations.length).toBeGreaterThan(10);
});
