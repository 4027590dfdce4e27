// Prints comments: before, behind and below what they stand beside.

import { builders, type Doc } from "./documents.js";
import type { Beside, Remark } from "./page.js";

const { breakParent, hardline, join, lineSuffix, literalline } = builders;

/** A comment by itself; the lines of one that has a star before each are indented with it. */
export function remarkDoc({ text, line }: Remark): Doc {
  if (line || !text.includes("\n")) return text;
  const lines = text.split("\n");
  const starred = lines.slice(1).every((each) => each.trimStart().startsWith("*"));
  if (!starred) return verbatim(text);
  return join(
    hardline,
    lines.map((each, index) => (index === 0 ? each.trimEnd() : ` ${each.trim()}`)),
  );
}

/** Text as it is, line for line. */
export function verbatim(text: string): Doc {
  return join(literalline, text.split("\n"));
}

/** An item with the comments before and behind it. */
export function beside({ before, after, blank }: Beside, doc: Doc): Doc {
  const above = before.map((remark, index): Doc => {
    const next = before[index + 1] ?? { blank };
    if (!remark.own) return [remarkDoc(remark), " "];
    return [remarkDoc(remark), hardline, next.blank ? hardline : ""];
  });
  return [above, doc, after.map(behind)];
}

/** A comment behind something, on its line. */
function behind(remark: Remark): Doc {
  if (!remark.line) return [" ", remarkDoc(remark)];
  return [lineSuffix([" ", remarkDoc(remark)]), breakParent];
}

/** Comments on lines of their own, below the last item. */
export function below(remarks: readonly Remark[]): Doc {
  return remarks.map((remark) => [hardline, remark.blank ? hardline : "", remarkDoc(remark)]);
}

/** Whether a blank line stands before an item and its comments. */
export function startsBlank({ before, blank }: Beside): boolean {
  return before[0]?.blank ?? blank;
}
