// Slips of the pen: a policy with one token dropped, doubled, misspelt, or with a word too many.

import { parse } from "../../compiler/ast/parse.js";
import { lineMap } from "../../compiler/source/line-map.js";
import { lex } from "../../grammar/lexer.js";

export interface Slip {
  readonly text: string;
  /** “drop `when`”. */
  readonly what: string;
  /** Where the token stood. */
  readonly at: number;
}

/** All slips of these four kinds, token by token. */
export function slipsOf(policy: string): readonly Slip[] {
  return lex(policy).tokens.flatMap(({ startOffset: start, image }) => {
    const end = start + image.length;
    const [before, after] = [policy.slice(0, start), policy.slice(end)];
    const slip = (kind: string, instead: string): Slip => ({
      text: before + instead + after,
      what: `${kind} \`${image}\``,
      at: start,
    });
    return [
      slip("drop", ""),
      slip("double", `${image} ${image}`),
      slip("a word after", `${image} foo`),
      ...(/^[a-z]{4,}$/.test(image) ? [slip("misspell", image.slice(0, 2) + image.slice(3))] : []),
    ];
  });
}

/** What is wrong with the messages on a slip: there are several, or one is more than two lines away; else undefined. */
export function complaintOn({ text, what, at }: Slip): string | undefined {
  const { diagnostics } = parse({ path: "policy.agentpol", text });
  const { position } = lineMap(text);
  const line = position(at).line;
  const far = diagnostics.some(({ span }) => Math.abs(position(span.start).line - line) > 2);
  if (diagnostics.length <= 1 && !far) return undefined;
  return `${what} on line ${line}: ${diagnostics.map(({ message }) => message).join("; ")}`;
}
