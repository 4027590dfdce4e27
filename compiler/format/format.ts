// Formats the text of a policy: the same policy in the house style, with every comment in its place.

import type { Module } from "../ast/ast.js";
import { parse } from "../ast/parse.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { readPage } from "./comments/read-page.js";
import { printDocToString } from "./documents.js";
import { editsBetween, type Edit } from "./edits.js";
import { houseStyle } from "./layout.js";
import { chunksOf } from "./print.js";

export interface FormatOptions {
  /** How wide lines may be, in columns; 110 if left out. */
  readonly printWidth?: number;
  /** 2 if left out. */
  readonly tabWidth?: number;
  readonly useTabs?: boolean;
  /** `auto`, the default, is what the text's first line ends with. */
  readonly endOfLine?: "lf" | "crlf" | "cr" | "auto";
  /** How diagnostics name the text. */
  readonly path?: string;
}

export type Formatted =
  | { readonly ok: true; readonly text: string }
  /** What is wrong with the text, which is no policy and stays as it is. */
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** A policy in the house style, or what is wrong with its syntax. Formatting a second time changes nothing. */
export function formatText(text: string, options: FormatOptions = {}): Formatted {
  const read = readPolicy(text, options);
  return read.ok
    ? {
        ok: true,
        text: piecesOf(text, read.module, options)
          .map(({ after }) => after)
          .join(""),
      }
    : read;
}

/** The edits that format the declarations which [start, end) touches, with those that stand in columns with them. */
export function formatRange(
  text: string,
  start: number,
  end: number,
  options: FormatOptions = {},
): { readonly ok: true; readonly edits: readonly Edit[] } | Extract<Formatted, { readonly ok: false }> {
  const read = readPolicy(text, options);
  if (!read.ok) return read;
  const touched = piecesOf(text, read.module, options).filter((piece) => {
    // Where nothing is selected, the character at the cursor is.
    const touches = piece.start < Math.max(end, start + 1) && start < piece.end;
    return touches || (piece.end === text.length && start === text.length);
  });
  const edits = touched.flatMap((piece) =>
    editsBetween(text.slice(piece.start, piece.end), piece.after).map((edit) => ({
      ...edit,
      start: edit.start + piece.start,
      end: edit.end + piece.start,
    })),
  );
  return { ok: true, edits };
}

type Read = { readonly ok: true; readonly module: Module } | Extract<Formatted, { readonly ok: false }>;

/** The tree of a policy without mistakes in its syntax. */
export function readPolicy(
  text: string,
  { path = "policy.agentpol" }: { readonly path?: string | undefined },
): Read {
  const { module, diagnostics } = parse({ path, text });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return errors.length > 0 ? { ok: false, diagnostics: errors } : { ok: true, module };
}

/** A stretch of a text, and how it is formatted. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly after: string;
}

/** The text in pieces, without gaps: each ends with the line on which a declaration ends. */
function piecesOf(text: string, module: Module, options: FormatOptions): readonly Piece[] {
  const style = { ...houseStyle, ...given(options) };
  const lineEnd = lineEndOf(text, options.endOfLine ?? "auto");
  const chunks = chunksOf(module, readPage(text, module), style);
  let start = 0;
  return chunks.map(({ doc, end }, index) => {
    const { formatted } = printDocToString(doc, style);
    const piece = { start, end: index === chunks.length - 1 ? text.length : endOfLine(text, end) };
    start = piece.end;
    return { ...piece, after: formatted.replaceAll("\n", lineEnd) };
  });
}

function given({ printWidth, tabWidth, useTabs }: FormatOptions): Partial<typeof houseStyle> {
  return {
    ...(printWidth !== undefined && { printWidth }),
    ...(tabWidth !== undefined && { tabWidth }),
    ...(useTabs !== undefined && { useTabs }),
  };
}

/** The offset behind the line break after an offset, if nothing but blanks stand between; else the offset itself. */
function endOfLine(text: string, offset: number): number {
  const rest = /[ \t]*(?:\r\n|\n|\r)/y;
  rest.lastIndex = offset;
  return offset + (rest.exec(text)?.[0].length ?? 0);
}

function lineEndOf(text: string, endOfLine: "lf" | "crlf" | "cr" | "auto"): string {
  if (endOfLine === "auto") return /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  return endOfLine === "lf" ? "\n" : endOfLine === "crlf" ? "\r\n" : "\r";
}
