// The VS Code extension: starts the bundled language server for policy files, and stops it with the window.

import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath("dist/server.mjs");
  client = new LanguageClient(
    "agentpol",
    { module, transport: TransportKind.stdio },
    { documentSelector: [{ language: "agentpol" }] },
  );
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
