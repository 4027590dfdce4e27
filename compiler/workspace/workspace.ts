// Open buffers over files, and the policies among them as they stand now: each is analysed when it is asked for, and again
// once a file that it reads was changed.

import { analyse, type AnalyseOptions } from "../analyse.js";
import { parse, type Parsed } from "../ast/parse.js";
import type { ReadResult } from "../source/reader.js";
import type { SourceFile } from "../source/source.js";
import { placeOf, type Disk } from "./files.js";
import { Policy } from "./policy.js";

/** What the workspace leaves to its caller: how a baseline's SQL is checked. */
export type WorkspaceOptions = Pick<AnalyseOptions, "parseSchema">;

export class Workspace {
  readonly #buffers = new Map<string, string>();
  readonly #policies = new Map<string, Policy>();
  readonly #parsed = new Map<string, { readonly text: string; readonly result: Parsed }>();
  #folders: readonly string[] = [];
  /** What lies on the disk, listed once until something is created or deleted. */
  #listed: readonly string[] | undefined;

  constructor(
    private readonly disk: Disk,
    private readonly options: WorkspaceOptions = {},
  ) {}

  /** Absolute, without a slash at the end. */
  set folders(folders: readonly string[]) {
    this.#folders = folders;
    this.#listed = undefined;
    this.#policies.clear();
    this.#parsed.clear();
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** A document was opened or edited; false where its text is what it was. */
  edit(path: string, text: string): boolean {
    if (this.#buffers.get(path) === text) return false;
    this.#buffers.set(path, text);
    this.#forget(path);
    return true;
  }

  /** The workspace as it would be with other texts of some files, by their paths; this one stays as it is. */
  with(texts: ReadonlyMap<string, string>): Workspace {
    const other = new Workspace(this.disk, this.options);
    other.#folders = this.#folders;
    other.#listed = this.#listed;
    for (const [path, text] of this.#buffers) other.#buffers.set(path, text);
    for (const [path, policy] of this.#policies) other.#policies.set(path, policy);
    for (const [path, parsed] of this.#parsed) other.#parsed.set(path, parsed);
    for (const [path, text] of texts) other.edit(path, text);
    return other;
  }

  /** A document was closed: its file counts again. */
  close(path: string): void {
    this.#buffers.delete(path);
    this.#forget(path);
  }

  /** A file was created, changed or deleted on the disk; of a folder, all that lies in it. */
  touch(path: string): void {
    this.#listed = undefined;
    const inside = [...this.#readPaths()].filter((each) => each.startsWith(`${path}/`));
    for (const each of [path, ...inside]) if (!this.#buffers.has(each)) this.#forget(each);
  }

  /** Everything has to be analysed again: what is left to the caller is another now. */
  reset(): void {
    this.#policies.clear();
  }

  /** The text of a file: as it is open, or else as it lies on the disk; undefined where it cannot be read. */
  text(path: string): string | undefined {
    const result = this.#read(placeOf(path, this.#folders).root, path);
    return result.ok ? result.text : undefined;
  }

  isOpen(path: string): boolean {
    return this.#buffers.has(path);
  }

  /** All files that end so, open ones and those on the disk, in order. */
  files(ending: ".agentpol" | ".cases.yaml"): readonly string[] {
    this.#listed ??= this.#folders.flatMap((folder) => this.disk.list(folder));
    const all = new Set([...this.#listed, ...this.#buffers.keys()]);
    return [...all].filter((path) => path.endsWith(ending)).sort();
  }

  /** The policy whose entry file this is, if it was analysed as it stands. */
  known(path: string): Policy | undefined {
    return this.#policies.get(path);
  }

  /** The policy whose entry file this is. */
  policyAt(path: string): Policy {
    const known = this.known(path);
    if (known !== undefined) return known;
    const { root, file } = placeOf(path, this.#folders);
    const reads = new Set<string>();
    const read = (asked: string): ReadResult => {
      reads.add(asked);
      return this.#read(root, `${root}/${asked}`);
    };
    const analysis = analyse(file, { ...this.options, read, parse: (each) => this.#parse(root, each) });
    const policy = new Policy(root, file, analysis, reads);
    this.#policies.set(path, policy);
    return policy;
  }

  /** Every policy: each file that has a header, and each that no policy imports. */
  policies(): readonly Policy[] {
    const all = this.files(".agentpol").map((path) => this.policyAt(path));
    const parts = new Set(
      all.flatMap((policy) =>
        policy.analysis.headless
          ? []
          : [...policy.analysis.sources.keys()].map((file) => policy.absolute(file)),
      ),
    );
    return all.filter((policy) => !policy.analysis.headless || !parts.has(policy.path));
  }

  /** The policies that the file is part of: first the one that it begins, then those that import it, in order. */
  policiesOf(path: string): readonly Policy[] {
    const own = this.policyAt(path);
    const others = this.policies().filter(
      (policy) => policy.path !== path && policy.module(path) !== undefined,
    );
    return own.analysis.headless && others.length > 0 ? others : [own, ...others];
  }

  /** Of several policies that the file is part of, the first. */
  policyOf(path: string): Policy | undefined {
    const own = this.policyAt(path);
    return own.analysis.headless ? this.policiesOf(path)[0] : own;
  }

  #read(root: string, path: string): ReadResult {
    const text = this.#buffers.get(path);
    return text === undefined ? this.disk.read(root, path) : { ok: true, text };
  }

  #parse(root: string, file: SourceFile): Parsed {
    const key = `${root}/${file.path}`;
    const known = this.#parsed.get(key);
    if (known?.text === file.text) return known.result;
    const result = parse(file, known?.result);
    this.#parsed.set(key, { text: file.text, result });
    return result;
  }

  #readPaths(): ReadonlySet<string> {
    const all = [...this.#policies.values()].flatMap((policy) => [
      policy.path,
      ...Array.from(policy.reads, (file) => policy.absolute(file)),
    ]);
    return new Set(all);
  }

  #forget(path: string): void {
    for (const [key, policy] of this.#policies) {
      const file = policy.relative(path);
      if (key === path || (file !== undefined && policy.reads.has(file))) this.#policies.delete(key);
    }
  }
}
