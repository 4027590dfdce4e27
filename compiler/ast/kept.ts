// What a file keeps of its reading for its next version: plain data, which callers of the compiler may pass around.

import type { Declaration } from "./ast.js";

/** A declaration in which nothing was wrong. */
export interface Reading {
  readonly declaration: Declaration;
  /** Where its first token began. */
  readonly start: number;
}

/** By all that was looked at. */
export type Readings = ReadonlyMap<string, Reading>;
