// What the command and the processes that it measures in say to one another.

import type { FamilyOptions } from "../families/family.js";

/** What a process is for: one contender under one policy. */
export interface Task extends FamilyOptions {
  readonly contender: string;
  readonly requests: number;
  /** Where the policy lies in the contender's form, compiled. */
  readonly file: string;
}

/** What a process is asked for; each question has one answer. */
export type Question =
  | { readonly ask: "write"; readonly task: Task }
  | { readonly ask: "load"; readonly task: Task }
  /** Decides every request, and compares each verdict with what is to be said. */
  | { readonly ask: "check" }
  | { readonly ask: "round"; readonly milliseconds: number }
  /** Decides other requests, each once, for about so long at most. */
  | { readonly ask: "unseen"; readonly milliseconds: number };

/** Durations are in milliseconds, sizes in bytes. */
export interface Written {
  readonly bytes: number;
  /** Of what is made of the policy's text before it is deployed; undefined where nothing is. */
  readonly compile?: { readonly time: number; readonly peak: number };
}

export interface Footprint {
  readonly load: number;
  /** What the policy takes once it was loaded and has decided every request, garbage not counted. */
  readonly memory: number;
}

export interface Checked {
  /** Undefined where a decision takes too long to go on. */
  readonly verdicts?: Readonly<Record<string, number>>;
  /** The first request on which the verdict is another than is to be said. */
  readonly disagreement?: string;
  /** One decision takes about so long, in nanoseconds. */
  readonly cost: number;
}

/** In nanoseconds. */
export interface Round {
  /** Of a decision, in a batch without a clock between its decisions: processor time. */
  readonly mean: number;
  /** Of single decisions, by the clock, whose own time is taken off. */
  readonly singles: readonly number[];
}
