// Many mutants in one table: the rules of all of them stand behind the policy's own, over the same expressions, so that what
// is made of expressions (programs, names, boxes) is made once.

import { preparePolicy, withRules, type Policy } from "../../runtime/decide/policy.js";
import type { Rule, TableFile } from "../../runtime/table/format.js";
import { emitClaims } from "../emit/table.js";
import type { Core, CoreRule } from "../hir/hir.js";

/** A mutant of a batch: the rules that it has in place of some of the policy's. */
export interface Variant {
  readonly batch: Batch;
  readonly removed: ReadonlySet<Rule>;
  readonly added: readonly Rule[];
  /** All its rules, in declaration order. */
  readonly rules: readonly Rule[];
}

export class Batch {
  /** The policy's own rules, over the expressions of the batch. */
  readonly table: TableFile;
  /** The same, and behind them those of all mutants. */
  readonly all: TableFile;
  readonly policy: Policy;
  readonly #added: readonly (readonly Rule[])[];

  /** `lowered`: of each mutant, the core rules that stand in the place of others, by the names of both. */
  constructor(
    core: Core,
    original: TableFile,
    private readonly lowered: readonly ReadonlyMap<string, readonly CoreRule[]>[],
  ) {
    const rows = lowered.map((rules) => Array.from(rules.values()).flat());
    const all = { ...core, rules: [...core.rules, ...rows.flat()], claims: [] };
    const { table } = emitClaims(all, original.floor);
    let at = core.rules.length;
    this.#added = rows.map(({ length }) => table.rules.slice(at, (at += length)));
    this.all = { ...table, digest: original.digest };
    this.table = { ...this.all, rules: table.rules.slice(0, core.rules.length) };
    this.policy = preparePolicy({ ...this.table, rules: [] }, { indexed: false });
  }

  /** The mutant at this place. */
  variant(index: number): Variant {
    const names = new Set(this.lowered[index]?.keys());
    const added = this.#added[index] ?? [];
    const removed = this.table.rules.filter(({ name }) => names.has(name));
    return { batch: this, removed: new Set(removed), added, rules: inPlace(this.table.rules, names, added) };
  }

  /** What decides by these rules. */
  deciding(rules: readonly Rule[]): Policy {
    return withRules(this.policy, rules);
  }
}

/** Each rule's rows where those that they replace stood: of equal verdicts the first decides. */
function inPlace(
  rules: readonly Rule[],
  names: ReadonlySet<string>,
  added: readonly Rule[],
): readonly Rule[] {
  const left = new Set(added);
  const placed = rules.flatMap((rule) => {
    if (!names.has(rule.name)) return [rule];
    const own = Array.from(left).filter(({ name }) => name === rule.name);
    for (const each of own) left.delete(each);
    return own;
  });
  return [...placed, ...left];
}
