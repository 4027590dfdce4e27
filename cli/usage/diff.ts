// How `agentpol diff` is called.

import { type Command, Option } from "commander";
import { type Done, examplesText } from "./usage.js";

const DIFF_FORMATS = ["pretty", "json", "markdown"] as const;
const FAILURES = ["loosened", "tightened", "any"] as const;

export function diff(program: Command, done: Done): void {
  program
    .command("diff")
    .description("say which requests two versions of a policy decide otherwise, with one that shows it")
    .argument("<old>", "a policy, a compiled table (*.table.json), git:REV:path, or - for standard input")
    .argument("<new>", "the same")
    .addOption(new Option("--format <format>", "how to report").choices(DIFF_FORMATS).default("pretty"))
    .option("--json", "the same as --format json")
    .addOption(new Option("--fail-on <direction>", "exit with 1 where something is so").choices(FAILURES))
    .option("--trace <file>", "recorded decisions, a line each: which of them flip; - for standard input")
    .addHelpText(
      "after",
      `${examplesText([
        "agentpol diff old.agentpol new.agentpol",
        "agentpol diff git:main:payments.agentpol payments.agentpol --fail-on loosened",
        "agentpol diff git:HEAD~1:payments.agentpol payments.agentpol --format markdown > comment.md",
        "agentpol diff dist/payments.table.json payments.agentpol --trace decisions.jsonl",
      ])}
Exit code: 0 if compared, 1 if something is what --fail-on names, or a policy has errors.
`,
    )
    .action(
      async (
        before: string,
        after: string,
        options: {
          format: (typeof DIFF_FORMATS)[number];
          json?: boolean;
          failOn?: (typeof FAILURES)[number];
          trace?: string;
        },
      ) => {
        const command = await import("../commands/diff.js");
        const { failOn, trace } = options;
        done(
          await command.diff(before, after, {
            format: options.json === true ? "json" : options.format,
            ...(failOn !== undefined && { failOn }),
            ...(trace !== undefined && { trace }),
          }),
        );
      },
    );
}
