// Snippets are whole: with their defaults they compile.

import { describe, expect, it } from "vitest";
import { analyse } from "../../../../compiler/analyse.js";
import { forms, type ClauseOwner } from "../../../../compiler/ast/forms.js";
import { expanded } from "../../../../lsp/features/completion/fitting.js";
import { completionsAt } from "../../../../lsp/features/completion/completion.js";
import { clauseEntries, declarations } from "../../../../lsp/features/reference/reference.js";
import { scene, viewAt } from "../../../support/scene.js";

const context = `
agent   { id: string, role: clerk | lead, owner?: string }
context { env2: staging | live }
impact  { records: int }
group   people = ["ann@corp.example"]
sandbox small { read "/usr/**" }
killswitch stop { scope [all, agent.id], need 1 of people }
action  tools.run(name: string, note?: string) { effect execute, reversible reported }
action  http.get(url: url) { reaches url, effect read, reversible always }
action  db.change(statement: sql) { migrates statement, effect write, reversible never }
`;

const files: Readonly<Record<string, string>> = {
  "listed.json": '["a"]',
  "schema.sql": "CREATE TABLE a (b int);",
  "base.agentpol": "action base.do()",
};

/** The errors of a policy in which the snippets stand that the editor offers at the cursor. */
function errorsOf(text: string, label: string): readonly string[] {
  const at = scene(
    `//- main.agentpol\n${text}\n${Object.entries(files)
      .map(([name, body]) => `//- ${name}\n${body}\n`)
      .join("")}`,
  );
  const view = viewAt(at);
  const offer = completionsAt(view, at.offset).find((each) => each.label === label);
  if (offer === undefined) throw new Error(`${label} is not offered`);
  const whole =
    view.file.text.slice(0, offer.start) + expanded(offer.insert) + view.file.text.slice(offer.end);
  const found = analyse("main.agentpol", {
    read: (path) => {
      const known = path === "main.agentpol" ? whole : files[path];
      return known === undefined ? { ok: false, reason: "no such file" } : { ok: true, text: known };
    },
  });
  return found.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, message }) => `${code} ${message}`);
}

describe("snippets of declarations", () => {
  it.each(Object.keys(declarations))("%s", (label) => {
    const header = label === "policy" ? "" : "policy p { }\n";
    expect(
      errorsOf(
        `${header}${label === "import" ? "<|>" : ""}${context}\n${label === "import" ? "" : "<|>"}\n`,
        label,
      ),
    ).toEqual([]);
  });
});

/** What else must stand in a form, so that the clause at hand is the only one that may be missing. */
const others: Readonly<Partial<Record<ClauseOwner, string>>> = {
  cap: "limit impact.records <= 3 else block",
  quorum: "need 1 of people else block",
  reversibility: "need 1 of people else block",
  throttle: "limit 3 per 1h else block",
  boundary: "reach any else block",
  drift: 'baseline "schema.sql" else block',
  grant: "inside small scope agent.id expires 1h else block",
  redact: "mask args",
  identity:
    'issuer "https://a.example" keys "https://a.example/k" audience "a" bind [agent.id = sub] else block',
  killswitch: "scope all",
  trust: 'files "A.md" signers "b" else block',
  approver: 'webhook "https://a.example" group people',
  assert: "expect block",
};

/** Those whose default is for the author to fill, or that another clause must stand beside. */
const open: ReadonlySet<string> = new Set(["when", "unless", "drop", "clamp", "extends", "floor", "within"]);

describe.each(Object.keys(forms) as ClauseOwner[])("snippets of clauses of %s", (owner) => {
  const clauses = forms[owner].clauses.flatMap(({ clause }) =>
    clauseEntries(owner, clause).map(([word]) => ({ clause, word })),
  );
  const usable = clauses.filter(({ word }) => !open.has(word));
  it.each(usable)("$word", ({ clause, word }) => {
    const { name, selector, oneOf } = forms[owner];
    const rest = beside(owner, clause);
    const needsVerdict = oneOf.length > 0 && !oneOf.some((list) => list.includes(clause));
    const verdict = owner === "classifier" ? 'host "g"' : "block";
    const head = `${owner}${name === "needed" ? " it" : ""}${owner === "classifier" ? "(text: string): decimal" : ""}`;
    const on =
      selector === "needed"
        ? ` on ${owner === "boundary" ? "http.get" : owner === "drift" ? "db.change" : "*"}`
        : "";
    const body = `${rest} ${needsVerdict ? verdict : ""}`;
    expect(
      errorsOf(
        `${owner === "policy" ? "" : "policy p { }\n"}${context}${head}${on} {\n${body}\n<|>\n}\n`,
        word,
      ),
    ).toEqual([]);
  });
});

/** The other clauses, without the one at hand. */
function beside(owner: ClauseOwner, clause: string): string {
  const text = others[owner] ?? "";
  return text.replace(new RegExp(`\\b${clause} .*?(?=(?:\\b(?:${[...wordsOf(owner)].join("|")})\\b|$))`), "");
}

function wordsOf(owner: ClauseOwner): ReadonlySet<string> {
  return new Set(forms[owner].clauses.map(({ clause }) => clause));
}
