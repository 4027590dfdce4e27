// Tells the editor what is wrong: at once what is plain, and afterwards what has to be proved.

import type { Connection, Diagnostic } from "vscode-languageserver";
import type { Policy } from "../../compiler/workspace/policy.js";
import { toProtocol } from "./diagnostics.js";
import { prove } from "./prove.js";
import type { Session } from "./session.js";

/** Changes that come within this many milliseconds are answered together. */
const PAUSE = 5;

export class Publisher {
  #published: ReadonlySet<string> = new Set();
  #edits = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly session: Session,
  ) {}

  /** Something was changed. */
  soon(): void {
    this.#edits += 1;
    this.#timer ??= setTimeout(() => void this.#publish(), PAUSE);
  }

  async #publish(): Promise<void> {
    this.#timer = undefined;
    const own = this.#edits;
    const policies = new Set(
      this.session.openPaths().flatMap((path) => this.session.workspace.policiesOf(path)),
    );
    this.#send(policies);
    const proved = await prove([...policies], () => this.#edits === own);
    if (proved === undefined || [...proved.values()].every(({ length }) => length === 0)) return;
    this.#send(policies, proved);
  }

  #send(policies: ReadonlySet<Policy>, proved: Parameters<typeof toProtocol>[2] = new Map()): void {
    const current: ReadonlyMap<string, Diagnostic[]> = toProtocol(this.session, policies, proved);
    for (const [uri, diagnostics] of current) void this.connection.sendDiagnostics({ uri, diagnostics });
    for (const uri of this.#published) {
      if (!current.has(uri)) void this.connection.sendDiagnostics({ uri, diagnostics: [] });
    }
    this.#published = new Set(current.keys());
  }
}
