// Applies fixes to files, over and over until none is left, and keeps those that are proved to keep every verdict.

import type { TableFile } from "../../runtime/table/format.js";
import type { Compilation } from "../compile.js";
import type { Diagnostic, Fix, TextEdit } from "../diagnostics/diagnostic.js";
import { diffTables } from "../verify/diff/diff.js";

/** Texts in place of those of files, by their paths. */
export type Overlay = ReadonlyMap<string, string>;

/** A policy whose files are fixed. */
export interface Subject {
  /** Compiles it with these texts in place of those of its files. */
  readonly compile: (overlay: Overlay) => Compilation;
  readonly lint: (compilation: Compilation) => readonly Diagnostic[];
  /** What is known of a file in all policies: its whole path. */
  readonly keyOf: (path: string) => string;
}

export interface ApplyOptions {
  /** Those that change the meaning, too. */
  readonly unsafe: boolean;
}

export interface Applied {
  /** New texts, by whole paths. */
  readonly texts: Overlay;
  readonly applied: number;
  /** Of these it was not proved that they keep every verdict, or they made a mistake: they were left out. */
  readonly refused: readonly Diagnostic[];
}

/** A fix that makes room for itself over and over is stopped here. */
const MOST_ROUNDS = 50;

/** So many edits are made in one round, at the least: each is held against all others. */
const MOST_EDITS = 2_000;

/** A fix with the finding that it mends; its files by whole paths. */
interface Offer {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
}

/**
 * What is known of the policies before anything is fixed; `subjects` are all that may read the same files, since what keeps the
 * verdicts of one policy may change another's. What `ready()` of the runtime loads must be loaded.
 */
export function applyFixes(subjects: readonly Subject[], options: ApplyOptions): Applied {
  const state = new State(subjects);
  for (let round = 0; round < MOST_ROUNDS; round++)
    if (!state.round("keeping") && !(options.unsafe && state.round("changing"))) break;
  return state.result();
}

/** Fixes that keep the meaning are proved together, so no other stands among them. */
type Kind = "keeping" | "changing";

class State {
  #texts: Overlay = new Map();
  #applied = 0;
  readonly #refused = new Map<string, Diagnostic>();
  readonly #compiled = new Map<Subject, Compilation>();

  constructor(private readonly subjects: readonly Subject[]) {
    for (const subject of subjects) this.#compiled.set(subject, subject.compile(this.#texts));
  }

  result(): Applied {
    return { texts: this.#texts, applied: this.#applied, refused: [...this.#refused.values()] };
  }

  /** Applies what does not overlap; false where nothing was applied. */
  round(kind: Kind): boolean {
    return this.#keep(this.#offers(kind));
  }

  /** The first fix of each finding, as far as they do not overlap. */
  #offers(kind: Kind): readonly Offer[] {
    const taken: TextEdit[] = [];
    return this.subjects.flatMap((subject) => {
      const compilation = this.#compiled.get(subject);
      if (compilation?.program === undefined) return [];
      return subject.lint(compilation).flatMap((diagnostic): Offer[] => {
        const found = diagnostic.fixes.find((fix) => kindOf(fix) === kind);
        if (found === undefined || this.#refused.has(nameOf(diagnostic))) return [];
        const edits = found.edits.map(({ span, newText }) => ({
          span: { ...span, file: subject.keyOf(span.file) },
          newText,
        }));
        if (taken.length >= MOST_EDITS || edits.some((edit) => taken.some((other) => areClose(edit, other))))
          return [];
        taken.push(...edits);
        return [{ diagnostic, fix: { ...found, edits } }];
      });
    });
  }

  /** All of them if that is proved, else those of a half; places have moved then, and the next round looks for the rest. */
  #keep(offers: readonly Offer[]): boolean {
    const [first] = offers;
    if (first === undefined) return false;
    if (this.#try(offers)) return true;
    if (offers.length === 1) {
      this.#refused.set(nameOf(first.diagnostic), first.diagnostic);
      return false;
    }
    const middle = offers.length >> 1;
    return this.#keep(offers.slice(0, middle)) || this.#keep(offers.slice(middle));
  }

  #try(offers: readonly Offer[]): boolean {
    const texts = edited(
      this.#texts,
      offers.flatMap(({ fix }) => fix.edits),
      (file) => this.#textOf(file),
    );
    const isChanging = offers.some(({ fix }) => kindOf(fix) === "changing");
    const after = new Map<Subject, Compilation>();
    for (const subject of this.subjects) {
      const before = this.#compiled.get(subject);
      if (before === undefined || !this.#reads(subject, before, offers)) continue;
      const compilation = subject.compile(texts);
      if (hasNewErrors(before, compilation)) return false;
      if (!isChanging && !keepsVerdicts(before.table, compilation.table)) return false;
      after.set(subject, compilation);
    }
    for (const [subject, compilation] of after) this.#compiled.set(subject, compilation);
    this.#texts = texts;
    this.#applied += offers.length;
    return true;
  }

  #reads(subject: Subject, { sources }: Compilation, offers: readonly Offer[]): boolean {
    const changed = new Set(offers.flatMap(({ fix }) => fix.edits.map(({ span }) => span.file)));
    return Array.from(sources.keys()).some((path) => changed.has(subject.keyOf(path)));
  }

  #textOf(file: string): string {
    for (const [{ keyOf }, { sources }] of this.#compiled)
      for (const [path, { text }] of sources) if (keyOf(path) === file) return text;
    return "";
  }
}

function kindOf({ changesMeaning }: Fix): Kind {
  return changesMeaning === true ? "changing" : "keeping";
}

function nameOf({ code, span, message }: Diagnostic): string {
  return `${code} ${span.file} ${message}`;
}

/** What touches could be read as one word afterwards. */
function areClose(a: TextEdit, b: TextEdit): boolean {
  return a.span.file === b.span.file && a.span.start <= b.span.end && b.span.start <= a.span.end;
}

function hasNewErrors(before: Compilation, after: Compilation): boolean {
  return before.table !== undefined && after.table === undefined;
}

/** Is it proved that both tables decide every request alike? */
export function keepsVerdicts(before: TableFile | undefined, after: TableFile | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  const { differences, unresolved, changes, actions } = diffTables(before, after);
  const lists: readonly (readonly unknown[])[] = [
    ...[differences, unresolved, changes, actions.added, actions.removed],
  ];
  return lists.every(({ length }) => length === 0);
}

function edited(
  texts: Overlay,
  edits: readonly TextEdit[],
  textOf: (file: string) => string,
): ReadonlyMap<string, string> {
  const result = new Map(texts);
  for (const { span, newText } of edits.toSorted((a, b) => b.span.start - a.span.start)) {
    const text = result.get(span.file) ?? textOf(span.file);
    result.set(span.file, text.slice(0, span.start) + newText + text.slice(span.end));
  }
  return result;
}
