// The analysis that a file is part of: that of the policy, or of one of its floors.

import type { Analysis } from "../../compiler/analyse.js";
import type { Span } from "../../compiler/source/source.js";
import type { View } from "./view.js";

export function analysisOf({ policy, file }: View): Analysis {
  const holds = ({ loaded }: Analysis): boolean =>
    loaded.modules.some((each) => each.file.path === file.path);
  for (let at: Analysis | undefined = policy.analysis; at !== undefined; at = at.floor)
    if (holds(at)) return at;
  return policy.analysis;
}

/** Longer texts are cut: nobody reads them beside a word. */
const LONGEST = 1_000;

/** What stands at a place, on one line; empty where its file cannot be read. */
export function sourceText({ policy }: View, { file, start, end }: Span): string {
  const text = policy.analysis.sources.get(file)?.text.slice(start, end) ?? "";
  const line = text.slice(0, 2 * LONGEST).replace(/\s+/gu, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
