// Laws of renaming: the policy stays the same but for the name, and the old name brings back every byte.

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasError } from "../../../compiler/analyse.js";
import type { Policy } from "../../../compiler/workspace/policy.js";
import type { Workspace } from "../../../compiler/workspace/workspace.js";
import { allNames, type Name } from "../../../lsp/features/names.js";
import { renameAt } from "../../../lsp/features/rename.js";
import { edited } from "../../../lsp/features/text-edits.js";
import { FOLDER, workspaceOf } from "../../support/scene.js";
import { FILES } from "../../support/arbitrary-files.js";
import { policy } from "../../support/arbitrary-policy.js";

const root = new URL("../../../fixtures/policies/", import.meta.url);
const fixtures = new Map(
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.\w+$/.test(name))
    .map((name) => [`${FOLDER}/${name}`, readFileSync(new URL(name, root), "utf8")] as const),
);

/** A name that nothing in any of the texts has. */
const FRESH = "zq_renamed";

/** What hangs on the letters or the places of a text. */
const TEXTUAL: ReadonlySet<string> = new Set(["digest", "source", "origin", "id"]);

/** The table of a policy, with the fresh name as the old one; else what is wrong with it. */
function tableOf({ compilation: { table, diagnostics } }: Policy, old: string): unknown {
  if (table === undefined) return diagnostics.map(({ code }) => code);
  const text = JSON.stringify(table, (key, value: unknown) =>
    TEXTUAL.has(key) && typeof value === "string" ? "" : value,
  );
  return JSON.parse(text.replaceAll(FRESH, old), (_, value: unknown) => inOrder(value));
}

/** What is in order of names has another order. */
function inOrder(value: unknown): unknown {
  return Array.isArray(value) && value.every((each) => typeof each === "string") ? value.toSorted() : value;
}

function renamed(workspace: Workspace, { path, start }: Name["place"], name: string): Workspace | string {
  const result = renameAt(workspace, path, start, name);
  if ("refused" in result) return result.refused;
  return workspace.with(
    new Map(
      Array.from(result.edits, ([each, list]) => [each, edited(workspace.text(each) ?? "", list)] as const),
    ),
  );
}

function texts(workspace: Workspace): readonly (string | undefined)[] {
  return [...workspace.files(".agentpol"), ...workspace.files(".cases.yaml")].map((path) =>
    workspace.text(path),
  );
}

/** Why a name is not renamed; else the renaming was held against the laws. */
function refusalOf(workspace: Workspace, name: Name): string | undefined {
  const old = textOf(workspace, name);
  const after = renamed(workspace, name.place, FRESH);
  if (typeof after === "string") return after;
  for (const policy of workspace.policies()) {
    const other = after.policyAt(policy.path);
    if (other !== policy) expect(tableOf(other, old)).toEqual(tableOf(policy, old));
  }
  const again = allNames(after).find((each) => textOf(after, each) === FRESH);
  const back = renamed(after, again!.place, old);
  if (typeof back === "string") throw new Error(`${old} cannot be brought back: ${back}`);
  expect(texts(back)).toEqual(texts(workspace));
  return undefined;
}

function textOf(workspace: Workspace, { place: { path, start, end } }: Name): string {
  return (workspace.text(path) ?? "").slice(start, end);
}

/** What hangs on texts that no policy holds (data, wildcards in others' names) is refused, and said. */
const REFUSALS =
  /^(?:A file is renamed|The language knows |`[^`]*` stands for actions|That would be a mistake: |`[^`]*` in \S+, line \d+, would )/;

describe("renaming keeps every table but for the name, and the old name brings back every byte", () => {
  it("of the fixtures", () => {
    const workspace = workspaceOf(fixtures);
    const names = allNames(workspace).filter(({ role }) => role === "declaration");
    const refusals: string[] = [];
    fc.assert(
      fc.property(fc.nat(names.length - 1), (pick) => {
        const refusal = refusalOf(workspace, names[pick]!);
        if (refusal !== undefined) refusals.push(refusal);
      }),
      { numRuns: 20, endOnFailure: true },
    );
    for (const refusal of refusals) expect(refusal).toMatch(REFUSALS);
    expect(refusals.length).toBeLessThan(10);
  }, 300_000);

  it("of random policies", () => {
    let done = 0;
    fc.assert(
      fc.property(policy, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), ({ text, floor }, picks) => {
        const all = {
          ...FILES,
          "main.agentpol": text,
          ...(floor !== undefined && { "floor.agentpol": floor }),
        };
        const files = new Map(Object.entries(all).map(([name, each]) => [`${FOLDER}/${name}`, each]));
        const workspace = workspaceOf(files);
        expect(workspace.policies().some(({ compilation }) => hasError(compilation.diagnostics))).toBe(false);
        const names = allNames(workspace);
        for (const pick of picks) {
          const refusal = refusalOf(workspace, names[pick % names.length]!);
          if (refusal === undefined) done += 1;
          else expect(refusal).toMatch(REFUSALS);
        }
      }),
      { numRuns: 6, endOnFailure: true },
    );
    expect(done).toBeGreaterThan(8);
  }, 300_000);
});
