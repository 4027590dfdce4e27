// How `agentpol verify` is called.

import type { Command } from "commander";
import { type Done, examplesText } from "./usage.js";

export function verify(program: Command, done: Done): void {
  program
    .command("verify")
    .description(
      "prove the asserts of policies, or show a request that breaks them; find rules that never matter",
    )
    .argument("[paths...]", "policy files and folders; - for standard input", ["."])
    .option("--json", "report as JSON")
    .option("--strict", "fail where something is neither proved nor refuted")
    .option("--overlaps", "list rules with different verdicts that match a common request")
    .option("--completeness", "show, of each action, a request of which no rule speaks")
    .option("--save-cases <file>", "write the requests that refute claims as a *.cases.yaml file")
    .addHelpText(
      "after",
      `${examplesText([
        "agentpol verify",
        "agentpol verify payments.agentpol --strict",
        "agentpol verify payments.agentpol --save-cases refuted.cases.yaml",
        "agentpol verify policies --json | jq '.policies[].claims[] | select(.status == \"refuted\")'",
      ])}
Exit code: 0 if no claim is refuted, 1 if one is, a policy has errors, or with --strict something is not verified.
`,
    )
    .action(
      async (
        paths: string[],
        options: {
          json?: boolean;
          strict?: boolean;
          overlaps?: boolean;
          completeness?: boolean;
          saveCases?: string;
        },
      ) => {
        const command = await import("../commands/verify.js");
        const { json, strict, overlaps, completeness, saveCases } = options;
        done(
          await command.verify(paths, {
            ...{ json: json === true, strict: strict === true },
            ...{ overlaps: overlaps === true, completeness: completeness === true },
            ...(saveCases !== undefined && { saveCases }),
          }),
        );
      },
    );
}
