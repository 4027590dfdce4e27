// Echoes of mistakes in the text: where a part of a file could not be read, names that it declared seem to be missing.

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Loaded } from "../names/load.js";
import { lineMap } from "../source/line-map.js";
import type { SourceFile, Span } from "../source/source.js";

/** A name that is not there. */
const UNKNOWN: ReadonlySet<string> = new Set(["AP2001", "AP2011", "AP2051", "AP2062", "AP2063"]);

/** Something that should stand somewhere in the file. */
const MISSING: ReadonlySet<string> = new Set(["AP2024", "AP3002", "AP3016", "AP3020", "AP3027"]);

/** A test for what is likely no mistake of its own, but follows from one that was reported while files were read. */
export function echoes({ diagnostics, sources }: Loaded): (diagnostic: Diagnostic) => boolean {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const inText = errors.filter(({ code }) => code.startsWith("AP1"));
  // With an import that cannot be read, everything that it declares is missing.
  const cut = errors.some(({ code }) => code === "AP2003" || code === "AP2005");
  const damaged = [...new Set(inText.map(({ span }) => span.file))].flatMap(
    (path) => sources.get(path) ?? [],
  );
  const often = once(() => wordsThatRecur(damaged));
  const lineOf = liner(damaged);
  const lines = new Set(inText.map(({ span }) => lineOf(span)));
  return ({ code, span }) => {
    if (UNKNOWN.has(code) && cut) return true;
    if (damaged.length === 0) return false;
    if (MISSING.has(code) || lines.has(lineOf(span))) return true;
    const words = sources.get(span.file)?.text.slice(span.start, span.end).match(WORD) ?? [];
    return UNKNOWN.has(code) && words.every((word) => often().has(word));
  };
}

/** The line that a span begins in, with its file; a line that could not be read whole is judged no further. */
function liner(files: readonly SourceFile[]): (span: Span) => string {
  const maps = new Map(files.map(({ path, text }) => [path, lineMap(text)]));
  return ({ file, start }) => `${maps.get(file)?.position(start).line ?? "?"} ${file}`;
}

/** Most of the time nothing is missing: what takes a while is worked out when it is asked for. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const WORD = /[A-Za-z_][A-Za-z0-9_]*/gu;

/** A name that stands at some other place, too, was perhaps declared there. */
function wordsThatRecur(files: readonly SourceFile[]): ReadonlySet<string> {
  const once = new Set<string>();
  const often = new Set<string>();
  for (const { text } of files) {
    for (const [word] of text.matchAll(WORD)) (once.has(word) ? often : once).add(word);
  }
  return often;
}
