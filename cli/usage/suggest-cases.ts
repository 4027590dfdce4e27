// How `agentpol suggest-cases` is called.

import type { Command } from "commander";
import { type Done, examplesText, wholeNumber } from "./usage.js";

export function suggestCases(program: Command, done: Done): void {
  program
    .command("suggest-cases")
    .description(
      "write golden cases for what those that stand do not touch, with what is decided now as expected",
    )
    .argument("[paths...]", "policy files, cases files and folders", ["."])
    .option("-o, --output <file>", "write them to this cases file, or add them to it")
    .option("--write", "write them beside each policy, to NAME.cases.yaml, or add them to it")
    .option("--rule <name>", "only for this rule, by its name with or without the policy's")
    .option("--max <number>", "no more than these, of each policy", wholeNumber)
    .option("--json", "report as JSON")
    .addHelpText(
      "after",
      `${examplesText([
        "agentpol suggest-cases payments.agentpol > missing.cases.yaml",
        "agentpol suggest-cases payments.agentpol --write",
        "agentpol suggest-cases payments.agentpol --rule large_payment --max 3",
        "agentpol suggest-cases policies --json | jq '.policies[].left'",
      ])}
Exit code: 0 if no case is missing, or those that are were written; 1 if some are missing and were only shown, a case
fails, or a policy has errors.
`,
    )
    .action(async (paths: string[], flags: Flags) => {
      const command = await import("../commands/suggest-cases.js");
      const { output, write, rule, max, json } = flags;
      done(
        await command.suggestCases(paths, {
          ...{ json: json === true, write: write === true },
          ...(output !== undefined && { output }),
          ...(rule !== undefined && { rule }),
          ...(max !== undefined && { max }),
        }),
      );
    });
}

interface Flags {
  readonly output?: string;
  readonly write?: boolean;
  readonly rule?: string;
  readonly max?: number;
  readonly json?: boolean;
}
