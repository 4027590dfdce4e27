// What may stand next: the grammar as an automaton, which reads the beginning of a piece and says how it may go on.
//
// The parser decides by what follows; a text that is being typed has nothing that follows. So all ways to read what is there
// are kept beside each other. They are few, since the grammar decides by one token nearly everywhere, and two that are alike
// from here on are one, so reading takes time linear in the piece.

import {
  Alternation,
  Alternative,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  Terminal,
  tokenMatcher,
  type Rule,
  type TokenType,
} from "chevrotain";
import { productions, type PieceRule } from "./parser.js";
import type { Token } from "./tokens.js";

/** A rule that is being read. */
export interface Frame {
  readonly rule: string;
  /** How the rule that asked for it calls it, where it says so. */
  readonly label?: string;
  /** The index of its first token. */
  readonly start: number;
  readonly parent?: Frame;
}

/** A token that may stand next. */
export interface Next {
  /** The name of the token's type: `Name`, `Kw_within`, `StringWord`. */
  readonly type: string;
  /** The word or sign itself, where it is only one. */
  readonly word?: string;
  readonly label?: string;
  /** Which of the alike places of the rule it stands in, from 0. */
  readonly place: number;
  readonly frame: Frame;
}

export interface Expected {
  readonly next: readonly Next[];
  /** Whether the piece may end here. */
  readonly complete: boolean;
  /** How many tokens could be read; where it is less than all, nothing may stand next. */
  readonly read: number;
}

/** What may stand after `tokens`, the beginning of a piece that `rule` reads; `records` as for the parser. */
export function expectedAfter(
  rule: PieceRule,
  tokens: readonly Token[],
  options: { readonly records?: boolean } = {},
): Expected {
  const run = new Run(tokens, options.records ?? false);
  const strict = run.from(rule, true);
  return strict.read === tokens.length ? strict : run.from(rule, false);
}

// ─── The automaton ──────────────────────────────────────────────────────────────────────────────────────────────

interface State {
  readonly free: State[];
  step?: { readonly terminal: Terminal; readonly to: State };
  call?: { readonly callee: string; readonly label?: string; readonly to: State };
  final?: true;
  readonly id: number;
}

interface Thread {
  readonly state: State;
  readonly frame: KnownFrame;
}

interface KnownFrame extends Frame {
  readonly id: number;
  readonly back?: State;
  readonly parent?: KnownFrame;
}

/** The grammar has some hundred. */
const mostStates = 1 << 16;

class Automaton {
  readonly #starts = new Map<string, State>();
  #states = 0;

  /** Where the reading of a rule begins. */
  start(rule: string): State {
    const known = this.#starts.get(rule);
    if (known !== undefined) return known;
    const start = this.#state();
    this.#starts.set(rule, start);
    const production: Rule | undefined = productions()[rule];
    const end = production === undefined ? start : this.#all(production.definition, start);
    end.final = true;
    return start;
  }

  #state(): State {
    this.#states += 1;
    return { free: [], id: this.#states };
  }

  #all(parts: Alternative["definition"], from: State): State {
    return parts.reduce((at, part) => this.#one(part, at), from);
  }

  #one(part: Alternative["definition"][number], from: State): State {
    const to = this.#state();
    if (part instanceof Terminal) from.step = { terminal: part, to };
    else if (part instanceof NonTerminal)
      from.call = {
        callee: part.nonTerminalName,
        ...(part.label !== undefined && { label: part.label }),
        to,
      };
    else if (part instanceof Alternation) {
      for (const way of part.definition.filter((each) => each instanceof Alternative))
        this.#all(way.definition, this.#branch(from)).free.push(to);
    } else if (part instanceof Option) {
      this.#all(part.definition, this.#branch(from)).free.push(to);
      from.free.push(to);
    } else if (part instanceof Repetition || part instanceof RepetitionMandatory) {
      const again = this.#branch(from);
      if (part instanceof Repetition) from.free.push(to);
      const end = this.#all(part.definition, this.#branch(again));
      end.free.push(again, to);
    } else throw new TypeError("the grammar has a kind of part that is not read here");
    return to;
  }

  #branch(from: State): State {
    const state = this.#state();
    from.free.push(state);
    return state;
  }
}

let automaton: Automaton | undefined;

class Run {
  readonly #automaton = (automaton ??= new Automaton());
  readonly #frames = new Map<string, KnownFrame>();

  constructor(
    private readonly tokens: readonly Token[],
    private readonly records: boolean,
  ) {}

  /** Where `strict`, a keyword that is looked for is no name. */
  from(rule: string, strict: boolean): Expected {
    const frame: KnownFrame = { rule, start: 0, id: 0 };
    let threads = this.#closed([{ state: this.#automaton.start(rule), frame }], 0);
    for (const [at, token] of this.tokens.entries()) {
      const exact =
        strict && threads.some(({ state }) => state.step?.terminal.terminalType === token.tokenType);
      const after = threads.flatMap((thread) => this.#read(thread, token, at, exact));
      if (after.length === 0) return { next: [], complete: false, read: at };
      threads = this.#closed(after, at + 1);
    }
    return {
      next: threads.flatMap(({ state, frame }) =>
        state.step === undefined ? [] : nextOf(state.step.terminal, frame),
      ),
      complete: threads.some(({ state, frame }) => state.final === true && frame.parent === undefined),
      read: this.tokens.length,
    };
  }

  #read({ state, frame }: Thread, token: Token, at: number, exact: boolean): readonly Thread[] {
    const { step } = state;
    if (step === undefined || !tokenMatcher(token, step.terminal.terminalType)) return [];
    if (exact && step.terminal.terminalType !== token.tokenType) return [];
    if (isGoingOn(step.terminal, frame) && !this.#touches(at)) return [];
    return [{ state: step.to, frame }];
  }

  /** Whether nothing stands between a token and the one before. */
  #touches(at: number): boolean {
    const [before, token] = [this.tokens[at - 1], this.tokens[at]];
    return before !== undefined && before.startOffset + before.image.length === token?.startOffset;
  }

  /** All threads that are reached without a token, each once: first those that the parser would take. */
  #closed(threads: readonly Thread[], at: number): readonly Thread[] {
    const known = new Set<number>();
    const all: Thread[] = [];
    const open = threads.toReversed();
    for (let thread = open.pop(); thread !== undefined; thread = open.pop()) {
      const { state, frame } = thread;
      const key = frame.id * mostStates + state.id;
      if (known.has(key)) continue;
      known.add(key);
      all.push(thread);
      const { call } = state;
      for (const to of state.free.toReversed()) open.push({ state: to, frame });
      if (state.final === true && frame.back !== undefined && frame.parent !== undefined)
        open.push({ state: frame.back, frame: frame.parent });
      if (
        call !== undefined &&
        (call.callee !== "recordLiteral" || this.records || frame.rule === "recordStep")
      )
        open.push({ state: this.#automaton.start(call.callee), frame: this.#frame(call, frame, at) });
    }
    return all;
  }

  #frame({ callee, label, to }: NonNullable<State["call"]>, parent: KnownFrame, start: number): KnownFrame {
    const key = `${String(to.id)} ${String(start)} ${String(parent.id)}`;
    const known = this.#frames.get(key);
    if (known !== undefined) return known;
    const frame = {
      ...{ rule: callee, start, parent, back: to, id: this.#frames.size + 1 },
      ...(label !== undefined && { label }),
    };
    this.#frames.set(key, frame);
    return frame;
  }
}

/** The rest of a name of an action that has a `*` in a word: it touches what is before it, as the parser's gate says. */
function isGoingOn(terminal: Terminal, frame: Frame): boolean {
  return frame.rule === "patternSegment" && terminal.idx === 2;
}

function nextOf(terminal: Terminal, frame: Frame): readonly Next[] {
  if (isGoingOn(terminal, frame)) return [];
  const { terminalType, label, idx } = terminal;
  const word = wordOf(terminalType);
  return [
    {
      ...{ type: terminalType.name, place: idx, frame },
      ...(word !== undefined && { word }),
      ...(label !== undefined && { label }),
    },
  ];
}

/** `within` of the type that is called `` `within` ``. */
function wordOf({ LABEL }: TokenType): string | undefined {
  return LABEL?.startsWith("`") === true ? LABEL.slice(1, -1) : undefined;
}
