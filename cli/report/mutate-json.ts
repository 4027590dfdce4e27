// Mutation testing as JSON. A new version of its form has a new number.

import { scoreOf, type Score } from "../../compiler/mutate/score.js";
import type { Mutant } from "../../compiler/mutate/mutate.js";
import { diffOf, type Mutated } from "./mutated.js";
import type { Sources } from "./plain.js";

const FORMAT = 1;

export function mutateJson(mutated: readonly Mutated[]): string {
  const policies = mutated.map(({ file, sources, cases, mutants, leftOut }) => ({
    ...{ file, cases, leftOut, score: plainScore(scoreOf(mutants)) },
    mutants: mutants.map((each) => plainMutant(each, sources)),
  }));
  const score = plainScore(scoreOf(mutated.flatMap(({ mutants }) => mutants)));
  return `${JSON.stringify({ format: FORMAT, score, policies }, null, 2)}\n`;
}

function plainScore({ percent, ...counts }: Score): Score {
  return { ...counts, percent: Math.round(percent * 100) / 100 };
}

function plainMutant(mutant: Mutant, sources: Sources): object {
  const { mutation, status } = mutant;
  const { line, column, removed, added } = diffOf(mutant, sources);
  return {
    ...{ operator: mutation.operator, rule: mutation.owner, status },
    ...{ file: mutation.span.file, line, column, removed, added },
    ...(mutant.status === "killed" && { killedBy: { name: mutant.by.name, origin: mutant.by.origin } }),
    ...(mutant.status === "survived" && mutant.killer && { missingCase: mutant.killer }),
  };
}
