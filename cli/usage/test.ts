// How `agentpol test` is called.

import { type Command, Option } from "commander";
import type { TestOptions } from "../commands/test.js";
import { atLeastOne, type Done, examplesText } from "./usage.js";

export function test(program: Command, done: Done): void {
  program
    .command("test")
    .description("run the test blocks of policies and the cases in *.cases.yaml files")
    .argument("[paths...]", "policy files, cases files and folders", ["."])
    .option(
      "--reporter <name>",
      "how to report: pretty, json, junit, tap, github; NAME=FILE writes to a file; may be said several times",
      (name: string, before?: readonly string[]) => [...(before ?? []), name],
    )
    .option("--json", "the same as --reporter json")
    .option("--filter <text>", "only cases whose name, file, expected rule or tag contains the text")
    .option("--rule <name>", "only cases that expect this rule to decide")
    .option("--failed", "only what failed in the last run")
    .option("--bail [count]", "stop after so many failures; after the first if no number is said", atLeastOne)
    .option(
      "--parallel [count]",
      "share the files out among so many worker threads; as many as the machine runs at once if no number is said",
      atLeastOne,
    )
    .addOption(
      new Option(
        "--coverage [report]",
        "say what the cases touch of each policy: text, json, lcov, html; =NAME=FILE writes to a file; may be said several times",
      )
        .preset("text")
        .argParser((report: string, before?: readonly string[]) => [...(before ?? []), report]),
    )
    .option(
      "--min <measures>",
      "what coverage must reach, in percent: rules=100,conditions=90,boundaries=80,regions=80",
    )
    .addHelpText(
      "after",
      examplesText([
        "agentpol test",
        "agentpol test fixtures/policies --filter quorum",
        "agentpol test payments.agentpol --rule large_payment",
        "agentpol test --failed --bail",
        "agentpol test --parallel --reporter github --reporter junit=report.xml",
        "agentpol test --coverage",
        "agentpol test --coverage=html=coverage.html --coverage=lcov=lcov.info --min rules=100,conditions=90",
      ]),
    )
    .action(async (paths: string[], flags: TestFlags) => {
      const command = await import("../commands/test.js");
      done(await command.test(paths, optionsOf(flags)));
    });
}

/** An option that is said without its number is `true`. */
interface TestFlags {
  readonly reporter?: readonly string[];
  readonly json?: boolean;
  readonly coverage?: readonly string[];
  readonly min?: string;
  readonly filter?: string;
  readonly rule?: string;
  readonly failed?: boolean;
  readonly bail?: number | true;
  readonly parallel?: number | true;
}

function optionsOf({
  json,
  reporter = [],
  coverage = [],
  failed,
  bail,
  parallel,
  ...rest
}: TestFlags): TestOptions {
  return {
    ...rest,
    coverage,
    reporters: json === true ? ["json", ...reporter] : reporter,
    failed: failed === true,
    ...(bail !== undefined && { bail: bail === true ? 1 : bail }),
    ...(parallel !== undefined && { parallel: parallel === true ? "all" : parallel }),
  };
}
