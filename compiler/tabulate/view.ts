// A decision table as people read one: rows and cells as plain data, in the order in which they decide.

import type { Mode } from "../../runtime/table/format.js";
import type { Verdict } from "../../runtime/table/verdict.js";

/** A policy and its floors. Texts are as they are: whoever prints them escapes what its format must not hold. */
export interface TableView {
  readonly policy: string;
  readonly version?: string;
  /** "sha256:…" of the table. */
  readonly digest: string;
  /** The policy first, then its floor, then that one's. */
  readonly layers: readonly LayerView[];
}

/** What one policy says by itself. */
export interface LayerView {
  readonly policy: string;
  readonly mode: Mode;
  /** The names of all actions that it declares, whether shown or not. */
  readonly declares: readonly string[];
  /** What is decided before any row: kill switches, and a request that is not valid. */
  readonly before: readonly string[];
  readonly tables: readonly ActionView[];
}

export interface ActionView {
  /** As declared. Actions of which the same is said share a table. */
  readonly actions: readonly string[];
  /** Does it decide what comes back from them? */
  readonly onResult: boolean;
  /** The attributes that rows ask about, as dotted paths: sorted by how many rows do. */
  readonly columns: readonly string[];
  /** The most restrictive verdict first, then in the order of declaration; the default is the last. Never empty. */
  readonly rows: readonly RowView[];
}

export interface RowView {
  /** From 1, over all tables. Rows that stand in several tables have a number in each. */
  readonly id: number;
  /** By its place in `columns`; empty where nothing is asked. */
  readonly cells: readonly string[];
  /** Conditions on several attributes, on state, or on what stands in no column. All of them hold. */
  readonly further: readonly string[];
  /** `none`: obligations alone. */
  readonly verdict: Verdict | "none" | "note";
  /** Does it keep the default out? */
  readonly permits: boolean;
  /** The qualified name, or `default`. */
  readonly rule: string;
  readonly origin: string;
  readonly reason: string;
  readonly obligations: readonly string[];
  readonly shadow: boolean;
  /** Which of the rows of the same rule and verdict it is, from 0, over the policy and its floors. */
  readonly place: number;
}

/** Most restrictive first; then what gives no verdict. */
export const ORDER: readonly RowView["verdict"][] = [
  ...(["block", "escalate", "throttle", "sandbox", "redact", "allow"] as const),
  ...(["none", "note"] as const),
];
