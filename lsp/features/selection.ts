// What is selected when a selection grows: the word, what it stands in, and so on up to the whole file.

import type { Node } from "../../compiler/ast/ast.js";
import { childrenOf } from "../../compiler/ast/children.js";
import { nodesAround } from "../../compiler/occurrences/index.js";
import type { Workspace } from "../../compiler/workspace/workspace.js";
import { casesAt } from "./names.js";
import { viewOf } from "./view.js";

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Nobody presses a key so often; what lies between the outermost and the innermost is left out. */
const MOST = 100;

/** From the innermost to the outermost, each larger than the one before; the last is the whole file. */
export function selectionsAt(workspace: Workspace, path: string, offset: number): readonly Stretch[] {
  const text = workspace.text(path) ?? "";
  const found = path.endsWith(".cases.yaml")
    ? nodesAround(casesAt(workspace, path), offset)
    : treeStretches(workspace, path, offset, text);
  const growing = [{ start: 0, end: text.length }, ...found].filter(
    (each, at, all) => at === 0 || each.end - each.start < lengthOf(all[at - 1]),
  );
  const few = growing.length > 2 * MOST ? [...growing.slice(0, MOST), ...growing.slice(-MOST)] : growing;
  return few.toReversed();
}

function lengthOf(stretch: Stretch | undefined): number {
  return stretch === undefined ? Infinity : stretch.end - stretch.start;
}

function treeStretches(workspace: Workspace, path: string, offset: number, text: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let at: Node | undefined = viewOf(workspace, path)?.module;
  while (at !== undefined) {
    const { start, end } = at.span;
    stretches.push({ start, end });
    if (at.kind === "string" && offset > start && offset < end && text.charAt(end - 1) === '"')
      stretches.push({ start: start + 1, end: end - 1 });
    at = innermost(childrenOf(at), offset);
  }
  return stretches;
}

/** The child in which a place lies; of two that touch there, the one that begins there. */
function innermost(children: readonly Node[], offset: number): Node | undefined {
  return children.findLast(({ span: { start, end } }) => start <= offset && offset <= end && start < end);
}
