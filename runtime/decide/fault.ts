// What kept a decision from being made, told.

import { Fault } from "../evaluate/fault.js";

/** The clock gives a number that stands for no time. */
export const NO_TIME = { path: "", message: "the clock shows no time" };

/** What kept a decision from being made. */
export function faultOf(error: unknown): { readonly path: string; readonly message: string } {
  const message = error instanceof Fault ? error.message : `deciding failed: ${messageOf(error)}`;
  return { path: "", message };
}

/** Anything can be thrown, even what cannot be told. */
export function messageOf(error: unknown): string {
  try {
    const told: unknown = error instanceof Error ? error.message : error;
    return String(told);
  } catch {
    return "with what has no text";
  }
}

/** In milliseconds, before and after 1970-01-01. */
const LATEST = 8_640_000_000_000_000;

/** The times that ECMAScript's `Date` can hold. */
export function momentOf(time: number): number | undefined {
  return Math.abs(time) <= LATEST ? Math.trunc(time) : undefined;
}
