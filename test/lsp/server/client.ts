// A small editor: speaks the protocol with a server over streams, as the real ones do.

import { type ChildProcess, spawn } from "node:child_process";
import { PassThrough } from "node:stream";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type LogMessageParams,
  MessageType,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { serveStreams } from "../../../lsp/server/node.js";

export class Editor {
  readonly connection: ProtocolConnection;
  readonly #server: ChildProcess | undefined;
  readonly #published = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();
  /** All that the server told so far, the last of each document. */
  readonly told = new Map<string, PublishDiagnosticsParams>();

  /** What the server complained of. */
  readonly errors: string[] = [];

  /** Starts `program`, a server for Node, with these arguments; without one, the server of the sources in this process. */
  constructor(program?: string, args: readonly string[] = ["--stdio"]) {
    const [fromServer, toServer] = [new PassThrough(), new PassThrough()];
    if (program === undefined) serveStreams(toServer, fromServer);
    else this.#server = spawn(process.execPath, [program, ...args], { stdio: ["pipe", "pipe", "inherit"] });
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.#server?.stdout ?? fromServer),
      new StreamMessageWriter(this.#server?.stdin ?? toServer),
    );
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.told.set(params.uri, params);
      this.#published.get(params.uri)?.(params.diagnostics);
    });
    this.connection.onNotification("window/logMessage", ({ type, message }: LogMessageParams) => {
      if (type === MessageType.Error) this.errors.push(message);
    });
    this.connection.listen();
  }

  async initialize(
    folder: string | readonly string[],
    capabilities: ClientCapabilities = {},
    initializationOptions?: unknown,
  ): Promise<InitializeResult> {
    const workspaceFolders = [folder].flat().map((uri) => ({ uri, name: "test" }));
    const result = await this.request<InitializeResult>("initialize", {
      processId: this.#server === undefined ? null : process.pid,
      workspaceFolders,
      capabilities,
      initializationOptions,
    });
    await this.notify("initialized", {});
    return result;
  }

  request<R = unknown>(method: string, params?: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  notify(method: string, params?: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  /** Opens a document; resolves with what the server says of it next. */
  async open(uri: string, text: string): Promise<readonly Diagnostic[]> {
    const next = this.next(uri);
    const textDocument = { uri, languageId: "agentpol", version: 1, text };
    await this.notify("textDocument/didOpen", { textDocument });
    return next;
  }

  /** Replaces the document's text, or a part of it; resolves with what the server says of it next. */
  async change(uri: string, version: number, text: string, range?: Range): Promise<readonly Diagnostic[]> {
    const next = this.next(uri);
    await this.notify("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ text, ...(range !== undefined && { range }) }],
    });
    return next;
  }

  /** What the server says of the document next, without any edit. */
  next(uri: string): Promise<readonly Diagnostic[]> {
    return new Promise((resolve) => this.#published.set(uri, resolve));
  }

  /** Resolves once the server has told all there is to tell: of each document of which something is wrong, by URI. */
  async settled(): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
    await this.request("agentpol/settled");
    const told = [...this.told.values()].filter(({ diagnostics }) => diagnostics.length > 0);
    return new Map(
      told.map(({ uri, diagnostics }) => [uri, diagnostics] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  /** Ends the server as the protocol asks; resolves with its exit code. */
  async close(): Promise<number | null> {
    const server = this.#server;
    const exited =
      server && new Promise<number | null>((resolve) => server.once("exit", (code) => resolve(code)));
    await this.request("shutdown");
    if (exited === undefined) {
      this.connection.dispose();
      return 0;
    }
    await this.notify("exit");
    return exited;
  }
}
