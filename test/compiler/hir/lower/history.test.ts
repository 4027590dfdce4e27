// The law of history: questions of one meaning share one pattern, over rules, spellings and versions.

import { describe, expect, it } from "vitest";
import type { HistoryPattern } from "../../../../runtime/table/format.js";
import { emitTable } from "../../../../compiler/emit/table.js";
import { rulesText } from "../../../support/core-text.js";
import { lowered } from "../../../support/lowering.js";

function patternsOf(policy: string): readonly HistoryPattern[] {
  return emitTable(lowered(policy)).histories;
}

const asking = (question: string, before = ""): string =>
  `${before}\nrule r on pay { when ${question}, block }`;
const idOf = (question: string, before = ""): string | undefined =>
  patternsOf(asking(question, before))[0]?.id;

describe("history", () => {
  it.each([
    [
      'formerly(read where args.path like "/etc/**", within 8h, by agent.session)',
      ["on pay where formerly(read where like within 28800000 by [agent.session]): block"],
    ],
    ["count(exec) >= 3", ["on pay where (count(exec within ever by []) >= 3): block"]],
    [
      "sum(args.amount, pay, within 1h, by [agent.session, agent.id]) > 5 USD",
      ["on pay where (sum(args.amount pay within 3600000 by [agent.id agent.session]) > 50000): block"],
    ],
    [
      "distinct(args.to, pay, within 1h) > 9",
      ["on pay where (distinct(args.to pay within 3600000 by []) > 9): block"],
    ],
    [
      "count(attempts read where verdict == block) >= 3",
      ['on pay where (count(attempts read where (verdict == "block") within ever by []) >= 3): block'],
    ],
    [
      "count(read, since exec, pay, by agent.id) >= 3",
      ["on pay where (count(read since exec pay within ever by [agent.id]) >= 3): block"],
    ],
    [
      "formerly(pay, by [args.to = args.body, agent.role, args.body = args.to, agent.role = agent.role])",
      [
        "on pay where formerly(pay within ever by [agent.role args.body = args.to args.to = args.body]): block",
      ],
    ],
  ])("%s", (question, rules) => {
    expect(rulesText(lowered(asking(question)))).toEqual(rules);
  });

  it("shares a pattern between rules that ask the same", () => {
    const question = 'count(read where any t in context.tags: t == "a", within 1h, by agent.id) > 2';
    const policy = `rule a on pay { when ${question}, block }\nrule b on exec { when ${question.replace("any t in", "any u in").replace("t ==", "u ==")}, block }`;
    expect(patternsOf(policy)).toHaveLength(1);
  });

  it.each([
    [
      "the order of actions and keys",
      "count(read, exec, by [agent.id, agent.role]) > 1",
      "count(exec, read, by [agent.role, agent.id]) > 1",
    ],
    [
      "what stands around the question",
      "count(read where agent.level > 1) > 1",
      "agent.role == lead and count(read where agent.level > 1) > 7",
    ],
    ["an action that ends the count", "count(read, exec, since exec) > 1", "count(read, since exec) > 1"],
    ["a let for a part", "count(read where agent.level > 1) > 1", "count(read where high) > 1"],
  ])("%s is no part of the meaning", (_, one, other) => {
    const lets = "let high = agent.level > 1";
    expect(idOf(other, lets)).toBe(idOf(one));
    expect(idOf(one)).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it.each([
    ["count(read) > 1", "count(exec) > 1"],
    ["count(read) > 1", "count(read, by agent.id) > 1"],
    ["count(read) > 1", "count(read, within 1h) > 1"],
    ["count(read, within 1h) > 1", "count(read, within 2h) > 1"],
    ["count(read where agent.level > 1) > 1", "count(read where agent.level > 2) > 1"],
    ["count(read where agent.level > 1) > 1", "count(read where agent.level >= 1) > 1"],
    ["count(pay where args.to in listed) > 1", 'count(pay where args.to in ["Acme"]) > 1'],
    ["distinct(args.to, pay) > 1", "distinct(args.body, pay) > 1"],
    ["formerly(read)", "count(read) > 0"],
    ["formerly(read)", "formerly(read, since exec)"],
    ["count(read) > 1", "count(attempts read) > 1"],
    ["count(attempts read where verdict == block) > 1", "count(attempts read where verdict == escalate) > 1"],
    ["count(attempts read, exec, since exec) > 1", "count(attempts read, since exec) > 1"],
    ["count(read, mcp.*, since mcp.run) > 1", "count(read, since mcp.run) > 1"],
    ["formerly(read, exec, since exec)", "formerly(exec, since exec)"],
    ["formerly(read, since pay)", "formerly(read, since exec)"],
    ["formerly(pay, by args.to)", "formerly(pay, by [args.to = args.body])"],
    ["formerly(pay, by [args.body = args.to])", "formerly(pay, by [args.to = args.body])"],
  ])("%s and %s are different questions", (one, other) => {
    const mcp = "action mcp.*(...) { effect read, reversible always }";
    const [own, its] = [idOf(one, mcp), idOf(other, mcp)];
    expect(own).toBeDefined();
    expect(own).not.toBe(its);
  });
});
