// What may have been meant by a path that leads to no file: the same with `/`, with another ending, or from further up.

import type { StringLit } from "../ast/ast.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/edits.js";
import { replacement } from "../diagnostics/nearest.js";
import type { Read } from "../source/reader.js";
import { ending, resolvePath } from "./file-path.js";

/** Backslashes, which separate folders on one system alone, as slashes. */
export function withSlashes({ span, value }: StringLit): readonly Fix[] {
  const path = value.replaceAll("\\", "/");
  return path !== value && resolvePath(span.file, path) !== undefined ? replacement(span, quoted(path)) : [];
}

/** A file that is there: with one of `endings`, or in a folder above. */
export function fileNearby(
  read: Read,
  { span, value }: StringLit,
  endings: readonly string[],
): readonly Fix[] {
  const own = ending(value);
  const stem = value.slice(0, value.length - own.length);
  const others = endings.filter((each) => each !== own).map((each) => `${stem}${each}`);
  const found = [...others, `../${value}`].find((path) => isThere(read, span.file, path));
  return replacement(span, found && quoted(found));
}

function isThere(read: Read, from: string, path: string): boolean {
  const target = resolvePath(from, path);
  return target !== undefined && read(target).ok;
}
