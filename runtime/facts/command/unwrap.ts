// What a simple command runs besides its own program: finds the one who knows the program.

import { literalOf, programOf, type SimpleCommand } from "../../values/command.js";
import { BUILTINS } from "./builtins.js";
import { EDITORS } from "./editors.js";
import { FIND } from "./find.js";
import { GIT, unwrapGitProgram } from "./git.js";
import { INTERPRETERS } from "./interpreters.js";
import { isOpaque } from "./opaque.js";
import { RUNNERS } from "./runners.js";
import { SHELLS } from "./shells.js";
import { NOTHING, UNSEEN, type Unwrap, type Unwrapped } from "./unwrapped.js";
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
  const name = program.toLowerCase().replace(/\.exe$/u, "");
  const known = name.startsWith("git-")
    ? unwrapGitProgram
    : (PROGRAMS.get(name) ?? PROGRAMS.get(name.replace(/-?\d[\d.]*$/u, "")));
  const { seen, ...rest } = known?.(command) ?? NOTHING;
  const opaque = isOpaque(name, command.words.slice(1));
  return { ...rest, seen: seen && !opaque };
}

/** Names by which some shell or kernel finds another program than the one named. */
function isStrange(program: string, path: string): boolean {
  return /^=|[\p{Cc}\p{Cf}\p{Z}]/u.test(program) || /^\/+(?:proc|dev)\//u.test(path);
}
