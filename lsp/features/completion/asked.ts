// What is asked when something is to be offered: the place, what is known there, and which token of the grammar may stand.

import type { Frame, Next } from "../../../grammar/assist.js";
import type { Cursor } from "../typing/cursor.js";
import { scopeAt, type Scope } from "../typing/scope.js";
import type { Site } from "../typing/site.js";
import type { View } from "../view.js";
import type { Known } from "../../../compiler/types/known.js";

export interface Asked {
  readonly view: View;
  readonly known: Known;
  readonly cursor: Cursor;
  readonly site: Site;
  readonly next: Next;
}

export function scopeOf({ known, site, next }: Asked): Scope {
  const scopes = scopesOf.get(site) ?? new Map<string, Scope>();
  scopesOf.set(site, scopes);
  const key = boundsOf(next.frame);
  const scope = scopes.get(key) ?? scopeAt(known, site, next.frame);
  scopes.set(key, scope);
  return scope;
}

/** Those of a place, by what bounds them: most tokens that may stand there share one. */
const scopesOf = new WeakMap<Site, Map<string, Scope>>();

/** The quantifiers and histories around a place, and whether it is in the body of each. */
function boundsOf(frame: Frame): string {
  const bounds: string[] = [];
  let inner = "";
  for (let at: Frame | undefined = frame; at !== undefined; at = at.parent) {
    if (["quantifier", "history", "historyOf"].includes(at.rule))
      bounds.push(`${at.rule} ${String(at.start)} ${inner}`);
    inner = at.rule;
  }
  return bounds.join();
}

/** What of a dotted name stands before the word at the place: `["agent"]` of `agent.ro`. */
export function before({ site, next: { frame } }: Pick<Asked, "site" | "next">): readonly string[] {
  return site.tokens
    .slice(frame.start)
    .map(({ image }) => image)
    .filter((image) => image !== ".");
}

/** The rule that asked for the one that is being read. */
export function parentRule({ frame }: Next): string {
  return frame.parent?.rule ?? "";
}

/** The first frame outwards of one of the rules. */
export function around(frame: Frame | undefined, rules: readonly string[]): Frame | undefined {
  for (let at = frame; at !== undefined; at = at.parent) if (rules.includes(at.rule)) return at;
  return undefined;
}
