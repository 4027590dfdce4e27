// Wildcard actions: what selectors pick of them, and what rules may say.

import { describe, expect, it } from "vitest";
import { problemsOf } from "../../support/problems.js";

const MCP =
  "action mcp.*(path?: path, size: int, ...) { effect read }\naction mcp.fs.*(path: path, ...) { effect read }\n";

describe("a wildcard action", () => {
  it.each<[string, readonly string[]]>([
    ["rule r on mcp.* { allow }", []],
    ["rule r on mcp.fs.* { allow }", []],
    ["rule r on mcp.run { allow }", []],
    ["rule r on *.run { allow }", []],
    ["rule r on mpc.* { allow }", ["AP2011 «mpc.*»"]],
    ["rule r on mcp { allow }", ["AP2011 «mcp»"]],
    ["rule r on mcp.run except mcp.* { allow }", ["AP2011 «mcp.run except mcp.*»"]],
    ["rule r on mcp.* except mcp.run { allow }", []],
    ['rule r on mcp.fs.read { when args.path like "/x", block }', []],
    ['rule r on mcp.run { when args.path like "/x", block }', ["AP2059 «args.path»"]],
    ["rule r on mcp.run { when args.size > 3, block }", []],
    ["rule r on mcp.fs.* { when args.size > 3, block }", ["AP2001 «size»"]],
    ["rule r on mcp.* { when args.size > 3, block }", ["AP2062 «size»"]],
    ["rule r on mcp.* { when args.other == 3, block }", ["AP2001 «other»"]],
    ['rule r on mcp.* { when action.name == "mcp.x-y", block }', []],
    ["rule r on mcp.* { when action.name == mcp.x, block }", []],
    ['rule r on mcp.* { when action.name == "mcp..x", block }', ['AP2001 «"mcp..x"»']],
    ['rule r on mcp.* { when action.name == "mcp.*", block }', ['AP2001 «"mcp.*"»']],
    ['rule r on mcp.* { when action.name like "mcp.*", block }', []],
    ["action mcp.fs.x.*(a: int) { }", []],
    ["action mcp.*.x(a: int) { }", ["AP2170 «mcp.*.x»"]],
    ["action *.x(a: int) { }", ["AP2170 «*.x»"]],
    ["action mcp.*(a: int) { }", ["AP2002 «mcp.*»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(`${MCP}${text}`)).toEqual(expected);
  });
});
