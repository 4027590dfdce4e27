// What is told of each file at this moment: by all the policies that read it, each thing once.

import type { Diagnostic as Shown } from "vscode-languageserver";

/** The list of a file, and a name for this very list: while the name stays, so does the list. */
export interface Told {
  readonly id: string;
  readonly diagnostics: readonly Shown[];
}

/** Names of lists are told apart from those of a server before this one. */
const birth = Date.now().toString(36);
let names = 0;

const empty: Told = { id: "none", diagnostics: [] };

/** By absolute paths. */
export class Board {
  /** By the policy, then by the file. */
  readonly #said = new Map<string, Map<string, readonly Shown[]>>();
  readonly #told = new Map<string, { readonly text: string; readonly told: Told }>();

  /** What a policy says of the files that it reads, in place of what it said before. */
  put(policy: string, shown: ReadonlyMap<string, readonly Shown[]>): void {
    const before = this.#said.get(policy)?.keys() ?? [];
    this.#said.set(policy, new Map(shown));
    for (const path of new Set([...before, ...shown.keys()])) this.#tell(path);
  }

  /** A policy that is none any more. */
  drop(policy: string): void {
    const before = this.#said.get(policy);
    this.#said.delete(policy);
    for (const path of before?.keys() ?? []) this.#tell(path);
  }

  /** A file was changed: what was said of it holds no more. Other files keep what they have until more is known. */
  forget(path: string): void {
    for (const files of this.#said.values()) files.delete(path);
    this.#tell(path);
  }

  policies(): readonly string[] {
    return [...this.#said.keys()];
  }

  /** The files that a policy reads, as far as it was looked at since they were changed. */
  paths(): ReadonlySet<string> {
    return new Set([...this.#said.values()].flatMap((files) => [...files.keys()]));
  }

  /** Whether a policy reads the file, and was looked at since the file was changed. */
  knows(path: string): boolean {
    return [...this.#said.values()].some((files) => files.has(path));
  }

  of(path: string): Told {
    return this.#told.get(path)?.told ?? empty;
  }

  #tell(path: string): void {
    const said = [...this.#said.values()].flatMap((files) => files.get(path) ?? []);
    const once = new Map(said.map((each) => [JSON.stringify(each), each] as const).sort(byPlace));
    const text = [...once.keys()].join("\n");
    const before = this.#told.get(path);
    if (once.size === 0) this.#told.delete(path);
    else if (before?.text !== text) {
      names += 1;
      const told = { id: `${birth}-${names}`, diagnostics: [...once.values()] };
      this.#told.set(path, { text, told });
    }
  }
}

/** Whichever policy said it first. */
function byPlace(
  [one, { range: a }]: readonly [string, Shown],
  [other, { range: b }]: readonly [string, Shown],
): number {
  const isBefore = a.start.line - b.start.line || a.start.character - b.start.character;
  return isBefore || (one < other ? -1 : 1);
}
