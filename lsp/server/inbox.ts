// What comes from the editor, before it is taken: what is too early, too late or about a text that has changed is refused here,
// and who has work that can wait may ask whether anything waits.

import {
  type DataCallback,
  ErrorCodes,
  LSPErrorCodes,
  Message,
  type MessageReader,
  type MessageStrategy,
  type MessageWriter,
  type RequestMessage,
} from "vscode-languageserver";
import { memberOf } from "./untyped.js";

/** Messages that arrived and were not yet taken, and how far the session is. */
export class Inbox {
  readonly #waiting = new Set<Message>();
  #state: "new" | "initialized" | "shut down" = "new";

  constructor(
    private readonly input: MessageReader,
    readonly writer: MessageWriter,
  ) {}

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** The exit code that the protocol asks for, if the server ends now. */
  get exitCode(): 0 | 1 {
    return this.#state === "shut down" ? 0 : 1;
  }

  /** The reader that notes what arrives. */
  get reader(): MessageReader {
    const { input } = this;
    return {
      onError: input.onError.bind(input),
      onClose: input.onClose.bind(input),
      onPartialMessage: input.onPartialMessage.bind(input),
      listen: (take: DataCallback) =>
        input.listen((message) => {
          this.#arrived(message);
          take(message);
        }),
      dispose: () => input.dispose(),
    };
  }

  /** Each message, in turn; those that are refused go no further. */
  readonly strategy: MessageStrategy = {
    handleMessage: (message, next) => {
      this.#waiting.delete(message);
      const refusal = this.#refusalOf(message);
      if (refusal === undefined) {
        this.#note(message);
        void next(message);
      } else if (Message.isRequest(message)) this.#refuse(message, refusal);
    },
  };

  #arrived(message: Message): void {
    // A cancellation is taken at once, and with it the request that waits.
    if (!isCancellation(message)) {
      this.#waiting.add(message);
      return;
    }
    const id = memberOf(memberOf(message, "params"), "id");
    for (const each of this.#waiting)
      if (Message.isRequest(each) && each.id === id) this.#waiting.delete(each);
  }

  #note(message: Message): void {
    if (isCalled(message, "initialize")) this.#state = "initialized";
    else if (isCalled(message, "shutdown")) this.#state = "shut down";
  }

  #refusalOf(message: Message): Refusal | undefined {
    if (Message.isResponse(message) || isCalled(message, "exit")) return undefined;
    if (this.#state === "shut down")
      return { code: ErrorCodes.InvalidRequest, message: "the server was shut down" };
    const isFirst = isCalled(message, "initialize");
    if (this.#state === "new" && !isFirst)
      return { code: ErrorCodes.ServerNotInitialized, message: "the server was not initialized" };
    if (this.#state !== "new" && isFirst)
      return { code: ErrorCodes.InvalidRequest, message: "the server was initialized before" };
    return this.#isOutdated(message)
      ? { code: LSPErrorCodes.ContentModified, message: "the document was changed" }
      : undefined;
  }

  /** A request about a document of which a later text has arrived: its answer would be of no use. */
  #isOutdated(message: Message): boolean {
    const uri = Message.isRequest(message) ? documentOf(message) : undefined;
    if (uri === undefined) return false;
    return [...this.#waiting].some(
      (each) => isCalled(each, "textDocument/didChange") && documentOf(each) === uri,
    );
  }

  #refuse({ id }: RequestMessage, error: Refusal): void {
    void this.writer.write({ jsonrpc: "2.0", id, error } as Message);
  }
}

interface Refusal {
  readonly code: number;
  readonly message: string;
}

function isCalled(message: Message, method: string): boolean {
  return (Message.isRequest(message) || Message.isNotification(message)) && message.method === method;
}

function isCancellation(message: Message): boolean {
  return isCalled(message, "$/cancelRequest");
}

/** The document that a message is about; undefined where it is about none. */
function documentOf(message: Message): unknown {
  return memberOf(memberOf(memberOf(message, "params"), "textDocument"), "uri");
}
