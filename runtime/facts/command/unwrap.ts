// What a simple command runs besides its own program: finds the one who knows the program.

import { literalOf, programOf, type SimpleCommand } from "../../values/command.js";
import { BUILTINS } from "./builtins.js";
import { EDITORS } from "./editors.js";
import { FIND } from "./find.js";
import { GIT, unwrapGitProgram } from "./git.js";
import { INTERPRETERS } from "./interpreters.js";
import { handsOn, handsOnWords } from "./hands-on.js";
import { isOpaque } from "./opaque.js";
import { RUNNERS } from "./runners.js";
import { SHELLS } from "./shells.js";
import { isPlain } from "./plain.js";
import { NOTHING, STRANGER, UNSEEN, type Unwrap, type Unwrapped } from "./unwrapped.js";
import { WRAPPERS } from "./wrappers.js";

const PROGRAMS: ReadonlyMap<string, Unwrap> = new Map(
  [BUILTINS, EDITORS, FIND, GIT, INTERPRETERS, RUNNERS, SHELLS, WRAPPERS].flatMap(Object.entries<Unwrap>),
);

export function unwrap(command: SimpleCommand): Unwrapped {
  if (command.words.length === 0) return NOTHING;
  const program = programOf(command.words);
  const [first] = command.words;
  if (program === undefined || first === undefined || isStrange(program, literalOf(first) ?? ""))
    return UNSEEN;
  const names = namesOf(program);
  const known = names.some((name) => name.startsWith("git-"))
    ? unwrapGitProgram
    : names.map((name) => PROGRAMS.get(name)).find((each) => each !== undefined);
  const { seen, ...rest } =
    known?.(command) ?? (names.some(isKnown) && !command.words.some(handsOn) ? NOTHING : STRANGER);
  const more = names.some((name) => handsOnWords(name, command.words.slice(1)));
  const opaque = names.some((name) => isOpaque(name, command.words.slice(1)));
  return { ...rest, ...(more ? { stranger: true } : {}), seen: seen && !opaque };
}

/** A name like an option's is no program's. */
function isKnown(name: string): boolean {
  return isPlain(name) || name.startsWith("-");
}

/** GNU's programs, as systems with programs of their own name them. */
const GNU = /^g(?=(?:chroot|env|find|make|nice|nohup|sort|split|stdbuf|tar|time|timeout|xargs)$)/u;

/** The names that a program goes by: `python3.11` is python, `nc.openbsd` nc, `gfind` find. */
function namesOf(program: string): readonly string[] {
  const name = program.toLowerCase().replace(/\.exe$/u, "");
  const plain = name
    .replace(/-?\d[\d.]*$|\.(?:basic|gtk3?|nox|openbsd|tiny|traditional)$/u, "")
    .replace(GNU, "");
  return plain === name || plain === "" ? [name] : [name, plain];
}

/** Names by which some shell or kernel finds another program than the one named. */
function isStrange(program: string, path: string): boolean {
  return /^[=!^]|[\p{Cc}\p{Cf}\p{Z}]/u.test(program) || /^\/+(?:proc|dev)\//u.test(path);
}
