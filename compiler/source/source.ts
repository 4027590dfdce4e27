// Source files and places in them: what every later phase points at when it speaks to the author.

/** A file as it was read. `path` is the project-relative path with `/`; it names the file everywhere. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A stretch of a file: offsets in UTF-16 code units, `end` exclusive. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A place for people: line and column, both from 1; columns count UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The smallest span that covers both; they stand in one file. */
export function cover(first: Span, last: Span): Span {
  return {
    file: first.file,
    start: Math.min(first.start, last.start),
    end: Math.max(first.end, last.end),
  };
}
