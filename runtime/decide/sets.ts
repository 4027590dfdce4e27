// Refreshed data in a decision: which sets it reads, what was in force of them, and how that is told.

import { contentOf, type Content } from "../evaluate/content.js";
import { textOf } from "../evaluate/key.js";
import type { DataSet } from "../table/format.js";
import { digestOf } from "./digest.js";
import { bearingOn, type Policy } from "./policy.js";
import type { DataFact, Decision } from "./request.js";
import { timeText } from "./show.js";
import type { Situation } from "./situation.js";

/** What a set holds, or why that is not known. */
export type InForce = KnownSet | { readonly known: false; readonly fault: string };

export interface KnownSet {
  readonly known: true;
  readonly content: Content;
  /** "sha256:…" of the content in normal form. */
  readonly digest: string;
  /** Epoch milliseconds; absent where it is as compiled. */
  readonly loaded?: number;
}

/** By the index of a refreshed data set: those that the decision reads. */
export type Sets = ReadonlyMap<number, InForce>;

export const NO_SETS: Sets = new Map();

/** The refreshed sets that deciding this takes, in the table's order. */
export function setsReadIn(policy: Policy, situation: Situation): readonly number[] {
  if (policy.setReads.size === 0) return [];
  const { rules = [], results = [], events = [] } = bearingOn(policy, situation) ?? {};
  const patterns = events.flatMap((index) => policy.table.histories[index] ?? []);
  const readers = situation.returned === undefined ? [...rules, ...patterns] : results;
  const read = readers.flatMap((reader) => policy.setReads.get(reader) ?? []);
  return Array.from(new Set(read)).sort((a, b) => a - b);
}

/** The set as it was compiled: what tests decide by. */
export function asCompiled(set: DataSet): KnownSet {
  return knownSet(set, contentOf(set));
}

export function knownSet({ schema }: Pick<DataSet, "schema">, content: Content, loaded?: number): KnownSet {
  const digest = digestOf(normalText(schema, content));
  return { known: true, content, digest, ...(loaded !== undefined && { loaded }) };
}

/** Equal for equal contents: the members of a set, and the entries of a map, have no order. */
function normalText({ type }: DataSet["schema"], { values, keys }: Content): string {
  const texts = values.map(textOf);
  if (keys !== undefined) {
    const entries = keys.map((key, i) => `${JSON.stringify(key)}:${texts[i] ?? ""}`);
    return `{${inOrder(keys, entries).join(",")}}`;
  }
  return `[${(type === "set" ? texts.sort() : texts).join(",")}]`;
}

/** By their keys, as RFC 8785 sorts members. */
function inOrder(keys: readonly string[], entries: readonly string[]): readonly string[] {
  const byKey = new Map(keys.map((key, i) => [key, entries[i] ?? ""]));
  return Array.from(byKey.keys())
    .sort()
    .map((key) => byKey.get(key) ?? "");
}

/** What was in force of the refreshed data that the decision read; nothing where it read none. */
export function factsOf({ table }: Policy, sets: Sets): Pick<Decision, "facts"> {
  const data = Array.from(sets, ([index, set]): DataFact => {
    const name = { policy: table.policy.name, name: table.data[index]?.name ?? "" };
    if (!set.known) return { ...name, fault: set.fault };
    const { digest, loaded } = set;
    return { ...name, digest, ...(loaded !== undefined && { loaded: timeText(loaded) }) };
  });
  return data.length === 0 ? {} : { facts: { data } };
}
