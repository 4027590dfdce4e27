import { describe, expect, it } from "vitest";
import { ending, resolvePath, stem } from "../../../compiler/names/file-path.js";

describe("a path in a policy", () => {
  it.each([
    ["main.agentpol", "base.agentpol", "base.agentpol"],
    ["main.agentpol", "./base.agentpol", "base.agentpol"],
    ["teams/pay/main.agentpol", "../org.agentpol", "teams/org.agentpol"],
    ["teams/pay/main.agentpol", "../../org.agentpol", "org.agentpol"],
    ["teams/main.agentpol", "data//./names.json", "teams/data/names.json"],
    ["main.agentpol", "a/../b.json", "b.json"],
    ["main.agentpol", "with blank/ä.json", "with blank/ä.json"],
  ])("in %s, %s is %s", (from, path, expected) => {
    expect(resolvePath(from, path)).toBe(expected);
  });

  it.each([
    ["main.agentpol", "../org.agentpol"],
    ["teams/main.agentpol", "../../org.agentpol"],
    ["main.agentpol", "a/../../b.json"],
    ["main.agentpol", "/etc/passwd"],
    ["main.agentpol", "C:/secrets.json"],
    ["main.agentpol", "..\\org.agentpol"],
    ["main.agentpol", "https://corp.example/org.agentpol"],
    ["main.agentpol", "file:org.agentpol"],
    ["main.agentpol", ""],
    ["main.agentpol", "."],
    ["main.agentpol", "a\0b"],
  ])("in %s, %j leads nowhere inside the project", (from, path) => {
    expect(resolvePath(from, path)).toBeUndefined();
  });

  it.each([
    ["base.agentpol", "base"],
    ["teams/org-base.agentpol", "org_base"],
    ["v2.rules.agentpol", "v2_rules"],
    ["2024.agentpol", "_2024"],
    ["naïve.agentpol", "na_ve"],
    ["noending", "noending"],
  ])("the rules of %s are named by %s", (path, expected) => {
    expect(stem(path)).toBe(expected);
  });

  it.each([
    ["a.JSON", ".json"],
    ["a.b/c", ""],
    ["a.tar.gz", ".gz"],
  ])("%s ends in %j", (path, expected) => {
    expect(ending(path)).toBe(expected);
  });
});
