// What an event adds to a sum, or is told apart by.

import { textOf } from "../evaluate/key.js";
import type { Scene } from "../evaluate/scene.js";
import type { HistoryPattern } from "../table/format.js";
import { bounded } from "./situation.js";

/** Undefined where the question needs none, or it is unknown. */
export function eventValue(
  { fn, attribute }: HistoryPattern,
  read: Scene["attribute"],
): number | string | undefined {
  if (attribute === undefined) return undefined;
  const value = read(attribute);
  if (fn === "sum") return typeof value === "number" ? value : undefined;
  return value === undefined ? undefined : bounded(textOf(value));
}
