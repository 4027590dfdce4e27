// How `agentpol explain` is called.

import type { Command } from "commander";
import { type Done, examplesText } from "./usage.js";

export function explain(program: Command, done: Done): void {
  program
    .command("explain")
    .description("say why a request is decided as it is, or what a diagnostic means")
    .argument("<policy or code>", "the policy file, or a code such as AP2001")
    .argument("[request]", "a file with a request; - for standard input", "-")
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      examplesText([
        "agentpol explain payments.agentpol request.json",
        "agentpol explain AP2001",
        "agentpol explain AP2001 --json",
      ]),
    )
    .action(async (subject: string, request: string, options: { json?: boolean }) => {
      const command = await import("../commands/explain.js");
      done(await command.explain(subject, request, { json: options.json === true }));
    });
}
