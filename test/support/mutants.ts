// Holds what becomes of mutants against all requests of a small world: the oracle of their equivalence.

import fc from "fast-check";
import { expect } from "vitest";
import { mutate, type Mutant } from "../../compiler/mutate/mutate.js";
import { OPERATORS } from "../../compiler/mutate/operators.js";
import { Recompiler } from "../../compiler/mutate/recompile.js";
import type { Program } from "../../compiler/types/program.js";
import { decide } from "../../runtime/decide/decide.js";
import { preparePolicy } from "../../runtime/decide/policy.js";
import type { Decision } from "../../runtime/decide/request.js";
import type { TableFile } from "../../runtime/table/format.js";
import { compiledFiles } from "./compiling.js";
import { reading } from "./problems.js";
import { ACTIONS, filesOf, requestOf, smallPolicy, type Small, type SmallPolicy } from "./small-world.js";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const AGREED = [{ by: "ana@corp.example", at: NOW, acknowledges: ["irreversible"] as const }];

/** Values beyond those that policies name: thresholds move. */
const WORLD: readonly Small[] = (["clerk", "lead"] as const).flatMap((role) =>
  [-2, -1, 0, 1, 2, 3].flatMap((n) =>
    (["a", "b", "c"] as const).flatMap((kind) =>
      [undefined, false, true].flatMap((opt) =>
        [undefined, -1, 1, 2, 3, 4].flatMap((cost) =>
          [false, true].map((approved) => ({ role, n, kind, opt, cost, approved }) as Small),
        ),
      ),
    ),
  ),
);

interface Made {
  readonly program: Program;
  readonly table: TableFile;
  readonly text: string;
  /** What the mutant replaces. */
  readonly textAt: (mutant: Mutant) => string;
  readonly mutants: readonly Mutant[];
  /** The mutant's table, compiled as a whole: nothing of how its fate was found. */
  readonly tableOf: (mutant: Mutant) => TableFile;
}

async function made(policy: SmallPolicy): Promise<Made> {
  // Claims are no part of what decides.
  const files = filesOf({ ...policy, claims: [] });
  const { program, table } = compiledFiles(files);
  const compiled = { entry: "p.agentpol", options: { read: reading(files) }, program };
  const recompiler = new Recompiler(compiled);
  const { mutants } = await mutate(
    { ...compiled, table, cases: [] },
    { operators: OPERATORS, search: false },
  );
  const tableOf = ({ mutation }: Mutant): TableFile => {
    const whole = recompiler.whole(mutation);
    if (whole === undefined) throw new Error(`${mutation.text} at ${String(mutation.span.start)} is refused`);
    return whole;
  };
  const text = Object.values(files).join("\n");
  const textAt = ({ mutation: { span } }: Mutant): string =>
    JSON.stringify(
      (program.files.find(({ path }) => path === span.file)?.text ?? "").slice(span.start, span.end),
    );
  return { program, table, text, textAt, mutants, tableOf };
}

type Tell = (decision: Decision) => string;

const REQUESTS = ACTIONS.flatMap((action) =>
  WORLD.map((small) => ({
    request: requestOf(small, action),
    facts: { now: NOW, approvals: small.approved ? AGREED : [] },
  })),
);

/** What is told of each request. */
function toldBy(table: TableFile, tell: Tell): readonly string[] {
  const policy = preparePolicy(table);
  return REQUESTS.map(({ request, facts }) => tell(decide(policy, request, facts)));
}

/** The first request of which the table tells something else. */
function apart(told: readonly string[], table: TableFile, tell: Tell): object | undefined {
  const policy = preparePolicy(table);
  return REQUESTS.find(({ request, facts }, i) => tell(decide(policy, request, facts)) !== told[i]);
}

function verdictOf({ verdict }: Decision): string {
  return verdict;
}

/** With all that goes along: who has to agree, where that is waited for. */
function allOf({ verdict, obligations, trips }: Decision): string {
  const { approvals, ...others } = obligations;
  return JSON.stringify([verdict, others, verdict === "escalate" && approvals?.unmet, trips]);
}

/** Does a window of the mutated rule count? Of that no single request tells. */
function counts({ mutation: { owner } }: Mutant, { program }: Made): boolean {
  return program.rules.some(({ name, form }) => name === owner && form === "throttle");
}

export interface Share {
  /** How many random policies are mutated. */
  readonly policies: number;
  /** Of each, about so many mutants are looked at. */
  readonly most: number;
}

/**
 * What is taken for equivalent decides every request alike; what differs beside verdicts gives each the same verdict; what
 * survives decides some request otherwise.
 */
export async function checkMutants({ policies, most }: Share): Promise<void> {
  await fc.assert(
    fc.asyncProperty(smallPolicy, fc.nat(), async (policy, from) => {
      const all = await made({ ...policy, rules: policy.rules.slice(0, 3) });
      const stride = Math.max(1, Math.ceil(all.mutants.length / most));
      const verdicts = toldBy(all.table, verdictOf);
      const decisions = toldBy(all.table, allOf);
      for (const mutant of all.mutants.filter((_, i) => i % stride === from % stride)) {
        const other = all.tableOf(mutant);
        const { text, operator } = mutant.mutation;
        const what = `${operator} ${JSON.stringify(text)} for ${all.textAt(mutant)} in\n${all.text}`;
        switch (mutant.status) {
          case "equivalent":
            expect(apart(decisions, other, allOf), what).toBeUndefined();
            break;
          case "beside":
            expect(apart(verdicts, other, verdictOf), what).toBeUndefined();
            break;
          case "survived":
            if (!counts(mutant, all)) expect(apart(decisions, other, allOf), what).toBeDefined();
            break;
          case "killed":
            throw new Error("there is no case");
        }
      }
    }),
    { numRuns: policies, endOnFailure: true },
  );
}
