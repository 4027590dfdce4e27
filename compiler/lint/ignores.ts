// Comments that ignore findings, each with its reason:
//
//     // agentpol-ignore security/allow-all: the demo has nothing to protect     before a declaration, clause or step,
//                                                                                or at the end of a line
//     // agentpol-ignore-file style/rule-name: names are made by a tool          anywhere, for the whole file

import type * as ast from "../ast/ast.js";
import { walk } from "../ast/children.js";
import type { Diagnostic, LintCode } from "../diagnostics/diagnostic.js";
import { nearest, replacement } from "../diagnostics/nearest.js";
import { removal } from "../diagnostics/fixes.js";
import type { Span } from "../source/source.js";
import { commentsIn, type Comment } from "./comments.js";
import type { LintFile } from "./context.js";
import { firstWhere } from "./first-where.js";
import { groupedBy } from "./repeats.js";
import { diagnosticOf } from "./diagnostic-of.js";
import {
  IGNORE_OF_NOTHING,
  IGNORE_WITHOUT_REASON,
  IGNORES_UNKNOWN_RULE,
} from "./rules/correctness/ignores.js";
import { rules } from "./registry.js";
import type { Active } from "./settings.js";

export interface Ignore {
  /** Of the comment. */
  readonly span: Span;
  /** What stands in place of the ids. */
  readonly ids: readonly { readonly id: string; readonly span: Span }[];
  readonly reason: string;
  /** Of the comment with its line, where nothing else stands there. */
  readonly line: Span;
  /** What begins here is ignored. */
  readonly covers: Pick<Span, "start" | "end">;
}

const IGNORE = /^\/\/\s*agentpol-ignore(?<file>-file)?(?![\w-])(?<ids>[^:]*)(?::(?<reason>.*))?$/u;

export function ignoresIn({ source, module }: LintFile): readonly Ignore[] {
  if (!source.text.includes("agentpol-ignore")) return [];
  const places = placesIn(module);
  return commentsIn(source).flatMap((comment) => {
    const match = IGNORE.exec(comment.text)?.groups;
    if (match === undefined) return [];
    const { file, ids = "", reason = "" } = match;
    const start =
      comment.span.start + comment.text.indexOf(ids, comment.text.indexOf("agentpol-ignore") + 15);
    const covers =
      file === undefined ? coverOf(comment, source.text, places) : { start: 0, end: source.text.length };
    return [
      {
        span: comment.span,
        ids: idsIn(ids, { ...comment.span, start }),
        reason: reason.trim(),
        line: lineOf(comment, source.text),
        covers,
      },
    ];
  });
}

function idsIn(text: string, { file, start }: Span): Ignore["ids"] {
  return Array.from(text.matchAll(/[^\s,]+/gu), ({ 0: id, index }) => ({
    id,
    span: { file, start: start + index, end: start + index + id.length },
  }));
}

/** Where declarations, clauses, steps, traits and fields stand, in the order of the text, the larger of two first. */
function placesIn(module: ast.Module): readonly Span[] {
  const places: Span[] = [];
  walk(module, (node) => {
    if (node.kind === "module") return true;
    places.push(node.span);
    // Only what stands on lines of its own is ignored as a whole.
    return (
      node.kind === "form" || node.kind === "test" || node.kind === "action" || node.kind === "attributes"
    );
  });
  return places.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

function coverOf({ span }: Comment, text: string, places: readonly Span[]): Ignore["covers"] {
  const begin = Math.max(text.lastIndexOf("\n", span.start - 1), text.lastIndexOf("\r", span.start - 1)) + 1;
  if (text.slice(begin, span.start).trim() !== "") return { start: begin, end: span.start };
  const next = places[firstWhere(places, ({ start }) => start >= span.end)];
  return next ?? { start: 0, end: 0 };
}

function lineOf({ span }: Comment, text: string): Span {
  const before = /(?:^|\n)[ \t]*$/u.exec(text.slice(0, span.start))?.[0];
  if (before === undefined) {
    const blanks = /[ \t]*$/u.exec(text.slice(0, span.start))?.[0].length ?? 0;
    return { ...span, start: span.start - blanks };
  }
  const feed = /^\r?\n/u.exec(text.slice(span.end))?.[0].length ?? 0;
  return { ...span, start: span.start - before.replace("\n", "").length, end: span.end + feed };
}

/** The findings that nothing ignores, and what is wrong with the comments themselves. */
export function applyIgnores(
  ignores: readonly Ignore[],
  found: readonly Diagnostic[],
  active: readonly Active[],
): readonly Diagnostic[] {
  if (ignores.length === 0) return found;
  const byRule = groupedBy(
    found.toSorted((a, b) => a.span.start - b.span.start),
    ({ code }) => code,
  );
  const ignoredBy = (id: string, { start, end }: Ignore["covers"]): readonly Diagnostic[] => {
    const all = byRule.get(id) ?? [];
    const from = firstWhere(all, ({ span }) => span.start >= start);
    return all.slice(
      from,
      firstWhere(all, ({ span }) => span.start >= end),
    );
  };
  const ignored = new Set(
    ignores.flatMap(({ ids, covers }) => ids.flatMap(({ id }) => ignoredBy(id, covers))),
  );
  const kept = found.filter((each) => !ignored.has(each));
  const isIdle = (id: string, { covers }: Ignore): boolean => ignoredBy(id, covers).length === 0;
  return [...kept, ...ignores.flatMap((ignore) => faultsOf(ignore, isIdle, active))];
}

/** One mistake of a comment is told, and each id by itself. */
function faultsOf(
  ignore: Ignore,
  isIdle: (id: string, ignore: Ignore) => boolean,
  active: readonly Active[],
): readonly Diagnostic[] {
  const { ids, reason, span, line } = ignore;
  const told = teller(active);
  const fixes = removal("Remove the comment", line);
  if (ids.length === 0)
    return told(IGNORES_UNKNOWN_RULE, { span, message: "this comment names no rule to ignore", fixes });
  const unknown = ids.flatMap(({ id, span: at }) => {
    if (rules.some((rule) => rule.id === id)) return [];
    const near = nearest(
      id,
      rules.map((rule) => rule.id),
    );
    const message = `there is no lint rule \`${id}\``;
    return told(IGNORES_UNKNOWN_RULE, { span: at, message, fixes: replacement(at, near) });
  });
  const idle = ids.filter(({ id }) => active.some(({ rule }) => rule.id === id) && isIdle(id, ignore));
  const isAllIdle = idle.length === ids.length;
  return [
    ...unknown,
    ...idle.flatMap(({ id, span: at }) =>
      told(IGNORE_OF_NOTHING, {
        span: at,
        message: `\`${id}\` finds nothing here that could be ignored`,
        fixes: isAllIdle ? fixes : [],
      }),
    ),
    ...(reason === "" && unknown.length + idle.length === 0
      ? told(IGNORE_WITHOUT_REASON, { span, message: "this comment gives no reason to ignore the finding" })
      : []),
  ];
}

type Told = Parameters<typeof diagnosticOf>[2];

function teller(active: readonly Active[]): (id: LintCode, finding: Told) => readonly Diagnostic[] {
  const severities = new Map(active.map(({ rule, severity }) => [rule.id, severity]));
  return (id, finding) => {
    const severity = severities.get(id);
    return severity === undefined ? [] : [diagnosticOf(id, severity, finding)];
  };
}
