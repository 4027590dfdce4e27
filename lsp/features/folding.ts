// What can be folded away: bodies and lists of several lines, comments, runs of imports, and regions.

import type { Node } from "../../compiler/ast/ast.js";
import { walk } from "../../compiler/ast/children.js";
import { type Comment, commentsIn } from "./comments.js";
import { type LineStarts, lineStarts, positionAt } from "./range.js";
import type { View } from "./view.js";

/** Lines from 0; the first stays to be seen, and so does the line of a closing bracket. */
export interface Fold {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: "body" | "comment" | "imports" | "region";
}

/** The folds of a policy file, in the order of their first lines; of two with one first line the larger stands. */
export function foldsOf({ file: { text }, module }: Pick<View, "file" | "module">): readonly Fold[] {
  const starts = lineStarts(text);
  const comments = commentsIn(text);
  const lines = linesOf(text, starts);
  const all = [
    ...bodies(module, text, lines),
    ...blocks(comments, lines),
    ...runs(
      comments.filter((each) => !isMark(each, text)),
      text,
      lines,
    ),
    ...imports(module, lines),
    ...regions(comments, text, lines),
  ];
  const byLine = new Map<number, Fold>();
  for (const fold of all) {
    const other = byLine.get(fold.startLine);
    const isLarger = other === undefined || fold.endLine > other.endLine;
    if (fold.endLine > fold.startLine && isLarger) byLine.set(fold.startLine, fold);
  }
  return [...byLine.values()].sort((a, b) => a.startLine - b.startLine);
}

type LineOf = (offset: number) => number;

function linesOf(text: string, starts: LineStarts): LineOf {
  return (offset) => positionAt(starts, Math.min(offset, text.length)).line;
}

/** Nodes that may end in a closing bracket. */
const BODIES: ReadonlySet<Node["kind"]> = new Set<Node["kind"]>([
  ...([
    "type",
    "attributes",
    "let",
    "data",
    "classifier",
    "group",
    "zone",
    "action",
    "form",
    "test",
  ] as const),
  ...(["list", "record", "record-lit", "verdict-expr", "history", "call"] as const),
  ...(["limits", "reach", "deny", "permit", "read", "write", "hide", "run", "env"] as const),
  ...(["extends", "files", "signers", "bind", "omit", "notify", "step"] as const),
]);

function bodies(module: Node, text: string, lineOf: LineOf): readonly Fold[] {
  const folds: Fold[] = [];
  walk(module, (node) => {
    if (!BODIES.has(node.kind)) return;
    const { start, end } = node.span;
    const closes = /[\])}]/u.test(text.charAt(end - 1));
    folds.push({ startLine: lineOf(start), endLine: lineOf(end) - (closes ? 1 : 0), kind: "body" });
  });
  return folds;
}

function blocks(comments: readonly Comment[], lineOf: LineOf): readonly Fold[] {
  return comments.flatMap(({ kind, start, end }) =>
    kind === "block" ? [{ startLine: lineOf(start), endLine: lineOf(end), kind: "comment" as const }] : [],
  );
}

/** Line comments, one right below the other, each alone on its line. */
function runs(comments: readonly Comment[], text: string, lineOf: LineOf): readonly Fold[] {
  const folds: Fold[] = [];
  let open: { startLine: number; endLine: number; kind: "comment" } | undefined;
  for (const { kind, start } of comments) {
    if (kind !== "line" || !isAlone(text, start)) continue;
    const line = lineOf(start);
    if (open !== undefined && line === open.endLine + 1) open.endLine = line;
    else folds.push((open = { startLine: line, endLine: line, kind: "comment" }));
  }
  return folds;
}

function isAlone(text: string, start: number): boolean {
  let at = start - 1;
  while (text.charAt(at) === " " || text.charAt(at) === "\t") at -= 1;
  return at < 0 || text.charAt(at) === "\n" || text.charAt(at) === "\r";
}

function imports({ declarations }: View["module"], lineOf: LineOf): readonly Fold[] {
  const folds: Fold[] = [];
  let open: { startLine: number; endLine: number; kind: "imports" } | undefined;
  for (const { kind, span } of declarations) {
    if (kind !== "import") open = undefined;
    else if (open === undefined)
      folds.push((open = { startLine: lineOf(span.start), endLine: lineOf(span.end), kind: "imports" }));
    else open.endLine = lineOf(span.end);
  }
  return folds;
}

// ─── Regions ────────────────────────────────────────────────────────────────────────────────────────────────────

const BEGINS = /^\/\/\s*#?region\b/u;
const ENDS = /^\/\/\s*#?endregion\b/u;

function isMark(comment: Comment, text: string): boolean {
  const line = wordsOf(comment, text);
  return BEGINS.test(line) || ENDS.test(line);
}

function wordsOf({ kind, start, end }: Comment, text: string): string {
  return kind === "line" ? text.slice(start, Math.min(end, start + 40)) : "";
}

/** From `// region` to its `// endregion`; they nest. */
function regions(comments: readonly Comment[], text: string, lineOf: LineOf): readonly Fold[] {
  const open: number[] = [];
  return comments.flatMap((comment) => {
    const line = wordsOf(comment, text);
    if (BEGINS.test(line)) open.push(lineOf(comment.start));
    const startLine = ENDS.test(line) ? open.pop() : undefined;
    return startLine === undefined
      ? []
      : [{ startLine, endLine: lineOf(comment.start), kind: "region" as const }];
  });
}
