// Which rows of a table a decision comes from.

import { declarationOf } from "../../runtime/values/action-name.js";
import type { ActionView, LayerView, RowView, TableView } from "./view.js";

/** What an explanation says of the rules, as far as rows are found by it. */
export interface Explained {
  readonly decision: {
    readonly matched: readonly Listed[];
    readonly notes?: readonly Pick<Listed, "rule" | "origin">[];
  };
  /** In the order of the table, the policy's before its floor's. */
  readonly rules: readonly (Listed & { readonly status: string })[];
}

interface Listed {
  readonly rule: string;
  readonly verdict: string;
  readonly origin: string;
}

/** The action that the decision is about, and whether it is about what came back from it. */
export interface About {
  readonly action: string;
  readonly onResult: boolean;
}

/**
 * The numbers of the rows that the decision lists: those that matched, the default where it joined, and notes. Of several
 * limits of one rule only those that hold it.
 */
export function hitRows(view: TableView, explained: Explained, about: About): ReadonlySet<number> {
  const holding = heldPlaces(explained);
  const listed = new Set(explained.decision.matched.map(keyOf));
  const noted = new Set((explained.decision.notes ?? []).map((note) => keyOf({ ...note, verdict: "note" })));
  const isHit = (row: RowView): boolean => {
    const key = keyOf(row);
    if (row.rule === "default") return isDefaultIn(explained, row);
    return (listed.has(key) || noted.has(key)) && holding.has(`${key} ${String(row.place)}`);
  };
  const tables = view.layers.flatMap((layer) => tablesAbout(layer, about));
  return new Set(tables.flatMap(({ rows }) => rows.filter(isHit)).map(({ id }) => id));
}

/** One that was approved is an allow. */
function isDefaultIn({ decision }: Explained, { origin }: RowView): boolean {
  return decision.matched.some((each) => each.rule === "default" && each.origin === origin);
}

function keyOf({ rule, verdict, origin }: Listed): string {
  return JSON.stringify([rule, verdict, origin]);
}

/** Several rows of a rule are told apart by their order. */
function heldPlaces({ rules }: Explained): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const held = new Set<string>();
  for (const each of rules) {
    const key = keyOf(each);
    const place = counts.get(key) ?? 0;
    counts.set(key, place + 1);
    if (each.status === "matched" || each.status === "unknown") held.add(`${key} ${String(place)}`);
  }
  return held;
}

function tablesAbout(layer: LayerView, { action, onResult }: About): readonly ActionView[] {
  const declared = declarationOf(Object.fromEntries(layer.declares.map((name) => [name, true])), action);
  return layer.tables.filter(
    (table) => table.onResult === onResult && declared !== undefined && table.actions.includes(declared),
  );
}
