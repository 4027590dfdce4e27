// Workspaces written down in one text: `//- path` begins a file, `<|>` is the cursor, `«…»` are places of interest.

import { resolve } from "node:path";
import { Workspace } from "../../compiler/workspace/workspace.js";
import { type Target, type View, viewOf } from "../../lsp/features/view.js";

export interface Scene {
  readonly workspace: Workspace;
  /** Where the cursor is. */
  readonly path: string;
  readonly offset: number;
  /** In the order in which they stand. */
  readonly marks: readonly Target[];
  /** The texts without marks, by their absolute paths. */
  readonly files: ReadonlyMap<string, string>;
}

/** The folder of the scene. */
export const FOLDER = "/w";

/** Without `//-` it is one file, `main.agentpol`. */
export function scene(text: string): Scene {
  const files = new Map<string, string>();
  const marks: Target[] = [];
  let cursor: Target | undefined;
  for (const [name, body] of parts(text)) {
    const path = `${FOLDER}/${name}`;
    const read = unmarked(path, body);
    files.set(path, read.text);
    marks.push(...read.marks);
    cursor ??= read.cursor;
  }
  const path = cursor?.path ?? files.keys().next().value ?? "";
  return { workspace: workspaceOf(files), path, offset: cursor?.start ?? 0, marks, files };
}

/** The file at the cursor, in its policy. */
export function viewAt({ workspace, path }: Scene): View {
  const view = viewOf(workspace, path);
  if (view === undefined) throw new Error(`${path} cannot be read`);
  return view;
}

/** A workspace of texts at hand. */
export function workspaceOf(files: ReadonlyMap<string, string>): Workspace {
  const workspace = new Workspace({
    read: (root, path) => {
      const text = resolve(path).startsWith(root) ? files.get(resolve(path)) : undefined;
      return text === undefined ? { ok: false, reason: "there is no such file" } : { ok: true, text };
    },
    list: (folder) => [...files.keys()].filter((path) => path.startsWith(`${folder}/`)).sort(),
  });
  workspace.folders = [FOLDER];
  return workspace;
}

function parts(text: string): readonly (readonly [name: string, body: string])[] {
  const heads = Array.from(text.matchAll(/^\/\/- (\S+)\n/gm));
  if (heads.length === 0) return [["main.agentpol", text]];
  return heads.map((head, index) => {
    const end = heads[index + 1]?.index ?? text.length;
    return [head[1] ?? "", text.slice(head.index + head[0].length, end)];
  });
}

function unmarked(path: string, body: string): { text: string; marks: readonly Target[]; cursor?: Target } {
  const marks: { path: string; start: number; end: number }[] = [];
  const open: number[] = [];
  let [text, cursor] = ["", -1];
  for (const piece of body.split(/(<\|>|[«»])/)) {
    if (piece === "<|>") cursor = text.length;
    else if (piece === "«") open.push(marks.push({ path, start: text.length, end: text.length }) - 1);
    else if (piece === "»") {
      const mark = marks[open.pop() ?? -1];
      if (mark === undefined) throw new Error(`a » without its « in ${path}`);
      mark.end = text.length;
    } else text += piece;
  }
  return { text, marks, ...(cursor >= 0 && { cursor: { path, start: cursor, end: cursor } }) };
}
