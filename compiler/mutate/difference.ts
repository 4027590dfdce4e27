// Whether a mutant decides anything otherwise than the policy: proved that it does not, or shown by a request, or open.

import { changesIn } from "../verify/diff/changes.js";
import { diffTables, type Diff } from "../verify/diff/diff.js";
import type { Difference as Differing } from "../verify/diff/difference.js";
import { goldenOf } from "../verify/golden.js";
import { preparePolicy, type Policy } from "../../runtime/decide/policy.js";
import { withFloors } from "../../runtime/table/floor.js";
import { reachableFrom } from "../../runtime/table/operands.js";
import type { Table, TableFile } from "../../runtime/table/format.js";
import type { TestCase } from "../../runtime/testing/case.js";

export type Difference =
  /** Proved: each request is decided alike, with all that goes along, in each state. */
  | { readonly kind: "none" }
  /** Verdicts are the same; what goes along with them is not, which no golden case can say. */
  | { readonly kind: "beside" }
  /** Cases that may tell the two apart: each expects what the policy decides. */
  | { readonly kind: "some"; readonly candidates: readonly TestCase[] };

/** Compares mutants with one policy. */
export class Differences {
  readonly #policy: Policy;

  constructor(private readonly table: TableFile) {
    this.#policy = preparePolicy(table, { indexed: false });
  }

  to(mutant: TableFile, name: string): Difference {
    const diff = diffTables(this.table, mutant);
    const isOpen =
      diff.unresolved.length > 0 ||
      changesIn(this.table, withReversibility(this.table, mutant)).length > 0 ||
      countsOtherwise(diff, this.table, mutant);
    if (!isOpen && diff.differences.length === 0) return { kind: "none" };
    if (!isOpen && diff.differences.every(isBeside)) return { kind: "beside" };
    return { kind: "some", candidates: diff.differences.flatMap((each) => this.#casesOf(each, name)) };
  }

  #casesOf({ examples, direction }: Differing, name: string): readonly TestCase[] {
    if (direction === "other") return [];
    return examples.flatMap(({ request, report, before }) => {
      const witness = { request, ...(report && { report }), facts: before.facts };
      const { testCase, unsaid } = goldenOf(name, witness, this.#policy);
      return unsaid.length === 0 ? [testCase] : [];
    });
  }
}

/** Whom an escalation waits for shows once somebody approves. */
function isBeside({ direction, lost, gained }: Differing): boolean {
  return direction === "other" && [...lost, ...gained].every((text) => !text.startsWith("need "));
}

/**
 * The mutant with the policy's word on what can be undone: regions tell what hangs on it, unless an earlier action's is asked
 * for.
 */
function withReversibility(table: TableFile, mutant: TableFile): TableFile {
  if (withFloors(table).some(remembersReversibility)) return mutant;
  const actions = Object.entries(mutant.schema.actions).map(([name, schema]) => {
    const own = table.schema.actions[name];
    return [name, own === undefined ? schema : { ...schema, reversible: own.reversible }] as const;
  });
  return { ...mutant, schema: { ...mutant.schema, actions: Object.fromEntries(actions) } };
}

function remembersReversibility({ histories, exprs }: Table): boolean {
  const roots = histories.flatMap(({ where }) => (where === undefined ? [] : [where]));
  return Array.from(reachableFrom(roots, exprs)).some((ref) => {
    const expr = exprs[ref];
    return expr?.op === "attribute" && expr.path === "action.reversible";
  });
}

/** Regions take windows for unused: what is counted in them is compared by the rules themselves. */
function countsOtherwise({ rules }: Diff, ...tables: readonly TableFile[]): boolean {
  const changed = new Set([...rules.added, ...rules.removed, ...rules.changed]);
  return tables
    .flatMap(withFloors)
    .some((table) => table.rules.some(({ name, limit }) => limit !== undefined && changed.has(name)));
}
