// What all formats say of a table besides its rows.

import type { ActionView, LayerView, RowView, TableView } from "../../../compiler/tabulate/view.js";

/** How rows come to one verdict. */
export const HIT_POLICY =
  "Every row that holds has its say, and the most restrictive verdict wins: block, escalate, throttle, sandbox, redact, allow.";

export const UNKNOWN =
  "A row that permits holds where its conditions are known to hold; any other row also where they are not known to fail. The default joins where no row permits.";

export const FLOOR =
  "It decides for itself. Of its verdict and the policy's, the more restrictive one stands.";

/** What decided, where a request was given, and the numbers of the rows that it hits. */
export interface Shown {
  readonly view: TableView;
  readonly hits: ReadonlySet<number>;
  readonly decided?: {
    readonly action: string;
    readonly verdict: string;
    readonly rule: string;
    readonly reason: string;
  };
}

export function titleOf({ actions, onResult }: ActionView): string {
  return `${onResult ? "result of " : ""}${actions.join(", ")}`;
}

/** A policy or a floor, by its name. */
export function layerTitle({ policy, mode }: LayerView, depth: number): string {
  const shadow = mode === "shadow" ? " (shadow mode: decided, not enforced)" : "";
  return `${depth === 0 ? "policy" : "floor"} ${policy}${shadow}`;
}

/** Does a column for what stands in no other have anything to show? */
export function hasFurther({ rows }: ActionView): boolean {
  return rows.some(({ further }) => further.length > 0);
}

/** What a row gives: its verdict, or what else it is for. */
export function verdictWords({ verdict, permits, shadow, rule }: RowView): string {
  const word = verdict === "none" ? "adds only" : verdict;
  const isPlain = verdict === "allow" || rule === "default";
  return `${word}${permits && !isPlain ? ", permits" : ""}${shadow ? " (shadow)" : ""}`;
}
