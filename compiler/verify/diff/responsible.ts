// Which rules give a verdict in a region, and which of them changed.

import type { Rule, Table } from "../../../runtime/table/format.js";
import type { Verdict } from "../../../runtime/table/verdict.js";
import { areDisjoint, meet, outside, withinEffort } from "../../atoms/region.js";
import { permitted, type Stance } from "../model.js";
import type { Compared, Region } from "./regions.js";

/** A rule, `default` or `on_error`, and where it stands. */
export interface RuleRef {
  readonly rule: string;
  readonly origin: string;
  /** Has the other version no rule that says the same? */
  readonly changed: boolean;
}

/** Comparisons of boxes that telling whether a default joins may take. */
const EFFORT = 200_000;

/** The rules that give `verdict` somewhere in the box, in declaration order, the changed ones first. */
export function responsible(
  { box }: Pick<Region, "box">,
  stance: Stance,
  verdict: Verdict,
  { changed, search: { whole }, attempts }: Pick<Compared, "changed" | "search" | "attempts">,
): readonly RuleRef[] {
  const found = new Map<string, RuleRef>();
  for (const { says, table } of stance)
    for (const { rule, verdict: given, region } of says) {
      if (given !== verdict || !region.some((each) => !areDisjoint(each, box))) continue;
      const known = found.get(rule.name);
      const isChanged = changed.has(rule) || known?.changed === true;
      found.set(rule.name, { rule: rule.name, origin: originIn(table, rule), changed: isChanged });
    }
  // What comes back is permitted where no rule holds it: that is nobody's default.
  for (const layer of attempts === undefined ? stance : []) {
    const given = layer.defaults.filter((each) => each.verdict === verdict).flatMap((each) => each.region);
    const open = given.flatMap((each) => meet(each, box) ?? []);
    const free = permitted(layer);
    const effort = { left: EFFORT };
    // Where it takes too long to tell, it may.
    if (withinEffort(() => open.some((each) => outside(each, free, whole, effort) !== undefined), true)) {
      const { origin } = layer.table.policy.default;
      const name = layer === stance[0] ? "default" : `${layer.table.policy.name} default`;
      found.set(name, { rule: name, origin, changed: false });
    }
  }
  const refs = Array.from(found.values());
  return [...refs.filter((ref) => ref.changed), ...refs.filter((ref) => !ref.changed)];
}

/** What both versions say is held as the later one's: in either, it stands where that one has it. */
function originIn({ rules }: Table, { name, origin }: Rule): string {
  return rules.find((rule) => rule.name === name)?.origin ?? origin;
}

/** The changed rules that speak in the box, on either side. */
export function causes(
  { box }: Pick<Region, "box">,
  { before, after, changed }: Compared,
): readonly RuleRef[] {
  const found = new Map<string, RuleRef>();
  for (const { says, obliging } of [...before, ...after])
    for (const { rule, region } of [...says, ...obliging])
      if (changed.has(rule) && region.some((each) => !areDisjoint(each, box)))
        found.set(rule.name, { rule: rule.name, origin: rule.origin, changed: true });
  return Array.from(found.values());
}
