// Texts of a policy on one line, all their characters seen.

/**
 * Controls, and what changes the direction of writing, as escapes. A terminal obeys no text of a policy, and XML can hold
 * every one.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\uFFFE\uFFFF]/gu, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
