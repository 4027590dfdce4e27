// Detectors: their declarations, and `holds`, which looks for what they find.

import { describe, expect, it } from "vitest";
import { problemsOf, programOf, SHOP } from "../../support/problems.js";

const holds = (condition: string): string => `rule r on payments.send { when ${condition}, block }`;

describe("a detector", () => {
  it.each<[string, readonly string[]]>([
    [`detector d = "x"\n${holds("args.to holds d")}`, []],
    ['detector d = "x"', ["AP3006 «d»"]],
    [`detector d = "("\n${holds("args.to holds d")}`, ['AP2057 «"("»']],
    [`detector d = "(?=x)"\n${holds("args.to holds d")}`, ['AP2057 «"(?=x)"»']],
    [`detector d = "x*"\n${holds("args.to holds d")}`, ['AP2057 «"x*"»']],
    ['detector email = "x"', ["AP2007 «email»"]],
    [`detector d = "x"\ndetector d = "y"\n${holds("args.to holds d")}`, ["AP2002 «d»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it("names itself and its pattern", () => {
    const { rules } = programOf(`${SHOP}detector d = "x+"\n${holds("args.to holds [d, email, d]")}`);
    expect(rules.at(-1)?.when).toMatchObject([
      { kind: "detects", path: "args.to", detectors: [{ name: "d", pattern: "x+" }, "email"] },
    ]);
  });
});

describe("holds", () => {
  it.each<[string, readonly string[]]>([
    ["args holds [api_key]", []],
    ["args holds api_key", []],
    ["not (args holds [api_key])", []],
    ["agent.id holds email", []],
    ["context.tags holds email", []],
    ["any t in context.tags: t holds email", []],
    ["lower(args.to) holds [email]", []],
    ["has args.memo and args.memo holds email", []],
    ["args.memo holds email", ["AP2059 «args.memo»"]],
    ["args.amount holds email", ["AP2068 «args.amount»"]],
    ["agent.role holds email", ["AP2068 «agent.role»"]],
    ["size(context.tags) holds email", ["AP2068 «size(context.tags)»"]],
    ["now holds email", ["AP2068 «now»"]],
    ['"x" holds email', ['AP2055 «"x" holds email»']],
    ["args.to holds [emial]", ["AP2001 «emial»"]],
    ['args.to holds ["email"]', ['AP2069 «"email"»']],
    ['args.to holds "email"', ['AP2069 «"email"»']],
    ["args.to holds []", ["AP2069 «[]»"]],
    ["args.to holds args.to", ["AP2069 «args.to»"]],
    ["agent holds email", ["AP2075 «agent»"]],
    ["args == args", ["AP2075 «args»", "AP2075 «args»"]],
  ])("%s", (condition, expected) => {
    expect(problemsOf(holds(condition))).toEqual(expected);
  });
});

describe("an action with further arguments", () => {
  const open = "action web.put(url: url, ...) { reaches url }\n";

  it("has those that are named, and no others for rules", () => {
    expect(
      problemsOf(
        `${open}rule r on web.put { when args holds email and host(args.url) like "*.x.example", block }`,
      ),
    ).toEqual([]);
    expect(problemsOf(`${open}rule r on web.put { when args.body holds email, block }`)).toEqual([
      "AP2001 «body»",
    ]);
    expect(problemsOf(`${open}redact r on web.put { mask args.body }`)).toEqual(["AP2001 «body»"]);
  });
});
