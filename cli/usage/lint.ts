// How `agentpol lint` is called.

import { type Command, Option } from "commander";
import { type Done, examplesText, wholeNumber } from "./usage.js";

const FORMATS = ["pretty", "json", "sarif", "github"] as const;

interface Flags {
  readonly format: (typeof FORMATS)[number];
  readonly json?: boolean;
  readonly fix?: boolean;
  readonly fixUnsafe?: boolean;
  readonly rule?: readonly string[];
  readonly config?: string;
  readonly maxWarnings?: number;
  readonly listRules?: boolean;
  readonly explain?: string;
}

export function lint(program: Command, done: Done): void {
  program
    .command("lint")
    .description("find mistakes that compile, and mend them")
    .argument("[paths...]", "policy files and folders; - for standard input", ["."])
    .option("--fix", "write the fixes that are proved to keep every verdict")
    .option("--fix-unsafe", "write those that change the meaning, too")
    .option("--rule <id>", "only this rule, even if it is off; may be said several times", several)
    .option("--config <file>", "this configuration, in place of the nearest agentpol.config.json")
    .addOption(new Option("--format <format>", "how to report").choices(FORMATS).default("pretty"))
    .option("--json", "the same as --format json")
    .option("--max-warnings <number>", "fail if there are more warnings", wholeNumber)
    .option("--list-rules", "list all rules, with what they are set to and what their fixes do")
    .option("--explain <id>", "say what a rule is about")
    .addHelpText(
      "after",
      examplesText([
        "agentpol lint",
        "agentpol lint payments.agentpol --fix",
        "agentpol lint policies --max-warnings 0 --format github",
        "agentpol lint --rule security/allow-all",
        "agentpol lint --explain security/allow-all",
      ]),
    )
    .action(async (paths: string[], flags: Flags) => {
      const command = await import("../commands/lint.js");
      if (flags.listRules === true) done(command.listRules({ json: flags.json === true }));
      else if (flags.explain !== undefined) done(command.explainRule(flags.explain));
      else done(await command.lint(paths, optionsOf(flags)));
    });
}

function several(id: string, before: readonly string[] = []): readonly string[] {
  return [...before, id];
}

function optionsOf({ format, json, fix, fixUnsafe, rule = [], config, maxWarnings }: Flags) {
  return {
    format: json === true ? ("json" as const) : format,
    rules: rule,
    ...(fixUnsafe === true ? { fix: "unsafe" as const } : fix === true ? { fix: "safe" as const } : {}),
    ...(config !== undefined && { config }),
    ...(maxWarnings !== undefined && { maxWarnings }),
  };
}
