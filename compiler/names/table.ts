// A table of declared names: what a name stands for, and what to say where it stands for nothing.

import type { Ident } from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Diagnostic, Fix } from "../diagnostics/diagnostic.js";
import { freeName, upTo } from "../diagnostics/edits.js";
import { removal, rewriting } from "../diagnostics/fixes.js";
import type { Span } from "../source/source.js";
import { nearest, replacement } from "../diagnostics/nearest.js";

export type Report = (diagnostic: Diagnostic) => void;

/**
 * Names of one kind. `undefined` is the value of a name that is declared, but cannot be used because a mistake in its
 * declaration was reported: looking it up is silent.
 */
export type Table<T> = ReadonlyMap<string, T | undefined>;

/** What `ident` stands for; reports a name that is not there, as a `what`. A name that the parser invented is silent. */
export function lookUp<T>(table: Table<T>, ident: Ident, what: string, report: Report): T | undefined {
  if (ident.text === "") return undefined;
  if (!table.has(ident.text)) reportUnknown(ident, what, table.keys(), report);
  return table.get(ident.text);
}

/** Reports that there is no `what` of this name, with the nearest of `candidates`. */
export function reportUnknown(
  ident: { readonly span: Span; readonly text: string },
  what: string,
  candidates: Iterable<string>,
  report: Report,
): void {
  const near = nearest(ident.text, candidates);
  report(
    diagnose(
      "AP2001",
      ident.span,
      { what, name: ident.text, nearest: near },
      { fixes: replacement(ident.span, near) },
    ),
  );
}

/** `word` where it is one of `words`; else reports it. For words that the language itself gives. */
export function oneOf<W extends string>(
  words: readonly W[],
  word: Ident,
  what: string,
  report: Report,
): W | undefined {
  const found = words.find((each) => each === word.text);
  if (found === undefined && word.text !== "") reportUnknown(word, what, words, report);
  return found;
}

/** What mends a second declaration: another name for it, or, of words in a list, its removal. */
export type Mend = "rename" | "remove";

/** Declared things by their names; the first of a name counts, and each further one is reported. */
export function distinct<T>(
  items: readonly T[],
  identOf: (item: T) => Ident,
  what: string | ((item: T) => string),
  report: Report,
  mend?: Mend,
): ReadonlyMap<string, T> {
  const first = new Map<string, T>();
  const names = new Set(mend === "rename" ? items.map((item) => identOf(item).text) : []);
  for (const [index, item] of items.entries()) {
    const ident = identOf(item);
    const earlier = first.get(ident.text);
    if (ident.text === "") continue;
    if (earlier === undefined) first.set(ident.text, item);
    else {
      const before = items[index - 1];
      const fixes =
        mend === "rename" ? renaming(ident, names) : mend && before && withoutWord(identOf(before), ident);
      reportTwice(ident, identOf(earlier), typeof what === "string" ? what : what(item), report, fixes);
    }
  }
  return first;
}

function renaming({ span, text }: Ident, names: Set<string>): readonly Fix[] {
  const other = freeName(text, names);
  return other === undefined ? [] : rewriting(`Rename it to \`${other}\``, span, other);
}

function withoutWord(previous: Ident, { span }: Ident): readonly Fix[] {
  return removal("Remove it", upTo(previous.span, span));
}

/** Reports that `again` names what `first` has named. */
export function reportTwice(
  again: { readonly span: Span; readonly text: string },
  first: { readonly span: Span },
  what: string,
  report: Report,
  fixes: readonly Fix[] = [],
): void {
  const related = [{ span: first.span, message: "first declared here" }];
  report(diagnose("AP2002", again.span, { what, name: again.text }, { related, fixes }));
}
