// Who writes occurrences down while a file is gone through, and what a name in it can stand for.

import type * as ast from "../ast/ast.js";
import type { LoadedModule } from "../names/load.js";
import { resolvePath } from "../names/file-path.js";
import type { Span } from "../source/source.js";
import { fileAt, type Declared } from "./declared.js";
import type { Occurrence } from "./occurrence.js";
import { declaredForm, type World } from "./world.js";
import type { LetUses } from "./let-uses.js";
import type { Written } from "./written.js";

export interface Scribe {
  readonly world: World;
  readonly module: LoadedModule;
  readonly lets: LetUses;
  /** Where the types of lets are written, as far as that was asked. */
  readonly bodies: Map<ast.LetDecl, readonly Written[]>;
  readonly write: (occurrence: Occurrence) => void;
}

/** Something with a place in the file. */
interface Placed {
  readonly span: Span;
}

/** A name that stands for something declared elsewhere; one that the parser invented, or that stands for nothing, is none. */
export function refer(
  scribe: Scribe,
  { span }: Placed,
  of: readonly Declared[],
  written: readonly Written[] = [],
): void {
  put(scribe, { span, role: "reference", of, written });
}

export function referTo(scribe: Scribe, node: Placed, declared: Declared | undefined): void {
  if (declared !== undefined) refer(scribe, node, [declared]);
}

/** A name that is declared here, and perhaps elsewhere, too. */
export function declare(
  scribe: Scribe,
  { span }: Placed,
  of: readonly Declared[],
  written: readonly Written[] = [],
): void {
  put(scribe, { span, role: "declaration", of, written });
}

function put({ write }: Scribe, occurrence: Occurrence): void {
  const { span, of } = occurrence;
  if (of.length > 0 && span.end > span.start) write(occurrence);
}

/** What stands between the quotes, where that is the literal's value: it has no escapes. */
export function inQuotes({ span, value }: ast.StringLit): Span | undefined {
  return value.length === span.end - span.start - 2
    ? { ...span, start: span.start + 1, end: span.end - 1 }
    : undefined;
}

/** A literal that names a file. */
export function referToFile(scribe: Scribe, literal: ast.StringLit): void {
  const inside = inQuotes(literal);
  if (inside !== undefined) referToPath(scribe, literal.value, inside);
}

/** The path of a file, from the file in which it is written. */
export function referToPath(scribe: Scribe, value: string, span: Span): void {
  const path = resolvePath(span.file, value);
  if (path !== undefined) put(scribe, { span, role: "path", of: [fileAt(path)], written: [] });
}

/** The name of a rule: bare in its own file, qualified elsewhere. */
export function referToRule(scribe: Scribe, { parts }: ast.PathExpr): void {
  const { world, module } = scribe;
  const [first, last] = parts;
  if (first === undefined) return;
  if (last === undefined) {
    const own = world.symbols.rules.find(
      ({ decl, module: home }) => home === module && decl.name.text === first.text,
    );
    referTo(scribe, first, own && declaredForm(own.decl, "rule"));
    return;
  }
  referTo(scribe, first, world.prefix(first.text));
  const rule = world.rule(`${first.text}.${last.text}`);
  referTo(scribe, last, rule && declaredForm(rule.decl, "rule"));
}

/** A text that may be a rule's own code: its qualified name, unless its author gave it another. `start`: of the text. */
export function referToCode(scribe: Scribe, code: string, { file, start }: Span): void {
  const rule = scribe.world.rule(code);
  if (rule === undefined || rule.decl.clauses.some(({ kind }) => kind === "code")) return;
  const dot = code.length - rule.decl.name.text.length - 1;
  referTo(scribe, { span: { file, start, end: start + dot } }, scribe.world.prefix(code.slice(0, dot)));
  const span = { file, start: start + dot + 1, end: start + code.length };
  referTo(scribe, { span }, declaredForm(rule.decl, "rule"));
}

/** A dotted name that is written in some other text, as if it stood in a policy. */
export function pathAt(text: string, { file, start }: Span): ast.PathExpr {
  let at = start;
  const parts = text.split(".").map((part): ast.Ident => {
    const span = { file, start: at, end: at + part.length };
    at += part.length + 1;
    return { kind: "ident", span, text: part };
  });
  return { kind: "path", span: { file, start, end: start + text.length }, parts };
}
