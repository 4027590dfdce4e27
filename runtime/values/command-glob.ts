// Globs over words of which some parts cannot be seen.

import type { Word } from "./command.js";

/** Does it hold whatever the unseen parts are, or for some of them? */
export type View = "sure" | "possible";

/** Is the word like the glob (`*` any run of characters, `?` any one)? */
export function wordFits(glob: string, word: Word, view: View): boolean {
  if (piecesFit(glob, word.pieces, view)) return true;
  return view === "possible" && word.tilde === true && piecesFit(glob, underHome(word.pieces), view);
}

/** `~ann/x` becomes a path that begins with a slash and ends in `/x`. */
function underHome([first = "", ...others]: readonly string[]): readonly string[] {
  return ["/", first.replace(/^~[^/]*/u, ""), ...others];
}

/**
 * Runs the glob as an automaton: its states are the places in the glob that may have been reached, so the time is at
 * most the product of the two lengths.
 */
export function piecesFit(glob: string, pieces: readonly string[], view: View): boolean {
  if (pieces.length === 1 && !glob.includes("*") && !glob.includes("?")) return pieces[0] === glob;
  const symbols = Array.from(glob);
  let states = passStars(symbols, new Uint8Array(symbols.length + 1).fill(1, 0, 1));
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) states = afterUnseen(symbols, states, view);
    for (const character of piece) states = afterCharacter(symbols, states, character);
  }
  return states[symbols.length] === 1;
}

function afterCharacter(symbols: readonly string[], states: Uint8Array, character: string): Uint8Array {
  const next = new Uint8Array(states.length);
  for (let state = 0; state < symbols.length; state += 1) {
    if (states[state] !== 1) continue;
    const symbol = symbols[state];
    if (symbol === "*") next[state] = 1;
    else if (symbol === "?" || symbol === character) next[state + 1] = 1;
  }
  return passStars(symbols, next);
}

/** What is unseen is surely taken by a star alone; possibly it takes the glob to any later place. */
function afterUnseen(symbols: readonly string[], states: Uint8Array, view: View): Uint8Array {
  if (view === "possible") return !states.includes(1) ? states : states.fill(1, states.indexOf(1));
  return passStars(
    symbols,
    states.map((reached, state) => (symbols[state] === "*" ? reached : 0)),
  );
}

/** A star may be passed without taking a character. */
function passStars(symbols: readonly string[], states: Uint8Array): Uint8Array {
  for (let state = 0; state < symbols.length; state += 1)
    if (states[state] === 1 && symbols[state] === "*") states[state + 1] = 1;
  return states;
}
