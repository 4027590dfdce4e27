// Doc comments: each `///` line belongs to the token that follows it.

import type { Token } from "../../../grammar/lexer.js";

/** By the offset of a token, the text of the `///` lines between it and the token before, joined by line feeds. */
export function attachDocs(docs: readonly Token[], tokens: readonly Token[]): ReadonlyMap<number, string> {
  const lines = new Map<number, string[]>();
  let next = 0;
  for (const doc of docs) {
    while ((tokens[next]?.startOffset ?? Number.POSITIVE_INFINITY) < doc.startOffset) next += 1;
    const owner = tokens[next];
    if (owner === undefined) break;
    const text = doc.image.slice("///".length).replace(/^ /, "").trimEnd();
    const known = lines.get(owner.startOffset);
    if (known === undefined) lines.set(owner.startOffset, [text]);
    else known.push(text);
  }
  return new Map([...lines].map(([offset, texts]) => [offset, texts.join("\n")]));
}
