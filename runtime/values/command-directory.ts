// The directories in which each simple command of a command may run: where it starts, and where `cd` and its kin lead.

import {
  homeLocation,
  resolve,
  SOMEWHERE,
  locationOf,
  type Home,
  type Location,
} from "./command-location.js";
import { literalOf, programOf, type CommandValue, type SimpleCommand, type Word } from "./command.js";

/** More are not told apart. */
const MOST = 8;

/** More are not followed. */
const MOST_MOVES = 100;

/** Deeper ones are not told apart either. */
const DEEPEST = 100;

const MOVERS = new Set(["cd", "chdir", "pushd", "popd"]);

/**
 * By the index of the simple command. A `cd` may fail, or stand in a subshell, so what follows may run before and after
 * it, except where `&&` lets it run only after.
 */
export function directoriesOf(command: CommandValue, home: Home): readonly (readonly Location[])[] {
  const start = command.directory === undefined ? SOMEWHERE : locationOf(command.directory);
  const { simple } = command;
  // What a loop does once more starts from where it went before.
  const movers = simple.filter(isMover);
  if (movers.length > MOST_MOVES || movers.some(({ repeated }) => repeated === true))
    return simple.map(() => [SOMEWHERE]);
  let directories: readonly Location[] = [start];
  let visited = directories;
  const guarded: { readonly until: number; readonly before: readonly Location[] }[] = [];
  return simple.map((each, index) => {
    for (let last = guarded.at(-1); last !== undefined && last.until <= index; last = guarded.at(-1)) {
      directories = union(directories, last.before);
      guarded.pop();
    }
    const here = directories;
    if (!isMover(each)) return here;
    const there = after(each, here, visited, home);
    visited = union(visited, there);
    if (each.guards === undefined) directories = union(here, there);
    else {
      guarded.push({ until: each.guards, before: here });
      directories = there;
    }
    return here;
  });
}

function isMover({ words }: SimpleCommand): boolean {
  return MOVERS.has(programOf(words) ?? "");
}

function after(
  { words }: SimpleCommand,
  here: readonly Location[],
  visited: readonly Location[],
  home: Home,
): readonly Location[] {
  const operands = words.slice(1).filter((word) => !/^-(?:[LPe@]+|-)$/u.test(literalOf(word) ?? ""));
  const [operand, more] = operands;
  const program = programOf(words);
  if (more !== undefined) return [SOMEWHERE];
  if (operand === undefined && program !== "pushd" && program !== "popd") return [homeLocation(home)];
  if (operand === undefined || program === "popd" || isOfStack(operand)) return union(visited, [SOMEWHERE]);
  const text = literalOf(operand);
  if (text === undefined) return [SOMEWHERE];
  return limited(here.map((from) => resolve(text, operand.tilde === true, from, home)));
}

/** `cd -`, `pushd +1`: back to where it was. */
function isOfStack(operand: Word): boolean {
  return /^[-+]\d*n?$/u.test(literalOf(operand) ?? "");
}

function union(some: readonly Location[], others: readonly Location[]): readonly Location[] {
  const all = new Map([...some, ...others].map((each) => [JSON.stringify(each), each]));
  return limited([...all.values()]);
}

function limited(locations: readonly Location[]): readonly Location[] {
  const isTooMuch = locations.length > MOST || locations.some(({ segments }) => segments.length > DEEPEST);
  return isTooMuch ? [SOMEWHERE] : locations;
}
