// The note about actions that there was no time for names them.

import { expect, it } from "vitest";
import { leftNote } from "../../../cli/report/left-note.js";

it.each([
  [["t.a"], "t.a"],
  [["t.a", "t.b"], "t.a and t.b"],
  [["t.a", "t.b", "t.c"], "t.a, t.b and t.c"],
  [["t.a", "t.b", "t.c", "t.d"], "t.a, t.b, t.c and 1 more action"],
  [["t.a", "t.b", "t.c", "t.d", "t.e"], "t.a, t.b, t.c and 2 more actions"],
])("%j", (left, actions) => {
  expect(leftNote(left)).toBe(
    `note: time ran out before the rules on ${actions} were looked at for what never matters; agentpol verify takes its time`,
  );
});

it("is none where all was looked at", () => {
  expect(leftNote([])).toBeUndefined();
});
