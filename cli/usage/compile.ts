// How `agentpol compile` is called.

import type { Command } from "commander";
import { type Done, examplesText } from "./usage.js";

export function compile(program: Command, done: Done): void {
  program
    .command("compile")
    .description("compile a policy to its decision table, request schema, types and module")
    .argument("<policy>", "the policy file; - for standard input")
    .option("--emit <kinds>", "what to write: table, schema, types, js, tests; several with commas", "table")
    .option("-o, --out <directory>", "where to write; left out: the table goes to standard output")
    .option("--json", "report what was written as JSON")
    .addHelpText(
      "after",
      examplesText([
        "agentpol compile payments.agentpol -o dist",
        "agentpol compile payments.agentpol --emit table,schema,types,js -o dist",
        "agentpol compile payments.agentpol --emit tests -o properties && npx vitest run properties",
        "agentpol compile payments.agentpol | jq .digest",
      ]),
    )
    .action(async (policy: string, options: { emit: string; out?: string; json?: boolean }) => {
      const command = await import("../commands/compile.js");
      const { emit, out } = options;
      done(
        await command.compile(policy, {
          emit,
          json: options.json === true,
          ...(out !== undefined && { out }),
        }),
      );
    });
}
