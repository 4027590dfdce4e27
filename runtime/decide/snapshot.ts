// Copies what a caller hands over into plain data, once: whatever it is made of, it can neither throw nor change after.

import type { Json } from "../table/canonical.js";
import { pathTo } from "./path.js";
import type { Fault } from "./request.js";

/** What could be copied, and what stood in the way first. */
export interface Snapshot {
  /** Without the members that are no plain data; undefined where nothing is left. */
  readonly value: Json | undefined;
  readonly fault?: Fault;
}

/** Beyond these a request is no request: the copy stays small, and everything after it is quick. */
const MAX_DEPTH = 100;
const MAX_VALUES = 1_000_000;
const MAX_CHARACTERS = 16 * 1024 * 1024;

/**
 * A copy of plain data: null, booleans, finite numbers, well-formed strings, arrays and objects of these. A member that
 * is undefined counts as left out. Getters and proxies are read here, and what they throw is a fault like any other.
 */
export function snapshot(input: unknown): Snapshot {
  const copying: Copying = { values: MAX_VALUES, characters: MAX_CHARACTERS };
  const value = attempt(copying, [], () => copy(input, [], copying));
  const { fault } = copying;
  return fault === undefined ? { value } : { value, fault };
}

/** What is left of the allowance, and the first fault. */
interface Copying {
  values: number;
  characters: number;
  fault?: Fault;
}

class Refused extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message);
  }
}

/** Undefined where it fails: the first failure is noted. */
function attempt<T>(copying: Copying, path: readonly string[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    // What a getter or a proxy throws is of no interest: it may be hostile itself.
    copying.fault ??=
      error instanceof Refused ? error.fault : faultAt(path, "expected plain data, but reading it failed");
    return undefined;
  }
}

function copy(input: unknown, path: readonly string[], copying: Copying): Json {
  copying.values -= 1;
  if (copying.values < 0) throw refused([], `expected at most ${MAX_VALUES} values`);
  switch (typeof input) {
    case "string":
      return copyText(input, path, copying);
    case "number":
      if (!Number.isFinite(input)) throw refused(path, `expected a finite number, found ${String(input)}`);
      return input;
    case "boolean":
      return input;
    case "object":
      return input === null ? null : copyObject(input, path, copying);
    case "undefined":
      throw refused(path, "expected a value, found nothing");
    default:
      throw refused(path, `expected plain data, found a ${typeof input}`);
  }
}

function copyText(text: string, path: readonly string[], copying: Copying): string {
  copying.characters -= text.length;
  if (copying.characters < 0) throw refused([], `expected at most ${MAX_CHARACTERS} characters`);
  if (!text.isWellFormed()) throw refused(path, "expected Unicode text, found half of a surrogate pair");
  return text;
}

function copyObject(input: object, path: readonly string[], copying: Copying): Json {
  if (path.length >= MAX_DEPTH) throw refused(path, `expected at most ${MAX_DEPTH} levels of nesting`);
  if (Array.isArray(input)) return copyList(input, path, copying);
  if (!isPlain(input)) throw refused(path, "expected plain data, found an object of a class");
  const members: [string, Json][] = [];
  for (const name of Object.keys(input)) {
    if (copying.values < 0 || copying.characters < 0) break;
    const member = copyMember(input, name, [...path, name], copying);
    if (member !== undefined) members.push([name, member]);
  }
  // Defines own members, so that one named `__proto__` is a member like any other.
  return Object.fromEntries(members);
}

/** One that cannot be copied is left out, so that kill switches still see the others. */
function copyMember(
  input: object,
  name: string,
  path: readonly string[],
  copying: Copying,
): Json | undefined {
  return attempt(copying, path, () => {
    copyText(name, path, copying);
    const member: unknown = Reflect.get(input, name);
    return member === undefined ? undefined : copy(member, path, copying);
  });
}

function copyList(input: readonly unknown[], path: readonly string[], copying: Copying): Json {
  const items: Json[] = [];
  const { length } = input;
  for (let i = 0; i < length; i += 1) items.push(copy(input[i], [...path, String(i)], copying));
  return items;
}

/** An object literal, or what `JSON.parse` gives, of any realm. */
function isPlain(input: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(input);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refused(path: readonly string[], message: string): Refused {
  return new Refused(faultAt(path, message));
}

function faultAt(path: readonly string[], message: string): Fault {
  return { path: pathTo(path), message };
}
