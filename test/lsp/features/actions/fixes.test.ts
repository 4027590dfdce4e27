// The compiler's fixes as actions: every fixture's mistake is offered its fixes, and each of them mends it.

import { describe, expect, it } from "vitest";
import { catalog } from "../../../../compiler/diagnostics/catalog.js";
import type { Diagnostic } from "../../../../compiler/diagnostics/diagnostic.js";
import type { Workspace } from "../../../../compiler/workspace/workspace.js";
import { applied, type Action } from "../../../../lsp/features/actions/action.js";
import { actionsAt } from "../../../../lsp/features/actions/actions.js";
import { viewOf, type View } from "../../../../lsp/features/view.js";
import { expandRepeats } from "../../../support/carets.js";
import { fixtureOf } from "../../../support/fixtures.js";
import { FOLDER, scene, viewAt, workspaceOf } from "../../../support/scene.js";

interface Offer {
  readonly code: string;
  readonly files: ReadonlyMap<string, string>;
  readonly entry: string;
  readonly diagnostic: Diagnostic;
}

/** Each diagnostic of a fixture that has fixes, once. */
function offersOf(code: string): readonly Offer[] {
  const files = new Map(fixtureOf(code).map(({ name, text }) => [`${FOLDER}/${name}`, expandRepeats(text)]));
  const [entry = ""] = files.keys();
  if (!entry.endsWith(".agentpol")) return [];
  const found = workspaceOf(files).policyAt(entry).compilation.diagnostics;
  return found
    .filter((each) => each.code === code && each.fixes.length > 0)
    .map((diagnostic) => ({ code, files, entry, diagnostic }));
}

const offers = Object.keys(catalog).flatMap(offersOf);

function countOf(workspace: Workspace, entry: string, code: string): number {
  return workspace.policyAt(entry).compilation.diagnostics.filter((each) => each.code === code).length;
}

/** The view of the file of a diagnostic, as part of the entry's policy. */
function viewFor({ files, entry, diagnostic }: Offer): View {
  const workspace = workspaceOf(files);
  const policy = workspace.policyAt(entry);
  const path = policy.absolute(diagnostic.span.file);
  const module = policy.module(path);
  if (module === undefined) throw new Error(`${path} is no part of the policy`);
  return { workspace, policy, path, ...module };
}

function after({ files }: Offer, { does }: Action): Workspace {
  if ("kind" in does) throw new Error("a search");
  const changed = applied((path) => files.get(path), does);
  return workspaceOf(new Map([...files, ...changed]));
}

describe("the fixes of the catalog", () => {
  it.each(offers.map((offer) => ({ name: offer.diagnostic.message, ...offer })))("$code: $name", (offer) => {
    const { code, files, entry, diagnostic } = offer;
    const view = viewFor(offer);
    const { diagnostics } = view.policy.compilation;
    const { start } = diagnostic.span;
    const own = actionsAt(view, { start, end: start }, { diagnostics }).filter(({ mends }) =>
      mends.some((each) => each.code === code && each.span.start === start),
    );
    expect(own.map(({ title }) => title)).toEqual(
      expect.arrayContaining(diagnostic.fixes.map(({ title }) => title)),
    );
    const before = countOf(workspaceOf(files), entry, code);
    for (const action of own) expect(countOf(after(offer, action), entry, code)).toBeLessThan(before);
  });

  it("are walked", () => {
    expect(new Set(offers.map(({ code }) => code)).size).toBeGreaterThanOrEqual(90);
  });
});

const TWICE = `policy p { default block }
agent { id: string, role: clerk | lead }
action a.b(n: int) { effect read, reversible always }
rule one on a.b { when agent.rle == clerk, allow }
rule two on a.b { when agent.rol<|>e == clrk, allow }
`;

function textAfter(view: View, action: Action | undefined): string | undefined {
  if (action === undefined || "kind" in action.does) return undefined;
  return applied((path) => view.workspace.text(path), action.does).get(view.path);
}

it("mend all of a file that has one fix", () => {
  const s = scene(TWICE);
  const view = viewAt(s);
  const [all] = actionsAt(view, { start: 0, end: 0 }, {}, ["source.fixAll.agentpol"]);
  expect(textAfter(view, all)).toContain("rule one on a.b { when agent.role == clerk, allow }");
  expect(textAfter(view, all)).toContain("rule two on a.b { when agent.role == clerk, allow }");
});

it("mend all of one code where it is made more than once", () => {
  const text = TWICE.replace("rol<|>e == clrk", "r<|>le == clerk");
  const s = scene(text);
  const view = viewAt(s);
  const action = actionsAt(view, { start: s.offset, end: s.offset }).find(
    ({ title }) => title === "Fix all 2 of AP2001 in this file",
  );
  expect(textAfter(view, action)).not.toContain("rle");
});

it("are preferred where there is one, and offered where they stand alone", () => {
  const s = scene(TWICE.replace("cl<|>rk", "clrk").replace("agent.rol<|>e == clrk", "agent.role == cl<|>rk"));
  const view = viewAt(s);
  const own = actionsAt(view, { start: s.offset, end: s.offset }).filter(({ mends }) => mends.length === 1);
  expect(own.map(({ title, isPreferred, kind }) => [title, isPreferred, kind])).toEqual([
    ["Replace with `clerk`", true, "quickfix"],
  ]);
  expect(actionsAt(view, { start: 0, end: 0 })).toEqual([]);
});

it.each([
  [["quickfix"], true],
  [["refactor"], false],
  [["source"], false],
  [[""], true],
])("honour the kinds asked for: %j", (only, isThere) => {
  const s = scene(TWICE);
  const view = viewAt(s);
  const start = view.file.text.indexOf("rle");
  const kinds = actionsAt(view, { start, end: start }, {}, only).map(({ kind }) => kind);
  expect(kinds.includes("quickfix")).toBe(isThere);
  expect(kinds.includes("source.fixAll.agentpol")).toBe(
    only.some((each) => each === "source" || each === ""),
  );
});

it("say that they change the meaning, and are then neither preferred nor made with others", () => {
  const s = scene("policy p { default block }\naction a.b() { effect read }\n");
  const view = viewAt(s);
  const span = { file: view.file.path, start: 0, end: 6 };
  const fix = { title: "Loosen it", edits: [{ span, newText: "x" }], changesMeaning: true } as const;
  const told = (start: number): Diagnostic => ({
    ...{ code: "security/x", severity: "warning", message: "", related: [], fixes: [fix] },
    span: { ...span, start, end: start + 1 },
  });
  const seen = { diagnostics: [told(0), told(30)] };
  const [first, ...others] = actionsAt(view, { start: 0, end: 0 }, seen, ["quickfix"]);
  expect(first).toMatchObject({ title: "Loosen it (changes the meaning)", isPreferred: false });
  expect(others.map(({ title }) => title)).toEqual(["Ignore security/x here"]);
  expect(actionsAt(view, { start: 0, end: 0 }, seen, ["source.fixAll"])).toEqual([]);
});

it("check first what may be absent", () => {
  const s = scene(`policy p { default block }
context { ticket?: string }
action a.b() { effect read, reversible always }
rule one on a.b { when context.tic<|>ket == "T-1", allow }
`);
  const view = viewAt(s);
  const [action] = actionsAt(view, { start: s.offset, end: s.offset });
  expect(action?.title).toBe("Check `has context.ticket` first");
  expect(textAfter(view, action)).toContain('when has context.ticket and context.ticket == "T-1"');
});

it("speak of a file that others import", () => {
  const s = scene(`//- main.agentpol
import "./shared.agentpol"
policy p { default block }
agent { role: clerk | lead }
//- shared.agentpol
action a.b() { effect read, reversible always }
rule one on a.b { when agent.ro<|>e == clerk, allow }
`);
  const view = viewOf(s.workspace, s.path);
  const [action] = view === undefined ? [] : actionsAt(view, { start: s.offset, end: s.offset });
  expect(view && textAfter(view, action)).toContain("agent.role == clerk");
});
