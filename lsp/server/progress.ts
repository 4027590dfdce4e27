// Shows how far the analysis of a large workspace is, where the editor can show that.

import type { Connection, WorkDoneProgressServerReporter } from "vscode-languageserver";

/** What takes fewer milliseconds is not worth showing. */
const SHORT = 300;

/** One analysis of a workspace, from its first file on. */
export class ScanProgress {
  readonly #begin = performance.now();
  #reporter: Promise<WorkDoneProgressServerReporter | undefined> | undefined;

  /** Without a connection nothing is shown. */
  constructor(private readonly connection: Connection | undefined) {}

  /** Before the file at `index` of so many. */
  at(index: number, total: number): void {
    if (this.connection === undefined || performance.now() - this.#begin < SHORT) return;
    this.#reporter ??= begun(this.connection);
    const percent = Math.floor((100 * index) / total);
    void this.#reporter.then((reporter) => reporter?.report(percent, `${index} of ${total}`));
  }

  end(): void {
    void this.#reporter?.then((reporter) => reporter?.done());
  }
}

/** Undefined where the editor refuses. */
async function begun(connection: Connection): Promise<WorkDoneProgressServerReporter | undefined> {
  try {
    const reporter = await connection.window.createWorkDoneProgress();
    reporter.begin("agentpol", 0, "analysing policies", false);
    return reporter;
  } catch (error) {
    connection.console.info(`no progress is shown: ${String(error)}`);
    return undefined;
  }
}
