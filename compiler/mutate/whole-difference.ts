// A mutant that is compiled as a whole, compared with the policy: by what `diff` tells of both tables.

import { withFloors } from "../../runtime/table/floor.js";
import type { Killswitch, Need, Table, TableFile } from "../../runtime/table/format.js";
import { Lexicon } from "../atoms/lexicon.js";
import { readsReversible } from "../verify/diff/changed-rules.js";
import { changesIn } from "../verify/diff/changes.js";
import { diffTables, type Diff } from "../verify/diff/diff.js";
import { isBeside, type Difference } from "./difference.js";

export class WholeDifferences {
  constructor(private readonly table: TableFile) {}

  to(mutant: TableFile): Difference {
    const diff = diffTables(this.table, mutant);
    const changes = changesIn(this.table, withReversibility(this.table, mutant));
    const isOpen =
      diff.unresolved.length > 0 ||
      changes.some(({ of }) => of !== "killswitch" && of !== "on_error") ||
      !areFallbacksBeside(this.table, mutant) ||
      countsOtherwise(diff, this.table, mutant) ||
      !areSwitchesBeside(this.table, mutant);
    if (!isOpen && diff.differences.length + changes.length === 0) return { kind: "none" };
    if (!isOpen && diff.differences.every(isBeside)) return { kind: "beside" };
    const examples = diff.differences.flatMap((each) => (each.direction === "other" ? [] : each.examples));
    return { kind: "some", examples: () => examples };
  }
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
  return readsReversible(roots, exprs);
}

/**
 * Do faults get the same verdicts, under conditions of the same meaning? Nobody can agree to what could not be decided, whoever
 * is asked.
 */
function areFallbacksBeside(before: TableFile, after: TableFile): boolean {
  const lexicon = new Lexicon();
  const verdicts = (table: TableFile): string => {
    const { onError, onErrorWhen } = table.policy;
    const each = onErrorWhen.map(({ verdict, when }) => [verdict, lexicon.nameOf(when.expr, table)]);
    return JSON.stringify([onError.verdict, each]);
  };
  return verdicts(before) === verdicts(after);
}

/** Are kill switches the same, or lifted by whoever could lift them, and more? No case can say that somebody may not. */
function areSwitchesBeside(table: TableFile, mutant: TableFile): boolean {
  const [before, after] = [table.killswitches, mutant.killswitches];
  if (before.length !== after.length) return false;
  return before.every((own, i) => {
    const other = after[i];
    if (other?.name !== own.name || own.scope.join() !== other.scope.join()) return false;
    const [was, is] = [needsOf(own, table), needsOf(other, mutant)];
    return is.every((need) => was.some(({ group, count }) => group === need.group && count >= need.count));
  });
}

function needsOf({ needs }: Killswitch, table: TableFile): readonly Need[] {
  return needs === undefined ? [] : (table.needs[needs]?.of ?? []);
}

/** Regions take windows for unused: what is counted in them is compared by the rules themselves. */
function countsOtherwise({ rules }: Diff, ...tables: readonly TableFile[]): boolean {
  const changed = new Set([...rules.added, ...rules.removed, ...rules.changed]);
  return tables
    .flatMap(withFloors)
    .some((table) => table.rules.some(({ name, limit }) => limit !== undefined && changed.has(name)));
}
