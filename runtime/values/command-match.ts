// `cmd runs [entries]`: does a command run what one of the entries describes?

import type { CommandPattern, PatternWord, StagePattern } from "./command-pattern.js";
import {
  baseName,
  type CommandValue,
  literalOf,
  type Pipe,
  programOf,
  type SimpleCommand,
  type Word,
} from "./command.js";
import type { Truth } from "./value.js";
import { piecesFit, type View, wordFits } from "./command-glob.js";
import { hasOption, hasOptionValue, isOption, type OptionPattern } from "./command-option.js";

/**
 * True where some simple command surely matches an entry, even if the rest of the command cannot be seen; else
 * "unknown" where one may match (a word of it is an expansion) or the command is incomplete; else false.
 */
export function commandRuns(command: CommandValue, patterns: readonly CommandPattern[]): Truth {
  if (patterns.some((pattern) => matches(command, pattern, "sure"))) return true;
  if (!command.complete) return patterns.length > 0 ? "unknown" : false;
  if (patterns.some((pattern) => matches(command, pattern, "possible"))) return "unknown";
  const handed = namedBy(handedWords(command));
  const isHanded = patterns.some(({ stages }) => stages.every(({ program }) => mayName(handed, program)));
  return isHanded ? "unknown" : false;
}

function matches(command: CommandValue, pattern: CommandPattern, view: View): boolean {
  const [first, second] = pattern.stages;
  if (second === undefined) return command.simple.some((simple) => stageMatches(simple, first, view));
  const from = matching(command.simple, first, view);
  const to = matching(command.simple, second, view);
  if (view === "sure") return command.pipes.some(([source, sink]) => from.has(source) && to.has(sink));
  return [...flow(command.pipes, from)].some((sink) => to.has(sink));
}

function matching(simple: readonly SimpleCommand[], stage: StagePattern, view: View): ReadonlySet<number> {
  return new Set(simple.flatMap((each, index) => (stageMatches(each, stage, view) ? [index] : [])));
}

/** What the output of some commands may reach through the pipes: `a | b | c` may hand on a's output to c. */
function flow(pipes: readonly Pipe[], sources: ReadonlySet<number>): ReadonlySet<number> {
  const sinks = new Map(pipes.map(([source]) => [source, new Set<number>()]));
  for (const [source, sink] of pipes) sinks.get(source)?.add(sink);
  const reached = new Set<number>();
  const follow = (source: number) => {
    for (const sink of sinks.get(source) ?? []) reached.add(sink);
  };
  sources.forEach(follow);
  reached.forEach(follow);
  return reached;
}

/** Does the simple command fit one side of an entry? */
export function stageMatches(simple: SimpleCommand, stage: StagePattern, view: View): boolean {
  const { words, script, stranger } = simple;
  if (wordsMatch(words, stage, view)) return true;
  if (view === "possible" && stranger === true && mayName(namedByStranger(simple), stage.program))
    return true;
  return script !== undefined && wordsMatch(words.slice(script), stage, view);
}

/** What comes out of these says something else than their words do. */
const TURNS = new Set("base32 base64 basenc gpg openssl rev tr uudecode xxd".split(" "));

/** What programs of which nothing is known may read on their standard input: one of these words may name a program. */
function handedWords({ simple, pipes }: CommandValue): readonly Word[] {
  const strangers = new Set(simple.flatMap(({ stranger }, index) => (stranger === true ? [index] : [])));
  const texts = [...strangers].flatMap((index) =>
    (simple[index]?.redirects ?? []).flatMap(({ operator, target }) =>
      operator.startsWith("<<") ? [target] : [],
    ),
  );
  const backwards = pipes.map(([from, to]) => [to, from] as const);
  const sources = [...flow(backwards, strangers)].map((index) => simple[index]?.words ?? []);
  const turned = sources.some((words) => TURNS.has(programOf(words) ?? ""));
  return [...texts, ...sources.flatMap((words) => words.slice(1)), ...(turned ? [UNSEEN] : [])];
}

const UNSEEN: Word = { text: "", pieces: ["", ""], fields: "one" };

/** Programs that words may name. */
interface NamedPrograms {
  /** In lower case, each with the names that it may be a version or a kind of. */
  readonly names: ReadonlySet<string>;
  /** May they name any? */
  readonly any: boolean;
}

/** By itself or as a part of a text: `rm`, `/bin/rm`, `--then=rm`, `ls; rm x`. */
function namedBy(words: readonly Word[]): NamedPrograms {
  const parts = words.flatMap(({ pieces }) => pieces).flatMap((piece) => piece.split(/[^\p{L}\p{N}_./+-]+/u));
  const names = [...new Set(parts)].flatMap((part) => possibleNames(baseName(part)));
  return { names: new Set(names), any: words.some(isUnseen) };
}

function mayName({ names, any }: NamedPrograms, glob: string): boolean {
  const wanted = glob.toLowerCase();
  if (any || names.has(wanted)) return true;
  return /[*?]/u.test(wanted) && [...names].some((name) => piecesFit(wanted, [name], "possible"));
}

const named = new WeakMap<SimpleCommand, NamedPrograms>();

/** What a program of which nothing is known, or a script, may run by its words. */
function namedByStranger(simple: SimpleCommand): NamedPrograms {
  const known = named.get(simple) ?? namedBy(simple.words.slice((simple.script ?? 0) + 1));
  named.set(simple, known);
  return known;
}

/** Is a part of it an expansion that stands for anything, and not for the names of files alone (`*.c`, find's `{}`)? */
function isUnseen({ pieces, text }: Word): boolean {
  const isFound = text === "{}" && pieces[0] !== "";
  return pieces.length > 1 && !isFound && (text === "" || /[$`{(]/u.test(text));
}

function wordsMatch(all: readonly Word[], stage: StagePattern, view: View): boolean {
  const program = programOf(all);
  if (program === undefined || !programFits(stage.program, program, view)) return false;
  const words = all.slice(1);
  const options = stage.words.filter(isOptionPattern);
  return (
    options.every((option) => hasOption(words, option, view)) &&
    placesMatch(words, placesOf(stage, words, view), view)
  );
}

/**
 * Some file systems know no case, some shells complete `rm` to `rm.exe`, and a program may go by a version or a kind
 * of it (`python3.11`, `mkfs.ext4`, `vim.tiny`): possible, and no more.
 */
function programFits(glob: string, program: string, view: View): boolean {
  if (piecesFit(glob, [program], view)) return true;
  if (view === "sure") return false;
  return possibleNames(program).some((each) => piecesFit(glob.toLowerCase(), [each], view));
}

function possibleNames(program: string): readonly string[] {
  const name = program.toLowerCase();
  const names = [
    name,
    name.replace(/-?\d[\d.]*$/u, ""),
    name.replace(/\..*$/u, ""),
    name.replace(/-?\d?\..*$/u, ""),
  ];
  return names.filter((each) => each !== "");
}

/** A part of an entry that has its place among the words; `free` where it stands as the value of an option, too. */
type Place =
  { readonly kind: "rest" } | { readonly kind: "word"; readonly glob: string; readonly free: boolean };

function placesOf(stage: StagePattern, words: readonly Word[], view: View): readonly Place[] {
  return stage.words.flatMap((part, index): readonly Place[] => {
    if (part.kind === "rest") return [part];
    if (part.kind !== "word") return [];
    const before = stage.words[index - 1];
    const option = before !== undefined && isOptionPattern(before) ? before : undefined;
    const free = option !== undefined && hasOptionValue(words, option, part.glob, view);
    return [{ kind: "word", glob: part.glob, free }];
  });
}

function isOptionPattern(part: PatternWord): part is OptionPattern {
  return part.kind === "short" || part.kind === "long" || part.kind === "option";
}

/**
 * By the number of places that the words so far may have met: 0 where they cannot, MET where they can, and MAY_PASS
 * where the last of them is an option besides, so that one more word (its value) may be passed over.
 */
type Progress = Uint8Array;
const MET = 1;
const MAY_PASS = 2;

/** Do the words meet the places in their order, side by side? Takes time in proportion to words × places. */
function placesMatch(words: readonly Word[], places: readonly Place[], view: View): boolean {
  let progress = passFree(places, new Uint8Array(places.length + 1).fill(MET, 0, 1));
  for (const word of words) {
    if (progress[places.length] !== 0) return true;
    if (progress.every((reached) => reached === 0)) return false;
    progress =
      word.fields === "many"
        ? afterWords(word, places, progress, view)
        : afterWord(word, places, progress, view);
  }
  return progress[places.length] !== 0;
}

function afterWord(word: Word, places: readonly Place[], before: Progress, view: View): Progress {
  const end = literalOf(word) === "--";
  const option = isOption(word, view) && !end;
  const after = option ? MET | MAY_PASS : MET;
  const next = new Uint8Array(before.length);
  for (const [count, place] of places.entries()) {
    const reached = before[count] ?? 0;
    if (reached === 0) continue;
    if (option || end || place.kind === "rest") next[count] = (next[count] ?? 0) | after;
    if ((reached & MAY_PASS) !== 0) next[count] = (next[count] ?? 0) | MET;
    if (place.kind === "word" && wordFits(place.glob, word, view))
      next[count + 1] = (next[count + 1] ?? 0) | after;
  }
  return passFree(places, next);
}

/** One expansion may give no word or several, options among them; surely only `...` takes it. */
function afterWords(word: Word, places: readonly Place[], before: Progress, view: View): Progress {
  const next = new Uint8Array(before.length);
  for (const [count, place] of places.entries()) {
    if (view === "sure") next[count] = place.kind === "rest" ? (before[count] ?? 0) : 0;
    else if (before[count] !== 0 || next[count] !== 0) {
      next[count] = MET | MAY_PASS;
      if (place.kind === "word" && wordFits(place.glob, word, view)) next[count + 1] = MET | MAY_PASS;
    }
  }
  return passFree(places, next);
}

/** `...` and what stands as an option's value may be passed without a word. */
function passFree(places: readonly Place[], progress: Progress): Progress {
  for (const [count, place] of places.entries())
    if (place.kind === "rest" || place.free)
      progress[count + 1] = (progress[count + 1] ?? 0) | (progress[count] ?? 0);
  return progress;
}
