// The law of defaults: a verdict like any other, and an escalation is lifted by one approval.

import { describe, expect, it } from "vitest";
import { lowerFallback } from "../../../../compiler/hir/lower/fallback.js";
import type { Fallback, Group } from "../../../../compiler/types/program.js";
import { needsText } from "../../../support/core-text.js";

const span = { file: "p.agentpol", start: 0, end: 1 };
const group: Group = { name: "g", span, members: ["ana@corp.example"] };

describe("default and on_error", () => {
  it.each(["allow", "throttle", "block"] as const)("%s needs nobody", (verdict) => {
    const fallback: Fallback = { span, verdict, reason: "r" };
    expect(lowerFallback(fallback, "default")).toEqual(fallback);
  });

  it.each(["default", "on_error"] as const)("%s escalate is lifted by one of its group", (rule) => {
    const { needs, ...rest } = lowerFallback({ span, verdict: "escalate", reason: "r", group }, rule);
    expect(rest).toEqual({ span, verdict: "escalate", reason: "r" });
    expect(needs?.rule).toBe(rule);
    expect(needs && needsText(needs)).toBe("needs 1 of g within 900000 asking g");
  });
});
