// `agentpol.config.json`: what it sets, and what is told of a wrong one, where it stands.

import { describe, expect, it } from "vitest";
import { readConfig } from "../../../compiler/lint/config.js";
import { activeRules } from "../../../compiler/lint/settings.js";
import { rules } from "../../../compiler/lint/registry.js";
import { isIgnoredFile } from "../../../compiler/lint/file-globs.js";
import { lineMap } from "../../../compiler/source/line-map.js";
import { lintOf } from "../../support/linting.js";

const read = (text: string) => readConfig({ path: "agentpol.config.json", text });
const configOf = (config: object) => read(JSON.stringify({ lint: config })).config;

/** \`2:5 message\`, the first ones. */
function problemsOf(text: string): readonly string[] {
  const { position } = lineMap(text);
  return read(text).problems.map(({ span, message }) => {
    const { line, column } = position(span.start);
    return `${line}:${column} ${message}`;
  });
}

describe("a configuration", () => {
  it("is the recommended one where it says nothing", () => {
    const active = activeRules(configOf({})).map(({ rule }) => rule.id);
    expect(active).toEqual(rules.filter(({ recommended }) => recommended !== "off").map(({ id }) => id));
  });

  it("turns all rules on by `strict`", () => {
    const active = activeRules(configOf({ extends: "strict" }));
    expect(active.map(({ rule, severity }) => [rule.id, severity])).toEqual(
      rules.map(({ id, strict }) => [id, strict]),
    );
  });

  it("sets a category, and in it a rule before that, in whatever order", () => {
    for (const set of [
      { style: "off", "style/unit": "error" },
      { "style/unit": "error", style: "off" },
    ]) {
      const active = activeRules(configOf({ rules: set }));
      const ofStyle = active.filter(({ rule }) => rule.id.startsWith("style/"));
      expect(ofStyle.map(({ rule, severity }) => [rule.id, severity])).toEqual([["style/unit", "error"]]);
    }
  });

  it("gives a rule options, in milliseconds and counts", () => {
    const config = configOf({
      rules: {
        "security/long-grant": ["error", { most: "2d" }],
        "style/repeated-condition": ["warning", { rules: 5 }],
      },
    });
    const optionsOf = (id: string) => activeRules(config).find(({ rule }) => rule.id === id)?.options;
    expect(optionsOf("security/long-grant")).toEqual({ most: 172_800_000 });
    expect(optionsOf("style/repeated-condition")).toEqual({ rules: 5 });
    expect(optionsOf("security/long-approval")).toEqual({ most: 86_400_000 });
  });

  it("is heard: severities, options, and files that are left out", () => {
    const policy = `policy p {
  default allow
}
agent { id: string }
action a(x: int) { effect read, reversible always }
`;
    const told = (config: object, pathOf = (path: string) => path) =>
      lintOf(policy, { config: configOf(config), pathOf }).map(({ code, severity }) => `${severity} ${code}`);
    expect(told({})).toEqual(["warning security/default-allows"]);
    expect(told({ rules: { security: "error" } })).toContain("error security/default-allows");
    expect(told({ rules: { "security/default-allows": "off" } })).toEqual([]);
    expect(told({ ignore: ["*.agentpol"] })).toEqual([]);
    expect(told({ ignore: ["lib/**"] }, (path) => `lib/${path}`)).toEqual([]);
    expect(told({ ignore: ["lib/*"] })).not.toEqual([]);
  });

  it("with `only`, takes rules that are off as well", () => {
    const active = activeRules(configOf({ rules: { style: "off" } }), new Set(["style/rule-name"]));
    expect(active.map(({ rule, severity }) => [rule.id, severity])).toEqual([["style/rule-name", "warning"]]);
  });
});

describe("a wrong configuration is told where it is wrong", () => {
  const mistakes: readonly (readonly [string, string, string])[] = [
    ["no JSON", '{\n  "lint": {,}\n}', "2:12 it is not JSON"],
    ["a comment", "// no\n{}", "1:1 it is not JSON"],
    ["a list", "[]", "1:1 the configuration is an object"],
    ["a member twice", '{ "lint": {}, "lint": {} }', "1:15 Map keys must be unique"],
    [
      "an unknown member",
      '{\n  "lnt": {}\n}',
      "2:3 the configuration has no member `lnt`; did you mean `lint`?",
    ],
    [
      "an unknown rule",
      '{ "lint": { "rules": {\n  "style/units": "off" } } }',
      "2:3 there is no lint rule `style/units`; did you mean `style/unit`?",
    ],
    [
      "an unknown setting",
      '{ "lint": { "rules": { "style": "warn" } } }',
      '1:33 `style` is "off", "warning" or "error"',
    ],
    ["an unknown preset", '{ "lint": { "extends": "all" } }', '1:24 `extends` is "recommended" or "strict"'],
    [
      "an option of another rule",
      '{ "lint": { "rules": { "style/unit": ["off", { "most": "1h" }] } } }',
      "1:48 the options of `style/unit` has no member `most`",
    ],
    [
      "a duration of none",
      '{ "lint": { "rules": { "security/long-grant": ["off", { "most": "1 hour" }] } } }',
      '1:65 `most` is a duration such as "24h"',
    ],
    [
      "three values",
      '{ "lint": { "rules": { "style/unit": ["off", {}, 1] } } }',
      "1:38 `style/unit` is a setting, or a list of a setting and options",
    ],
    ["globs of none", '{ "lint": { "ignore": [1] } }', "1:24 a glob is a string"],
  ];

  it.each(mistakes)("%s", (_, text, told) => {
    expect(problemsOf(text)[0]).toContain(told);
  });

  it("and never throws, however deep it is", () => {
    expect(problemsOf("[".repeat(100_000))).toEqual(["1:1 it is nested too deeply"]);
  });
});

describe("globs of files", () => {
  const fits: readonly (readonly [string, string, boolean])[] = [
    ["generated/**", "generated/a/b.agentpol", true],
    ["generated/**", "other/generated/a.agentpol", false],
    ["**/generated/**", "other/generated/a.agentpol", true],
    ["**/generated/**", "generated/a.agentpol", true],
    ["*.agentpol", "a.agentpol", true],
    ["*.agentpol", "b/a.agentpol", false],
    ["./a.agentpol", "a.agentpol", true],
    ["a?.agentpol", "ab.agentpol", true],
    ["a+(b).agentpol", "a+(b).agentpol", true],
    ["a.agentpol", "aXagentpol", false],
  ];

  it.each(fits)("%s and %s: %s", (glob, path, fit) => {
    expect(isIgnoredFile(path, [glob])).toBe(fit);
  });

  it("end quickly, whatever they are", () => {
    expect(isIgnoredFile("a".repeat(5_000), [`${"*".repeat(5_000)}b`])).toBe(false);
  });
});
