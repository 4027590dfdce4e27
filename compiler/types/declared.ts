// What expressions speak of: actions and data sets, as declared and checked.

import type { ClassifierHost } from "../../runtime/table/format.js";
import type { Value } from "../../runtime/values/value.js";
import type { Span } from "../source/source.js";
import type { RecordType, Type } from "./type.js";

export interface Action {
  /** Of a wildcard, its pattern. */
  readonly name: string;
  readonly span: Span;
  readonly args: RecordType;
  /** What comes back, where the author says so. */
  readonly result?: Type;
  readonly effect?: "read" | "write" | "delete" | "execute";
  /** Left out by the author: `never`, since what is unknown is irreversible. */
  readonly reversible: "always" | "never" | "reported";
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly runs: readonly string[];
  readonly migrates: readonly string[];
  readonly reaches: readonly { readonly arg: string; readonly port?: string }[];
  /** The attribute from which relative paths among the arguments are resolved: `context.cwd`. */
  readonly relativeTo?: string;
}

/** Which names of a wildcard a selector picks. */
export interface Picked {
  readonly include: readonly string[];
  readonly except: readonly string[];
}

/** A question to whoever runs the policy. */
export interface Classifier {
  readonly name: string;
  readonly span: Span;
  readonly params: readonly { readonly name: string; readonly type: Type }[];
  readonly result: Type;
  readonly asks: ClassifierHost;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface DataSet {
  readonly name: string;
  readonly span: Span;
  /** A list, set or map. */
  readonly type: Type;
  readonly values: readonly Value[];
  /** Of a map: what each value is found under. No two are equal. */
  readonly keys?: readonly string[];
  /** "sha256:…" of the file's bytes (its text as UTF-8). */
  readonly source: string;
  /** Milliseconds: what it holds is a fact of the runtime's, and `values` is what tests decide by. */
  readonly refresh?: number;
}
