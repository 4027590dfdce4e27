// The language server as a program: speaks over the standard streams, reads files of this machine.

import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
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

/** Folders that hold no policies of the project's own. */
const SKIPPED = new Set(["node_modules", ".git", "dist"]);

function list(folder: string): readonly string[] {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    // It may be deleted at any time.
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : list(path);
    return /[.](?:agentpol|cases[.]yaml)$/.test(entry.name) ? [path.replaceAll(sep, "/")] : [];
  });
}

serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout), { pathOf, uriOf, read, list });
