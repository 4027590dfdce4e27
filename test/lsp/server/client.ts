// A small editor: speaks the protocol with a server over its standard streams, as the real ones do.

import { type ChildProcess, spawn } from "node:child_process";
import {
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

export class Editor {
  readonly #server: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #published = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();

  /** Starts `program`, a server for Node, without a terminal of its own. */
  constructor(program: string) {
    const server = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.#server = server;
    this.#connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    this.#connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.#published.get(uri)?.(diagnostics);
    });
    this.#connection.listen();
  }

  async initialize(folder: string): Promise<void> {
    const workspaceFolders = [{ uri: folder, name: "test" }];
    await this.#connection.sendRequest(InitializeRequest.method, {
      processId: process.pid,
      workspaceFolders,
      capabilities: {},
    });
    await this.#connection.sendNotification(InitializedNotification.type, {});
  }

  /** Opens a document; resolves with what the server says of it next. */
  async open(uri: string, text: string): Promise<readonly Diagnostic[]> {
    const next = this.#next(uri);
    const textDocument = { uri, languageId: "agentpol", version: 1, text };
    await this.#connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    return next;
  }

  /** Replaces the document's text; resolves with what the server says of it next. */
  async change(uri: string, version: number, text: string): Promise<readonly Diagnostic[]> {
    const next = this.#next(uri);
    await this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
    return next;
  }

  /** What the server says of the document next, without any edit. */
  next(uri: string): Promise<readonly Diagnostic[]> {
    return this.#next(uri);
  }

  /** Ends the server as the protocol asks; resolves with its exit code. */
  async close(): Promise<number | null> {
    const exited = new Promise<number | null>((resolve) => this.#server.once("exit", resolve));
    await this.#connection.sendRequest(ShutdownRequest.type);
    await this.#connection.sendNotification(ExitNotification.type);
    return exited;
  }

  #next(uri: string): Promise<readonly Diagnostic[]> {
    return new Promise((resolve) => this.#published.set(uri, resolve));
  }
}
