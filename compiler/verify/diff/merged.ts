// What a change does alike on several actions is told once.

import type { Difference, Side } from "./difference.js";

/** One for all actions on which the same requests are decided otherwise in the same way, for the same rules that changed. */
export function merged(differences: readonly Difference[]): readonly Difference[] {
  const alike = new Map<string, Difference>();
  for (const difference of differences) {
    const key = keyOf(difference);
    const known = alike.get(key);
    alike.set(key, known === undefined ? difference : both(known, difference));
  }
  return Array.from(alike.values());
}

function keyOf({ direction, onResult, before, after, where, condition, ...others }: Difference): string {
  const { lost, gained, because } = others;
  const changed = because.map(({ rule }) => rule);
  return JSON.stringify([
    ...[direction, onResult, before.verdict, after.verdict],
    ...[where ?? null, condition ?? null, lost, gained, changed],
  ]);
}

function both(a: Difference, b: Difference): Difference {
  return {
    ...a,
    actions: [...a.actions, ...b.actions],
    before: ofBoth(a.before, b.before),
    after: ofBoth(a.after, b.after),
    examples: [...a.examples, ...b.examples],
  };
}

/** What changed comes first. */
function ofBoth(a: Side, b: Side): Side {
  const rules = Array.from(new Map([...a.rules, ...b.rules].map((each) => [each.rule, each])).values());
  return {
    ...a,
    rules: [...rules.filter(({ changed }) => changed), ...rules.filter(({ changed }) => !changed)],
  };
}
