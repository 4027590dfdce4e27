// How `agentpol fmt` is called.

import type { Command } from "commander";
import { type Done, examplesText } from "./usage.js";

export function fmt(program: Command, done: Done): void {
  program
    .command("fmt")
    .description(
      "format policies in place: columns, line breaks and blanks; comments stay, and so does the meaning",
    )
    .argument("[paths...]", "policy files and folders; - for standard input, which goes to standard output")
    .option("--check", "change no file; list those that are not formatted, and fail if there are any")
    .option("--diff", "change no file; show what would change")
    .option("--stdin-filepath <path>", "format standard input, which messages call by this name")
    .option("--json", "report as JSON")
    .addHelpText(
      "after",
      `${examplesText([
        "agentpol fmt",
        "agentpol fmt payments.agentpol policies",
        "agentpol fmt --check --diff",
        "agentpol fmt - < draft.agentpol > payments.agentpol",
        "agentpol fmt --stdin-filepath payments.agentpol < payments.agentpol",
      ])}
A policy with errors in its syntax is left as it is.

Exit code: 0 if all is formatted, 1 if a policy has errors in its syntax, or, with --check, is not formatted, 2 if one
cannot be read or written.
`,
    )
    .action(async (paths: string[], flags: FmtFlags) => {
      const command = await import("../commands/fmt.js");
      const { check, diff, json, stdinFilepath } = flags;
      const asked = paths.length > 0 ? paths : [stdinFilepath === undefined ? "." : "-"];
      done(
        await command.fmt(asked, {
          check: check === true,
          diff: diff === true,
          json: json === true,
          ...(stdinFilepath !== undefined && { stdinName: stdinFilepath }),
        }),
      );
    });
}

interface FmtFlags {
  readonly check?: boolean;
  readonly diff?: boolean;
  readonly json?: boolean;
  readonly stdinFilepath?: string;
}
