// A test block as the formatter lays it out.

import { formatText } from "../../compiler/format/format.js";

/** The lines of a block; as they are where it says what only a cases file can say. */
export function laidOut(lines: readonly string[]): readonly string[] {
  const result = formatText(lines.join("\n"));
  return result.ok ? result.text.trimEnd().split("\n") : lines;
}
