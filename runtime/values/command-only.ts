// `cmd runs only [entries]`: is every simple command wholly one of these, and does nothing beside?

import { directoriesOf } from "./command-directory.js";
import { fitsExactly, type ExactPattern } from "./command-exact.js";
import { SOMEWHERE, type Home, type Location } from "./command-location.js";
import { isOfDescriptor, question, targetTruth, writes, type Question } from "./command-touch.js";
import { literalOf, type CommandValue, type Redirect, type SimpleCommand } from "./command.js";
import type { PathGlob } from "./home-glob.js";
import type { Truth } from "./value.js";

/** What a command may consist of. */
export interface Allowed {
  readonly entries: readonly ExactPattern[];
  /** Names of variables that may be assigned. */
  readonly env: readonly string[];
  /** What redirects may write. */
  readonly writing: readonly PathGlob[];
}

/** False as soon as one simple command is surely none of these; else unknown where something is not seen. */
export function commandRunsOnly(command: CommandValue, allowed: Allowed, home: Home): Truth {
  const { simple, complete } = command;
  const directories = directoriesOf(command, home);
  const targets = question(allowed.writing, home);
  let truth: Truth = complete ? true : "unknown";
  for (const [index, each] of simple.entries()) {
    const own = isAllowed(each, allowed, directories[index] ?? [SOMEWHERE], targets);
    if (own === false) return false;
    if (own === "unknown") truth = own;
  }
  // An empty command is none of the entries.
  return complete && simple.every(({ words }) => words.length === 0) ? false : truth;
}

function isAllowed(
  { words, assignments, redirects, compound }: SimpleCommand,
  { entries, env }: Allowed,
  at: readonly Location[],
  writing: Question,
): Truth {
  if (assignments.some(({ name }) => !env.includes(name))) return false;
  // The commands of a compound one are looked at by themselves.
  const own = words.length === 0 ? compound === true : isOneOf(words, entries);
  const truths: readonly Truth[] = [own, ...redirects.map((each) => mayRedirect(each, at, writing))];
  return truths.includes(false) ? false : truths.includes("unknown") ? "unknown" : true;
}

function isOneOf(words: SimpleCommand["words"], entries: readonly ExactPattern[]): Truth {
  if (entries.some((entry) => fitsExactly(words, entry, "sure"))) return true;
  return entries.some((entry) => fitsExactly(words, entry, "possible")) ? "unknown" : false;
}

/** To `/dev/null`, of one descriptor to another, or writing where it may. */
function mayRedirect(redirect: Redirect, at: readonly Location[], writing: Question): Truth {
  const target = literalOf(redirect.target);
  if (isOfDescriptor(redirect)) return target !== "-";
  if (redirect.operator.startsWith("<<")) return false;
  if (target === "/dev/null") return true;
  return writes(redirect) ? targetTruth(redirect, at, writing) : false;
}
