// One editor's session: its documents as a workspace of policies, URIs as paths, positions as offsets.

import {
  type ClientCapabilities,
  type Location,
  type Position,
  type Range,
  TextDocumentSyncKind,
  type TextDocuments,
  type WorkspaceFolder,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Workspace, type WorkspaceOptions } from "../../compiler/workspace/workspace.js";
import { type Target, type View, viewOf } from "../features/view.js";
import type { Host } from "./host.js";

export class Session {
  readonly workspace: Workspace;
  /** What the client can do. */
  client: ClientCapabilities = {};
  /** The client's own names for the documents that it opened: one path has many spellings as a URI. */
  readonly #uris = new Map<string, string>();

  constructor(
    private readonly host: Host,
    private readonly documents: Pick<TextDocuments<TextDocument>, "get" | "all">,
    options: WorkspaceOptions = {},
  ) {
    this.workspace = new Workspace(host, options);
  }

  set folders(folders: readonly WorkspaceFolder[]) {
    const paths = folders.map(({ uri }) => this.host.pathOf(uri)?.replace(/\/$/, ""));
    this.workspace.folders = paths.filter((path) => path !== undefined);
  }

  opened(document: TextDocument): void {
    this.#uris.set(this.pathOf(document.uri), document.uri);
    this.edited(document);
  }

  edited(document: TextDocument): void {
    this.workspace.edit(this.pathOf(document.uri), document.getText());
  }

  closed(document: TextDocument): void {
    const path = this.pathOf(document.uri);
    this.#uris.delete(path);
    this.workspace.close(path);
  }

  /** The key of a document in the workspace. One that was never saved has one too, in a folder that does not exist. */
  pathOf(uri: string): string {
    return this.host.pathOf(uri) ?? `/${uri}.agentpol`;
  }

  uriOf(path: string): string {
    return this.#uris.get(path) ?? this.host.uriOf(path);
  }

  /** The policy file at a URI, as part of its policy; undefined where there is none. */
  view(uri: string): View | undefined {
    const path = this.pathOf(uri);
    return path.endsWith(".agentpol") ? viewOf(this.workspace, path) : undefined;
  }

  /** The open documents' paths. */
  openPaths(): readonly string[] {
    return this.documents.all().map(({ uri }) => this.pathOf(uri));
  }

  /** The text at a path as it stands now, with its lines; empty where it cannot be read. */
  document(path: string): TextDocument {
    const uri = this.uriOf(path);
    return (
      this.documents.get(uri) ?? TextDocument.create(uri, "agentpol", 0, this.workspace.text(path) ?? "")
    );
  }

  /** Within the text, wherever the position is. */
  offsetAt(path: string, position: Position): number {
    return this.document(path).offsetAt(position);
  }

  rangeAt({ path, start, end }: Target): Range {
    const document = this.document(path);
    return { start: document.positionAt(start), end: document.positionAt(end) };
  }

  locationAt(target: Target): Location {
    return { uri: this.uriOf(target.path), range: this.rangeAt(target) };
  }
}

export const sync = { openClose: true, change: TextDocumentSyncKind.Incremental, save: true };
