// The language server's client: the server is bundled, and runs on the editor's own Node.

import { type ExtensionContext, workspace } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

/** Starts the server for policies and cases files. */
export async function startClient(context: ExtensionContext): Promise<LanguageClient> {
  const module = context.asAbsolutePath("dist/cli/main.js");
  const client = new LanguageClient(
    "agentpol",
    { module, args: ["lsp"], transport: TransportKind.stdio },
    {
      documentSelector: [{ language: "agentpol" }, { pattern: "**/*.cases.yaml" }],
      initializationOptions: workspace.getConfiguration("agentpol"),
    },
  );
  client.registerFeature({
    fillClientCapabilities: (capabilities) => {
      capabilities.experimental = { proofState: true };
    },
    initialize: () => undefined,
    getState: () => ({ kind: "static" }),
    clear: () => undefined,
  });
  await client.start();
  return client;
}
