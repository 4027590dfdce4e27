// The language server on Node: speaks over the standard streams, reads files of this machine.

import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import manifest from "../../package.json" with { type: "json" };
import type { ReadResult } from "../../compiler/compile.js";
import type { WorkspaceOptions } from "../../compiler/workspace/workspace.js";
import { ready } from "../../runtime/facts/ready.js";
import { parseSchema } from "../../runtime/facts/sql/index.js";
import { serve } from "./connection.js";
import { Inbox } from "./inbox.js";

/** Serves the editor that started this program, until it lets go. */
export function serveStandardStreams(): void {
  const inbox = serveStreams(process.stdin, process.stdout);
  const end = (): void => process.exit(inbox.exitCode);
  process.stdin.on("end", end).on("close", end);
  process.stdout.on("error", end);
}

export function serveStreams(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Inbox {
  const inbox = new Inbox(new StreamMessageReader(input), new StreamMessageWriter(output));
  const connection = createConnection(ProposedFeatures.all, inbox.reader, inbox.writer, {
    messageStrategy: inbox.strategy,
  });
  const docs = docsBeside(new URL(".", import.meta.url));
  const prepare = async (): Promise<WorkspaceOptions> => {
    try {
      await ready();
      return { parseSchema };
    } catch (error) {
      connection.console.error(`SQL is not checked, since its parser could not be loaded: ${String(error)}`);
      return {};
    }
  };
  const host = { version: manifest.version, pathOf, uriOf, read, list, prepare };
  serve(connection, { ...host, ...(docs !== undefined && { docs }) }, inbox);
  return inbox;
}

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

/** The package's documentation, or the extension's: in a folder above the program. */
function docsBeside(folder: URL): string | undefined {
  const folders = ["./docs/", "../docs/", "../../docs/", "../../../docs/"].map((up) => new URL(up, folder));
  return folders.find((docs) => existsSync(new URL("diagnostics/README.md", docs)))?.href;
}
