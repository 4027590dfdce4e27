// Which rewriting applies to each field: dropping beats hashing, hashing beats masking the whole. Of what is left, a number
// is clamped, and then all masks look for what they are for.

import type { ClampedType, Redaction } from "../table/format.js";
import { detectorName, type Detector } from "../values/detector.js";

/** One rewriting that a rule asks for. */
export type Rewriting = Redaction;

/** What becomes of one value. */
export interface Treatment {
  /** What becomes of the whole; absent: only of parts of it. */
  readonly whole?: { readonly op: "drop" | "hash" } | { readonly op: "mask-all"; readonly as?: string };
  readonly clamp?: Clamp;
  readonly detectors: readonly Detector[];
  /** What stands where a detector, by its name, found something, if that is said. */
  readonly as: ReadonlyMap<string, string>;
}

export interface Clamp {
  readonly type: ClampedType;
  readonly most: number;
}

/** The places, in the order in which they were asked for, of the rewritings that name a field, by its dotted path. */
export interface RedactionPlan {
  readonly rewritings: readonly Rewriting[];
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** What applies to a field and to all that lies in it. */
export interface Layer {
  readonly places: readonly number[];
  readonly treatment: Treatment | undefined;
}

export const NOTHING: Layer = { places: [], treatment: undefined };

export function planOf(rewritings: readonly Rewriting[]): RedactionPlan {
  const places = new Map<string, number[]>();
  for (const [place, { target }] of rewritings.entries()) {
    places.set(target, [...(places.get(target) ?? []), place]);
  }
  return { rewritings, places };
}

/** What applies at `path`, which lies in what `around` applies to. */
export function layerAt({ rewritings, places }: RedactionPlan, path: string, around: Layer): Layer {
  const own = places.get(path);
  if (own === undefined) return around;
  const all = [...around.places, ...own].sort((a, b) => a - b);
  return { places: all, treatment: united(all.flatMap((place) => rewritings[place] ?? [])) };
}

const STRENGTH = { "mask-all": 1, hash: 2, drop: 3 } as const;

/** All of them as one; of two that say the same, the first counts. */
function united(rewritings: readonly Rewriting[]): Treatment {
  let whole: Treatment["whole"];
  let clamp: Clamp | undefined;
  const detectors = new Map<string, Detector>();
  const as = new Map<string, string>();
  for (const each of rewritings) {
    if (each.op === "clamp") {
      if (clamp === undefined || each.most < clamp.most) clamp = each;
    } else if (each.op !== "mask") {
      if (whole === undefined || STRENGTH[each.op] > STRENGTH[whole.op]) whole = each;
    } else {
      for (const detector of each.detectors) {
        const name = detectorName(detector);
        if (!detectors.has(name) && each.as !== undefined) as.set(name, each.as);
        if (!detectors.has(name)) detectors.set(name, detector);
      }
    }
  }
  return {
    ...(whole !== undefined && { whole }),
    ...(clamp !== undefined && { clamp }),
    detectors: Array.from(detectors.values()),
    as,
  };
}

/** Does it rewrite arguments? Else it rewrites a result. */
export function isArgument(target: string): boolean {
  return target === "args" || target.startsWith("args.");
}
