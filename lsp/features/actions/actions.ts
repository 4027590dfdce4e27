// Everything that can be done at a place, of the kinds that are asked for.

import type { Seen } from "../seen.js";
import type { View } from "../view.js";
import type { Action, ActionKind, Change, Later, Selected } from "./action.js";
import { caseActions } from "./cases.js";
import { fixActions, fixAllActions } from "./fixes.js";
import { extractActions, extraction } from "./extract.js";
import { ignoreActions } from "./ignore.js";
import { inlineActions, inlining } from "./inline.js";
import { permitActions } from "./permit.js";

/** Offers of one kind. */
interface Source {
  readonly kind: ActionKind;
  readonly actions: (view: View, selected: Selected, seen: Seen) => readonly Action[];
}

const SOURCES: readonly Source[] = [
  { kind: "quickfix", actions: fixActions },
  { kind: "quickfix", actions: permitActions },
  { kind: "quickfix", actions: ignoreActions },
  { kind: "quickfix", actions: caseActions },
  { kind: "refactor.extract", actions: extractActions },
  { kind: "refactor.inline", actions: inlineActions },
  { kind: "source.fixAll.agentpol", actions: (view, _, seen) => fixAllActions(view, seen) },
];

export const ACTION_KINDS: readonly ActionKind[] = Array.from(new Set(SOURCES.map(({ kind }) => kind)));

/**
 * @param only kinds, each of which stands for all kinds below it: `refactor` for `refactor.extract`; absent: all. What
 *   changes a whole file is offered only where it is asked for by name.
 */
export function actionsAt(
  view: View,
  selected: Selected,
  seen: Seen = {},
  only?: readonly string[],
): readonly Action[] {
  const isWanted = (kind: ActionKind): boolean =>
    only === undefined
      ? !kind.startsWith("source.")
      : only.some((each) => kind === each || kind.startsWith(`${each}.`) || each === "");
  return SOURCES.filter(({ kind }) => isWanted(kind)).flatMap(({ actions }) => actions(view, selected, seen));
}

/** What a refactoring changes that was chosen; undefined where it would make a mistake. */
export function changesLater(
  view: View,
  later: Exclude<Later, { readonly kind: "case" }>,
): readonly Change[] | undefined {
  return later.kind === "extract" ? extraction(view, later) : inlining(view, later.at);
}
