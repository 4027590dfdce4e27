// How values in normal form compare.

import type { CompareOp } from "../table/format.js";
import type { Value } from "../values/value.js";
import { identityOf } from "./key.js";
import { isList } from "./predicate.js";

export function inOrder(cmp: CompareOp, left: number, right: number): boolean {
  if (cmp === "<") return left < right;
  if (cmp === "<=") return left <= right;
  return cmp === ">" ? left > right : left >= right;
}

/** Of one type: by normal form. Sets are equal regardless of order and repetition. */
export function areEqual(left: Value, right: Value, unordered: boolean): boolean {
  if (!unordered || !isList(left) || !isList(right)) return identityOf(left) === identityOf(right);
  const members = new Set(left.map(identityOf));
  const others = new Set(right.map(identityOf));
  return members.size === others.size && Array.from(members).every((member) => others.has(member));
}
