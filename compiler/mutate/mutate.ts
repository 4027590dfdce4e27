// Mutation testing of a policy: small mistakes are made in it, one at a time, and its golden cases should tell each.

import type { TableFile } from "../../runtime/table/format.js";
import type { TestCase } from "../../runtime/testing/case.js";
import { Recall } from "../../runtime/testing/recall.js";
import { lowerIn } from "../hir/lower.js";
import { contextOf } from "../hir/lower/context.js";
import type { SourceFile } from "../source/source.js";
import { Batch, type Variant } from "./batch.js";
import type { Difference } from "./difference.js";
import { limited } from "./limited.js";
import { MissingCases } from "./missing.js";
import type { Mutation, Operator } from "./mutation.js";
import { mutationsOf } from "./mutations.js";
import { Recompiler, type Compiled } from "./recompile.js";
import { RuleDifferences } from "./rule-difference.js";
import { caseName } from "./told.js";
import { Trials } from "./trial.js";
import { WholeDifferences } from "./whole-difference.js";

/** A policy as it was compiled, and the cases that speak of it. */
export interface Subject extends Compiled {
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
  /** Is a case looked for that would kill a survivor? Yes, if left out. */
  readonly search?: boolean;
  /** Called as mutations are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** All that was tried, and how many more of its kind there are. */
export interface Outcome {
  readonly mutants: readonly Mutant[];
  /** Mutations that were not made, since many are alike. */
  readonly leftOut: number;
}

/** The mutants of a policy and what becomes of each. What `ready()` loads must be loaded. */
export async function mutate(subject: Subject, options: MutateOptions): Promise<Outcome> {
  const { operators, isWanted = () => true, search = true, onProgress } = options;
  const { mutations, leftOut } = limited(mutationsOf(subject.program, operators).filter(isWanted));
  const judge = new Judge(subject, search);
  const mutants: Mutant[] = [];
  for (let at = 0; at < mutations.length; at += BATCH) {
    const some = mutations.slice(at, at + BATCH);
    for await (const fate of judge.fatesOf(some)) {
      const mutation = some[fate.place];
      if (mutation !== undefined && fate.fate !== undefined) mutants.push({ mutation, ...fate.fate });
      onProgress?.(at + fate.place + 1, mutations.length);
    }
  }
  return { mutants, leftOut };
}

/** So many mutants share a table. */
const BATCH = 400;

class Judge {
  readonly #recompiler: Recompiler;
  readonly #trials: Trials;
  readonly #wholes: WholeDifferences;
  readonly #files: ReadonlyMap<string, SourceFile>;
  readonly #missing: MissingCases;

  constructor(
    private readonly subject: Subject,
    private readonly search: boolean,
  ) {
    const { program, table, cases } = subject;
    const recall = new Recall();
    this.#missing = new MissingCases(table, recall);
    this.#recompiler = new Recompiler(subject);
    this.#trials = new Trials(table, cases, recall);
    this.#wholes = new WholeDifferences(table);
    this.#files = new Map(program.files.map((file) => [file.path, file]));
  }

  /** One after the other; undefined of what the compiler refuses. */
  async *fatesOf(
    mutations: readonly Mutation[],
  ): AsyncIterable<{ readonly place: number; readonly fate: Fate | undefined }> {
    const context = contextOf(this.subject.program);
    const { core } = lowerIn(context);
    if (core === undefined) throw new Error("the policy was lowered before");
    const recompiled = mutations.map((mutation) => this.#recompiler.recompiled(mutation, context));
    const lowered = recompiled.flatMap((each) => (each?.kind === "rules" ? [each.rules] : []));
    const batch = new Batch(core, this.subject.table, lowered);
    const differences = new RuleDifferences(batch);
    let next = 0;
    for (const [place, mutation] of mutations.entries()) {
      const made = recompiled[place];
      if (made === undefined) yield { place, fate: undefined };
      else if (made.kind === "whole") {
        const fate = await this.#fateOf(made.table, () => this.#wholes.to(made.table), mutation);
        yield { place, fate };
      } else {
        const variant = batch.variant(next);
        next += 1;
        yield { place, fate: await this.#fateOf(variant, () => differences.to(variant), mutation) };
      }
    }
  }

  async #fateOf(mutant: Variant | TableFile, differing: () => Difference, mutation: Mutation): Promise<Fate> {
    const by = await this.#trials.killerOf(mutant);
    if (by !== undefined) return { status: "killed", by };
    const difference = differing();
    switch (difference.kind) {
      case "none":
        return { status: "equivalent" };
      case "beside":
        return { status: "beside" };
      case "some": {
        if (!this.search) return { status: "survived" };
        const told = { name: this.#nameOf(mutation), examples: difference.examples() };
        const killer = await this.#missing.caseFor(mutant, mutation, told);
        return { status: "survived", ...(killer && { killer }) };
      }
    }
  }

  #nameOf(mutation: Mutation): string {
    const file = this.#files.get(mutation.span.file);
    return file === undefined ? mutation.owner : caseName(mutation, file);
  }
}
