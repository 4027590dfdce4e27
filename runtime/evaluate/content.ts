// What a data set holds, made ready to be asked: each way of asking once it is asked.

import type { DataSet } from "../table/format.js";
import { parseDataPattern, type DataPattern, type PatternKind } from "../values/data-pattern.js";
import type { Value } from "../values/value.js";
import { identityOf } from "./key.js";

export interface Content {
  readonly values: readonly Value[];
  /** Of a map: what each value is found under. */
  readonly keys?: readonly string[];
  /** The identities of the values. */
  readonly members: () => ReadonlySet<string | number | boolean>;
  /** What a map holds, by its keys. */
  readonly entries: () => ReadonlyMap<string, Value>;
  /** The texts among its values, as patterns; what is none was refused before. */
  readonly patterns: (as: PatternKind) => readonly DataPattern[];
}

export function contentOf({ values, keys }: Pick<DataSet, "values" | "keys">): Content {
  const patterns = new Map<PatternKind, readonly DataPattern[]>();
  return {
    values,
    ...(keys !== undefined && { keys }),
    members: once(() => new Set(values.map(identityOf))),
    entries: once(() => new Map(entriesOf(keys ?? [], values))),
    patterns: (as) => {
      const known = patterns.get(as) ?? patternsIn(values, as);
      patterns.set(as, known);
      return known;
    },
  };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function entriesOf(keys: readonly string[], values: readonly Value[]): [string, Value][] {
  return keys.flatMap((key, i): [string, Value][] => {
    const value = values[i];
    return value === undefined ? [] : [[key, value]];
  });
}

function patternsIn(values: readonly Value[], as: PatternKind): readonly DataPattern[] {
  return values.flatMap((value) => {
    const pattern = typeof value === "string" ? parseDataPattern(value, as) : undefined;
    return pattern?.ok ? [pattern.value] : [];
  });
}
