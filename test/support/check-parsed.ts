// What holds of every text that is parsed, however broken: for the fuzzers.

import { walk } from "../../compiler/ast/children.js";
import type { Span } from "../../compiler/source/source.js";
import { parse } from "../../compiler/ast/parse.js";

/** Parses a text and throws where a place lies outside it or there are more messages than the parser may give. */
function checkParsed(text: string): void {
  const { module, diagnostics } = parse({ path: "fuzz.agentpol", text });
  const places: { what: string; span: Span }[] = diagnostics.map(({ code, span }) => ({ what: code, span }));
  walk(module, ({ kind, span }) => void places.push({ what: kind, span }));
  const outside = places.find(
    ({ span: { start, end } }) => !(start >= 0 && end >= start && end <= text.length),
  );
  if (outside !== undefined) {
    throw new Error(`${outside.what} stands at ${outside.span.start}–${outside.span.end} of ${text.length}`);
  }
  if (diagnostics.length > 100) throw new Error(`there are ${diagnostics.length} diagnostics`);
}

/** Checks so many mutated policies; what fails is thrown with its text. */
export function checkMutated(count: number, next: () => string): number {
  for (let done = 0; done < count; done++) {
    const text = next();
    try {
      checkParsed(text);
    } catch (error) {
      throw new Error(`in this text:\n${text}`, { cause: error });
    }
  }
  return count;
}
