// `agentpol mutate`: which small mistakes in a policy its golden cases tell.

import { inChanged } from "../../compiler/mutate/changed.js";
import { mutate as mutantsOf } from "../../compiler/mutate/mutate.js";
import type { Mutation, Operator } from "../../compiler/mutate/mutation.js";
import { OPERATORS } from "../../compiler/mutate/operators.js";
import { scoreOf } from "../../compiler/mutate/score.js";
import { nearest } from "../../compiler/diagnostics/nearest.js";
import type { CaseToWrite } from "../../compiler/cases/write-cases.js";
import { ready } from "../../runtime/facts/ready.js";
import type { TestCase } from "../../runtime/testing/case.js";
import { InputError, type ExitCode } from "../exit.js";
import { isInRevision } from "../git.js";
import { compilePolicy } from "../load.js";
import { progressOn } from "../progress.js";
import { mutateJson } from "../report/mutate-json.js";
import { mutatePretty } from "../report/mutate-pretty.js";
import { diffOf, type Mutated } from "../report/mutated.js";
import { counted } from "../report/report.js";
import { saveCases } from "../save-cases.js";
import { styleFor } from "../style.js";
import { passing } from "../testing/passing.js";
import { policiesWithCases, type PolicyWithCases } from "../testing/subjects.js";

export interface MutateOptions {
  readonly json: boolean;
  readonly rule?: string;
  /** Names of operators; all where it is absent. */
  readonly operators?: readonly string[];
  /** A revision of git: only what is otherwise since then. */
  readonly since?: string;
  /** The percentage to be reached. */
  readonly min?: number;
  /** Write the cases that are missing: to this file, or beside each policy. */
  readonly writeCases?: string | true;
}

/** @throws {InputError} where there is no policy, or an operator or a rule has no such name. */
export async function mutate(paths: readonly string[], options: MutateOptions): Promise<ExitCode> {
  const operators = (options.operators ?? []).map(operatorNamed);
  await ready();
  const { policies, suites } = await policiesWithCases(paths);
  if ((await passing(suites, "cases fail before anything is changed")) === undefined) return 1;
  const isNamed = named(options, policies);
  const mutated: Mutated[] = [];
  for (const each of policies) {
    const isChanged = await changedSince(options.since, each);
    const isWanted = (mutation: Mutation): boolean => isNamed(mutation) && isChanged(mutation);
    mutated.push(await mutatedOf(each, operators.length > 0 ? operators : OPERATORS, isWanted));
  }
  const text = options.json ? mutateJson(mutated) : mutatePretty(mutated, styleFor(process.stdout));
  process.stdout.write(text);
  if (options.writeCases !== undefined) writeCases(options.writeCases, mutated);
  return codeFor(mutated, options.min);
}

/** Survivors are findings; where a score is asked for, it alone counts. */
function codeFor(mutated: readonly Mutated[], min: number | undefined): ExitCode {
  const { percent, survived } = scoreOf(mutated.flatMap(({ mutants }) => mutants));
  if (min !== undefined) return percent >= min ? 0 : 3;
  return survived > 0 ? 1 : 0;
}

/** Each case once, with the first mistake that it is for. */
function writeCases(path: string | true, mutated: readonly Mutated[]): void {
  const missing = mutated.flatMap((each) => {
    const cases = missingIn(each);
    return cases.length === 0 ? [] : [{ ...each, cases }];
  });
  if (path !== true && missing.length > 1)
    throw new InputError(
      "cases of several policies are missing",
      "name one policy with --write-cases FILE, or leave the file out",
    );
  for (const { path: policy, table, cases } of missing) {
    const to = path === true ? policy.replace(/\.agentpol$/, ".cases.yaml") : path;
    const { names } = saveCases(to, { file: policy, name: table.policy.name }, cases);
    process.stderr.write(
      `${counted(names.length, "case", "cases")} written to ${to}: review what they expect\n`,
    );
  }
}

function missingIn({ mutants, sources }: Mutated): readonly CaseToWrite[] {
  const cases = new Map<TestCase, CaseToWrite>();
  for (const mutant of mutants) {
    if (mutant.status !== "survived" || mutant.killer === undefined || cases.has(mutant.killer)) continue;
    const { span, operator } = mutant.mutation;
    const { line, column } = diffOf(mutant, sources);
    const review = `tells a mistake that no case told: ${operator} at ${span.file}:${String(line)}:${String(column)}`;
    cases.set(mutant.killer, { testCase: mutant.killer, review });
  }
  return Array.from(cases.values());
}

function operatorNamed(name: string): Operator {
  const found = OPERATORS.find((each) => each.name === name);
  if (found !== undefined) return found;
  const names = OPERATORS.map((each) => each.name);
  const near = nearest(name, names);
  throw new InputError(
    `no operator is called ${name}`,
    near === undefined ? `it is one of ${names.join(", ")}` : `did you mean ${near}?`,
  );
}

/** Of a policy that was not there, or had errors, all. */
async function changedSince(
  since: string | undefined,
  { policy: { entry, program, table } }: PolicyWithCases,
): Promise<(mutation: Mutation) => boolean> {
  if (since === undefined || !isInRevision(since, entry)) return () => true;
  const before = await compilePolicy(`git:${since}:${entry}`);
  if (before.program === undefined || before.table === undefined) return () => true;
  if (program === undefined || table === undefined) return () => false;
  return inChanged({ program: before.program, table: before.table }, { program, table });
}

function named(
  { rule }: MutateOptions,
  policies: readonly PolicyWithCases[],
): (mutation: Mutation) => boolean {
  if (rule === undefined) return () => true;
  const isIt = (name: string): boolean => name === rule || name.endsWith(`.${rule}`);
  const names = policies.flatMap(({ policy: { program } }) =>
    program === undefined ? [] : [...program.rules, ...program.killswitches].map(({ name }) => name),
  );
  if (!names.some(isIt)) throw new InputError(`no rule is called ${rule}`, "check its name in the policy");
  return ({ owner }) => isIt(owner);
}

async function mutatedOf(
  { policy, cases }: PolicyWithCases,
  operators: readonly Operator[],
  isWanted: (mutation: Mutation) => boolean,
): Promise<Mutated> {
  const { entry, path, options, program, table, sources } = policy;
  if (program === undefined || table === undefined) throw new Error(`${entry} was not compiled`);
  let progress: ReturnType<typeof progressOn> | undefined;
  const outcome = await mutantsOf(
    { entry, options, program, table, cases },
    {
      ...{ operators, isWanted },
      onProgress: (_, total) => {
        progress ??= progressOn(process.stderr, total, `mistakes in ${entry}`);
        progress.advance();
      },
    },
  );
  progress?.end();
  return { file: entry, path, table, sources, cases: cases.length, ...outcome };
}
