// Laws of lets, over the fixtures: extracting one changes no decision, and inlining it again gives back the table.

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { TableFile } from "../../../../runtime/table/format.js";
import { ready } from "../../../../runtime/facts/ready.js";
import { diffTables } from "../../../../compiler/verify/diff/diff.js";
import { walk } from "../../../../compiler/ast/children.js";
import type { Workspace } from "../../../../compiler/workspace/workspace.js";
import { applied, type Action } from "../../../../lsp/features/actions/action.js";
import { actionsAt, changesLater } from "../../../../lsp/features/actions/actions.js";
import { viewOf, type View } from "../../../../lsp/features/view.js";
import { FOLDER, workspaceOf } from "../../../support/scene.js";

const folders = ["", "primitives/"].map(
  (name) => new URL(`../../../../fixtures/policies/${name}`, import.meta.url),
);

/** The fixtures of a folder with all that they read. */
function filesIn(folder: URL): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isFile());
  return new Map(names.map(({ name }) => [`${FOLDER}/${name}`, readFileSync(new URL(name, folder), "utf8")]));
}

/** Guard expressions of every fixture: the files that its policy reads, and the place. */
const places = folders.map(filesIn).flatMap((files) =>
  [...files.keys()]
    .filter((path) => path.endsWith(".agentpol"))
    .flatMap((path) => {
      const { policy, ...view } = viewIn(workspaceOf(files), path);
      // What rules read is known once they were checked.
      expect(policy.analysis.program).toBeDefined();
      const read = [path, ...Array.from(policy.reads, (file) => policy.absolute(file))];
      const own = new Map(
        read.flatMap((each) => (files.has(each) ? [[each, files.get(each) ?? ""] as const] : [])),
      );
      return guardsOf({ policy, ...view }).map((place) => ({ files: own, path, ...place }));
    }),
);

function viewIn(workspace: Workspace, path: string): View {
  const view = viewOf(workspace, path);
  if (view === undefined) throw new Error(`${path} cannot be read`);
  return view;
}

function guardsOf({ module }: View): readonly { readonly start: number; readonly end: number }[] {
  const found: { readonly start: number; readonly end: number }[] = [];
  walk(module, (node) => {
    if (node.kind === "when" || node.kind === "unless")
      walk(node, (expr) => {
        if (["binary", "call", "history", "quantifier", "number"].includes(expr.kind)) found.push(expr.span);
      });
  });
  return found;
}

/** The files after a refactoring; undefined where it would make a mistake. */
function after(
  files: ReadonlyMap<string, string>,
  path: string,
  does: Action["does"] | undefined,
): ReadonlyMap<string, string> | undefined {
  if (does === undefined || !("kind" in does) || does.kind === "case") return undefined;
  const changes = changesLater(viewIn(workspaceOf(files), path), does);
  return changes && new Map([...files, ...applied((each) => files.get(each), changes)]);
}

function tableOf(files: ReadonlyMap<string, string>, path: string): TableFile {
  const { table, diagnostics } = workspaceOf(files).policyAt(path).compilation;
  if (table === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return table;
}

/** What decides: not where it stands, nor how it is written. */
function meaning(table: TableFile): string {
  return JSON.stringify(table, (key, value: unknown) =>
    ["origin", "text", "digest"].includes(key) ? undefined : value,
  );
}

beforeAll(ready);

it("hold", () => {
  let extracted = 0;
  const law = fc.property(fc.constantFrom(...places), ({ files, path, start, end }) => {
    const [extract] = actionsAt(viewIn(workspaceOf(files), path), { start, end }, {}, ["refactor.extract"]);
    const named = after(files, path, extract?.does);
    if (named === undefined) return;
    extracted += 1;
    const { differences, unresolved } = diffTables(tableOf(files, path), tableOf(named, path));
    expect([differences, unresolved.length]).toEqual([[], 0]);

    const at = (named.get(path) ?? "").search(/(?<=^let )(?:condition|value)(?:_\d+)? = /mu);
    const [inline] = actionsAt(viewIn(workspaceOf(named), path), { start: at, end: at }, {}, [
      "refactor.inline",
    ]);
    const back = after(named, path, inline?.does) ?? named;
    expect(back).not.toBe(named);
    expect(meaning(tableOf(back, path))).toBe(meaning(tableOf(files, path)));
  });
  fc.assert(law, { numRuns: 20 });
  expect(extracted).toBeGreaterThan(5);
});
