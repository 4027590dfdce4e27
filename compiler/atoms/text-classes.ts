// All texts that the globs on one term tell apart, each with a shortest example: the joint automaton of the globs, walked
// breadth first, along with an automaton of what a text of the term's type may be.

import { GlobAutomaton, type State } from "../../runtime/atoms/glob-automaton.js";
import type { Step } from "../../runtime/atoms/glob-steps.js";

/** What texts of a type may be: a state after each character, undefined where none may follow so. */
export interface Spelling {
  readonly start: string;
  readonly next: (state: string, code: number) => string | undefined;
  readonly ends: (state: string) => boolean;
  /** Characters that texts are made of, besides those of globs. */
  readonly characters: readonly number[];
}

/** Texts that the same globs match: by the globs' indices, with examples, the shortest first. */
export interface TextClass {
  readonly matched: readonly number[];
  readonly examples: readonly string[];
}

/** Beyond so many states, or so many places of globs in them, the globs are too many for one automaton. */
const MOST_STATES = 4_000;
const MOST_PLACES = 1_000_000;
const EXAMPLES = 8;

/** Undefined where the joint automaton is too large. */
export function textClasses(
  globs: readonly (readonly Step[])[],
  spelling: Spelling,
): readonly TextClass[] | undefined {
  const automaton = new GlobAutomaton(globs);
  const codes = alphabet(globs, spelling);
  const classes = new Map<number, { matched: readonly number[]; examples: string[] }>();
  const seen = new Map<State, Set<string>>();
  const queue: Place[] = [];
  let places = 0;
  const reach = (place: Place): void => {
    const spelt = seen.get(place.state) ?? new Set();
    if (spelt.has(place.spelt)) return;
    // Each place is looked at for each character that leads elsewhere.
    if (spelt.size === 0) places += place.state.places.length * (1 + place.state.asked.size);
    seen.set(place.state, spelt.add(place.spelt));
    queue.push(place);
  };
  reach({ state: automaton.start, spelt: spelling.start, text: "" });
  for (const { state, spelt, text } of queue) {
    if (queue.length > MOST_STATES || places > MOST_PLACES) return undefined;
    if (spelling.ends(spelt)) {
      const known = classes.get(state.signature) ?? { matched: state.matched, examples: [] };
      if (known.examples.length < EXAMPLES) known.examples.push(text);
      classes.set(state.signature, known);
    }
    for (const code of codes) {
      const next = spelling.next(spelt, code);
      if (next === undefined) continue;
      reach({ state: automaton.next(state, code), spelt: next, text: text + String.fromCodePoint(code) });
    }
  }
  return Array.from(classes.values());
}

interface Place {
  readonly state: State;
  readonly spelt: string;
  /** A text that leads there. */
  readonly text: string;
}

/** The characters that globs name, and some that none does: letters first, so that examples are plain. */
function alphabet(globs: readonly (readonly Step[])[], { characters }: Spelling): readonly number[] {
  const named = new Set(
    globs.flatMap((steps) => steps.flatMap((step) => (step.kind === "character" ? [step.code] : []))),
  );
  const others = characters.filter((code) => !named.has(code)).slice(0, OTHERS);
  const structure = characters.filter((code) => code === SLASH || code === DOT);
  return Array.from(new Set([...others, ...structure, ...named]));
}

const OTHERS = 2;
const SLASH = 0x2f;
const DOT = 0x2e;

const codesOf = (text: string): readonly number[] => Array.from(text, (sign) => sign.codePointAt(0) ?? 0);

const LETTERS = codesOf("xyzwvutsrqponmlkjihgfedcba0123456789");

const COUNTED = 4;

/** Any characters. Short texts are told apart by their length, so that there are several examples. */
export const ANY_TEXT: Spelling = {
  start: "0",
  next: (state) => String(Math.min(COUNTED, Number(state) + 1)),
  ends: () => true,
  characters: LETTERS,
};

/** Absolute paths in normal form; `/` is the empty text, as the globs of paths are read. */
export const PATHS: Spelling = {
  start: "root",
  next: (state, code) => {
    if (code === SLASH) return state === "root" || state === "segment" ? "slash" : undefined;
    if (state === "root") return undefined;
    if (code !== DOT) return "segment";
    return state === "slash" ? "dot" : state === "dot" ? "dots" : "segment";
  },
  ends: (state) => state === "root" || state === "segment",
  characters: [...LETTERS, SLASH],
};

const HYPHEN = 0x2d;

/** Names of hosts in normal form: labels of letters, digits and hyphens within, the last one no number. */
export const HOST_NAMES: Spelling = {
  start: "dot",
  next: (state, code) => {
    if (code === DOT) return state === "letters" || state === "digits" ? "dot" : undefined;
    if (code === HYPHEN) return state === "dot" ? undefined : "hyphen";
    const isDigit = code >= 0x30 && code <= 0x39;
    if (isDigit) return state === "dot" || state === "digits" ? "digits" : "letters";
    return code === 0x5f || (code >= 0x61 && code <= 0x7a) ? "letters" : undefined;
  },
  ends: (state) => state === "letters",
  characters: [...LETTERS, DOT],
};
