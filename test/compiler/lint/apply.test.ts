// Fixes in files: over and over until none is left, several policies at once, and none that is not proved.

import { beforeAll, describe, expect, it } from "vitest";
import { compile } from "../../../compiler/compile.js";
import type { Diagnostic } from "../../../compiler/diagnostics/diagnostic.js";
import { applyFixes, type Overlay, type Subject } from "../../../compiler/lint/apply.js";
import { lint } from "../../../compiler/lint/lint.js";
import { ready } from "../../../runtime/facts/ready.js";
import { reading, type Files } from "../../support/problems.js";

beforeAll(() => ready());

const HEAD = `agent  { id: string, role: clerk | lead | guest }
action notes.read(id: string, size: int) { effect read, reversible always }
`;

function subject(entry: string, files: Files, linted: Subject["lint"] = (each) => lint(each)): Subject {
  return {
    keyOf: (path) => `/project/${path}`,
    compile: (overlay) => compile(entry, { read: reading(overlaid(files, overlay)) }),
    lint: linted,
  };
}

function overlaid(files: Files, overlay: Overlay): Files {
  const entries = Object.entries(files).map(([name, text]) => [
    name,
    overlay.get(`/project/${name}`) ?? text,
  ]);
  return Object.fromEntries(entries) as Files;
}

function policy(rules: string): string {
  return `policy p { default block }\n${HEAD}${rules}\n`;
}

function safely(text: string, unsafe = false) {
  const { texts, applied, refused } = applyFixes([subject("p.agentpol", { "p.agentpol": text })], { unsafe });
  return {
    text: texts.get("/project/p.agentpol") ?? text,
    applied,
    refused: refused.map(({ code }) => code),
  };
}

describe("fixes are applied", () => {
  it("all that do not overlap, and those that come to light by others", () => {
    const before = policy(
      "rule r on notes.read { unless not (agent.role == clerk or agent.role == clerk) or not (args.size <= 100000), allow }",
    );
    const { text, refused } = safely(before);
    expect(text).toContain(
      "rule r on notes.read { unless agent.role != clerk or args.size > 100_000, allow }",
    );
    expect(refused).toEqual([]);
    expect(safely(text)).toEqual({ text, applied: 0, refused: [] });
  });

  it("but none that changes the meaning, unless that is asked for", () => {
    const before = "policy p { default allow }\n" + HEAD;
    expect(safely(before).text).toBe(before);
    expect(safely(before, true).text).toContain("default block");
  });

  it("and nothing where nothing is found, or the policy has errors", () => {
    for (const text of [policy("rule r on notes.read { allow }"), "policy p { default allow", ""])
      expect(safely(text)).toEqual({ text, applied: 0, refused: [] });
  });

  it("in a file that two policies import, once", () => {
    const files = {
      "a.agentpol": 'policy a { default block }\nimport "lib.agentpol"',
      "b.agentpol": 'policy b { default block }\nimport "lib.agentpol"',
      "lib.agentpol": `${HEAD}rule r on notes.read { when args.size < 100000, allow }`,
    };
    const { texts, applied } = applyFixes([subject("a.agentpol", files), subject("b.agentpol", files)], {
      unsafe: false,
    });
    expect([...texts.keys()]).toEqual(["/project/lib.agentpol"]);
    expect(texts.get("/project/lib.agentpol")).toContain("args.size < 100_000");
    expect(applied).toBe(1);
  });
});

describe("what is not proved is left out", () => {
  const TEXT = policy("rule r on notes.read { when args.size < 100000 and agent.role in [lead], allow }");

  /** Lint with a rule that lies: its fix is said to keep the meaning, and turns every `<` round. */
  const lying =
    (newText: string): Subject["lint"] =>
    (compilation) => {
      const text = compilation.sources.get("p.agentpol")?.text ?? "";
      const at = text.indexOf("<");
      const span = { file: "p.agentpol", start: at, end: at + 1 };
      const lie: Diagnostic = {
        ...{ code: "style/lie", severity: "warning", message: "turned round", span, related: [] },
        fixes: [{ title: "Turn it round", edits: [{ span, newText }] }],
      };
      return [...(at < 0 ? [] : [lie]), ...lint(compilation)];
    };

  it.each([
    ["changes a verdict", "<="],
    ["is a mistake", "<>"],
  ])("a fix that %s, and the others are applied", (_, newText) => {
    const { texts, refused, applied } = applyFixes(
      [subject("p.agentpol", { "p.agentpol": TEXT }, lying(newText))],
      { unsafe: false },
    );
    expect(texts.get("/project/p.agentpol")).toContain("args.size < 100_000 and agent.role == lead");
    expect(refused.map(({ code }) => code)).toEqual(["style/lie"]);
    expect(applied).toBe(2);
  });

  it("what keeps the verdicts of one policy and not those of another that reads the file", () => {
    const files = {
      "p.agentpol": `policy p { default block }\n${HEAD}import "lib.agentpol"\nrule all on notes.read { allow }`,
      "q.agentpol": `policy q { default block }\n${HEAD}import "lib.agentpol"`,
      "lib.agentpol": "rule small on notes.read { when args.size < 10, allow }",
    };
    const wider: Subject["lint"] = ({ sources }) => {
      const text = sources.get("lib.agentpol")?.text ?? "";
      const at = text.indexOf(" when args.size < 10,");
      const span = { file: "lib.agentpol", start: at, end: at + " when args.size < 10,".length };
      const fixes = [{ title: "Ask nothing", edits: [{ span, newText: "" }] }];
      return at < 0
        ? []
        : [{ code: "style/lie", severity: "warning", message: "x", span, related: [], fixes }];
    };
    const p = subject("p.agentpol", files, wider);
    const q = subject("q.agentpol", files, () => []);
    expect(applyFixes([p], { unsafe: false }).applied).toBe(1);
    expect(applyFixes([p, q], { unsafe: false })).toMatchObject({
      applied: 0,
      refused: [{ code: "style/lie" }],
    });
  });
});
