// The shape of code actions: what an editor offers to do at a place.

import type { Diagnostic, TextEdit } from "../../../compiler/diagnostics/diagnostic.js";
import type { Target, View } from "../view.js";

/** The protocol's words for what an action is. */
export type ActionKind =
  "quickfix" | "refactor.extract" | "refactor.inline" | "refactor.rewrite" | "source.fixAll.agentpol";

/** Text in place of a stretch of a file. */
export interface Change extends Target {
  readonly newText: string;
}

export interface Action {
  readonly title: string;
  readonly kind: ActionKind;
  /** What it mends. */
  readonly mends: readonly Diagnostic[];
  /** Is it the one that a person most likely wants? */
  readonly isPreferred: boolean;
  /** What it changes, or, of what takes a while, what is worked out once it is chosen. */
  readonly does: readonly Change[] | Later;
}

export type Later =
  /** A case for what no case touches of the rule, at the end of the policy or in the cases file beside it. */
  | { readonly kind: "case"; readonly rule: string; readonly into: "test" | "cases" }
  /** A let in place of the expression that is selected. */
  | ({ readonly kind: "extract" } & Selected)
  /** The let whose name stands there. */
  | { readonly kind: "inline"; readonly at: number };

/** A stretch of the file at hand; its offsets are equal where it is a cursor. */
export interface Selected {
  readonly start: number;
  readonly end: number;
}

export function changesOf({ policy }: View, edits: readonly TextEdit[]): readonly Change[] {
  return edits.map(({ span: { file, start, end }, newText }) => ({
    ...{ path: policy.absolute(file), start, end, newText },
  }));
}

/** Put in front of what stands at `at`. */
export function inserted({ path }: View, at: number, newText: string): Change {
  return { path, start: at, end: at, newText };
}

export function touches(a: Selected, b: Selected): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The texts with the changes made; none of them overlap. */
export function applied(
  read: (path: string) => string | undefined,
  changes: readonly Change[],
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { path, start, end, newText } of inverse(changes)) {
    const text = texts.get(path) ?? read(path) ?? "";
    texts.set(path, text.slice(0, start) + newText + text.slice(end));
  }
  return texts;
}

/** From the end on, so that offsets stay true; what is put at one place keeps its order. */
function inverse(changes: readonly Change[]): readonly Change[] {
  return changes.toReversed().toSorted((a, b) => b.start - a.start || b.end - a.end);
}
