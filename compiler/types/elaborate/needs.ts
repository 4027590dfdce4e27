// What an expression reads although it may be absent: gathered without copying, listed where a clause is judged.

import type * as ast from "../../ast/ast.js";
import type { Span } from "../../source/source.js";
import type { AttributePath } from "../typed-expr.js";

/** Reads without proof, in the order of the source: first its own, then those of its parts. */
export interface Needs {
  readonly reads: readonly Read[];
  readonly parts: readonly Needs[];
  /** Where a let is used that reads all of these; of several, the outermost tells. */
  readonly use?: Span;
}

/** An optional attribute, or an optional field of a variable, that is read. */
export interface Read {
  readonly path: AttributePath;
  readonly span: Span;
  /** The body of the let that reads it, and the use of that let: the outermost, if there are several. */
  readonly body?: ast.Expr;
  readonly use?: Span;
}

export const NO_NEEDS: Needs = { reads: [], parts: [] };

export function reading(reads: readonly Read[]): Needs {
  return reads.length === 0 ? NO_NEEDS : { reads, parts: [] };
}

/** All that the parts need. */
export function together(parts: readonly Needs[]): Needs {
  const needy = parts.filter((part) => part !== NO_NEEDS);
  const [only, ...others] = needy;
  if (only === undefined) return NO_NEEDS;
  return others.length === 0 ? only : { reads: [], parts: needy };
}

/** What the body of a let needs, where the let is used. */
export function usedAt(use: Span, body: Needs): Needs {
  return body === NO_NEEDS ? NO_NEEDS : { reads: [], parts: [body], use };
}

/** The first read of each path, in the order of the source, without those that `skip` leaves out. */
export function listed(needs: Needs, skip: (read: Read) => boolean = () => false): readonly Read[] {
  const first = new Map<AttributePath, Read>();
  const stack: { readonly needs: Needs; readonly use: Span | undefined }[] = [{ needs, use: needs.use }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { use } = next;
    for (const read of next.needs.reads) {
      if (skip(read) || first.has(read.path)) continue;
      first.set(read.path, use === undefined ? read : { ...read, use });
    }
    for (const part of next.needs.parts.toReversed()) stack.push({ needs: part, use: use ?? part.use });
  }
  return [...first.values()];
}
