// Where the result of an earlier action can be read, and as what; and where rules on results count attempts.

import { describe, expect, it } from "vitest";
import { problemsOf } from "../../support/problems.js";

const WEB = `
action web.get(url: url) gives { status: int, size?: int, note: string, parts: list<{ name: string, size?: int }> } {
  reaches url, effect read, reversible always
}
action web.head(url: url) gives { status: int, size?: decimal, note?: string, parts: list<string> } {
  reaches url, effect read, reversible always
}
data listed: set<string> from "listed.json"
let bad(status: int) = status >= 500
`;
const FILES = { "listed.json": '["a"]' };

function errorsOf(rule: string): readonly string[] {
  return problemsOf(WEB + rule, FILES).filter((each) => !each.startsWith("AP30"));
}

function asked(question: string): readonly string[] {
  return errorsOf(`rule r on files.read { when ${question}\n block }`);
}

describe("the result of an earlier action", () => {
  it.each([
    "count(web.get where result.status >= 500, within 10m, by agent.id) >= 3",
    "count(web.* where bad(result.status)) >= 3",
    "formerly(web.get where has result.size and result.size > 10)",
    "formerly(web.head where outcome == ok and not has result)",
    "formerly(web.* where has result)",
    'formerly(web.get where result.note in listed or result.note like "*x*")',
    "formerly(web.get where result holds [email] or result.note holds [us_ssn])",
    "formerly(web.get where any p in result.parts: has p.size and p.size > 3)",
    "formerly(attempts web.get where verdict == block or result.status == 1)",
    "formerly(web.get where known(result.status == 1))",
    "sum(result.status, web.*, within 1h) > 3",
    "sum(result.size, web.get) > 3",
    "distinct(result.note, web.get) > 3",
    "distinct(result.note, web.*) > 3",
  ])("stands in a history: %s", (question) => {
    expect(asked(question)).toEqual([]);
  });

  it.each([
    ["count(web.get where result.size > 10) >= 3", "AP2059 «result.size»"],
    ['count(web.* where result.note == "x") >= 3', "AP2059 «result.note»"],
    ["sum(result.size, web.*) > 3", "AP2151 «size»"],
    ["count(web.* where any p in result.parts: true) >= 3", "AP2151 «parts»"],
    ["count(files.read where result.status > 1) >= 3", "AP2150 «result.status»"],
    ["count(web.get, files.read where has result) >= 3", "AP2150 «result»"],
    ["count(web.get where result.state > 1) >= 3", "AP2001 «state»"],
    ["count(web.get where result.status.code > 1) >= 3", "AP2066 «code»"],
    ["count(web.get where result == 1) >= 3", "AP2050 «1»"],
    ["sum(result.note, web.get) > 3", "AP2068 «result.note»"],
    ["sum(result.status, files.read) > 3", "AP2150 «result.status»"],
    ["distinct(result.parts, web.get) > 3", "AP2068 «result.parts»"],
    ["distinct(result, web.get) > 3", "AP2068 «result»"],
    ["count(web.get, by result.status) > 3", "AP2001 «result.status»"],
    [
      "count(web.get where result.status > 1, since web.head, by [result.note = agent.id]) > 3",
      "AP2001 «result.note»",
    ],
    ["count(web.get where result.status > 1) > result.status", "AP2081 «result.status»"],
    ["count(web.get) > 3 and result.status > 1", "AP2081 «result.status»"],
  ])("has the type that its action declares: %s", (question, problem) => {
    expect(asked(question)).toEqual([problem]);
  });
});

describe("attempts, in a rule on results", () => {
  const ATTEMPTS = "count(attempts web.get where verdict == block, by agent.id) >= 3";

  it.each([
    `rule r on result of web.get { when ${ATTEMPTS}\n block }`,
    `rule r on result of web.get { unless ${ATTEMPTS}\n escalate to owners }`,
    `rule r on result of web.get { when ${ATTEMPTS}\n redact { mask result.note } }`,
    `rule r on result of web.get { when ${ATTEMPTS}\n note "often" }`,
    `redact r on result of web.get { when ${ATTEMPTS}\n mask result.note }`,
  ])("are counted where it restricts: %s", (rule) => {
    expect(errorsOf(rule)).toEqual([]);
  });

  it.each([
    `rule r on result of web.get { when ${ATTEMPTS}\n allow }`,
    `rule r on result of web.get { unless ${ATTEMPTS}\n allow "fine" }`,
    `assert r on result of web.get { when ${ATTEMPTS}\n expect at least block }`,
  ])("are not counted where it permits, or claims: %s", (rule) => {
    expect(errorsOf(rule)).toEqual(["AP2081 «attempts»"]);
  });

  it("are told of in a let by each of its uses", () => {
    const rules = `let busy = ${ATTEMPTS}
rule q on result of web.get { when busy, block }
rule r on result of web.get { when busy, allow }`;
    expect(errorsOf(rules)).toEqual(["AP2081 «attempts»"]);
  });
});
