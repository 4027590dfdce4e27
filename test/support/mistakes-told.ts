// The mistakes in a policy of the fixtures that its cases tell, and those that they do not.

import { mutate, type Mutant } from "../../compiler/mutate/mutate.js";
import { OPERATORS } from "../../compiler/mutate/operators.js";
import { scoreOf } from "../../compiler/mutate/score.js";
import type { Program } from "../../compiler/types/program.js";
import { policiesWithCases } from "../../cli/testing/subjects.js";

export interface Told {
  /** How many mistakes are told. */
  readonly killed: number;
  /** Those that no case tells, though it is not proved that none can: `caps.hourly selector: deploy.scale → deploy.*`. */
  readonly survivors: readonly string[];
}

/** By its test blocks and the cases beside it. What `ready()` loads must be loaded. */
export async function mistakesTold(path: string): Promise<Told> {
  const { policies } = await policiesWithCases([path]);
  const [subject] = policies;
  if (subject === undefined) throw new Error(`${path} does not compile`);
  const { entry, options, program, table } = subject.policy;
  if (program === undefined || table === undefined) throw new Error(`${path} does not compile`);
  const { cases } = subject;
  const { mutants } = await mutate(
    { entry, options, program, table, cases },
    { operators: OPERATORS, search: false },
  );
  const survivors = mutants.filter(({ status }) => status === "survived");
  return { killed: scoreOf(mutants).killed, survivors: survivors.map((each) => textOf(each, program)) };
}

function textOf({ mutation: { owner, operator, span, text } }: Mutant, { files }: Program): string {
  const source = files.find(({ path }) => path === span.file)?.text ?? "";
  return `${owner} ${operator}: ${source.slice(span.start, span.end)} → ${text}`;
}
