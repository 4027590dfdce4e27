// Gives a thing another name wherever it is named.
//
// Whether that can be done is not reasoned about but tried: the workspace is read anew with the edits, and where a name
// would stand for something else, or something would be a mistake that was none, nothing is renamed.

import type { NameKind } from "../../compiler/occurrences/index.js";
import type { Workspace } from "../../compiler/workspace/workspace.js";
import { allNames, isOf, keysOf, nameAt, type Name, type Thing } from "./names.js";
import { faultOf } from "./rename-check.js";
import { type Edit, edited } from "./text-edits.js";
import { type Target, viewOf } from "./view.js";

/** Why something is not renamed, as a sentence for the author. */
export interface Refusal {
  readonly refused: string;
}

export interface Renaming {
  /** The edits of each file, by its path, in the order of their places. */
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
}

/** What would be renamed: the name at a place, as it is written. */
export function prepareRenameAt(
  workspace: Workspace,
  path: string,
  offset: number,
): { readonly place: Target; readonly text: string } | Refusal {
  const name = nameAt(workspace, path, offset);
  if (name === undefined) return { refused: "Nothing that is declared in a policy is named here." };
  const text = textOf(workspace, name);
  const [thing] = name.of;
  if (thing?.kind === "file") return { refused: "A file is renamed where files are, not in a policy." };
  if (!isExact(name, text))
    return { refused: `\`${text}\` stands for actions of several names. Rename one where it is declared.` };
  const meant = name.of.map((each) => sectionOf(workspace, each)).find((section) => isMeant(section, text));
  if (meant !== undefined) return { refused: `The language knows \`${meant}.${text}\` by this name.` };
  const outside = name.of.find(({ place }) => !isInside(workspace, place.path));
  if (outside !== undefined) return { refused: `${outside.place.path} lies outside the workspace.` };
  return { place: name.place, text };
}

/** Renames the thing at a place, with whatever must have the same name. */
export function renameAt(
  workspace: Workspace,
  path: string,
  offset: number,
  newName: string,
): Renaming | Refusal {
  const prepared = prepareRenameAt(workspace, path, offset);
  if ("refused" in prepared) return prepared;
  const name = nameAt(workspace, path, offset);
  const kind = name?.of[0]?.kind ?? "rule";
  if (!isName(newName, kind)) return { refused: `\`${newName}\` is no name: ${howNamed(kind)}.` };
  if (name === undefined || newName === prepared.text) return { edits: new Map() };
  const sections = name.of.map((each) => sectionOf(workspace, each));
  const meant = sections.find((section) => isMeant(section, newName));
  if (meant !== undefined) return { refused: `\`${meant}.${newName}\` means something to the language.` };
  const renamed = togetherWith(name, prepared.text, allNames(workspace), workspace);
  const edits = editsOf(renamed, newName);
  const outside = [...edits.keys()].find((each) => !isInside(workspace, each));
  if (outside !== undefined) return { refused: `It is named in ${outside}, too, outside the workspace.` };
  const texts = new Map(
    Array.from(edits, ([each, list]) => [each, edited(workspace.text(each) ?? "", list)] as const),
  );
  const fault = faultOf(workspace, workspace.with(texts), edits);
  return fault === undefined ? { edits } : { refused: fault };
}

/** The names that change with one: those of the same things, and of all that shares a name with those. */
function togetherWith(
  first: Name,
  text: string,
  names: readonly Name[],
  workspace: Workspace,
): readonly Name[] {
  const keys = keysOf([first]);
  let left = names.filter(
    (each) => each.of.some((thing) => thing.name === text) && textOf(workspace, each) === text,
  );
  const found: Name[] = [];
  for (let before = -1; found.length > before;) {
    before = found.length;
    const others: Name[] = [];
    for (const name of left) {
      if (!isOf(name, keys)) others.push(name);
      else {
        found.push(name);
        for (const { key } of name.of) keys.add(key);
      }
    }
    left = others;
  }
  return found;
}

function editsOf(names: readonly Name[], newText: string): ReadonlyMap<string, readonly Edit[]> {
  const edits = new Map<string, Edit[]>();
  for (const { place } of names) {
    const inFile = edits.get(place.path) ?? [];
    edits.set(place.path, inFile);
    inFile.push({ start: place.start, end: place.end, newText });
  }
  return edits;
}

function textOf(workspace: Workspace, { place }: Name): string {
  return (workspace.text(place.path) ?? "").slice(place.start, place.end);
}

/** Is the name of what it stands for written here, and no pattern that picks it? */
function isExact({ of }: Name, text: string): boolean {
  return of.every(({ name }) => name === text);
}

/** Attributes that mean something without being named: who may not approve, and where `~` is. */
const MEANT: ReadonlySet<string> = new Set(["agent.id", "agent.owner", "context.home"]);

function isMeant(section: string | undefined, name: string): section is string {
  return section !== undefined && MEANT.has(`${section}.${name}`);
}

/** The section of an attribute: `agent`, `context` or `impact`. */
function sectionOf(workspace: Workspace, { kind, place }: Thing): string | undefined {
  if (kind !== "attribute") return undefined;
  const blocks = viewOf(workspace, place.path)?.module.declarations ?? [];
  const block = blocks.find(({ span }) => span.start <= place.start && place.end <= span.end);
  return block?.kind === "attributes" ? block.section : undefined;
}

/** Without folders, what is open is the workspace; what was never saved lies nowhere yet. */
function isInside({ folders }: Workspace, path: string): boolean {
  const isUnsaved = /^\/[a-z][a-z0-9+.-]+:/iu.test(path);
  return isUnsaved || folders.length === 0 || folders.some((folder) => path.startsWith(`${folder}/`));
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/u;
const ACTION = /^(?:[A-Za-z_]\w*|\*)(?:\.(?:\w+|\*))*$/u;

function isName(text: string, kind: NameKind): boolean {
  return (kind === "action" ? ACTION : IDENTIFIER).test(text);
}

function howNamed(kind: NameKind): string {
  return kind === "action"
    ? "the name of an action is words of letters, digits and `_`, joined by dots"
    : "a name is letters, digits and `_`, and does not begin with a digit";
}
