// Inlay hints: each stands in the text as `⟦…⟧` where it is shown.

import { expect, it } from "vitest";
import { inlayHints, type HintSettings } from "../../../lsp/features/inlay-hints.js";
import type { Seen } from "../../../lsp/features/seen.js";
import type { View } from "../../../lsp/features/view.js";
import { casesOf, tryAll } from "../../../lsp/server/running/trials.js";
import { scene, viewAt } from "../../support/scene.js";

const ONLY = { verdicts: false, defaults: false, units: false };

/** The text with its hints in it. */
function shown(view: View, settings: HintSettings, seen: Seen = {}): string {
  const { text } = view.file;
  const hints = inlayHints(view, { start: 0, end: text.length }, seen, settings);
  return hints
    .toReversed()
    .reduce((all, { offset, label }) => `${all.slice(0, offset)}⟦${label}⟧${all.slice(offset)}`, text);
}

/** `text` has the hints that are expected in it. */
function check(text: string, settings: HintSettings): void {
  const bare = text.replace(/⟦[^⟧]*⟧/gu, "");
  expect(shown(viewAt(scene(bare)), settings)).toBe(text);
}

it("shows the defaults that hold", () => {
  check(
    `policy p { default block }
agent { id: string }
action a.b(n: int) { effect write⟦reversible never⟧ }
action a.c()⟦reversible never⟧
action a.d() { effect read, reversible always }
group ops = ["o@x.example"]
rule one on a.b { escalate to ops "ask"⟦within 15m⟧ }
rule two on a.b { escalate to ops, within 5m }
rule three on a.c { allow once approved by ops⟦within 15m⟧ }
quorum four on a.b { need 1 of ops, else escalate to ops⟦within 15m⟧ }
throttle five on a.* { limit 5 per 1h by agent.id⟦else throttle⟧ }
throttle six on a.* { limit 5 per 1h, else block }
rule seven on a.d { block }
`,
    { ...ONLY, defaults: true },
  );
});

it("shows the units of bare numbers in tests", () => {
  check(
    `policy p { default block }
impact { cost: money(EUR), share: percent, size: bytes, records: int, parts: list<money(EUR)> }
action a.b(wait: duration, sum: money(USD)) { effect read, reversible always }
test "t" {
  impact { cost: 5⟦EUR⟧, share: 3⟦%⟧, size: 7⟦B⟧, records: 9, parts: [1⟦EUR⟧, 2 EUR] }
  action a.b(wait: 100⟦ms⟧, sum: 4 USD)
  expect block times 2
}
`,
    { ...ONLY, units: true },
  );
});

const TESTED = `policy p { default block "no" }
agent { id: string }
action a.b(n: int) { effect read, reversible always }
rule small on a.b { when args.n < 10, allow }
rule odd on a.b { when args.n == 3, block "odd" }
test "über 😀" {
  agent { id: "x" }
  action a.b(n: 1)
  expect allow⟦⇒ by small⟧
  expect allow by small
  expect allow by p.small times 3
  action a.b(n: 3)
  expect block⟦⇒ by odd⟧
  action a.b(n: 30)
  expect block⟦⇒ by default⟧
}
test "wrong" {
  agent { id: "x" }
  action a.b(n: 3)
  expect allow by small⟦⇒ block by odd⟧
  expect allow
}
`;

it.each(["\n", "\r\n"])("shows what tests came to, where the text does not say it (%j)", async (eol) => {
  const text = TESTED.replaceAll("\n", eol);
  const s = scene(text.replace(/⟦[^⟧]*⟧/gu, ""));
  const view = viewAt(s);
  const ran = await tryAll(view.policy, casesOf(s.workspace, view.policy), () => true);
  expect(shown(view, { ...ONLY, verdicts: true }, { trials: ran?.trials ?? new Map() })).toBe(text);
});

it("shows those of the stretch alone", () => {
  const view = viewAt(
    scene("policy p { default block }\naction a.b() { effect read }\naction a.c() { effect read }\n"),
  );
  const start = view.file.text.indexOf("action a.c");
  expect(inlayHints(view, { start, end: view.file.text.length })).toHaveLength(1);
});
