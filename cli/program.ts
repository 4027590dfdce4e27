// The command line: its commands, each of whose work is loaded when it is asked for.

import { Command, CommanderError } from "commander";
import { InputError, tellRefusal, type ExitCode } from "./exit.js";
import { check } from "./usage/check.js";
import { compile } from "./usage/compile.js";
import { diff } from "./usage/diff.js";
import { evaluate } from "./usage/eval.js";
import { explain } from "./usage/explain.js";
import { fmt } from "./usage/fmt.js";
import { init } from "./usage/init.js";
import { lint } from "./usage/lint.js";
import { lsp } from "./usage/lsp.js";
import { mutate } from "./usage/mutate.js";
import { recordCases } from "./usage/record-cases.js";
import { suggestCases } from "./usage/suggest-cases.js";
import { table } from "./usage/table.js";
import { test } from "./usage/test.js";
import { verify } from "./usage/verify.js";
import type { Done } from "./usage/usage.js";
import { VERSION } from "./version.js";

/** Runs the command line; every error that a user can cause ends as one line on stderr. */
export async function run(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = build((result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    return ended(error);
  }
}

function ended(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof InputError) {
    tellRefusal(error);
    return 2;
  }
  const what = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `agentpol: internal error: ${what}\n  help: please report this with the command and its input\n`,
  );
  return 2;
}

function build(done: Done): Command {
  const program = new Command("agentpol")
    .description("Policies for AI agents: check them, compile them, test them, ask them.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "show this help")
    .exitOverride()
    .showHelpAfterError("(agentpol --help shows how it is used)")
    .addHelpText(
      "after",
      `
Examples:
  $ agentpol init                                 start a policy, with cases and a CI snippet
  $ agentpol check policies/                      tell what is wrong, precisely
  $ agentpol fmt policies/                        format policies in place
  $ agentpol lint policies/ --fix                 find mistakes that compile, and mend them
  $ agentpol test policies/                       run test blocks and *.cases.yaml
  $ agentpol compile payments.agentpol -o dist    write the decision table
  $ agentpol table payments.agentpol              show the decision table as people read one
  $ agentpol eval payments.agentpol request.json  decide one request
  $ agentpol explain payments.agentpol req.json   say why, rule by rule
  $ agentpol explain AP2001                       say what a diagnostic means
  $ agentpol verify payments.agentpol             prove what it claims, or show what breaks it
  $ agentpol diff git:main:a.agentpol a.agentpol  say which requests a change decides otherwise
  $ agentpol mutate payments.agentpol             show mistakes that no test would tell
  $ agentpol record-cases d.jsonl --policy p.agentpol  pick golden cases from recorded decisions
  $ agentpol suggest-cases payments.agentpol      write the cases that are missing
  $ agentpol lsp --stdio                          serve an editor

Exit codes: 0 good, 1 findings or failures, 2 bad usage or unreadable input, 3 a threshold not reached.
`,
    );
  const commands: readonly ((program: Command, done: Done) => void)[] = [
    init,
    check,
    fmt,
    lint,
    compile,
    table,
    test,
    evaluate,
    explain,
    verify,
    diff,
    mutate,
    recordCases,
    suggestCases,
    lsp,
  ];
  for (const add of commands) add(program, done);
  return program;
}
