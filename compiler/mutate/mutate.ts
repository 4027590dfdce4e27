// Mutation testing of a policy: small mistakes are made in it, one at a time, and its golden cases should tell each.

import type { CompileOptions } from "../compile.js";
import type { TableFile } from "../../runtime/table/format.js";
import type { TestCase } from "../../runtime/testing/case.js";
import type { Program } from "../types/program.js";
import { Differences } from "./difference.js";
import type { SourceFile } from "../source/source.js";
import type { Mutation, Operator } from "./mutation.js";
import { mutationsOf } from "./mutations.js";
import { caseName } from "./told.js";
import { fails, Trials } from "./trial.js";
import { Variants } from "./variant.js";

/** A policy as it was compiled, and the cases that speak of it. */
export interface Subject {
  readonly entry: string;
  readonly options: CompileOptions;
  readonly program: Program;
  readonly table: TableFile;
  /** All of them pass. */
  readonly cases: readonly TestCase[];
}

export type Mutant = { readonly mutation: Mutation } & Fate;

export type Fate =
  /** A case fails on it: the first that was found. */
  | { readonly status: "killed"; readonly by: TestCase }
  /** It decides each request as the policy does: proved. */
  | { readonly status: "equivalent" }
  /** Only what goes along with verdicts is otherwise, which no case can say. */
  | { readonly status: "beside" }
  /** No case fails on it; `killer` is one that would, where one was found. */
  | { readonly status: "survived"; readonly killer?: TestCase };

export interface MutateOptions {
  readonly operators: readonly Operator[];
  readonly isWanted?: (mutation: Mutation) => boolean;
  /** Called as mutations are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Every mutant of a policy and what becomes of it. What `ready()` loads must be loaded. */
export async function mutate(subject: Subject, options: MutateOptions): Promise<readonly Mutant[]> {
  const { operators, isWanted = () => true, onProgress } = options;
  const mutations = mutationsOf(subject.program, operators).filter(isWanted);
  const judge = new Judge(subject);
  const mutants: Mutant[] = [];
  for (const [i, mutation] of mutations.entries()) {
    const fate = await judge.fateOf(mutation);
    if (fate !== undefined) mutants.push({ mutation, ...fate });
    onProgress?.(i + 1, mutations.length);
  }
  return mutants;
}

class Judge {
  readonly #variants: Variants;
  readonly #trials: Trials;
  readonly #differences: Differences;
  readonly #files: ReadonlyMap<string, SourceFile>;
  /** Cases that were missing. */
  readonly #found: TestCase[] = [];

  constructor(private readonly subject: Subject) {
    const { entry, options, program, table, cases } = subject;
    this.#files = new Map(program.files.map((file) => [file.path, file]));
    this.#variants = new Variants(entry, options, program.files);
    this.#trials = new Trials(table, cases);
    this.#differences = new Differences(table);
  }

  /** Undefined of what the compiler refuses. */
  async fateOf(mutation: Mutation): Promise<Fate | undefined> {
    const table = this.#variants.tableOf(mutation);
    if (table === undefined) return undefined;
    const by = await this.#trials.killerOf(table, mutation.owner);
    if (by !== undefined) return { status: "killed", by };
    const difference = this.#differences.to(table, this.#nameOf(mutation));
    switch (difference.kind) {
      case "none":
        return { status: "equivalent" };
      case "beside":
        return { status: "beside" };
      case "some": {
        const killer = await this.#firstKilling(table, difference.candidates);
        return { status: "survived", ...(killer && { killer }) };
      }
    }
  }

  /** One that was found for another mutant, if it kills this one too. */
  async #firstKilling(mutant: TableFile, candidates: readonly TestCase[]): Promise<TestCase | undefined> {
    for (const each of this.#found) if (await fails(mutant, each)) return each;
    for (const each of candidates) {
      if ((await fails(this.subject.table, each)) || !(await fails(mutant, each))) continue;
      this.#found.push(each);
      return each;
    }
    return undefined;
  }

  #nameOf(mutation: Mutation): string {
    const file = this.#files.get(mutation.span.file);
    return file === undefined ? mutation.owner : caseName(mutation, file);
  }
}
