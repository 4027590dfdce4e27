// Code lenses above tests and rules.

import { expect, it } from "vitest";
import { type CodeLens, codeLenses } from "../../../lsp/features/code-lenses.js";
import { viewOf } from "../../../lsp/features/view.js";
import { casesOf, tryAll } from "../../../lsp/server/running/trials.js";
import { scene, viewAt } from "../../support/scene.js";

const TEXT = `policy p { default block }
agent { id: string }
action a.b(n: int) { effect read, reversible always }
rule small on a.b { when args.n < 10, allow }
rule never on a.b { when args.n > 3 and args.n < 1, block }
sandbox box { read "/usr/**" }
test "good" { agent { id: "x" } action a.b(n: 1) expect allow }
test "bad" { agent { id: "x" } action a.b(n: 1) expect block }
`;

function titlesAt(lenses: readonly CodeLens[], text: string, line: string): readonly string[] {
  const start = text.indexOf(line);
  return lenses.filter((each) => each.start === start).map(({ title }) => title);
}

it("offer to run tests and to show rows, before anything is known", () => {
  const view = viewAt(scene(TEXT));
  const lenses = codeLenses(view);
  expect(titlesAt(lenses, TEXT, 'test "good"')).toEqual(["▶ run test", "explain"]);
  expect(titlesAt(lenses, TEXT, "rule small")).toEqual(["show table row"]);
  expect(titlesAt(lenses, TEXT, "sandbox")).toEqual([]);
  expect(lenses.map(({ does }) => does)).toContainEqual({ kind: "table", rule: "p.small" });
  expect(lenses.map(({ does }) => does)).toContainEqual({ kind: "run", test: "good" });
});

it("say how tests went, what was proved of rules, and what touches them", async () => {
  const s = scene(`//- main.agentpol
${TEXT}//- main.cases.yaml
policy: main.agentpol
cases:
  - name: another
    agent: { id: x }
    action: { name: a.b, args: { n: 2 } }
    expect: allow
//- other.cases.yaml
policy: elsewhere.agentpol
cases:
  - { name: not this one, action: { name: a.b, args: { n: 2 } }, expect: allow }
`);
  const view = viewOf(s.workspace, "/w/main.agentpol");
  if (view === undefined) throw new Error("there is no policy");
  const ran = await tryAll(view.policy, casesOf(s.workspace, view.policy), () => true);
  const { text } = view.file;
  const start = text.indexOf("never on");
  const span = { file: view.file.path, start, end: start + 5 };
  const proof = { code: "AP3080", severity: "warning", message: "", span, related: [], fixes: [] } as const;
  const seen = { trials: ran?.trials ?? new Map(), touched: ran?.touched ?? new Map(), diagnostics: [proof] };
  const lenses = codeLenses(view, seen);
  expect(titlesAt(lenses, text, 'test "good"')).toEqual(["✓ run test", "explain"]);
  expect(titlesAt(lenses, text, 'test "bad"')).toEqual([
    "✗ run test: allow by p.small, not block",
    "explain",
  ]);
  expect(titlesAt(lenses, text, "rule small")).toEqual(["show table row", "covered by 3 cases"]);
  expect(titlesAt(lenses, text, "rule never")).toEqual([
    "show table row",
    "matches nothing",
    "covered by no case",
  ]);
});

it("stand on no policy that does not compile, and on no test of an imported file", () => {
  const broken = viewAt(scene(TEXT.replace("args.n < 10", "args.m < 10")));
  expect(codeLenses(broken)).toEqual([]);
  const s = scene(`//- main.agentpol
import "./tests.agentpol"
${TEXT}//- tests.agentpol
test "of a <|>part" { agent { id: "x" } action a.b(n: 1) expect allow }
rule part on a.b { block }
`);
  expect(codeLenses(viewAt(s)).map(({ title }) => title)).toEqual(["show table row"]);
});
