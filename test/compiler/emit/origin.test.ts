// Origins: file, line and column from 1, whatever ends the lines.

import { describe, expect, it } from "vitest";
import { originsIn } from "../../../compiler/emit/origin.js";

const origin = originsIn([
  { path: "a.agentpol", text: "ab\ncd\r\n\nx" },
  { path: "b/c.agentpol", text: "" },
]);

describe("origin", () => {
  it.each([
    ["a.agentpol", 0, "a.agentpol:1:1"],
    ["a.agentpol", 2, "a.agentpol:1:3"],
    ["a.agentpol", 3, "a.agentpol:2:1"],
    ["a.agentpol", 7, "a.agentpol:3:1"],
    ["a.agentpol", 8, "a.agentpol:4:1"],
    ["b/c.agentpol", 0, "b/c.agentpol:1:1"],
  ])("%s at %i", (file, start, expected) => {
    expect(origin({ file, start, end: start })).toBe(expected);
  });
});
