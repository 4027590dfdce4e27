// Extracting and inlining lets, and rules and cases that are put in.

import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../../compiler/diagnostics/diagnostic.js";
import { applied, type Action, type Change } from "../../../../lsp/features/actions/action.js";
import { actionsAt, changesLater } from "../../../../lsp/features/actions/actions.js";
import type { Seen } from "../../../../lsp/features/seen.js";
import type { View } from "../../../../lsp/features/view.js";
import { diffOf } from "../../../support/diffing.js";
import { scene, viewAt } from "../../../support/scene.js";

const HEAD = `policy p { default block }
agent { id: string, role: clerk | lead }
context { env: dev | prod, ticket?: string }
action pay.send(to: string, amount: money(USD), tags: list<string>) { effect write, reversible always }
action pay.void(amount: money(USD)) { effect write, reversible always }
`;

/** The text after the action of that kind on the marked stretch; undefined where none is offered. */
function after(text: string, kind: string, seen: Seen = {}): string | undefined {
  const { view, action } = offered(text, kind, seen);
  return action === undefined ? undefined : changed(view, action);
}

function offered(text: string, kind: string, seen: Seen = {}): { view: View; action: Action | undefined } {
  const s = scene(HEAD + text);
  const view = viewAt(s);
  const { start, end } = s.marks[0] ?? { start: s.offset, end: s.offset };
  return { view, action: actionsAt(view, { start, end }, seen, [kind])[0] };
}

function changed(view: View, { does }: Action): string | undefined {
  const changes = changesOf(view, does);
  return (
    changes &&
    applied((path) => view.workspace.text(path), changes)
      .get(view.path)
      ?.slice(HEAD.length)
  );
}

function changesOf(view: View, does: Action["does"]): readonly Change[] | undefined {
  if (!("kind" in does)) return does;
  if (does.kind === "case") throw new Error("a search");
  return changesLater(view, does);
}

/** Every decision is as it was: proved. */
function expectSame(before: string, after: string | undefined): void {
  const { differences, unresolved } = diffOf(HEAD + before.replace(/[«»]|<\|>/gu, ""), HEAD + (after ?? ""));
  expect([...differences, ...unresolved]).toEqual([]);
}

describe("extracting a let", () => {
  it("puts it above the form, with its comment, and uses it wherever the same is asked", () => {
    const text = `/// Large ones.
rule large on pay.send { when «args.amount > 10_000 USD» and agent.role == clerk, block }
rule other on pay.void { when args.amount > 10_000 USD, allow }
rule calm on pay.send { unless args.amount > 10_000 USD, allow }
`;
    expect(after(text, "refactor.extract")).toBe(`let condition = args.amount > 10_000 USD

/// Large ones.
rule large on pay.send { when condition and agent.role == clerk, block }
rule other on pay.void { when condition, allow }
rule calm on pay.send { unless condition, allow }
`);
  });

  it.each([
    ["a condition", "rule r on pay.send { when «agent.role == clerk and context.env == prod», block }"],
    [
      "a part in parentheses",
      "rule r on pay.send { when «(agent.role == clerk or context.env == prod)» and args.amount > 1 USD, block }",
    ],
    ["a number", "rule r on pay.send { when args.amount > «10_000 USD», block }"],
    ["a quantifier", 'rule r on pay.send { when «any t in args.tags: t == "x"», block }'],
    [
      "a check and what it checks",
      'rule r on pay.send { when «has context.ticket and context.ticket == "T"», allow }',
    ],
    ["a history", "rule r on pay.send { when «formerly(pay.void, by agent.id)», block }"],
    [
      "what is read under a check",
      'rule r on pay.send { when has context.ticket and «context.ticket == "T"», allow }',
    ],
  ])("keeps what the policy means: %s", (_, text) => {
    const result = after(text, "refactor.extract");
    expect(result).toMatch(/^let (?:condition|value) = /u);
    expectSame(text, result);
  });

  it.each([
    ["what speaks of a variable", 'rule r on pay.send { when any t in args.tags: «t == "x"», block }'],
    [
      "what is said of an earlier action",
      "rule r on pay.send { when formerly(pay.void where «args.amount > 1 USD», by agent.id), block }",
    ],
    [
      "a part that is no expression",
      "rule r on pay.send { when agent.role == «clerk and context.env» == prod, block }",
    ],
    ["nothing", "rule r on pay.send { when agent.«»role == clerk, block }"],
    ["what stands in no guard", 'rule r on pay.send { allow «"because"» }'],
  ])("is not offered for %s", (_, text) => {
    expect(after(text, "refactor.extract")).toBeUndefined();
  });

  it("takes a name that is free, and the line ends of the file", () => {
    const text =
      "let condition = true\r\nrule r on pay.send { when «args.amount > 1 USD» and condition, block }\r\n";
    const s = scene((HEAD + text).replaceAll(/\r?\n/gu, "\r\n"));
    const view = viewAt(s);
    const [action] = actionsAt(view, s.marks[0] ?? { start: 0, end: 0 }, {}, ["refactor.extract"]);
    const result = action && changed(view, action);
    expect(result).toContain(
      "let condition_2 = args.amount > 1 USD\r\n\r\nrule r on pay.send { when condition_2 and condition, block }",
    );
    expect(result).not.toMatch(/[^\r]\n/u);
  });
});

describe("inlining a let", () => {
  it("puts its body in its uses, in parentheses where they are needed, and takes it out", () => {
    const text = `/// Either.
let either = agent.role == clerk or context.env == prod

rule a on pay.send { when eit<|>her, block }
rule b on pay.send { when not either and args.amount > 1 USD, block }
let twice = either
rule c on pay.void { when twice, allow }
`;
    const result = after(text, "refactor.inline");
    expect(result).toBe(`rule a on pay.send { when agent.role == clerk or context.env == prod, block }
rule b on pay.send { when not (agent.role == clerk or context.env == prod) and args.amount > 1 USD, block }
let twice = agent.role == clerk or context.env == prod
rule c on pay.void { when twice, allow }
`);
    expectSame(text, result);
  });

  it("leaves members and variables of its name", () => {
    const text = `let l<|>ead = "x"
rule a on pay.send { when agent.role == lead and args.to == lead, block }
rule b on pay.send { when any lead in args.tags: lead == "y", block }
`;
    expect(after(text, "refactor.inline"))
      .toBe(`rule a on pay.send { when agent.role == lead and args.to == "x", block }
rule b on pay.send { when any lead in args.tags: lead == "y", block }
`);
  });

  it.each([
    [
      "one with parameters",
      "let ab<|>ove(x: money(USD)) = args.amount > x\nrule a on pay.send { when above(1 USD), block }",
    ],
    ["one that is not used", "let no<|>body = true"],
    ["another name", "let is_a = true\nrule a on pay.s<|>end { when is_a, block }"],
  ])("is not offered for %s", (_, text) => {
    expect(after(text, "refactor.inline")).toBeUndefined();
  });
});

describe("an action that nothing permits", () => {
  const TEXT = "rule no on pay.void { block }\nassert sure on pay.void { expect block }\n";

  it("gets a rule that allows it, and is then permitted", () => {
    const { view } = offered(TEXT, "quickfix");
    const start = view.file.text.indexOf("pay.send");
    const span = { file: view.file.path, start, end: start + "pay.send".length };
    const told = { code: "AP3083", severity: "warning", message: "", span, related: [], fixes: [] } as const;
    const [action] = actionsAt(view, { start, end: start }, { diagnostics: [told] }, ["quickfix"]);
    expect(action).toMatchObject({
      title: "Add a rule that allows `pay.send`",
      isPreferred: false,
      mends: [told],
    });
    expect(action && changed(view, action)).toBe(
      "rule no on pay.void { block }\n\nrule may_send on pay.send { allow }\nassert sure on pay.void { expect block }\n",
    );
    expect(actionsAt(view, { start, end: start }, { diagnostics: [told] }, ["source.fixAll"])).toEqual([]);
  });
});

describe("a finding of the linter", () => {
  const TEXT = `/// One.
rule one on pay.send {
  when  agent.role == clerk
    and context.env == prod
  block
}
`;

  it.each([
    [
      "above the clause",
      "context.env",
      `/// One.
rule one on pay.send {
  // agentpol-ignore style/long: reason
  when  agent.role == clerk
    and context.env == prod
  block
}
`,
    ],
    [
      "above the declaration and what documents it",
      "one on",
      `// agentpol-ignore style/long: reason
${TEXT}`,
    ],
  ])("is ignored by a comment %s", (_, at, expected) => {
    const { view } = offered(TEXT, "quickfix");
    const start = view.file.text.indexOf(at, HEAD.length);
    const span = { file: view.file.path, start, end: start + at.length };
    const finding: Diagnostic = {
      code: "style/long",
      severity: "warning",
      message: "",
      span,
      related: [],
      fixes: [],
    };
    const diagnostics = [finding];
    const [action] = actionsAt(view, { start, end: start }, { diagnostics }, ["quickfix"]).filter(
      ({ title }) => title === "Ignore style/long here",
    );
    expect(action && changed(view, action)).toBe(expected);
  });
});

describe("the missing case", () => {
  const TEXT = "rule la<|>rge on pay.send { when args.amount > 10_000 USD, block }\n";

  it("is offered at a rule of which not all is touched", () => {
    const s = scene(HEAD + TEXT);
    const at = { start: s.offset, end: s.offset };
    const of = (reached: number): readonly string[] =>
      actionsAt(viewAt(s), at, { touched: new Map([["p.large", { cases: 0, reached, goals: 5 }]]) }).map(
        ({ title }) => title,
      );
    expect(of(2)).toEqual([
      "Write a case that `large` misses",
      "Write a case that `large` misses, to main.cases.yaml",
    ]);
    expect(of(5)).toEqual([]);
  });
});
