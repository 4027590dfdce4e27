// Mutates policies given as text: what tests of mutation share.

import { compile } from "../../compiler/compile.js";
import { mutate, type Mutant } from "../../compiler/mutate/mutate.js";
import type { Mutation } from "../../compiler/mutate/mutation.js";
import { mutationsOf } from "../../compiler/mutate/mutations.js";
import { OPERATORS } from "../../compiler/mutate/operators.js";
import { parseSchema } from "../../runtime/facts/sql/index.js";
import { compiledFiles } from "./compiling.js";
import { reading, type Files } from "./problems.js";

/** The mutations that one operator, or each, makes in a policy. */
export function mutationsIn(text: string, operator?: string): readonly Mutation[] {
  const { program } = compiledFiles({ "p.agentpol": text });
  return mutationsOf(
    program,
    OPERATORS.filter(({ name }) => operator === undefined || name === operator),
  );
}

/** What becomes of the mutants of a policy under its own test blocks. */
export async function mutantsOf(
  text: string,
  operator?: string,
  more: Files = {},
): Promise<readonly Mutant[]> {
  const options = { read: reading({ ...more, "p.agentpol": text }), parseSchema };
  const { program, table, cases = [] } = compile("p.agentpol", options);
  if (program === undefined || table === undefined) throw new Error("the policy does not compile");
  const operators = OPERATORS.filter(({ name }) => operator === undefined || name === operator);
  return (await mutate({ entry: "p.agentpol", options, program, table, cases }, { operators })).mutants;
}

/** `killed 10 USD → 9.99 USD`, one a mutant. */
export function toldOf(mutants: readonly Mutant[], text: string): readonly string[] {
  return mutants.map(({ status, mutation: { span, text: put } }) =>
    `${status} ${text.slice(span.start, span.end)} → ${put}`.replace(/\s+/g, " ").trim(),
  );
}
