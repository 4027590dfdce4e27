// What a fault gives: the first conditional `on_error` whose condition holds, else the unconditional one.
//
// A condition is read on requests that may be malformed: it holds where it is true and every attribute that it names is
// valid. It asks no state, since that may be what cannot be reached.

import { evaluation, truthOf } from "../evaluate/evaluate.js";
import type { Scene } from "../evaluate/scene.js";
import { detect } from "../facts/detect.js";
import { findsIn as isFound } from "../redact/search.js";
import type { AttributePath, ConditionalFallback, Fallback, Table } from "../table/format.js";
import { reachableFrom } from "../table/operands.js";
import type { Value } from "../values/value.js";
import type { Admission } from "./admit.js";
import type { Policy } from "./policy.js";
import { salvage, sentIn, type Salvaged } from "./salvage.js";
import { attributeOf } from "./situation.js";

/** `now` is undefined where the clock shows no time. Does not throw. */
export function onErrorOf(policy: Policy, admission: Admission, now: number | undefined): Fallback {
  const { onError, onErrorWhen } = policy.table.policy;
  return onErrorWhen.find((each) => holds(policy, each, admission, now)) ?? onError;
}

function holds(
  policy: Policy,
  { when }: ConditionalFallback,
  admission: Admission,
  now: number | undefined,
): boolean {
  const { paths, asksTime } = readsOf(policy.table, when.expr);
  if (asksTime && now === undefined) return false;
  const values = new Map<AttributePath, Value | undefined>();
  for (const path of paths) {
    const read = readOf(policy, admission, path);
    if (read === undefined) return false;
    values.set(path, read.value);
  }
  try {
    const finds = findsIn(policy.table, admission);
    return truthOf(when.expr, evaluation(policy.program, { ...sceneOf(values, now ?? 0), finds })) === true;
  } catch {
    // What overflows is not known to hold; nothing may keep a fault from being decided.
    return false;
  }
}

function readOf(policy: Policy, { copy, situation }: Admission, path: AttributePath): Salvaged {
  if (!situation.ok) return salvage(policy.table, copy, path);
  const value = attributeOf(situation.value, path);
  return value === undefined ? {} : { value };
}

/** What a condition names, whether or not deciding it takes them all. */
function readsOf(
  { exprs }: Table,
  root: number,
): { readonly paths: ReadonlySet<AttributePath>; readonly asksTime: boolean } {
  const named = Array.from(reachableFrom([root], exprs), (ref) => exprs[ref]);
  const paths = named.flatMap((expr) => (expr !== undefined && "path" in expr ? [expr.path] : []));
  return { paths: new Set(paths), asksTime: named.some((expr) => expr?.op === "now") };
}

/** Detectors look at what was sent; that it is valid was seen before. */
function findsIn(table: Table, { copy }: Admission): Scene["finds"] {
  return (path, detectors) => {
    const { sent, form } = sentIn(table, copy, path);
    return sent !== undefined && isFound(sent, form, detectors);
  };
}

/** The request alone: what it does not say is not known. */
function sceneOf(values: ReadonlyMap<AttributePath, Value | undefined>, now: number): Omit<Scene, "finds"> {
  return {
    now,
    attribute: (path) => values.get(path),
    history: () => ({ low: -Infinity, high: Infinity }),
    grant: () => "ended",
    approved: () => false,
    targets: () => [],
    classified: () => undefined,
    content: () => undefined,
    changes: () => undefined,
    detects: (text, detectors) => detect(text, detectors).length > 0,
  };
}
