// The bundled command line: what takes longer than an answer to a keystroke runs in a process of its own.

import { spawn } from "node:child_process";

export interface Ran {
  /** Null where it was ended. */
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

export interface RunOptions {
  readonly cwd: string;
  /** What it reads from its standard input. */
  readonly input?: string;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

export type CommandLine = (args: readonly string[], options: RunOptions) => Promise<Ran>;

/** Runs `program`, a script for Node, on the editor's own Node. */
export function commandLine(program: string): CommandLine {
  return (args, { cwd, input = "", signal }) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, ...args], {
        cwd,
        ...(signal !== undefined && { signal }),
        env: { ...process.env, ELECTRON_RUN_AS_NODE: "1", NO_COLOR: "1" },
      });
      const texts = { output: "", errors: "" };
      child.stdout.setEncoding("utf8").on("data", (text: string) => (texts.output += text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => (texts.errors += text));
      child.on("error", (error) => {
        if (error.name === "AbortError") resolve({ code: null, ...texts });
        else reject(error);
      });
      child.on("close", (code) => resolve({ code, ...texts }));
      // It may end before it has read all.
      child.stdin.on("error", (error) => (texts.errors += error.message));
      child.stdin.end(input);
    });
}
