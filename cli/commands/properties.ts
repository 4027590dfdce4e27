// `agentpol test --properties`: tries what policies promise.

import { ready } from "../../runtime/facts/ready.js";
import { suite } from "../../runtime/index.js";
import type { CaseToWrite } from "../../compiler/cases/write-cases.js";
import { InputError, type ExitCode } from "../exit.js";
import { discover } from "../files.js";
import { withoutLibraries } from "../libraries.js";
import { compilePolicy } from "../load.js";
import { progressOn } from "../progress.js";
import { propertiesJson, propertiesPretty, type Tried } from "../report/properties.js";
import { report } from "../report/report.js";
import { saveCases } from "../save-cases.js";
import { styleFor } from "../style.js";
import { tryPromises, type PropertyOptions } from "../testing/properties.js";

export interface PropertiesOptions extends Omit<PropertyOptions, "seed"> {
  /** Left out: another one each time, which is told. */
  readonly seed?: number;
  readonly json: boolean;
  /** Where what breaks a promise is written as golden cases. */
  readonly saveCases?: string;
}

/** @throws {InputError} where there is nothing to try, or the cases cannot be written. */
export async function properties(
  paths: readonly string[],
  { seed = newSeed(), json, saveCases: into, ...options }: PropertiesOptions,
): Promise<ExitCode> {
  const files = discover(paths, [".agentpol"]);
  if (files.length === 0)
    throw new InputError(
      `no policies under ${paths.join(", ")}`,
      "name a *.agentpol file, or a folder that holds one",
    );
  await ready();
  const compiled = [];
  for (const file of files) compiled.push({ file, ...(await compilePolicy(file)) });
  const policies = withoutLibraries(compiled);
  const broken = policies.filter(({ table }) => table === undefined);
  if (broken.length > 0) process.stderr.write(report(broken, "pretty", styleFor(process.stderr)));
  const progress = progressOn(process.stderr, policies.length, "policies");
  const tried: Tried[] = [];
  for (const { file, program, table } of policies) {
    if (program === undefined || table === undefined) continue;
    tried.push({
      ...{ file, policy: table.policy.name },
      results: await tryPromises(program, table, { seed, ...options }),
    });
    progress.advance();
  }
  progress.end();
  if (tried.every(({ results }) => results.length === 0) && options.filter !== undefined)
    throw new InputError(
      `no property has ${options.filter} in its name`,
      "leave --filter out to see which there are",
    );
  const saved = into === undefined ? [] : tried.map((each) => save(into, each));
  process.stdout.write(
    json
      ? propertiesJson(tried, seed)
      : propertiesPretty(tried, { seed, saved, style: styleFor(process.stdout) }),
  );
  const hasFailed = tried.some(({ results }) => results.some(({ failure }) => failure !== undefined));
  return hasFailed || broken.length > 0 ? 1 : 0;
}

function save(into: string, { file, policy, results }: Tried): string {
  const cases = results.flatMap(({ name, failure }): readonly CaseToWrite[] => {
    if (failure?.broken === undefined) return [];
    const steps = suite.stepsTo(failure.broken);
    const review =
      failure.broken.expected === undefined ? "what should have been decided?" : "is this what should be?";
    return [{ testCase: { name: `broken: ${name}`, origin: "", steps }, review }];
  });
  const { names } = saveCases(into, { file, name: policy }, cases);
  return names.length === 0 ? "" : `${String(names.length)} written to ${into}`;
}

/** As large as fast-check takes. */
function newSeed(): number {
  return Math.floor(Math.random() * 0x7fff_ffff);
}
