// Declarations that were read before: where all that a reading looks at is as it was, its result is taken again, at its new place.
//
// A reading looks at its tokens, at the gaps before, between and after them, at the token before and at two behind: nothing else
// decides what a well-formed declaration is (a law holds that, against files that are read afresh).

import type { Declaration } from "../ast.js";
import type { Reading, Readings } from "../kept.js";
import type { DeclarationKeyword } from "../outline/heads.js";
import type { Span } from "../../source/source.js";
import { gapBefore, type Input } from "../outline/input.js";

/** What was read of one version of a file, and what is read of the next. */
export class Reuse {
  readonly #now = new Map<string, Reading>();

  constructor(private readonly before: Readings = new Map()) {}

  /** What was read of this file. */
  get readings(): Readings {
    return this.#now;
  }

  /** The declaration that `key` stands for, as it was read before; undefined where it has to be read. */
  take(key: string, start: number): Declaration | undefined {
    const reading = this.before.get(key);
    if (reading === undefined) return undefined;
    const declaration = shifted(reading.declaration, start - reading.start);
    this.keep(key, start, declaration);
    return declaration;
  }

  keep(key: string, start: number, declaration: Declaration): void {
    this.#now.set(key, { declaration, start });
  }
}

/** All that reading the tokens in [from, to) looks at. */
export function keyOf(input: Input, keyword: DeclarationKeyword, from: number, to: number): string {
  const { text, tokens } = input;
  const image = (at: number): string => tokens[at]?.image ?? "";
  const stretch = text.slice(gapBefore(input, from), tokens[to]?.startOffset ?? text.length);
  return [keyword, image(from - 1), image(to), image(to + 1), stretch].join("\n");
}

/** The same tree at another place of its file. */
function shifted(declaration: Declaration, by: number): Declaration {
  return by === 0 ? declaration : (copy(declaration, by) as Declaration);
}

/** Trees are plain data: lists, records, and spans, which alone have places in them. */
function copy(value: object, by: number): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => copyOf(item, by));
  if (isSpan(value)) return { file: value.file, start: value.start + by, end: value.end + by };
  const copied: Record<string, unknown> = { ...value };
  for (const key in copied) {
    const member = copied[key];
    if (typeof member === "object" && member !== null) copied[key] = copy(member, by);
  }
  return copied;
}

function copyOf(value: unknown, by: number): unknown {
  return typeof value === "object" && value !== null ? copy(value, by) : value;
}

function isSpan(value: object): value is Span {
  return "start" in value && typeof value.start === "number";
}
