// One editor's session: its documents as a workspace of policies, URIs as paths, positions as offsets, and its settings.

import type {
  ClientCapabilities,
  Location,
  Position,
  Range,
  TextDocuments,
  WorkspaceFolder,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import type { Policy } from "../../compiler/workspace/policy.js";
import { Workspace, type WorkspaceOptions } from "../../compiler/workspace/workspace.js";
import { type Target, type View, viewOf } from "../features/view.js";
import type { Findings } from "./findings.js";
import type { Host } from "./host.js";
import { defaults, type Settings } from "./settings.js";

/** Hears which files were changed, by their paths; none where everything may be another. */
type Listener = (paths: readonly string[]) => void;

/** A diagnostic of the compiler, and the policy by whose paths it names files. */
export interface Found {
  readonly policy: Policy;
  readonly diagnostic: Diagnostic;
}

export class Session {
  readonly workspace: Workspace;
  /** What the client can do. */
  client: ClientCapabilities = {};
  #settings: Settings = defaults;
  #folders: readonly WorkspaceFolder[] = [];
  /** The client's own names for the documents that it opened: one path has many spellings as a URI. */
  readonly #uris = new Map<string, string>();
  readonly #listeners: Listener[] = [];
  readonly #beginnings: (() => Promise<void>)[] = [];
  #preparing: Promise<void> | undefined;
  readonly #options: { parseSchema?: NonNullable<WorkspaceOptions["parseSchema"]> } = {};

  constructor(
    private readonly host: Host,
    private readonly documents: Pick<TextDocuments<TextDocument>, "get">,
    private readonly findings: Findings,
  ) {
    this.workspace = new Workspace(host, this.#options);
  }

  /** Called after each change; in the order in which they were added. */
  onChange(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Called once the client has heard what this server can do. */
  onInitialized(begin: () => Promise<void>): void {
    this.#beginnings.push(begin);
  }

  /** The client has heard what this server can do. */
  async begin(): Promise<void> {
    this.#changed([]);
    for (const begin of this.#beginnings) await begin();
  }

  /** What takes a moment to load, once; before that, an analysis may not tell all that is to be told. */
  async prepare(): Promise<void> {
    this.#preparing ??= this.host.prepare().then((options) => {
      Object.assign(this.#options, options);
      this.workspace.reset();
    });
    await this.#preparing;
  }

  get settings(): Settings {
    return this.#settings;
  }

  set settings(settings: Settings) {
    if (JSON.stringify(settings) === JSON.stringify(this.#settings)) return;
    this.#settings = settings;
    this.workspace.reset();
    this.#changed([]);
  }

  get folders(): readonly WorkspaceFolder[] {
    return this.#folders;
  }

  set folders(folders: readonly WorkspaceFolder[]) {
    this.#folders = folders;
    const paths = folders.map(({ uri }) => this.host.pathOf(uri)?.replace(/\/$/, ""));
    this.workspace.folders = [...new Set(paths.filter((path) => path !== undefined))];
    this.#changed([]);
  }

  opened(document: TextDocument): void {
    this.#uris.set(this.pathOf(document.uri), document.uri);
    this.edited(document);
  }

  edited(document: TextDocument): void {
    const path = this.pathOf(document.uri);
    // Nobody checked what came from outside.
    if (typeof document.getText() !== "string") return;
    this.#changed(this.workspace.edit(path, document.getText()) ? [path] : []);
  }

  closed(document: TextDocument): void {
    const path = this.pathOf(document.uri);
    this.#uris.delete(path);
    this.workspace.close(path);
    this.#changed([path]);
  }

  /** Files or folders were created, changed or deleted on the disk. */
  touched(uris: readonly string[]): void {
    const paths = uris.map((uri) => this.pathOf(uri).replace(/\/$/, ""));
    for (const path of paths) this.workspace.touch(path);
    this.#changed(paths.filter((path) => !this.isOpen(path)));
  }

  /** The key of a document in the workspace. One that was never saved has one too, in a folder that does not exist. */
  pathOf(uri: string): string {
    return this.host.pathOf(uri) ?? `/${uri}.agentpol`;
  }

  uriOf(path: string): string {
    return this.#uris.get(path) ?? this.host.uriOf(path);
  }

  isOpen(path: string): boolean {
    return this.workspace.isOpen(path);
  }

  /** Whether the file is a policy or a part of one; golden cases and data are none. */
  isPolicy(path: string): boolean {
    return path.endsWith(".agentpol");
  }

  /** The policy file at a URI, as part of its policy; undefined where there is none. */
  view(uri: string): View | undefined {
    const path = this.pathOf(uri);
    return this.isPolicy(path) ? viewOf(this.workspace, path) : undefined;
  }

  /** Of an open document, as the editor counts. */
  versionOf(path: string): number | undefined {
    return this.isOpen(path) ? this.documents.get(this.uriOf(path))?.version : undefined;
  }

  /** The text at a path as it stands now, with its lines; empty where it cannot be read. */
  document(path: string): TextDocument {
    const uri = this.uriOf(path);
    const open = this.isOpen(path) ? this.documents.get(uri) : undefined;
    return open ?? TextDocument.create(uri, "agentpol", 0, this.workspace.text(path) ?? "");
  }

  /** Within the text, wherever the position is. */
  offsetAt(path: string, position: Position): number {
    const offset = this.document(path).offsetAt(position);
    return Number.isInteger(offset) ? offset : 0;
  }

  rangeAt({ path, start, end }: Target): Range {
    const document = this.document(path);
    return { start: document.positionAt(start), end: document.positionAt(end) };
  }

  locationAt(target: Target): Location {
    return { uri: this.uriOf(target.path), range: this.rangeAt(target) };
  }

  /** What is known to be wrong in a stretch of a file, with the fixes; an empty stretch touches what it stands beside. */
  diagnosticsAt({ path, start, end }: Target): readonly Found[] {
    return this.workspace.policiesOf(path).flatMap((policy) =>
      this.findings.diagnosticsOf(policy).flatMap((diagnostic) => {
        const { span } = diagnostic;
        const isThere = policy.absolute(span.file) === path && span.start <= end && span.end >= start;
        return isThere ? [{ policy, diagnostic }] : [];
      }),
    );
  }

  /** The page about a diagnostic, as a URI. */
  docsOf(code: string): string | undefined {
    return this.#docs(`${code.includes("/") ? "lint" : "diagnostics"}/${code}.md`);
  }

  /** A heading of the language's reference, as a URI. */
  referenceOf(heading: string): string | undefined {
    return this.#docs(`language.md#${heading}`);
  }

  #docs(page: string): string | undefined {
    const base = this.settings.docs.url ?? this.host.docs;
    return base === undefined ? undefined : `${base}${page}`;
  }

  #changed(paths: readonly string[]): void {
    for (const listener of this.#listeners) listener(paths);
  }
}
