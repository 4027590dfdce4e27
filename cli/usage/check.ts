// How `agentpol check` is called.

import { type Command, Option } from "commander";
import { type Done, examplesText, wholeNumber } from "./usage.js";

const FORMATS = ["pretty", "json", "sarif", "github"] as const;

export function check(program: Command, done: Done): void {
  program
    .command("check")
    .description("check policies: syntax, names, types and meaning")
    .argument("[paths...]", "policy files and folders; - for standard input", ["."])
    .addOption(new Option("--format <format>", "how to report").choices(FORMATS).default("pretty"))
    .option("--json", "the same as --format json")
    .option("--max-warnings <number>", "fail if there are more warnings", wholeNumber)
    .addHelpText(
      "after",
      examplesText([
        "agentpol check",
        "agentpol check payments.agentpol --max-warnings 0",
        "agentpol check policies --format sarif > agentpol.sarif",
        "cat payments.agentpol | agentpol check -",
      ]),
    )
    .action(
      async (
        paths: string[],
        options: { format: (typeof FORMATS)[number]; json?: boolean; maxWarnings?: number },
      ) => {
        const command = await import("../commands/check.js");
        const format = options.json === true ? "json" : options.format;
        const { maxWarnings } = options;
        done(await command.check(paths, { format, ...(maxWarnings !== undefined && { maxWarnings }) }));
      },
    );
}
