// Finds declarations, tests and cases of the whole workspace by a few letters of their names.

import type { Workspace } from "../../compiler/workspace/workspace.js";
import { type Outlined, outlineOf } from "./outline.js";

/** More are of no use to anybody who looks at a list. */
const MOST = 500;

/** Those whose names have the letters of the query in its order, the closest first. */
export function findSymbols(workspace: Workspace, query: string): readonly Outlined[] {
  const paths = [...workspace.files(".agentpol"), ...workspace.files(".cases.yaml")];
  const found = paths.flatMap((path) =>
    flat(outlineOf(workspace, path)).flatMap((symbol) => {
      const score = distanceOf(query, symbol.name);
      return score === undefined ? [] : [{ symbol, score }];
    }),
  );
  const best = found.toSorted((a, b) => a.score - b.score || (a.symbol.name < b.symbol.name ? -1 : 1));
  return best.slice(0, MOST).map(({ symbol }) => symbol);
}

function flat(symbols: readonly Outlined[]): readonly Outlined[] {
  return symbols.flatMap((symbol) => [symbol, ...flat(symbol.children)]);
}

/**
 * How far a name is from what is looked for: 0 where it is the same; letters left out before, between and behind count, those
 * between most. Undefined where a letter is lacking. Capitals do not matter.
 */
export function distanceOf(query: string, name: string): number | undefined {
  const letters = query.toLowerCase().replace(/\s+/gu, "");
  const text = name.toLowerCase();
  const whole = text.indexOf(letters);
  if (whole >= 0) return Math.min(whole, 9) + (text.length - letters.length) / 1000;
  let at = -1;
  let gaps = 0;
  for (const letter of letters) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return undefined;
    gaps += next - at - 1;
    at = next;
  }
  return 10 + gaps + text.length / 1000;
}
