// What `check` had no time for, in a line.

import { counted } from "./report.js";

/** So many actions are named. */
const NAMED = 3;

/** `left` are the actions of which nothing was proved; undefined where there are none. */
export function leftNote(left: readonly string[]): string | undefined {
  if (left.length === 0) return undefined;
  const named = left.slice(0, NAMED);
  const more = left.length - named.length;
  const last = more > 0 ? counted(more, "more action", "more actions") : named.pop();
  const actions = [named.join(", "), last].filter((part) => part !== "").join(" and ");
  return `note: time ran out before the rules on ${actions} were looked at for what never matters; agentpol verify takes its time`;
}
