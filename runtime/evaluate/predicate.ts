// Tests of single values. What is unknown, or of another type than a test is for, gives an unknown answer.

import type { Address, Cidr, UrlValue } from "../values/address.js";
import type { ChangeKind } from "../values/schema-change.js";
import { inCidr } from "../values/cidr-match.js";
import type { CommandPattern } from "../values/command-pattern.js";
import type { CommandValue } from "../values/command.js";
import { pathLike, type PathGlob } from "../values/home-glob.js";
import { hostFits } from "../values/host-match.js";
import type { HostPattern } from "../values/host-pattern.js";
import { isUnder } from "../values/relative-path.js";
import type { RecordValue, Truth, Value } from "../values/value.js";
import { commandRuns } from "../values/command-match.js";
import type { Known } from "./kleene.js";
import type { Target } from "./scene.js";

type Maybe = Value | undefined;

/** `home` is where globs of that kind begin. */
export function isLike(value: Maybe, globs: readonly PathGlob[], home: Maybe): Known {
  if (typeof value !== "string") return undefined;
  return known(pathLike(globs, value, typeof home === "string" ? home : undefined));
}

export function liesUnder(path: Maybe, directory: Maybe): Known {
  return typeof path === "string" && typeof directory === "string" ? isUnder(path, directory) : undefined;
}

function known(truth: Truth): Known {
  return truth === "unknown" ? undefined : truth;
}

export function isLikeHost(value: Maybe, patterns: readonly HostPattern[]): Known {
  const host = asAddress(value);
  return host && fitsOne({ host }, patterns);
}

/** Does it fit one of the patterns? */
export function fitsOne({ host, port }: Target, patterns: readonly HostPattern[]): boolean {
  return patterns.some((pattern) => hostFits(host, port, pattern));
}

/** A name that is no address lies in no block. */
export function isWithinCidr(value: Maybe, block: Maybe): Known {
  const address = asAddress(value);
  const cidr = asCidr(block);
  if (address === undefined || cidr === undefined) return undefined;
  return address.bits !== undefined && inCidr(address.bits, cidr);
}

export function runsOne(value: Maybe, entries: readonly CommandPattern[]): Known {
  const command = asCommand(value);
  if (command === undefined) return undefined;
  return known(commandRuns(command, entries));
}

export function arePermitted(
  changes: readonly ChangeKind[] | undefined,
  permit: readonly ChangeKind[],
): Known {
  return changes?.every((change) => permit.includes(change));
}

/** The texts that a detector looks at: of a string, of what is known by its text, and of each member of a list. */
export function textsIn(value: Value): readonly string[] {
  if (typeof value === "string") return [value];
  if (isList(value)) return value.flatMap(textsIn);
  return isRecord(value) && typeof value.text === "string" ? [value.text] : [];
}

/** The place of a text among `members`; undefined where it is none of them. */
export function placeIn(members: readonly string[], value: Maybe): number | undefined {
  const place = typeof value === "string" ? members.indexOf(value) : -1;
  return place < 0 ? undefined : place;
}

/** Follows `steps` into a record. */
export function memberAt(start: Maybe, steps: readonly string[]): Maybe {
  let value = start;
  for (const step of steps) {
    if (!isRecord(value) || !Object.hasOwn(value, step)) return undefined;
    value = value[step];
  }
  return value;
}

// ─── Sorts of structured values ─────────────────────────────────────────────────────────────────────────────────
// Types were checked by the compiler: these only keep a mistyped table from doing harm.

export function isList(value: Maybe): value is readonly Value[] {
  return Array.isArray(value);
}

function isRecord(value: Maybe): value is RecordValue {
  return typeof value === "object" && !Array.isArray(value);
}

export function asAddress(value: Maybe): Address | undefined {
  return isRecord(value) && typeof value.text === "string" ? (value as unknown as Address) : undefined;
}

function asCidr(value: Maybe): Cidr | undefined {
  const isBlock = isRecord(value) && typeof value.bits === "string" && typeof value.length === "number";
  return isBlock ? (value as unknown as Cidr) : undefined;
}

export function asUrl(value: Maybe): UrlValue | undefined {
  return isRecord(value) && typeof value.scheme === "string" ? (value as unknown as UrlValue) : undefined;
}

export function asCommand(value: Maybe): CommandValue | undefined {
  return isRecord(value) && Array.isArray(value.simple) ? (value as unknown as CommandValue) : undefined;
}
