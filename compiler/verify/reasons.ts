// What a part of a space hangs on that is outside the fragment, in the author's words.

import type { Condition, Ref } from "../../runtime/table/format.js";
import { reachableFrom } from "../../runtime/table/operands.js";
import type { Box } from "../atoms/region.js";
import type { Model } from "./model.js";

/** Conditions that are named before “and N more”. */
const NAMED = 3;

/** Why nothing is known of a part: the conditions that it binds and that have no classes but their answers. */
export function openReason(part: Box | undefined, conditions: readonly Condition[], model: Model): string {
  const texts = openConditions(part, conditions, model);
  if (texts.length === 0) return "no request was found that lies in it, and none was ruled out";
  const named = texts.slice(0, NAMED).map((text) => `\`${text}\``);
  const more = texts.length > NAMED ? [`${String(texts.length - NAMED)} more`] : [];
  return `it hangs on ${[...named, ...more].join(", ")}, and no request was found that answers ${texts.length === 1 ? "it" : "them"} so`;
}

function openConditions(
  part: Box | undefined,
  conditions: readonly Condition[],
  model: Model,
): readonly string[] {
  const terms = new Set<Ref>();
  for (const place of part?.keys() ?? []) {
    const { term, isGrant = false } = model.dimensions[place] ?? {};
    if (term?.kind === "expr" && !isGrant) terms.add(term.ref);
  }
  const own = model.stances[0]?.[0]?.table.exprs ?? [];
  const asking = conditions.filter(({ expr }) =>
    Array.from(reachableFrom([expr], own)).some((ref) => terms.has(ref)),
  );
  return Array.from(new Set(asking.map(({ text }) => text)));
}
