// What is shown beside the text throws at no place of a text that is being written, however broken it is.

import fc from "fast-check";
import { expect, it } from "vitest";
import { actionsAt, changesLater } from "../../../lsp/features/actions/actions.js";
import { codeLenses } from "../../../lsp/features/code-lenses.js";
import { hoverAt, hoverInCases } from "../../../lsp/features/hover/hover.js";
import { inlayHints } from "../../../lsp/features/inlay-hints.js";
import { viewOf } from "../../../lsp/features/view.js";
import { FOLDER, workspaceOf } from "../../support/scene.js";
import { mutated, policies, random } from "../../support/mutations.js";

const PATH = `${FOLDER}/main.agentpol`;

/** Every feature, at the offset and on the stretch up to `end`. */
function all(text: string, offset: number, end: number): void {
  const view = viewOf(workspaceOf(new Map([[PATH, text]])), PATH);
  if (view === undefined) throw new Error("it cannot be read");
  const hover = hoverAt(view, offset);
  if (hover !== undefined) expect(hover.start).toBeLessThanOrEqual(hover.end);
  for (const selected of [
    { start: offset, end },
    { start: offset, end: offset },
  ])
    for (const { does } of actionsAt(view, selected, {}, [""]))
      if ("kind" in does && does.kind !== "case") changesLater(view, does);
  for (const hint of inlayHints(view, { start: 0, end: text.length }))
    expect(hint.offset).toBeLessThanOrEqual(text.length);
  codeLenses(view);
}

it("at any place of mutated policies", () => {
  const run = fc.property(fc.nat(2 ** 31), fc.nat(), fc.nat(80), (seed, place, length) => {
    const text = mutated(random(seed));
    const offset = place % (text.length + 1);
    all(text, offset, Math.min(text.length, offset + length));
  });
  fc.assert(run, { numRuns: 60 });
});

it("at any place of policies that are cut off", () => {
  const run = fc.property(fc.constantFrom(...policies), fc.nat(), (policy, place) => {
    const text = policy.slice(0, place % (policy.length + 1));
    all(text, text.length, text.length);
  });
  fc.assert(run, { numRuns: 40 });
});

it("at every place of one policy", () => {
  const text =
    policies.find((each) => each.includes("policy payments"))?.replace("treasury", "tréasury 😀") ?? "";
  const view = viewOf(workspaceOf(new Map([[PATH, text]])), PATH);
  for (let offset = 0; view !== undefined && offset <= text.length; offset += 1) {
    const hover = hoverAt(view, offset);
    if (hover !== undefined) expect(hover.start <= offset && offset <= hover.end).toBe(true);
  }
});

it("at any place of a broken cases file", () => {
  const cases =
    "policy: main.agentpol\ncases:\n  - name: a\n    agent: { id: x, role: clerk }\n    action: { name: payments.send, args: { amount: 5 } }\n    expect: { verdict: block, by: off_allowlist }\n";
  const run = fc.property(
    fc.nat(),
    fc.nat(),
    fc.constantFrom("", "}", "  ", ":", "- ", "&a ", "*a"),
    (at, place, put) => {
      const cut = at % cases.length;
      const text = cases.slice(0, cut) + put + cases.slice(cut + 1);
      const path = `${FOLDER}/main.cases.yaml`;
      const workspace = workspaceOf(
        new Map([
          [PATH, policies[0] ?? ""],
          [path, text],
        ]),
      );
      const view = viewOf(workspace, PATH);
      if (view !== undefined) hoverInCases(view, path, place % (text.length + 1));
    },
  );
  fc.assert(run, { numRuns: 200 });
});
