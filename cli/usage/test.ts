// How `agentpol test` is called.

import { type Command, InvalidArgumentError, Option } from "commander";
import type { PropertiesOptions } from "../commands/properties.js";
import type { TestOptions } from "../commands/test.js";
import { atLeastOne, type Done, examplesText, wholeNumber } from "./usage.js";

export function test(program: Command, done: Done): void {
  const command = program
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
    .option("--update", "show which expectations are not met, and write them anew in their files")
    .option("--watch", "run again what a change touches, until Ctrl-C")
    .option(
      "--parallel [count]",
      "share the files out among so many worker threads; as many as the machine runs at once if no number is said",
      workerCount,
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
    );
  withProperties(command)
    .addHelpText(
      "after",
      examplesText([
        "agentpol test",
        "agentpol test fixtures/policies --filter quorum",
        "agentpol test payments.agentpol --rule large_payment",
        "agentpol test --failed --bail",
        "agentpol test agents.cases.yaml --update",
        "agentpol test --watch",
        "agentpol test --parallel --reporter github --reporter junit=report.xml",
        "agentpol test --coverage",
        "agentpol test --coverage=html=coverage.html --coverage=lcov=lcov.info --min rules=100,conditions=90",
        "agentpol test payments.agentpol --properties --runs 1000",
      ]),
    )
    .action(async (paths: string[], flags: TestFlags) => {
      if (flags.properties === true) {
        const command = await import("../commands/properties.js");
        done(await command.properties(paths, propertiesOf(flags)));
        return;
      }
      const command = await import("../commands/test.js");
      done(await command.test(paths, optionsOf(flags)));
    });
}

/** Each thread loads the program anew: more of them only take memory. */
const MOST_WORKERS = 64;

function workerCount(text: string): number {
  const count = atLeastOne(text);
  if (count > MOST_WORKERS) throw new InvalidArgumentError(`It must be ${String(MOST_WORKERS)} or less.`);
  return count;
}

function withProperties(command: Command): Command {
  return command
    .option(
      "--properties",
      "try what the policies promise instead: a property for each rule, on made-up sequences of steps",
    )
    .option("--runs <number>", "with --properties: on how many sequences each is tried", atLeastOne, 100)
    .option("--seed <number>", "with --properties: make up the same sequences again", wholeNumber)
    .option("--save-cases <file>", "with --properties: write what breaks one as golden cases");
}

function propertiesOf({ json, runs, seed, saveCases, filter }: TestFlags): PropertiesOptions {
  return {
    ...{ json: json === true, runs },
    ...(seed !== undefined && { seed }),
    ...(saveCases !== undefined && { saveCases }),
    ...(filter !== undefined && { filter }),
  };
}

/** An option that is said without its number is `true`. */
interface TestFlags {
  readonly properties?: boolean;
  readonly runs: number;
  readonly seed?: number;
  readonly saveCases?: string;
  readonly reporter?: readonly string[];
  readonly json?: boolean;
  readonly coverage?: readonly string[];
  readonly min?: string;
  readonly filter?: string;
  readonly rule?: string;
  readonly failed?: boolean;
  readonly bail?: number | true;
  readonly update?: boolean;
  readonly watch?: boolean;
  readonly parallel?: number | true;
}

function optionsOf({
  json,
  reporter = [],
  coverage = [],
  failed,
  update,
  watch,
  bail,
  parallel,
  filter,
  rule,
  min,
}: TestFlags): TestOptions {
  return {
    coverage,
    ...(filter !== undefined && { filter }),
    ...(rule !== undefined && { rule }),
    ...(min !== undefined && { min }),
    reporters: json === true ? ["json", ...reporter] : reporter,
    failed: failed === true,
    update: update === true,
    watch: watch === true,
    ...(bail !== undefined && { bail: bail === true ? 1 : bail }),
    ...(parallel !== undefined && { parallel: parallel === true ? "all" : parallel }),
  };
}
