// How `agentpol table` is called.

import { type Command, Option } from "commander";
import { type Done, examplesText, wholeNumber } from "./usage.js";

type TableFormat = "pretty" | "markdown" | "html" | "json";
const TABLE_FORMATS: readonly TableFormat[] = ["pretty", "markdown", "html", "json"];

export function table(program: Command, done: Done): void {
  program
    .command("table")
    .description("show a policy's decision table: for each action the rules that bear on it, as rows")
    .argument("<policy>", "the policy file, or a compiled table (*.table.json); - for standard input")
    .addOption(new Option("--format <format>", "how to show it").choices(TABLE_FORMATS).default("pretty"))
    .option("--json", "the same as --format json")
    .option("--request <file>", "mark the rows that this request hits; - for standard input")
    .addOption(
      new Option("--emit <kind>", "write it for other programs instead: dmn, a DMN 1.3 model (XML)")
        .choices(["dmn"])
        .conflicts(["format", "json", "request", "width"]),
    )
    .option("--action <selector>", "only these actions: names and patterns with *, several with commas")
    .option(
      "--width <columns>",
      "how wide a terminal is; left out: as wide as it says, else 100",
      wholeNumber,
    )
    .addHelpText(
      "after",
      examplesText([
        "agentpol table payments.agentpol",
        "agentpol table payments.agentpol --request request.json --action 'payments.*'",
        "agentpol table payments.agentpol --format markdown > payments.md",
        "agentpol table dist/payments.table.json --format html > payments.html",
        "agentpol table payments.agentpol --emit dmn > payments.dmn",
      ]),
    )
    .action(async (policy: string, options: TableFlags) => {
      const command = await import("../commands/table.js");
      const { format, json, ...others } = options;
      done(await command.table(policy, { ...others, format: json === true ? "json" : format }));
    });
}

interface TableFlags {
  readonly format: TableFormat;
  readonly json?: boolean;
  readonly request?: string;
  readonly action?: string;
  readonly width?: number;
  readonly emit?: "dmn";
}
