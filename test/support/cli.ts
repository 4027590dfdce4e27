// Runs the built command line as a user would.

import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What the command line remembers of its runs is nothing for the folder of whoever runs the tests. */
const CACHE = { XDG_CACHE_HOME: join(tmpdir(), "agentpol-tests-cache") };

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm test` builds before it runs the tests, so `dist/` is what stands in the sources. */
export function cli(
  args: readonly string[],
  options: {
    readonly input?: string | Uint8Array;
    readonly cwd?: string;
    readonly env?: NodeJS.ProcessEnv;
  } = {},
): CliResult {
  const { input = "", cwd = ROOT, env = {} } = options;
  const environment = { ...process.env, ...CACHE, ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    input,
    cwd,
    env: environment,
    encoding: "utf8",
  });
  return { code: status, stdout, stderr };
}
