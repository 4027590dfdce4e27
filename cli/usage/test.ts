// How `agentpol test` is called.

import { type Command, Option } from "commander";
import { type Done, examplesText } from "./usage.js";

export function test(program: Command, done: Done): void {
  program
    .command("test")
    .description("run the test blocks of policies and the cases in *.cases.yaml files")
    .argument("[paths...]", "policy files, cases files and folders", ["."])
    .addOption(
      new Option("--format <format>", "how to report").choices(["pretty", "json", "junit"]).default("pretty"),
    )
    .option("--json", "the same as --format json")
    .option("--filter <text>", "only cases whose name, file or rule contains the text")
    .addHelpText(
      "after",
      examplesText([
        "agentpol test",
        "agentpol test fixtures/policies --filter quorum",
        "agentpol test --format junit > report.xml",
      ]),
    )
    .action(
      async (
        paths: string[],
        options: { format: "pretty" | "json" | "junit"; json?: boolean; filter?: string },
      ) => {
        const command = await import("../commands/test.js");
        const format = options.json === true ? "json" : options.format;
        const { filter } = options;
        done(await command.test(paths, { format, ...(filter !== undefined && { filter }) }));
      },
    );
}
