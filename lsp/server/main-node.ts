// The language server as a program: speaks over the standard streams, reads files of this machine.

import { readFileSync, realpathSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import type { ReadResult } from "../../compiler/compile.js";
import { serve } from "./connection.js";

/** Other schemes, remote hosts and malformed escapes name no file of this machine. */
function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri).replaceAll(sep, "/");
  } catch {
    return undefined;
  }
}

function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

function read(root: string, path: string): ReadResult {
  try {
    const real = realpathSync(path);
    if (!real.startsWith(realpathSync(root) + sep))
      return { ok: false, reason: "it lies outside the project" };
    return { ok: true, text: readFileSync(real, "utf8") };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout), { pathOf, uriOf, read });
