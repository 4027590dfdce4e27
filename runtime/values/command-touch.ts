// `cmd touches`, `cmd redirects`, `cmd runs … touching`: the files that the words of a command may name.

import { writesFiles } from "./awk-program.js";
import { stageMatches } from "./command-match.js";
import type { CommandPattern } from "./command-pattern.js";
import { directoriesOf } from "./command-directory.js";
import { coverage, resolve, SOMEWHERE, type Effort, type Home, type Location } from "./command-location.js";
import {
  literalOf,
  programOf,
  type CommandValue,
  type Redirect,
  type SimpleCommand,
  type Word,
} from "./command.js";
import type { PathGlob } from "./home-glob.js";
import type { Truth } from "./value.js";

/** What a command's words are held against. */
export interface Question {
  readonly globs: readonly PathGlob[];
  readonly home: Home;
  readonly effort: Effort;
}

/** Characters, and segments times steps of patterns, that one question may take: beyond, the answer is unknown. */
const EFFORT = 100_000;

/** A text that may name a file. */
interface Named {
  readonly text: string;
  /** Does a leading `~` stand for a home? */
  readonly tilde: boolean;
  /** Does the command name this file, if it names any by this word? Else it may. */
  readonly certain: boolean;
  /** May it be a directory, with all that lies below it? */
  readonly above: boolean;
}

/** Every place at all. */
const ANYTHING: Named = { text: "/proc", tilde: false, certain: false, above: true };

/** True where a word or a redirect of some simple command surely names a file that a pattern covers. */
export function commandTouches(command: CommandValue, globs: readonly PathGlob[], home: Home): Truth {
  return someCommand(command, globs, home, (simple, at, asked) =>
    anyOf([...namedByWords(simple), ...simple.redirects.flatMap(namedByRedirect)], at, asked),
  );
}

/** True where a redirect that writes surely has such a target. */
export function commandRedirects(command: CommandValue, globs: readonly PathGlob[], home: Home): Truth {
  return someCommand(command, globs, home, ({ redirects }, at, asked) =>
    anyOf(redirects.filter(writes).flatMap(namedByRedirect), at, asked),
  );
}

/** True where one simple command surely both fits an entry and touches. The entries have one stage. */
export function commandRunsTouching(
  command: CommandValue,
  entries: readonly CommandPattern[],
  globs: readonly PathGlob[],
  home: Home,
): Truth {
  return someCommand(command, globs, home, (simple, at, asked) => {
    if (!entries.some(({ stages: [stage] }) => stageMatches(simple, stage, "possible"))) return false;
    const touches = anyOf([...namedByWords(simple), ...simple.redirects.flatMap(namedByRedirect)], at, asked);
    const runs = entries.some(({ stages: [stage] }) => stageMatches(simple, stage, "sure"));
    return touches === true && !runs ? "unknown" : touches;
  });
}

/** Is the target of a redirect surely covered, wherever the command runs? */
export function targetTruth(redirect: Redirect, directories: readonly Location[], question: Question): Truth {
  return anyOf(namedByRedirect(redirect), directories, question);
}

export function question(globs: readonly PathGlob[], home: Home): Question {
  return { globs, home, effort: { left: EFFORT } };
}

function someCommand(
  command: CommandValue,
  globs: readonly PathGlob[],
  home: Home,
  truthOf: (simple: SimpleCommand, at: readonly Location[], asked: Question) => Truth,
): Truth {
  const asked = question(globs, home);
  const directories = directoriesOf(command, home);
  let truth: Truth = command.complete ? false : "unknown";
  for (const [index, simple] of command.simple.entries()) {
    const own = truthOf(simple, directories[index] ?? [SOMEWHERE], asked);
    if (own === true) return true;
    if (own === "unknown") truth = own;
  }
  return truth;
}

function anyOf(named: readonly Named[], at: readonly Location[], question: Question): Truth {
  let truth: Truth = false;
  for (const each of named) {
    if (question.effort.left < 0) return "unknown";
    const own = truthOfNamed(each, at, question);
    if (own === true) return true;
    if (own === "unknown") truth = own;
  }
  return truth;
}

/** Sure is what is so in every directory where the command may run. */
function truthOfNamed(
  { text, tilde, certain, above }: Named,
  at: readonly Location[],
  { globs, home, effort }: Question,
): Truth {
  effort.left -= at.length * (10 + text.length);
  if (effort.left < 0) return "unknown";
  let covered = 0;
  let doubt = false;
  for (const directory of at) {
    const place = resolve(text, tilde, directory, home);
    const found = globs.map((glob) => coverage(place, glob, home, effort));
    if (found.some(({ covers }) => covers === true)) covered += 1;
    doubt ||= found.some((each) => each.covers !== false || (above && each.above));
  }
  if (certain && covered === at.length) return true;
  return doubt ? "unknown" : false;
}

// ─── Words ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** A program is looked for by its name, unless it has a slash. */
function namedByWords({ words, assignments }: SimpleCommand): readonly Named[] {
  if (words.length + assignments.length > MOST_WORDS) return [ANYTHING];
  const [program, ...operands] = words;
  const own = program === undefined ? [] : namedByProgram(program);
  if (/^[gmn]?awk$/u.test(programOf(words) ?? "") && operands.some(opensFiles)) return [ANYTHING];
  return [...own, ...[...operands, ...assignments.map(({ value }) => value)].flatMap(namedBy)];
}

/** A program for awk that reads or writes files by what its text says. */
function opensFiles({ pieces }: Word): boolean {
  return pieces.some((piece) => /getline|ARG[CV]/u.test(piece) || writesFiles(piece));
}

function namedByProgram(program: Word): readonly Named[] {
  const text = literalOf(program);
  if (text === undefined) return [ANYTHING];
  if (!text.includes("/") && program.tilde !== true) return [];
  return [{ text, tilde: program.tilde === true, certain: true, above: false }];
}

function namedBy(word: Word): readonly Named[] {
  // `<(…)` becomes the name of an open file.
  if (/^[<>]\(/u.test(word.text) && word.pieces[0] === "/dev/fd/") return [];
  const text = literalOf(word);
  if (text === undefined) return [namedByGlob(word) ?? ANYTHING];
  const option = text.length > 1 && text.startsWith("-");
  const whole: Named = { text, tilde: word.tilde === true, certain: true, above: !option };
  // A program may take a quoted `~` for a home by itself.
  const quoted: readonly Named[] =
    text.startsWith("~") && word.tilde !== true ? [{ ...whole, tilde: true, certain: false }] : [];
  return [whole, ...quoted, ...(option ? attached(text) : []), ...partsOf(text)];
}

/** A shell's pattern names files below the directory that it begins with, unless it has parts that are not seen. */
function namedByGlob({ text, fields, tilde }: Word): Named | undefined {
  if (fields !== "many" || !/[*?[]/u.test(text) || /[$`{}()\\'"=:@,]/u.test(text)) return undefined;
  const segments = text.split("/");
  const first = segments.findIndex((segment) => /[*?[]/u.test(segment));
  if (segments.slice(first).some((segment) => segment.startsWith("."))) return undefined;
  const head = segments.slice(0, first);
  const directory = head.length === 0 ? "." : head.length === 1 && head[0] === "" ? "/" : head.join("/");
  return { text: directory, tilde: tilde === true, certain: false, above: true };
}

/** The value that a short option may have attached: `-I/usr`, `-fx`. */
function attached(text: string): readonly Named[] {
  const slash = text.indexOf("/");
  const values = [text.slice(2), ...(slash > 2 ? [text.slice(slash)] : [])].filter((value) => value !== "");
  return values.map((value) => ({ text: value, tilde: true, certain: false, above: /^[/~.]/u.test(value) }));
}

/** More words and parts than a command line has that somebody wrote. */
const MOST_WORDS = 2000;
const MOST_PARTS = 64;

const WEB = /(?:^|[=@,;|<])(?:https?|wss?)$/iu;

/**
 * What follows `=`, `:` and `@`, to the end and to the next of them; what follows another mark, or stands first, may
 * count: `curl -F 'x=<file;type=…'`.
 */
function partsOf(text: string): readonly Named[] {
  const marks = [...text.matchAll(/[=:@,;|<]/gu)].map(({ index }) => index);
  const [first] = marks;
  if (first === undefined) return [];
  if (marks.length > MOST_PARTS) return [ANYTHING];
  const part = (value: string, certain: boolean): readonly Named[] =>
    value === "" ? [] : [{ text: value, tilde: true, certain, above: true }];
  // The host and the percent-escapes of a URL are not read.
  const escaped = /(?:^|[=@,+])file:(?:.*%|\/\/[^/])/iu.test(text) ? [ANYTHING] : [];
  return [
    ...escaped,
    ...part(text.slice(0, first), false),
    ...marks.flatMap((mark, index) => {
      const rest = text.slice(mark + 1);
      // The host and the path of a URL are no files here.
      if (text[mark] === ":" && rest.startsWith("//") && WEB.test(text.slice(0, mark))) return [];
      const certain = /[=:@]/u.test(text[mark] ?? "");
      return [...part(rest, certain), ...part(text.slice(mark + 1, marks[index + 1]), certain)];
    }),
  ];
}

// ─── Redirects ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Of one descriptor to another, or its end: `2>&1`, `<&-`. */
export function isOfDescriptor({ operator, target }: Redirect): boolean {
  return /^[<>]&$/u.test(operator) && /^\d+-?$|^-$/u.test(literalOf(target) ?? "");
}

/** Does it open a file for writing? */
export function writes(redirect: Redirect): boolean {
  return redirect.operator.includes(">") && !isOfDescriptor(redirect);
}

/** A here-document and a here-string hold text. */
function namedByRedirect(redirect: Redirect): readonly Named[] {
  const { operator, target } = redirect;
  if (operator.startsWith("<<") || isOfDescriptor(redirect)) return [];
  if (/^[<>]\(/u.test(target.text) && target.pieces[0] === "/dev/fd/") return [];
  const text = literalOf(target);
  if (text === undefined) return [ANYTHING];
  return [{ text, tilde: target.tilde === true, certain: true, above: false }];
}
