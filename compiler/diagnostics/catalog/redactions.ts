// What is wrong with a redaction: its parts, its bound, and what stands where something was masked.

import { entry } from "../entry.js";

export const redactions = {
  AP3170: entry<{ readonly detector: string }>({
    severity: "error",
    title: "Placeholder that is a finding",
    message: ({ detector }) =>
      `\`${detector}\` finds something in this text, which stands where it was masked`,
    help: () => "write a text in which the detectors find nothing, such as `[KEY]`",
    explain:
      "What is left after masking is looked through again until nothing is found. A text that stands in place of a finding and is one itself would never let that end.",
  }),
  AP3171: entry<{ readonly path: string; readonly type: string }>({
    severity: "error",
    title: "Clamp of what is no number",
    message: ({ path, type }) => `\`${path}\` is ${type}, which cannot be clamped`,
    help: () => "clamp an int, a decimal, a percent, an amount of money, a duration or a size",
    explain:
      "`clamp` lowers a number to an upper bound: an argument that is an int, decimal, percent, amount of money, duration or size in bytes.",
  }),
  AP3172: entry<{ readonly reason: string }>({
    severity: "error",
    title: "Redaction with the wrong parts",
    message: ({ reason }) => reason,
    explain:
      "`mask` may say what it looks for (`matching`) and what stands there instead (`as`); `clamp` says the upper bound (`to`); `hash` and `drop` name their field and nothing else.",
  }),
};
