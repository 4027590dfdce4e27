// What an expression reads: the attempt, the clock and the facts of state, each by the name that the table gives it.

import type { AttributePath, GrantStatus } from "../table/format.js";
import type { Address } from "../values/address.js";
import type { Detector } from "../values/detector.js";
import type { ChangeKind } from "../values/schema-change.js";
import type { Verdict } from "../table/verdict.js";
import type { Value } from "../values/value.js";
import type { Content } from "./content.js";

/** All of it is pure: the same question has the same answer throughout one decision. */
export interface Scene {
  /** Epoch milliseconds. */
  readonly now: number;
  /** The normal form, or undefined where the attribute is absent. */
  readonly attribute: (path: AttributePath) => Value | undefined;
  /** Bounds of a history pattern, by its index; infinite where nothing is known. */
  readonly history: (pattern: number) => { readonly low: number; readonly high: number };
  readonly grant: (grant: number) => GrantStatus;
  readonly approved: (needs: number) => boolean;
  /** All that the action reaches. */
  readonly targets: () => readonly Target[];
  /** The kinds of change to the schema that the action makes, judged against a baseline; undefined if unknown. */
  readonly changes: (baseline: number) => readonly ChangeKind[] | undefined;
  /** Does one of the detectors find something in the text? */
  readonly detects: (text: string, detectors: readonly Detector[]) => boolean;
  /** Does one of the detectors find something in the attribute, as it was sent? `args` stands for all arguments. */
  readonly finds: (path: AttributePath, detectors: readonly Detector[]) => boolean;
  /** What the classifier answered of these values; undefined where it did not. */
  readonly classified: (classifier: number, args: readonly Value[]) => Value | undefined;
  /** What a refreshed data set holds, by its index; undefined where that is not known. */
  readonly content: (data: number) => Content | undefined;
  /** Once one is reported. */
  readonly outcome?: "ok" | "failed";
  /** Is it known what came back, if only that nothing did? */
  readonly knowsResult?: true;
  /** Of an earlier attempt, where it is asked about. */
  readonly verdict?: Verdict;
}

/** The port is absent where a bare host is named. */
export interface Target {
  readonly host: Address;
  readonly port?: number;
}
