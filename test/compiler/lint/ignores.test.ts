// Comments that ignore findings: what they cover, and what is told of comments that are wrong.

import { describe, expect, it } from "vitest";
import { lintOf } from "../../support/linting.js";

const HEAD = `policy p { default block }
agent  { id: string, role: clerk | lead }
action notes.read(id: string, size: int) { effect read, reversible always }
`;

/** \`line code\`, of what is found by rules of style and by those that look at the comments. */
function told(text: string): readonly string[] {
  const whole = `${HEAD}${text}\ntest "x is read" { agent { id: "a", role: lead }, action notes.read(id: "x", size: 1), expect block by default }\n`;
  return lintOf(whole)
    .filter(({ code }) => code.startsWith("style/") || code.includes("ignore"))
    .map(({ code, span }) => `${whole.slice(0, span.start).split("\n").length - 3} ${code}`);
}

const LONG = "args.size < 100000";

describe("a comment ignores", () => {
  it("nothing where there is none", () => {
    expect(told(`rule r on notes.read { when ${LONG}, allow }`)).toEqual(["1 style/digit-groups"]);
  });

  it("what the declaration behind it holds", () => {
    expect(
      told(`// agentpol-ignore style/digit-groups: so it stands in the contract
rule r on notes.read {
  when ${LONG}
  allow
}`),
    ).toEqual([]);
  });

  it("but not the next declaration", () => {
    expect(
      told(`// agentpol-ignore style/digit-groups: so it stands in the contract
rule r on notes.read { when ${LONG}, allow }
rule s on notes.read { when ${LONG}, block }`),
    ).toEqual(["3 style/digit-groups"]);
  });

  it("what the clause behind it holds", () => {
    expect(
      told(`rule r on notes.read {
  // agentpol-ignore style/digit-groups: so it stands in the contract
  when ${LONG}
  unless args.size > 200000
  allow
}`),
    ).toEqual(["4 style/digit-groups"]);
  });

  it("what begins on its own line", () => {
    expect(
      told(`rule r on notes.read {
  when ${LONG} // agentpol-ignore style/digit-groups: so it stands in the contract
  unless args.size > 200000
  allow
}`),
    ).toEqual(["3 style/digit-groups"]);
  });

  it("what the whole file holds", () => {
    expect(
      told(`rule r on notes.read { when ${LONG}, allow }
rule s on notes.read { when args.size > 200000, block }
// agentpol-ignore-file style/digit-groups: made by a tool`),
    ).toEqual([]);
  });

  it("by several rules", () => {
    expect(
      told(`// agentpol-ignore style/digit-groups, style/list-of-one: so it stands in the contract
rule r on notes.read { when ${LONG} and agent.role in [lead], allow }`),
    ).toEqual([]);
  });

  it("nothing by what stands in a string", () => {
    expect(
      told(
        `rule r on notes.read { when ${LONG} and args.id != "// agentpol-ignore style/digit-groups: no", allow }`,
      ),
    ).toEqual(["1 style/digit-groups"]);
  });

  it("with line ends of Windows", () => {
    expect(
      told(
        `rule r on notes.read {\r\n  when ${LONG} // agentpol-ignore style/digit-groups: so\r\n  unless args.size > 200000\r\n  allow\r\n}`,
      ),
    ).toEqual(["3 style/digit-groups"]);
  });
});

describe("a comment is told", () => {
  it("without a reason, once, and ignores all the same", () => {
    for (const end of ["", ":", ":   "])
      expect(
        told(`// agentpol-ignore style/digit-groups${end}\nrule r on notes.read { when ${LONG}, allow }`),
      ).toEqual(["1 correctness/ignore-without-reason"]);
  });

  it("where it names no rule, or one that is not there", () => {
    expect(told(`// agentpol-ignore: because\nrule r on notes.read { allow }`)).toEqual([
      "1 correctness/ignores-unknown-rule",
    ]);
    expect(
      told(`// agentpol-ignore style/digit-group: because\nrule r on notes.read { when ${LONG}, allow }`),
    ).toEqual(["1 correctness/ignores-unknown-rule", "2 style/digit-groups"]);
  });

  it("where it ignores nothing, each rule by itself", () => {
    expect(
      told(
        `// agentpol-ignore style/digit-groups, style/unit: because\nrule r on notes.read { when ${LONG}, allow }`,
      ),
    ).toEqual(["1 correctness/ignore-of-nothing"]);
    expect(told(`// agentpol-ignore style/unit: because`)).toEqual(["1 correctness/ignore-of-nothing"]);
  });

  it("but not of a rule that is off", () => {
    expect(told(`// agentpol-ignore style/rule-name: because\nrule R on notes.read { allow }`)).toEqual([]);
  });

  it("and not where it only looks like one", () => {
    expect(
      told("// agentpol-ignored style/unit\n// see agentpol-ignore\nrule r on notes.read { allow }"),
    ).toEqual([]);
  });
});
