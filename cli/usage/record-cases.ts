// How `agentpol record-cases` is called.

import type { Command } from "commander";
import { type Done, examplesText } from "./usage.js";

export function recordCases(program: Command, done: Done): void {
  program
    .command("record-cases")
    .description(
      "pick few of many recorded decisions that touch all that they do, and write them as golden cases",
    )
    .argument(
      "<trace>",
      "recorded decisions, a line each, as agentpol eval --record writes them; - for standard input",
    )
    .requiredOption("--policy <policy>", "the policy that decides them")
    .option("-o, --output <file>", "the cases file, new or to be added to; standard output if left out")
    .option("--json", "report as JSON what became of the records; with -o")
    .addHelpText(
      "after",
      `${examplesText([
        "agentpol record-cases decisions.jsonl --policy payments.agentpol -o payments.cases.yaml",
        "agentpol eval payments.agentpol requests.jsonl --jsonl --record | agentpol record-cases - --policy payments.agentpol",
        "agentpol record-cases decisions.jsonl --policy payments.agentpol -o new.cases.yaml --json | jq .unlike",
      ])}
Each case stands alone, from fresh state. What is not decided so as it was recorded is told and left out. Requests are
copied as they were recorded, with whatever secrets they hold.
Exit code: 0 if cases were picked, 1 if the policy has errors.
`,
    )
    .action(async (trace: string, flags: { policy: string; output?: string; json?: boolean }) => {
      const command = await import("../commands/record-cases.js");
      const { policy, output, json } = flags;
      done(
        await command.recordCases(trace, {
          policy,
          json: json === true,
          ...(output !== undefined && { output }),
        }),
      );
    });
}
