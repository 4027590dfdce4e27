// Diagnostics over a real stream: of all files of a workspace, pushed or asked for, with all that an editor can show of them.

import { afterEach, describe, expect, it } from "vitest";
import type {
  Diagnostic,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
} from "vscode-languageserver/node";
import { Editor } from "./client.js";
import { Folder } from "./folder.js";

const HEAD = "policy p { default block }\nagent { id: string }\n";
const ACTION = "action files.read(n: int) { effect read, reversible always }\n";

let folder = new Folder();
let editor = new Editor();

afterEach(async () => {
  await editor.close();
  folder.remove();
});

async function opened(files: Readonly<Record<string, string>>, options?: unknown): Promise<Editor> {
  folder = new Folder(files);
  editor = new Editor();
  await editor.initialize(folder.uri(), {}, options);
  return editor;
}

const codes = (diagnostics: readonly Diagnostic[] | undefined) => (diagnostics ?? []).map(({ code }) => code);

describe("pushed diagnostics", () => {
  it("are of files that are not open, too", async () => {
    const told = await (
      await opened({ "a/b.agentpol": `${HEAD}rule r on files.raed { allow }\n` })
    ).settled();
    expect(codes(told.get(folder.uri("a/b.agentpol")))).toContain("AP2011");
  });

  it("are of cases files, as they and their policies stand", async () => {
    const policy = `${HEAD}${ACTION}rule r on files.read { allow }\n`;
    const cases = `policy: p.agentpol
cases:
  - name: read
    agent: { id: x }
    action: { name: files.read, args: { n: 1 } }
    expect: { verdict: allow, by: r }
`;
    const at = await opened({ "p.agentpol": policy, "p.cases.yaml": cases });
    const [policyUri, casesUri] = [folder.uri("p.agentpol"), folder.uri("p.cases.yaml")];
    expect((await at.settled()).get(casesUri) ?? []).toEqual([]);
    await at.open(policyUri, policy.replace("rule r", "rule q"));
    expect(codes((await at.settled()).get(casesUri))).toEqual(["AP1204"]);
    await at.change(policyUri, 2, policy);
    expect(codes((await at.settled()).get(casesUri))).toEqual([]);
    await at.open(casesUri, cases.replace("expect:", "expekt:"));
    expect((await at.settled()).get(casesUri)?.[0]?.range.start.line).toBeGreaterThan(1);
  });

  it("have fixes, links, and tags", async () => {
    const told = await (
      await opened({ "b.agentpol": `${HEAD}${ACTION}let unused = 1 == 1\nrule r on files.raed { allow }\n` })
    ).settled();
    const wrong = told.get(folder.uri("b.agentpol"))?.find(({ code }) => code === "AP2011");
    expect(wrong?.codeDescription?.href).toMatch(/^file:.*\/docs\/diagnostics\/AP2011\.md$/);
    const range = { start: { line: 4, character: 10 }, end: { line: 4, character: 20 } };
    expect(wrong?.data).toEqual({
      fixes: [
        {
          title: "Replace with `files.read`",
          changes: { [folder.uri("b.agentpol")]: [{ range, newText: "files.read" }] },
        },
      ],
    });
    const text = `${HEAD}${ACTION}group unused = ["a@b.example"]\nrule r on files.read { when args.n > 1, allow }\n`;
    await editor.open(folder.uri("b.agentpol"), text);
    const unused = (await editor.settled())
      .get(folder.uri("b.agentpol"))
      ?.find(({ code }) => code === "AP3006");
    expect(unused?.tags).toEqual([1]);
  });

  it("name second places in other files", async () => {
    const told = await (
      await opened({
        "p.agentpol": `${HEAD}import "other.agentpol"\n${ACTION}`,
        "other.agentpol": ACTION,
      })
    ).settled();
    const related = [...told.values()].flat().flatMap(({ relatedInformation = [] }) => relatedInformation);
    expect(related.map(({ location }) => location.uri)).toContain(folder.uri("other.agentpol"));
  });

  it("say which tests fail, where people want that", async () => {
    const failing = `${HEAD}${ACTION}rule r on files.read { when args.n > 1, allow }
test "reads" {
  agent { id: "a" }
  action files.read(n: 1)
  expect allow
}
`;
    const uri = (await opened({ "p.agentpol": failing }), folder.uri("p.agentpol"));
    const hint = (await editor.settled()).get(uri)?.find(({ code }) => code === "test");
    expect(hint).toMatchObject({ severity: 4, range: { start: { line: 7, character: 2 } } });
    expect(hint?.message).toMatch(/^reads: expected allow, got block/);
    await editor.notify("workspace/didChangeConfiguration", {
      settings: { agentpol: { tests: { onType: false } } },
    });
    expect(codes((await editor.settled()).get(uri))).not.toContain("test");
  });

  it("are those of lint, as its configuration says", async () => {
    const text = `${HEAD}${ACTION}rule r on files.read { when not not args.n > 1, allow }\n`;
    const uri = (await opened({ "p.agentpol": text }), folder.uri("p.agentpol"));
    const found = (await editor.settled()).get(uri)?.find(({ code }) => code === "style/double-negation");
    expect(found?.codeDescription?.href).toMatch(/\/docs\/lint\/style\/double-negation\.md$/);
    folder.write("agentpol.config.json", '{ "lint": { "rules": { "style/double-negation": "off" } } }');
    await editor.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: folder.uri("agentpol.config.json"), type: 1 }],
    });
    expect(codes((await editor.settled()).get(uri))).not.toContain("style/double-negation");
  });

  it("check what a baseline says, as agentpol check does", async () => {
    const drift = `${HEAD}action db.migrate(statement: sql) { migrates statement, effect write, reversible never }
drift schema on db.migrate { baseline "schema.sql", permit [add_table], else block "no" }
`;
    const told = await (
      await opened({ "p.agentpol": drift, "schema.sql": "create tabel t (id int);" })
    ).settled();
    expect(codes([...told.values()].flat()).join(" ")).toMatch(/AP/);
    folder.write("schema.sql", "create table t (id int);");
    await editor.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: folder.uri("schema.sql"), type: 2 }],
    });
    const after = [...(await editor.settled()).values()].flat().filter(({ severity }) => severity === 1);
    expect(codes(after)).toEqual([]);
  });

  it("count columns in UTF-16 code units, and lines of any ending", async () => {
    const text = `${HEAD.replaceAll("\n", "\r\n")}${ACTION}// 😀\rrule r on files.read { when "😀é" == nothing, allow }\n`;
    const uri = (await opened({ "p.agentpol": text }), folder.uri("p.agentpol"));
    const wrong = (await editor.settled()).get(uri)?.find(({ code }) => code === "AP2001");
    expect(wrong?.range).toEqual({ start: { line: 4, character: 37 }, end: { line: 4, character: 44 } });
    // An edit between the characters, in the same units.
    const range = { start: { line: 4, character: 29 }, end: { line: 4, character: 31 } };
    await editor.open(uri, text);
    await editor.change(uri, 2, "ab", range);
    const moved = (await editor.settled()).get(uri)?.find(({ code }) => code === "AP2001");
    expect(moved?.range).toEqual(wrong?.range);
  });
});

describe("diagnostics that are asked for", () => {
  const pulls = {
    textDocument: { diagnostic: {} },
    workspace: { diagnostics: { refreshSupport: true } },
  };
  const bad = `${HEAD}rule r on files.raed { allow }\n`;
  const ask = (uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> =>
    editor.request("textDocument/diagnostic", { textDocument: { uri }, previousResultId });

  async function pulling(files: Readonly<Record<string, string>>): Promise<{ refreshed: number }> {
    folder = new Folder(files);
    editor = new Editor();
    const counts = { refreshed: 0 };
    editor.connection.onRequest("workspace/diagnostic/refresh", () => {
      counts.refreshed += 1;
      return null;
    });
    const { capabilities } = await editor.initialize(folder.uri(), pulls);
    expect(capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
    return counts;
  }

  it("are given of the text as it is, and are not pushed", async () => {
    await pulling({ "p.agentpol": bad });
    const uri = folder.uri("p.agentpol");
    await editor.notify("textDocument/didOpen", {
      textDocument: {
        uri,
        languageId: "agentpol",
        version: 1,
        text: `${HEAD}rule r on files.red { allow }\n`,
      },
    });
    const report = await ask(uri);
    expect(report.kind).toBe("full");
    expect(report.kind === "full" && codes(report.items)).toContain("AP2011");
    expect(await ask(uri, report.resultId)).toEqual({ kind: "unchanged", resultId: report.resultId });
    await editor.settled();
    expect(editor.told.size).toBe(0);
  });

  it("are asked for again once there is more to tell", async () => {
    const counts = await pulling({ "p.agentpol": HEAD + ACTION });
    const uri = folder.uri("p.agentpol");
    const report = await ask(uri);
    await editor.settled();
    expect(counts.refreshed).toBeGreaterThan(0);
    const later = await ask(uri, report.resultId);
    expect(later.kind === "full" && codes(later.items)).toContain("AP3083");
  });

  it("are given of the whole workspace", async () => {
    await pulling({ "a.agentpol": bad, "b.agentpol": bad });
    const first = await editor.request<WorkspaceDiagnosticReport>("workspace/diagnostic", {
      previousResultIds: [],
    });
    expect(first.items.map(({ uri }) => uri).sort()).toEqual([
      folder.uri("a.agentpol"),
      folder.uri("b.agentpol"),
    ]);
    const previousResultIds = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
    const second = await editor.request<WorkspaceDiagnosticReport>("workspace/diagnostic", {
      previousResultIds,
    });
    expect(second.items.map(({ kind }) => kind)).toEqual(["unchanged", "unchanged"]);
  });
});
