// All globs on one term as one automaton, which reads a text once and says which of them match. Its states are made as
// texts lead to them, as RE2 does it (R. Cox, "Regular Expression Matching in the Wild", 2010), and forgotten when they
// become too many.

import { SLASH, type Step } from "./glob-steps.js";

export interface State {
  /** Places in the steps of all globs: `glob × STRIDE + step`, sorted. */
  readonly places: readonly number[];
  /** The globs that match a text that ends here. */
  readonly matched: readonly number[];
  /** A number for equal `matched`. */
  readonly signature: number;
  /** Its place among the states that are kept. */
  readonly index: number;
  /** The kinds of characters that lead elsewhere than those that no glob names. */
  readonly asked: ReadonlySet<number>;
}

const STRIDE = 65_536;
const ASCII = 128;
/** No character: what stands for those that no glob names. */
const NAMELESS = -1;

/** States that are kept, and texts that are read, at most: beyond, globs are asked one by one. */
const MOST_STATES = 4_096;
const LONGEST = 1_024;
/** New states that one text may make. */
const MOST_NEW = 64;
/** Where states have many characters to lead away by, fewer are kept: so many in all. */
const MOST_STEPS = 1_048_576;
/** Where more are walked through, the way to those beyond is found anew each time. */
const MOST_NUMBERED = 65_535;

export class GlobAutomaton {
  readonly #globs: readonly (readonly Step[])[];
  readonly #signatures = new Map<string, number>();
  #known = new Map<string, State>();
  #states: State[] = [];
  /**
   * Where a character leads, by the state's index and the character's kind: one more than the index of a state, or 0 where that was
   * not asked yet. One flat list of small numbers stays at hand.
   */
  #next = new Uint16Array(0);
  /** The characters that globs name; all others are of one kind, the first. */
  readonly #named: readonly number[];
  /** How many kinds there are. */
  readonly #width: number;
  readonly #kinds: ReadonlyMap<number, number>;
  readonly #asciiKinds: Int32Array;
  readonly #most: number;

  constructor(globs: readonly (readonly Step[])[]) {
    this.#globs = globs;
    this.#named = [NAMELESS, ...namedIn(globs)];
    this.#width = this.#named.length;
    this.#kinds = new Map(this.#named.map((code, kind) => [code, kind]));
    this.#asciiKinds = Int32Array.from({ length: ASCII }, (_, code) => this.#kinds.get(code) ?? 0);
    this.#most = Math.min(MOST_STATES, Math.floor(MOST_STEPS / this.#width));
    this.#stateAt(this.#initial());
  }

  /**
   * A number that is the same for texts that the same globs match; undefined where the text is too long or leads
   * astray. Numbers are small, and never reused.
   */
  signatureOf(text: string): number | undefined {
    return this.#read(text)?.signature;
  }

  /** Where the empty text leads. */
  get start(): State {
    return this.#stateAt(this.#initial());
  }

  /** Where one more character leads. */
  next(state: State, code: number): State {
    return this.#after(state, (code < ASCII ? this.#asciiKinds[code] : this.#kinds.get(code)) ?? 0);
  }

  #after(state: State, kind: number): State {
    const known = this.#next[state.index * this.#width + kind] ?? 0;
    return this.#states[known - 1] ?? this.#step(state, kind);
  }

  /** The state in which the text ends. */
  #read(text: string): State | undefined {
    if (text.length > LONGEST) return undefined;
    if (this.#states.length > this.#most) this.#forget();
    const most = this.#states.length + MOST_NEW;
    const kinds = this.#asciiKinds;
    const width = this.#width;
    let next = this.#next;
    let at = 0;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      const known = code < ASCII ? (next[at * width + (kinds[code] ?? 0)] ?? 0) : 0;
      if (known > 0) at = known - 1;
      else {
        const point = text.codePointAt(i) ?? 0;
        if (point > 0xffff) i += 1;
        const from = this.#states[at];
        if (from === undefined) return undefined;
        at = this.next(from, point).index;
        next = this.#next;
        if (this.#states.length > most) return undefined;
      }
    }
    return this.#states[at];
  }

  #forget(): void {
    this.#known = new Map();
    this.#states = [];
    this.#next = new Uint16Array(0);
    this.#stateAt(this.#initial());
  }

  #initial(): ReadonlySet<number> {
    const places = new Set<number>();
    this.#globs.forEach((_, glob) => {
      this.#reach(glob, 0, places);
    });
    return places;
  }

  /** Adds the place, and those that it leads to without a character. */
  #reach(glob: number, step: number, places: Set<number>): void {
    const place = glob * STRIDE + step;
    if (places.has(place)) return;
    places.add(place);
    const kind = this.#globs[glob]?.[step]?.kind;
    if (kind === "run") this.#reach(glob, step + 1, places);
    if (kind === "enter") this.#reach(glob, step + 2, places);
  }

  #step(from: State, kind: number): State {
    const state = kind !== 0 && !from.asked.has(kind) ? this.#after(from, 0) : this.#made(from, kind);
    if (state.index < MOST_NUMBERED) this.#next[from.index * this.#width + kind] = state.index + 1;
    return state;
  }

  #made(from: State, kind: number): State {
    const code = this.#named[kind] ?? NAMELESS;
    const places = new Set<number>();
    for (const place of from.places) this.#advance(Math.floor(place / STRIDE), place % STRIDE, code, places);
    return this.#stateAt(places);
  }

  #advance(glob: number, at: number, code: number, places: Set<number>): void {
    const step = this.#globs[glob]?.[at];
    switch (step?.kind) {
      case "character":
        if (step.code === code) this.#reach(glob, at + 1, places);
        return;
      case "any":
        if (step.not !== code) this.#reach(glob, at + 1, places);
        return;
      case "run":
        if (step.not !== code) this.#reach(glob, at, places);
        return;
      case "enter":
        if (code === SLASH) this.#reach(glob, at + 1, places);
        return;
      default:
    }
  }

  #stateAt(places: ReadonlySet<number>): State {
    const sorted = Array.from(places).sort((a, b) => a - b);
    const key = sorted.join(" ");
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const matched = sorted
      .filter((place) => this.#globs[Math.floor(place / STRIDE)]?.length === place % STRIDE)
      .map((place) => Math.floor(place / STRIDE));
    const text = matched.join(" ");
    const signature = this.#signatures.get(text) ?? this.#signatures.size;
    this.#signatures.set(text, signature);
    const asked = this.#askedAt(sorted);
    const state: State = { places: sorted, matched, signature, index: this.#states.length, asked };
    this.#known.set(key, state);
    this.#states.push(state);
    this.#makeRoom();
    return state;
  }

  #askedAt(places: readonly number[]): ReadonlySet<number> {
    const kinds = new Set<number>();
    for (const place of places) {
      const step = this.#globs[Math.floor(place / STRIDE)]?.[place % STRIDE];
      const code = step && codeIn(step);
      if (code !== undefined) kinds.add(this.#kinds.get(code) ?? 0);
    }
    return kinds;
  }

  #makeRoom(): void {
    const wanted = this.#states.length * this.#width;
    if (wanted <= this.#next.length) return;
    const next = new Uint16Array(2 * wanted);
    next.set(this.#next);
    this.#next = next;
  }
}

/** The characters that steps stand for, or do not stand for. */
function namedIn(globs: readonly (readonly Step[])[]): ReadonlySet<number> {
  const named = new Set<number>([SLASH]);
  for (const steps of globs)
    for (const step of steps) {
      const code = codeIn(step);
      if (code !== undefined) named.add(code);
    }
  return named;
}

/** The character that a step stands for, or alone does not stand for. */
function codeIn(step: Step): number | undefined {
  if (step.kind === "enter") return SLASH;
  return step.kind === "character" ? step.code : step.not;
}
