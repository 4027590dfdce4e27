// Cases files in an editor: what is wrong with them, and what may be written in them.

import { describe, expect, it } from "vitest";
import { caseCompletionsAt } from "../../../lsp/features/cases/completion.js";
import { casesDiagnostics } from "../../../lsp/features/cases/diagnostics.js";
import { scene } from "../../support/scene.js";

const policy = `//- pay.agentpol
policy pay { }
agent { id: string, role: clerk | lead }
context { env: dev | prod }
impact { hosts: int }
group treasury = ["ana@corp.example"]
killswitch freeze { scope [all, agent.role], need 1 of treasury }
action pay.send(to: string, level: low | high, memo?: string) gives { rows: int }
rule may on pay.send { allow, code "PAY-1" }
`;

function offers(cases: string) {
  const at = scene(`//- a.cases.yaml\n${cases}\n${policy}`);
  return caseCompletionsAt(at.workspace, at.path, at.offset);
}

const labels = (cases: string): readonly string[] => offers(cases).map(({ label }) => label);

const one = (body: string): string => `policy: pay.agentpol\ncases:\n  - name: one\n${body}`;

describe("completion", () => {
  it.each([
    ["keys at the top", "po<|>", ["policy", "cases"]],
    ["a key that is missing there", "policy: pay.agentpol\n<|>", ["cases"]],
    ["policies", "policy: <|>", ["pay.agentpol"]],
    ["keys of a case", one("    <|>"), ["agent", "context", "action", "expect", "steps", "matrix"]],
    ["keys of a case that is begun", one("    ag<|>\n    expect: allow"), ["agent"]],
    ["attributes", one("    agent: { id: a, <|> }"), ["role"]],
    ["attributes on lines of their own", one("    agent:\n      id: a\n      <|>"), ["role"]],
    ["the first attribute on a line", one("    agent:\n      <|>"), ["id", "role"]],
    ["members", one("    agent: { role: <|> }"), ["clerk", "lead"]],
    ["members on a line of their own", one("    context:\n      env: <|>"), ["dev", "prod"]],
    ["keys of an action", one("    action: { <|> }"), ["name", "args", "reversible"]],
    ["actions", one("    action: { name: <|> }"), ["pay.send"]],
    ["arguments", one("    action: { name: pay.send, args: { to: x, <|> } }"), ["level", "memo"]],
    ["values of arguments", one("    action: { name: pay.send, args: { level: <|> } }"), ["low", "high"]],
    ["verdicts", one("    expect: <|>"), ["allow", "block"]],
    ["keys of an expectation", one("    expect: { verdict: allow, <|> }"), ["by", "code", "times"]],
    ["rules", one("    expect: { verdict: allow, by: <|> }"), ["may", "freeze", "default", "on_error"]],
    ["codes", one("    expect: { verdict: allow, code: <|> }"), ["PAY-1", "request.invalid"]],
    ["codes in quotation marks", one('    expect: { verdict: allow, code: "<|>" }'), ["PAY-1"]],
    ["steps", one("    steps:\n      - <|>"), ["expect", "after", "approve", "kill"]],
    ["steps in braces", one("    steps:\n      - { <|> }"), ["expect", "after", "approve"]],
    ["what goes with a step", one("    steps:\n      - { expect: allow, <|> }"), ["by", "code", "times"]],
    ["rules in a step", one("    steps:\n      - { expect: allow, by: <|> }"), ["may"]],
    ["people", one("    steps:\n      - approve: <|>"), ["ana@corp.example"]],
    ["scopes", one("    steps:\n      - { kill: <|> }"), ["all", "agent.role"]],
    ["values of a scope", one("    steps:\n      - { kill: agent.role, value: <|> }"), ["clerk", "lead"]],
    ["who revives", one("    steps:\n      - { revive: all, by: <|> }"), ["ana@corp.example"]],
    ["outcomes", one("    steps:\n      - outcome: <|>"), ["ok", "failed"]],
    ["results", one("    action: { name: pay.send }\n    steps:\n      - result: { <|> }"), ["rows"]],
    ["axes", one("    matrix: { <|> }"), ["context.env", "agent.role", "action.name"]],
    ["values of an axis", one("    matrix: { context.env: [dev, <|>] }"), ["dev", "prod"]],
  ])("%s", (_, text, expected) => {
    expect(labels(text)).toEqual(expect.arrayContaining(expected));
  });

  it("leaves out what is given", () => {
    expect(labels(one("    agent: { id: a, <|> }"))).not.toContain("id");
    expect(labels(one("    expect: allow\n    <|>"))).not.toContain("expect");
  });

  it("replaces the word, and writes a colon once", () => {
    const text = one("    ag<|>ent: { }");
    const whole = text.replace("<|>", "");
    const found = offers(text).find(({ label }) => label === "agent");
    expect(whole.slice(found?.start, found?.end)).toBe("agent");
    expect(found?.insert).toBe("agent");
    expect(offers(one("    <|>")).find(({ label }) => label === "agent")?.insert).toBe("agent: ");
  });

  it("offers nothing in comments", () => {
    expect(labels(one("    # <|>"))).toEqual([]);
    expect(labels("# <|>\npolicy: pay.agentpol\n")).toEqual([]);
  });

  it("reads lines that end as on Windows, and other scripts", () => {
    const at = scene(
      `//- a.cases.yaml\n${one("    tags: [größer 😀]\n    agent: { role: <|> }").replaceAll("\n", "\r\n")}\n${policy}`,
    );
    expect(caseCompletionsAt(at.workspace, at.path, at.offset).map(({ label }) => label)).toEqual([
      "clerk",
      "lead",
    ]);
  });

  it("never throws, wherever a text is cut", () => {
    const text = one(
      "    agent: { id: a, role: lead }\n    steps:\n      - { expect: allow, by: may }\n      - kill: all\n",
    );
    for (let from = 0; from < text.length; from += 3)
      for (const length of [0, 1, 4]) {
        const cut = text.slice(0, from) + text.slice(from + length);
        const at = scene(`//- a.cases.yaml\n${cut.slice(0, from)}<|>${cut.slice(from)}\n${policy}`);
        for (const { start, end } of caseCompletionsAt(at.workspace, at.path, at.offset)) {
          expect(start).toBeLessThanOrEqual(from);
          expect(end).toBeGreaterThanOrEqual(from);
        }
        casesDiagnostics(at.workspace, at.path);
      }
  });
});

describe("diagnostics", () => {
  const found = (cases: string) => {
    const at = scene(`//- a.cases.yaml\n${cases}\n${policy}`);
    const text = at.files.get(at.path) ?? "";
    return casesDiagnostics(at.workspace, at.path).map(({ code, span }) => [
      code,
      text.slice(span.start, span.end),
    ]);
  };

  it.each([
    ["nothing", one("    expect: { verdict: allow, by: may }"), []],
    ["a rule that there is none", one("    expect: { verdict: allow, by: mya }"), [["AP1204", "mya"]]],
    ["a key that is none", one("    expcet: allow\n    expect: block"), [["AP1202", "expcet"]]],
    ["a verdict that is none", one("    expect: alow"), [["AP1201", "alow"]]],
    ["a policy that is not there", "policy: none.agentpol\ncases: []", [["AP2003", "none.agentpol"]]],
    ["no policy", "cases: []", [["AP1203", "cases: []\n"]]],
    ["no YAML", 'policy: "open', [["AP1200", expect.any(String)]]],
  ])("tell %s", (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("know the rules of a policy in which there are mistakes", () => {
    const at = scene(
      `//- a.cases.yaml\n${one("    expect: { verdict: allow, by: may }")}\n${policy}rule broken on { }\n`,
    );
    expect(casesDiagnostics(at.workspace, at.path)).toEqual([]);
  });
});
