// Snippets are whole: filled in as they stand, each compiles, in a policy that has an agent and an action.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatText } from "../../compiler/format/format.js";
import { checkFiles, problems } from "../support/problems.js";

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
}

const file = new URL("../../vscode-extension/snippets/agentpol.json", import.meta.url);
const snippets = Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, Snippet>);

const AROUND = `policy p { default block "no rule permits this action" }
agent { id: string, owner?: string }
action files.read(name: string) { effect read, reversible always }
`;

function filled({ body }: Snippet): string {
  return body.join("\n").replace(/\$\{\d+:([^}]*)\}/g, "$1");
}

describe.each(snippets)("the snippet “%s”", (_, snippet) => {
  it("compiles", () => {
    const text = filled(snippet);
    const isWhole = text.includes("policy ");
    expect(problems(checkFiles({ "main.agentpol": isWhole ? text : `${AROUND}${text}` }))).toEqual([]);
  });

  it("is laid out as the formatter does", () => {
    const text = `${filled(snippet)}\n`;
    expect(formatText(text)).toEqual({ ok: true, text });
  });
});

it("each has a prefix of its own", () => {
  const prefixes = snippets.map(([, { prefix }]) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
});
