// What every question about a policy stands on: its layers, cut alike, and means to decide the requests that are found.

import { preparePolicy, type Policy } from "../../runtime/decide/policy.js";
import type { Table, TableFile } from "../../runtime/table/format.js";
import { Lexicon } from "../atoms/lexicon.js";
import type { Claim } from "../emit/table.js";
import { layersOf, type Augmented } from "./augment.js";

/** A policy to be asked about: its table with the expressions of its claims, and the one that is enforced. */
export interface Subject {
  readonly table: Table;
  readonly claims: readonly Claim[];
  readonly file: TableFile;
}

export interface Ground {
  readonly subject: Subject;
  readonly layers: readonly Augmented[];
  readonly lexicon: Lexicon;
  /** Of the augmented tables, the policy's and its floors': they evaluate what the regions speak of. */
  readonly policies: readonly Policy[];
  /** What is enforced: it has the last word on every request that is shown. */
  readonly enforced: Policy;
}

/** What `ready()` loads must be loaded. */
export function groundOf(subject: Subject): Ground {
  const layers = layersOf(subject.table);
  // Prepared where a request is looked for: proofs need none.
  let policies: readonly Policy[] | undefined;
  let enforced: Policy | undefined;
  return {
    subject,
    layers,
    lexicon: new Lexicon(),
    get policies() {
      policies ??= layers.map(({ table }) => preparePolicy({ ...table, rules: [], digest: "" }));
      return policies;
    },
    get enforced() {
      enforced ??= preparePolicy(subject.file);
      return enforced;
    },
  };
}
