// How `agentpol mutate` is called.

import type { Command } from "commander";
import { type Done, examplesText, percentage } from "./usage.js";

export function mutate(program: Command, done: Done): void {
  program
    .command("mutate")
    .description("make small mistakes in policies, one at a time, and show those that no golden case tells")
    .argument("[paths...]", "policy files, cases files and folders", ["."])
    .option("--rule <name>", "only mistakes in this rule, by its name with or without the policy's")
    .option(
      "--operator <name>",
      "only mistakes of this kind; may be said several times",
      (name: string, before?: readonly string[]) => [...(before ?? []), name],
    )
    .option("--since <rev>", "only mistakes in what is new, or means something else, since a revision of git")
    .option("--min <percent>", "the score that must be reached; survivors are then no failure", percentage)
    .option("--json", "report as JSON")
    .option(
      "--write-cases [file]",
      "write the cases that are missing, to be reviewed: by default beside the policy, as NAME.cases.yaml",
    )
    .addHelpText(
      "after",
      `${examplesText([
        "agentpol mutate",
        "agentpol mutate payments.agentpol --min 95",
        "agentpol mutate payments.agentpol --rule large_payment --operator threshold",
        "agentpol mutate payments.agentpol --write-cases",
        "agentpol mutate policies --since main --min 90",
        "agentpol mutate policies --json | jq '.policies[].score.percent'",
      ])}
Exit code: 0 if every mistake is told, 1 if one survives, a case fails or a policy has errors; with --min, 0 where the
score reaches it and 3 where it does not.
`,
    )
    .action(async (paths: string[], flags: MutateFlags) => {
      const command = await import("../commands/mutate.js");
      const { rule, operator, since, min, json, writeCases } = flags;
      done(
        await command.mutate(paths, {
          json: json === true,
          ...(rule !== undefined && { rule }),
          ...(operator && { operators: operator }),
          ...(since !== undefined && { since }),
          ...(min !== undefined && { min }),
          ...(writeCases !== undefined && { writeCases }),
        }),
      );
    });
}

interface MutateFlags {
  readonly rule?: string;
  readonly operator?: readonly string[];
  readonly since?: string;
  readonly min?: number;
  readonly json?: boolean;
  readonly writeCases?: string | true;
}
