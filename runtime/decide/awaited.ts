// Questions about the past that hang on how an earlier action ended: what is known of it when it is decided, and what its
// report adds.
//
// Of the question's condition, all that does not hang on the report is worked out when the action is decided, and only
// the values are kept: no part of a request outlives its decision for this, and whatever a condition may read, it is read then.

import { contentOf, type Content } from "../evaluate/content.js";
import { evaluationKnowing, truthOf, valueOf, type Evaluation } from "../evaluate/evaluate.js";
import { Fault } from "../evaluate/fault.js";
import type { Known } from "../evaluate/kleene.js";
import { detect } from "../facts/detect.js";
import { isList } from "../evaluate/predicate.js";
import type { Scene } from "../evaluate/scene.js";
import type { AwaitedEvent, KnownPart, Revision } from "../state/store.js";
import type { Expr, HistoryPattern, Ref } from "../table/format.js";
import { operandsOf } from "../table/operands.js";
import type { Value } from "../values/value.js";
import { eventValue } from "./event-value.js";
import { isReported } from "../evaluate/reported.js";
import type { Policy } from "./policy.js";
import { findsAt } from "./scene.js";
import { attributeOf, type Situation } from "./situation.js";

/** How an action ended. */
export interface Ended {
  readonly outcome: "ok" | "failed";
  /** With what came back from it; absent where that is not known: it was not as declared, or could not be read. */
  readonly situation?: Situation;
}

/** Does the pattern read what only a report tells? */
export function isAwaited({ where, attribute }: HistoryPattern, { program: { hangs } }: Policy): boolean {
  return (where !== undefined && hangs[where] === true) || (attribute !== undefined && isReported(attribute));
}

/** The truth of a `where`; what overflows is unknown, like all that cannot be answered. */
export function wasSo({ where }: HistoryPattern, at: Evaluation): Known {
  if (where === undefined) return true;
  return attempted(() => truthOf(where, at));
}

function attempted<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** What is known of a pattern's `where` before the report. */
export function knownOf(policy: Policy, { where }: HistoryPattern, at: Evaluation): readonly KnownPart[] {
  const { refs, sets } = frontier(policy, where);
  const parts = refs.map((ref): KnownPart => {
    const part = attempted(() => ({ value: valueOf(ref, at) }));
    if (part === undefined) return { faulty: true };
    return part.value === undefined ? {} : { value: part.value };
  });
  return [...parts, ...sets.map((set) => heldBy(at.scene.content(set)))];
}

/** A set as one part: what it held when the action was decided is what its report asks. */
function heldBy(content: Content | undefined): KnownPart {
  if (content === undefined) return {};
  return { value: content.keys === undefined ? [content.values] : [content.values, content.keys] };
}

function contentFrom({ value }: KnownPart): Content | undefined {
  const [values, keys] = isList(value) ? value : [];
  if (!isList(values)) return undefined;
  return contentOf({ values, ...(isList(keys) && { keys: keys.filter((key) => typeof key === "string") }) });
}

/** What the report of an action makes of its events. Of many that are alike, one is worked out: results may be long. */
export function revisionsOf(
  policy: Policy,
  awaited: readonly AwaitedEvent[],
  ended: Ended,
): readonly Revision[] {
  const made = new Map<string, Revision>();
  return awaited.map((event) => {
    const { id, known, value } = event;
    const key = JSON.stringify([id, known, value]);
    const revision = made.get(key) ?? revisionOf(layerOf(policy, event), event, ended);
    made.set(key, revision);
    return revision;
  });
}

/** The policy, or the floor, whose history the event stands in: their state has names of its own. */
function layerOf(policy: Policy, { id }: AwaitedEvent): Policy {
  const asking = policy.layers.find(({ table }) => table.histories.some((each) => each.id === id));
  return asking ?? policy;
}

function revisionOf(policy: Policy, event: AwaitedEvent, ended: Ended): Revision {
  const pattern = policy.table.histories.find(({ id }) => id === event.id);
  if (pattern === undefined) return "same";
  const { refs, sets } = frontier(policy, pattern.where);
  if (refs.length + sets.length !== event.known.length) return "same";
  const known = new Map(refs.map((ref, i) => [ref, event.known[i] ?? {}]));
  const held = new Map(sets.map((set, i) => [set, contentFrom(event.known[refs.length + i] ?? {})]));
  const scene = { ...sceneAfter(policy, ended), content: (set: number) => held.get(set) };
  const was = wasSo(pattern, evaluationKnowing(policy.program, scene, known));
  if (was === false) return "none";
  const value = isReported(pattern.attribute ?? "")
    ? eventValue(pattern, (path) => reportedAt(path, ended))
    : event.value;
  return { certain: was === true, ...(value !== undefined && { value }) };
}

/**
 * The largest parts of a condition that do not hang on the report, in the order in which they stand, and the refreshed
 * sets that the parts which do hang on it ask.
 */
function frontier(
  policy: Policy,
  root: Ref | undefined,
): { readonly refs: readonly Ref[]; readonly sets: readonly number[] } {
  const found = new Set<Ref>();
  const sets = new Set<number>();
  const seen = new Set<Ref>();
  const visit = (ref: Ref): void => {
    if (seen.has(ref)) return;
    seen.add(ref);
    const expr = policy.table.exprs[ref];
    if (expr === undefined) return;
    if (isWhole(policy, ref, expr)) {
      found.add(ref);
      return;
    }
    if ("data" in expr && policy.program.contents[expr.data] === undefined) sets.add(expr.data);
    for (const operand of operandsOf(expr)) visit(operand);
  };
  if (root !== undefined) visit(root);
  return { refs: Array.from(found), sets: Array.from(sets) };
}

/**
 * Has it a value of its own, that no report changes and no table tells again? A number on the way may have more places
 * than a value holds, and a list is known member by member.
 */
function isWhole({ program }: Policy, ref: Ref, { op }: Expr): boolean {
  return program.hangs[ref] !== true && program.open[ref] !== true && !IN_PARTS.has(op);
}

const IN_PARTS: ReadonlySet<Expr["op"]> = new Set([
  ...(["add", "sub", "mul", "neg", "to-decimal"] as const),
  ...(["list", "literal", "data"] as const),
]);

function reportedAt(path: string, { outcome, situation }: Ended): Value | undefined {
  if (path === "outcome") return outcome;
  return situation && isReported(path) ? attributeOf(situation, path) : undefined;
}

/** All else was worked out when the action was decided. */
function sceneAfter(policy: Policy, ended: Ended): Omit<Scene, "content"> {
  const { outcome, situation } = ended;
  return {
    now: 0,
    outcome,
    ...(situation && { knowsResult: true }),
    attribute: (path) => reportedAt(path, ended),
    history: () => ({ low: -Infinity, high: Infinity }),
    grant: () => "ended",
    approved: () => false,
    targets: () => [],
    changes: () => undefined,
    classified: () => undefined,
    detects: (text, detectors) => detect(text, detectors).length > 0,
    finds: (path, detectors) => situation === undefined || findsAt(policy, situation, path, detectors),
  };
}
