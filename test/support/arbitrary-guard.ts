// Random guards: boolean expressions over what the selected actions have, history and time included.

import fc from "fast-check";
import { TYPED } from "./arbitrary-comparisons.js";
import { FED, FED_ATTEMPTS, FED_PAST } from "./feeding.js";
import { ANYWHERE, ASKED, ATTEMPTS, EARLIER, ofAll, PAST } from "./guard-atoms.js";

/** A boolean expression that type-checks for these actions. */
export function guardOf(actions: readonly string[], restricts: boolean): fc.Arbitrary<string> {
  const own = ofAll(actions);
  const anywhere = fc.constantFrom(...ANYWHERE);
  return conditionOf(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...TYPED) },
      { weight: 6, arbitrary: own.length > 0 ? fc.constantFrom(...own) : anywhere },
      { weight: 4, arbitrary: anywhere },
      { weight: 3, arbitrary: fc.constantFrom(...PAST, ...EARLIER, ...FED_PAST) },
      { weight: 1, arbitrary: fc.constantFrom(...(restricts ? [...ATTEMPTS, ...FED_ATTEMPTS] : PAST)) },
      { weight: 1, arbitrary: fc.constantFrom(...ASKED) },
      { weight: 1, arbitrary: fc.constantFrom(...FED) },
    ),
  );
}

/** What reckons, searches, goes over lists, or looks something up. */
const INVOLVED = new RegExp(
  [
    String.raw`[+*] | - |-[a-z(]|[=!]= \[|[a-z"] in [a-z]+\.|"~/|like [a-z]|\[true`,
    String.raw`\b(any|all|holds|matches|under|runs|redirects|touches|unknown|twice|margin|steep|ample|leaks)\b`,
    String.raw`\b(portion|toxic|dear|rated|feed|tiers|quotas|rates)\b`,
  ].join("|"),
  "u",
);

/** One that compares attributes of the request, for the most part. */
export function plainGuardOf(actions: readonly string[]): fc.Arbitrary<string> {
  const all = [...ANYWHERE, ...TYPED, ...ofAll(actions)];
  const plain = all.filter((atom) => !INVOLVED.test(atom));
  return conditionOf(
    fc.oneof(
      { weight: 60, arbitrary: fc.constantFrom(...plain) },
      { weight: 1, arbitrary: fc.constantFrom(...all) },
    ),
  );
}

/** A condition of `on_error`: of the request alone, and of every action. */
export const faultCondition: fc.Arbitrary<string> = conditionOf(
  fc.oneof(fc.constantFrom(...ANYWHERE), fc.constantFrom(...TYPED)),
);

function conditionOf(atom: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: atom },
    { weight: 1, arbitrary: atom.map((a) => `not (${a})`) },
    { weight: 2, arbitrary: fc.tuple(atom, atom).map(([a, b]) => `(${a}) and (${b})`) },
    { weight: 2, arbitrary: fc.tuple(atom, atom).map(([a, b]) => `(${a}) or (${b})`) },
    {
      weight: 1,
      arbitrary: fc.tuple(atom, atom, atom).map(([a, b, c]) => `not ((${a}) or (${b})) and (${c})`),
    },
  );
}

/** `guard` behind a keyword. */
export function fragment(keyword: string, guard: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return guard.map((text) => `${keyword}${text}`);
}
