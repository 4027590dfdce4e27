// Laws of all that goes by names and places: nothing throws on texts that are cut and torn, every place lies in its file,
// names are told in linear time, and what was worked out is not worked out again.

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usedBy, usersAt, usersOf } from "../../../lsp/features/calls.js";
import { definitionAt, typeDefinitionAt } from "../../../lsp/features/definition.js";
import { foldsOf } from "../../../lsp/features/folding.js";
import { linksOf } from "../../../lsp/features/links.js";
import { allNames, nameAt, namesOf } from "../../../lsp/features/names.js";
import { type Outlined, outlineOf } from "../../../lsp/features/outline.js";
import { highlightsAt, referencesAt } from "../../../lsp/features/references.js";
import { prepareRenameAt, renameAt } from "../../../lsp/features/rename.js";
import { selectionsAt } from "../../../lsp/features/selection.js";
import { tokensOf } from "../../../lsp/features/tokens.js";
import { type Target, viewOf } from "../../../lsp/features/view.js";
import { findSymbols } from "../../../lsp/features/workspace-symbols.js";
import type { Workspace } from "../../../compiler/workspace/workspace.js";
import { FOLDER, workspaceOf } from "../../support/scene.js";

const folder = new URL("../../../fixtures/policies/primitives/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => name.endsWith(".agentpol"));
const read = (name: string): string => readFileSync(new URL(name, folder), "utf8");

/** A file as somebody leaves it who types, deletes and pastes: pieces taken out, doubled, or put elsewhere. */
const mutilated = fc
  .tuple(
    fc.constantFrom(...fixtures),
    fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(60),
        fc.constantFrom("", "{", "}", '"', "rule ", "🦊", ".", "\r\n", " and ", "/*"),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  )
  .map(([name, cuts]) => {
    const text = cuts.reduce((before, [share, length, put]) => {
      const start = Math.floor(share * before.length);
      return before.slice(0, start) + put + before.slice(start + length);
    }, read(name));
    const cases = name.replace(".agentpol", ".cases.yaml");
    return new Map([
      [`${FOLDER}/${name}`, text],
      [
        `${FOLDER}/x.cases.yaml`,
        `policy: ${name}\ncases:\n  - { name: a, action: { name: x }, expect: { verdict: block, by: r `,
      ],
      ...(readdirSync(folder).includes(cases) ? [[`${FOLDER}/${cases}`, read(cases)] as const] : []),
    ]);
  });

function everyPlace({ place, whole, children }: Outlined): readonly Target[] {
  return [place, whole, ...children.flatMap(everyPlace)];
}

/** All that is asked of a place, as the places that are told. */
function askedAt(workspace: Workspace, path: string, offset: number): readonly Target[] {
  const users = usersAt(workspace, path, offset);
  const uses = users.flatMap((user) => [...usersOf(workspace, user), ...usedBy(workspace, user)]);
  return [
    ...(definitionAt(workspace, path, offset)?.targets ?? []).flatMap(({ place, whole }) => [place, whole]),
    ...typeDefinitionAt(workspace, path, offset),
    ...referencesAt(workspace, path, offset, true),
    ...highlightsAt(workspace, path, offset).map(({ place }) => place),
    ...selectionsAt(workspace, path, offset).map((each) => ({ path, ...each })),
    ...uses.flatMap(({ at }) => at),
  ];
}

describe("in a text that was torn", () => {
  it("nothing throws at any place, and every place that is told lies in its file", () => {
    fc.assert(
      fc.property(
        mutilated,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
        (files, shares) => {
          const workspace = workspaceOf(files);
          const places: Target[] = [];
          for (const [path, text] of files) {
            places.push(...outlineOf(workspace, path).flatMap(everyPlace));
            places.push(...linksOf(workspace, path).map(({ place }) => place));
            places.push(...tokensOf(workspace, path).map(({ start, end }) => ({ path, start, end })));
            const view = path.endsWith(".agentpol") ? viewOf(workspace, path) : undefined;
            if (view !== undefined) foldsOf(view);
            for (const share of shares)
              places.push(...askedAt(workspace, path, Math.floor(share * text.length)));
            for (const share of shares.slice(0, 2)) {
              prepareRenameAt(workspace, path, Math.floor(share * text.length));
              renameAt(workspace, path, Math.floor(share * text.length), "renamed");
            }
          }
          findSymbols(workspace, "a");
          for (const { path, start, end } of places) {
            const length = files.get(path)?.length ?? 0;
            expect(0 <= start && start <= end && end <= length).toBe(true);
          }
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  }, 300_000);

  it("nothing throws at each place of all", () => {
    fc.assert(
      fc.property(mutilated, (files) => {
        const workspace = workspaceOf(files);
        for (const [path, text] of files) {
          for (let offset = 0; offset <= text.length; offset += 1) {
            definitionAt(workspace, path, offset);
            typeDefinitionAt(workspace, path, offset);
            highlightsAt(workspace, path, offset);
            usersAt(workspace, path, offset);
            expect(selectionsAt(workspace, path, offset).at(-1)?.end).toBe(text.length);
          }
        }
      }),
      { numRuns: 3, endOnFailure: true },
    );
  }, 300_000);

  it("names stand in order, do not overlap, and are found at each of their places", () => {
    fc.assert(
      fc.property(mutilated, (files) => {
        const workspace = workspaceOf(files);
        for (const path of files.keys()) {
          let end = 0;
          for (const name of namesOf(workspace, path)) {
            expect(name.place.start).toBeGreaterThanOrEqual(end);
            ({ end } = name.place);
            expect(nameAt(workspace, path, name.place.start)?.place).toEqual(name.place);
          }
        }
      }),
      { numRuns: 40, endOnFailure: true },
    );
  }, 300_000);
});

describe("large files", () => {
  const HEAD =
    "policy p { default block }\nagent { role: a | b, id: string }\naction go(to: string) { effect read, reversible always }\n";
  const rule = (i: number): string =>
    `rule r${String(i)} on go { when agent.role == a and args.to == "x", block }`;
  const rules = (count: number, between: string): string =>
    Array.from({ length: count }, (_, i) => rule(i)).join(between);

  it.each([
    ["in lines", "\n", 4_000],
    ["in one line of more than 1 MB", " ", 15_000],
  ])(
    "%s are read once, and answered at once",
    (_, between, count) => {
      const path = `${FOLDER}/p.agentpol`;
      const text = HEAD + rules(count, between);
      const workspace = workspaceOf(new Map([[path, text]]));
      const names = namesOf(workspace, path);
      expect(names.length).toBeGreaterThan(count * 4);
      const offset = text.indexOf("agent.role") + "agent.".length;
      expect(referencesAt(workspace, path, offset, false)).toHaveLength(count);
      expect(namesOf(workspace, path)).toBe(names);
      const begun = performance.now();
      for (let i = 0; i < 1_000; i += 1)
        expect(definitionAt(workspace, path, offset)?.targets).toHaveLength(1);
      expect(performance.now() - begun).toBeLessThan(5_000);
    },
    120_000,
  );

  it("of 4 MiB have names in no more than linear time", () => {
    const timeOf = (count: number): number => {
      const workspace = workspaceOf(new Map([[`${FOLDER}/p.agentpol`, HEAD + rules(count, "\n")]]));
      workspace.policies();
      const begun = performance.now();
      expect(allNames(workspace).length).toBeGreaterThan(count * 4);
      return performance.now() - begun;
    };
    timeOf(1_000);
    const [small, large] = [timeOf(6_000), timeOf(48_000)];
    expect(large).toBeLessThan(8 * 5 * Math.max(small, 20));
  }, 300_000);

  it("of thousands of declarations of one attribute do not multiply", () => {
    const blocks = Array.from({ length: 20_000 }, () => "agent { x: { y: a | b } }").join("\n");
    const path = `${FOLDER}/p.agentpol`;
    const workspace = workspaceOf(
      new Map([[path, `policy p { default block }\n${blocks}\nrule r on * { when agent.x.y == a, block }`]]),
    );
    expect(namesOf(workspace, path).length).toBeGreaterThan(80_000);
  }, 120_000);
});
