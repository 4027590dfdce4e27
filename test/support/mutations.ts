// Breaks policies in the ways that people, editors and attackers do: bytes flipped, tokens dropped, doubled, swapped.

import { readdirSync, readFileSync } from "node:fs";
import { lex } from "../../grammar/lexer.js";

const folder = new URL("../../fixtures/policies/", import.meta.url);

export const policies: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith(".agentpol"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"));

/** Each policy as its tokens, each with the blanks and comments before it. */
const tokenised: readonly (readonly string[])[] = policies.map((text) => {
  let end = 0;
  return lex(text).tokens.map(({ startOffset, image }) => {
    const start = end;
    end = startOffset + image.length;
    return text.slice(start, end);
  });
});

/** Numbers in [0, n) that depend on the seed alone (mulberry32, T. Ettinger, 2017). */
export function random(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  };
}

type Random = ReturnType<typeof random>;

/** A policy with one to four mutations. */
export function mutated(next: Random): string {
  const tokens = [...tokenised[next(tokenised.length)]!];
  let flips = 0;
  for (let count = 1 + next(4); count > 0; count--) {
    if (next(3) === 0) flips += 1;
    else mutateTokens(tokens, next);
  }
  const text = tokens.join("");
  return flips === 0 ? text : flipBits(text, flips, next);
}

const extras = [
  ...["{", "}", "(", ")", "[", "]", ",", "..", "...", "=", "5%%", "_", "-", "not", "any x in"],
  ...['"', "/*", "when", "rule", "\u202E", "\u0430", "\uD800", "list<", "count("],
];

function mutateTokens(tokens: string[], next: Random): void {
  const at = next(tokens.length);
  const token = tokens[at]!;
  const other = next(tokens.length);
  switch (next(4)) {
    case 0:
      tokens[at] = "";
      break;
    case 1:
      tokens[at] = `${token} ${token.trim()}`;
      break;
    case 2:
      tokens[at] = ` ${extras[next(extras.length)]!}`;
      break;
    default:
      tokens[at] = tokens[other]!;
      tokens[other] = token;
  }
}

/** Flips bits of the text as UTF-8; what is no UTF-8 any more becomes the replacement character. */
function flipBits(text: string, count: number, next: Random): string {
  const bytes = Buffer.from(text, "utf8");
  for (let flipped = 0; flipped < count; flipped++) {
    const at = next(bytes.length);
    bytes[at] = bytes[at]! ^ (1 << next(8));
  }
  return bytes.toString("utf8");
}
