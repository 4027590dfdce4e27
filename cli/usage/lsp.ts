// How `agentpol lsp` is called.

import type { Command } from "commander";
import { type Done, examplesText } from "./usage.js";

export function lsp(program: Command, done: Done): void {
  program
    .command("lsp")
    .description("serve an editor: the language server, over standard input and output")
    .option("--stdio", "the same: there is no other way to speak with it")
    .option("--clientProcessId <id>", "end once that process has ended")
    .addHelpText("after", examplesText(["agentpol lsp --stdio"]))
    .action(async () => {
      const command = await import("../commands/lsp.js");
      done(await command.lsp());
    });
}
