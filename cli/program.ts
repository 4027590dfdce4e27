// The command line: its commands and options. Each command's work is loaded when it is asked for.

import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { InputError, type ExitCode } from "./exit.js";
import { styleFor } from "./style.js";
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
    const style = styleFor(process.stderr);
    process.stderr.write(
      `${style.red("error")}: ${error.problem}\n  ${style.cyan("help")}: ${error.remedy}\n`,
    );
    return 2;
  }
  const what = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `agentpol: internal error: ${what}\n  help: please report this with the command and its input\n`,
  );
  return 2;
}

type Done = (code: ExitCode) => void;

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
  $ agentpol test policies/                       run test blocks and *.cases.yaml
  $ agentpol compile payments.agentpol -o dist    write the decision table
  $ agentpol table payments.agentpol              show the decision table as people read one
  $ agentpol eval payments.agentpol request.json  decide one request
  $ agentpol explain payments.agentpol req.json   say why, rule by rule
  $ agentpol explain AP2001                       say what a diagnostic means
  $ agentpol verify payments.agentpol             prove what it claims, or show what breaks it
  $ agentpol diff git:main:a.agentpol a.agentpol  say which requests a change decides otherwise

Exit codes: 0 good, 1 findings or failures, 2 bad usage or unreadable input.
`,
    );
  const commands: readonly ((program: Command, done: Done) => void)[] = [
    init,
    check,
    compile,
    table,
    test,
    evaluate,
    explain,
    verify,
    diff,
  ];
  for (const add of commands) add(program, done);
  return program;
}

function init(program: Command, done: Done): void {
  program
    .command("init")
    .description("write a commented policy, its cases and a CI snippet that pass at once")
    .argument("[directory]", "where to write them", ".")
    .option("--force", "overwrite files that exist")
    .addHelpText("after", examples(["agentpol init", "agentpol init policies --force"]))
    .action(async (directory: string, options: { force?: boolean }) => {
      const command = await import("./commands/init.js");
      done(command.init(directory, { force: options.force === true }));
    });
}

const FORMATS = ["pretty", "json", "sarif", "github"] as const;

function check(program: Command, done: Done): void {
  program
    .command("check")
    .description("check policies: syntax, names, types and meaning")
    .argument("[paths...]", "policy files and folders; - for standard input", ["."])
    .addOption(new Option("--format <format>", "how to report").choices(FORMATS).default("pretty"))
    .option("--json", "the same as --format json")
    .option("--max-warnings <number>", "fail if there are more warnings", wholeNumber)
    .addHelpText(
      "after",
      examples([
        "agentpol check",
        "agentpol check payments.agentpol --max-warnings 0",
        "agentpol check policies --format sarif > agentpol.sarif",
        "cat payments.agentpol | agentpol check -",
      ]),
    )
    .action(
      async (
        paths: string[],
        options: { format: (typeof FORMATS)[number]; json?: boolean; maxWarnings?: number },
      ) => {
        const command = await import("./commands/check.js");
        const format = options.json === true ? "json" : options.format;
        const { maxWarnings } = options;
        done(await command.check(paths, { format, ...(maxWarnings !== undefined && { maxWarnings }) }));
      },
    );
}

function compile(program: Command, done: Done): void {
  program
    .command("compile")
    .description("compile a policy to its decision table, request schema, types and module")
    .argument("<policy>", "the policy file; - for standard input")
    .option("--emit <kinds>", "what to write: table, schema, types, js; several with commas", "table")
    .option("-o, --out <directory>", "where to write; left out: the table goes to standard output")
    .option("--json", "report what was written as JSON")
    .addHelpText(
      "after",
      examples([
        "agentpol compile payments.agentpol -o dist",
        "agentpol compile payments.agentpol --emit table,schema,types,js -o dist",
        "agentpol compile payments.agentpol | jq .digest",
      ]),
    )
    .action(async (policy: string, options: { emit: string; out?: string; json?: boolean }) => {
      const command = await import("./commands/compile.js");
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

type TableFormat = "pretty" | "markdown" | "html" | "json";
const TABLE_FORMATS: readonly TableFormat[] = ["pretty", "markdown", "html", "json"];

function table(program: Command, done: Done): void {
  program
    .command("table")
    .description("show a policy's decision table: for each action the rules that bear on it, as rows")
    .argument("<policy>", "the policy file, or a compiled table (*.table.json); - for standard input")
    .addOption(new Option("--format <format>", "how to show it").choices(TABLE_FORMATS).default("pretty"))
    .option("--json", "the same as --format json")
    .option("--request <file>", "mark the rows that this request hits; - for standard input")
    .addOption(
      new Option("--emit <kind>", "write it for other programs instead: dmn, a DMN 1.3 model (XML)")
        .choices(["dmn"])
        .conflicts(["format", "json", "request", "width"]),
    )
    .option("--action <selector>", "only these actions: names and patterns with *, several with commas")
    .option(
      "--width <columns>",
      "how wide a terminal is; left out: as wide as it says, else 100",
      wholeNumber,
    )
    .addHelpText(
      "after",
      examples([
        "agentpol table payments.agentpol",
        "agentpol table payments.agentpol --request request.json --action 'payments.*'",
        "agentpol table payments.agentpol --format markdown > payments.md",
        "agentpol table dist/payments.table.json --format html > payments.html",
        "agentpol table payments.agentpol --emit dmn > payments.dmn",
      ]),
    )
    .action(async (policy: string, options: TableFlags) => {
      const command = await import("./commands/table.js");
      const { format, json, ...others } = options;
      done(await command.table(policy, { ...others, format: json === true ? "json" : format }));
    });
}

interface TableFlags {
  readonly format: TableFormat;
  readonly json?: boolean;
  readonly request?: string;
  readonly action?: string;
  readonly width?: number;
  readonly emit?: "dmn";
}

function test(program: Command, done: Done): void {
  program
    .command("test")
    .description("run the test blocks of policies and the cases in *.cases.yaml files")
    .argument("[paths...]", "policy files, cases files and folders", ["."])
    .addOption(
      new Option("--format <format>", "how to report").choices(["pretty", "json", "junit"]).default("pretty"),
    )
    .option("--json", "the same as --format json")
    .option("--filter <text>", "only cases whose name, file or rule contains the text")
    .addHelpText(
      "after",
      examples([
        "agentpol test",
        "agentpol test fixtures/policies --filter quorum",
        "agentpol test --format junit > report.xml",
      ]),
    )
    .action(
      async (
        paths: string[],
        options: { format: "pretty" | "json" | "junit"; json?: boolean; filter?: string },
      ) => {
        const command = await import("./commands/test.js");
        const format = options.json === true ? "json" : options.format;
        const { filter } = options;
        done(await command.test(paths, { format, ...(filter !== undefined && { filter }) }));
      },
    );
}

function evaluate(program: Command, done: Done): void {
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
      `${examples([
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
        const command = await import("./commands/eval.js");
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

function explain(program: Command, done: Done): void {
  program
    .command("explain")
    .description("say why a request is decided as it is, or what a diagnostic means")
    .argument("<policy or code>", "the policy file, or a code such as AP2001")
    .argument("[request]", "a file with a request; - for standard input", "-")
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      examples([
        "agentpol explain payments.agentpol request.json",
        "agentpol explain AP2001",
        "agentpol explain AP2001 --json",
      ]),
    )
    .action(async (subject: string, request: string, options: { json?: boolean }) => {
      const command = await import("./commands/explain.js");
      done(await command.explain(subject, request, { json: options.json === true }));
    });
}

function verify(program: Command, done: Done): void {
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
      `${examples([
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
        const command = await import("./commands/verify.js");
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

const DIFF_FORMATS = ["pretty", "json", "markdown"] as const;
const FAILURES = ["loosened", "tightened", "any"] as const;

function diff(program: Command, done: Done): void {
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
      `${examples([
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
        const command = await import("./commands/diff.js");
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

function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}\n`;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number, 0 or more.");
  return Number(text);
}
