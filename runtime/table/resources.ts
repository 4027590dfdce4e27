// What the rows of a table refer to: boxes, baselines, data and classifiers.

import type { Value } from "../values/value.js";
import type { AttributePath } from "./expr.js";
import type { TypeSchema } from "./request-schema.js";

/** A sandbox, its `extends` worked in. A clause that is left out grants nothing, unless the box is a mask. */
export interface Box {
  /** Has it `hide` and `limit` alone? Then it narrows others and denies nothing by itself. */
  readonly mask: boolean;
  readonly read: readonly BoxPath[];
  readonly write: readonly BoxPath[];
  readonly hide: readonly BoxPath[];
  readonly reach: readonly string[] | "any";
  readonly run: readonly string[];
  readonly env: readonly string[];
  readonly limits: ResourceLimits;
  /** A clause that the machine's sandbox cannot hold in the kernel is then an error, not a note. */
  readonly must?: "kernel";
}

/**
 * A path pattern, or one below the path that an attribute of `agent` or `context` holds: `/**` is all of it, itself
 * included. What the attribute holds is taken literally. Where it is absent, a box grants nothing by it, and hides what
 * the pattern matches below any directory.
 */
export type BoxPath = string | { readonly attribute: AttributePath; readonly pattern: string };

/** Milliseconds, bytes and counts. */
export interface ResourceLimits {
  readonly cpu?: number;
  readonly memory?: number;
  readonly processes?: number;
  readonly wall?: number;
}

export interface Baseline {
  /** The path as the policy names it. */
  readonly path: string;
  /** In which language it is written: SQL DDL, or JSON Schema for what holds configuration. */
  readonly language: "sql" | "json-schema";
  readonly text: string;
}

/** The type of a data set: a list, a set, or a map from strings. */
export type DataSchema = TypeSchema | { readonly type: "map"; readonly of: TypeSchema };

export interface DataSet {
  readonly name: string;
  readonly schema: DataSchema;
  readonly values: readonly Value[];
  /** Of a map: what each value is found under, in normal form C. No two are equal. */
  readonly keys?: readonly string[];
  /** "sha256:…" of the file's bytes. */
  readonly source: string;
  /**
   * Milliseconds: what the set holds is a fact of the runtime's, which decides by no content that is as old. `values` is
   * what it held when the policy was compiled, for tests. Absent: it holds that for ever.
   */
  readonly refresh?: number;
}

/** A question to whoever runs the policy, about values of a request: asked before the rules are. */
export interface Classifier {
  readonly name: string;
  /** In the order of a call's arguments; the asked one finds each under its name. */
  readonly params: readonly ClassifierParam[];
  /** A bool, int, decimal, percent or enum. */
  readonly result: TypeSchema;
  readonly asks: ClassifierHost;
  /** Milliseconds; an answer that comes later is none. */
  readonly timeout: number;
}

export interface ClassifierParam {
  readonly name: string;
  /** A single value. */
  readonly schema: TypeSchema;
}

/** A function that the runtime is given under this name, or a web service. */
export type ClassifierHost =
  | { readonly by: "host"; readonly name: string }
  /** https, or http on the machine itself. */
  | { readonly by: "webhook"; readonly url: string };
