// The compiler's fixes as actions: one at a time, all of a kind, and all of a file.

import type { Diagnostic, Fix } from "../../../compiler/diagnostics/diagnostic.js";
import type { Seen } from "../seen.js";
import type { View } from "../view.js";
import { type Action, changesOf, type Change, type Selected, touches } from "./action.js";

/** What is told of the file; before anything was looked for, what its analysis says. */
export function diagnosticsIn({ policy, file }: View, { diagnostics }: Seen): readonly Diagnostic[] {
  return (diagnostics ?? policy.analysis.diagnostics).filter(({ span }) => span.file === file.path);
}

export function fixActions(view: View, selected: Selected, seen: Seen): readonly Action[] {
  const all = diagnosticsIn(view, seen);
  const here = all.filter(({ span, fixes }) => fixes.length > 0 && touches(span, selected));
  const codes = new Set(here.map(({ code }) => code));
  return [
    ...here.flatMap((diagnostic) => ownFixes(view, diagnostic)),
    ...[...codes].flatMap((code) => allOf(view, code, all)),
  ];
}

function ownFixes(view: View, diagnostic: Diagnostic): readonly Action[] {
  const { fixes } = diagnostic;
  return fixes.map(({ title, changesMeaning, edits }) => ({
    title: changesMeaning === true ? `${title} (changes the meaning)` : title,
    ...{ kind: "quickfix", mends: [diagnostic] },
    isPreferred: fixes.length === 1 && changesMeaning !== true,
    does: changesOf(view, edits),
  }));
}

/** Where a mistake is made more than once. */
function allOf(view: View, code: string, all: readonly Diagnostic[]): readonly Action[] {
  const alike = all.filter((each) => each.code === code);
  const { changes, mended } = together(view, alike);
  if (mended.length < 2) return [];
  const title = `Fix all ${String(mended.length)} of ${code} in this file`;
  return [{ title, kind: "quickfix", mends: mended, isPreferred: false, does: changes }];
}

/** Every mistake of the file that has one fix and no other, as far as fixes do not overlap. */
export function fixAllActions(view: View, seen: Seen): readonly Action[] {
  const { changes, mended } = together(view, diagnosticsIn(view, seen));
  if (mended.length === 0) return [];
  const title = "Fix all that has one fix";
  return [{ title, kind: "source.fixAll.agentpol", mends: mended, isPreferred: false, does: changes }];
}

interface Mended {
  readonly changes: readonly Change[];
  readonly mended: readonly Diagnostic[];
}

/** Of several fixes a person has to choose, and what changes the meaning a person has to see. The first that wants a place has it. */
function together(view: View, diagnostics: readonly Diagnostic[]): Mended {
  const changes: Change[] = [];
  const mended: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const [only, ...others] = diagnostic.fixes;
    if (only === undefined || others.length > 0 || only.changesMeaning === true) continue;
    const own = changesOf(view, only.edits);
    if (!isOwn(view, only) || own.some((each) => changes.some((other) => collide(each, other)))) continue;
    changes.push(...own);
    mended.push(diagnostic);
  }
  return { changes, mended };
}

function isOwn({ file }: View, { edits }: Fix): boolean {
  return edits.every(({ span }) => span.file === file.path);
}

/** Two insertions at one place collide, too: which is to be first is not known. */
function collide(a: Change, b: Change): boolean {
  return a.path === b.path && touches(a, b);
}
