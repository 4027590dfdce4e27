// How `agentpol eval` is called.

import type { Command } from "commander";
import { type Done, examplesText } from "./usage.js";

export function evaluate(program: Command, done: Done): void {
  program
    .command("eval")
    .description("decide requests; decisions are written as JSON lines")
    .argument("<policy>", "the policy file, or a compiled table (*.table.json)")
    .argument("[request]", "a file with a request; - for standard input", "-")
    .option("--jsonl", "a request on each line")
    .option("--keep-state", "with --jsonl: each request sees what those before it left")
    .option("--record", "write each request beside its decision: a trace for agentpol diff")
    .addHelpText(
      "after",
      `${examplesText([
        "agentpol eval payments.agentpol request.json",
        "agentpol eval dist/payments.table.json - < request.json",
        "agentpol eval payments.agentpol requests.jsonl --jsonl --keep-state | jq .verdict",
      ])}
A request may hold "time" (RFC 3339), which stands for the clock, and "approvals":
  [{ "by": "ana@corp.example", "acknowledges": ["irreversible"] }], taken as given just now for this action; and
"classifiers": { "injection": 0.9 }, what they answer; without it, they do not answer.
Exit code: 0 if every request was decided by the policy, 1 if one was invalid or deciding it failed.
`,
    )
    .action(
      async (
        policy: string,
        request: string,
        options: { jsonl?: boolean; keepState?: boolean; record?: boolean },
      ) => {
        const command = await import("../commands/eval.js");
        done(
          await command.evaluate(policy, request, {
            jsonl: options.jsonl === true,
            keepState: options.keepState === true,
            record: options.record === true,
          }),
        );
      },
    );
}
