// The language server's client: the server is bundled, and runs on the editor's own Node.

import { type ExtensionContext, workspace } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

/**
 * Starts the server for policies and cases files.
 *
 * @param told is told what commands of the server answer, such as those of code lenses
 */
export async function startClient(
  context: ExtensionContext,
  told: (command: string, answer: unknown) => Promise<void>,
): Promise<LanguageClient> {
  const module = context.asAbsolutePath("dist/cli/main.js");
  const client = new LanguageClient(
    "agentpol",
    { module, args: ["lsp"], transport: TransportKind.stdio },
    {
      documentSelector: [{ language: "agentpol" }, { pattern: "**/*.cases.yaml" }],
      middleware: {
        executeCommand: async (command, args, next) => {
          const answer: unknown = await next(command, args);
          await told(command, answer);
          return answer;
        },
      },
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
