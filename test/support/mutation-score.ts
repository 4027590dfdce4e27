// How many of the mistakes in a policy of the fixtures its cases tell.

import { mutate } from "../../compiler/mutate/mutate.js";
import { OPERATORS } from "../../compiler/mutate/operators.js";
import { scoreOf, type Score } from "../../compiler/mutate/score.js";
import { policiesWithCases } from "../../cli/testing/subjects.js";

/** The percentage that the cases of each policy must reach. */
export const LEAST = 95;

/** By its test blocks and the cases beside it. What `ready()` loads must be loaded. */
export async function mutationScore(path: string): Promise<Score> {
  const { policies } = await policiesWithCases([path]);
  const [subject] = policies;
  if (subject === undefined) throw new Error(`${path} does not compile`);
  const { entry, options, program, table } = subject.policy;
  if (program === undefined || table === undefined) throw new Error(`${path} does not compile`);
  const { cases } = subject;
  const mutants = await mutate(
    { entry, options, program, table, cases },
    { operators: OPERATORS, search: false },
  );
  return scoreOf(mutants);
}
