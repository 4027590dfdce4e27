// How `agentpol init` is called.

import type { Command } from "commander";
import { type Done, examplesText } from "./usage.js";

export function init(program: Command, done: Done): void {
  program
    .command("init")
    .description("write a commented policy, its cases and a CI snippet that pass at once")
    .argument("[directory]", "where to write them", ".")
    .option("--force", "overwrite files that exist")
    .addHelpText("after", examplesText(["agentpol init", "agentpol init policies --force"]))
    .action(async (directory: string, options: { force?: boolean }) => {
      const command = await import("../commands/init.js");
      done(command.init(directory, { force: options.force === true }));
    });
}
