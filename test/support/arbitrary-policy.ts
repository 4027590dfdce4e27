// Random well-typed policies as source text: every primitive, clause, type and kind of state, over one fixed world.
//
// Constants come from small pools, and requests (`arbitrary-request.ts`) from the same pools and their neighbours, so
// that decisions turn on boundaries often.

import fc from "fast-check";
import { allow, constraining, plainRule, restriction, type Form } from "./arbitrary-forms.js";
import { faultCondition, fragment } from "./arbitrary-guard.js";
import { byFocus, FOCI, type Focus } from "./arbitrary-selectors.js";
import { resultRule } from "./arbitrary-results.js";
import { WORLD } from "./arbitrary-world.js";

const fallback = fc.constantFrom(
  'block "no rule permits {action.name} to {agent.id}"',
  'block "no rule permits this"',
  "block",
  'escalate to g1 "ask"',
  "throttle",
  "allow",
  "allow once approved by g2",
);

const onError = fc
  .tuple(
    fc.constantFrom("", 'on_error block "a fault"', 'on_error escalate to g1 "a fault"', "on_error throttle"),
    fc.array(
      fc.tuple(
        fc.constantFrom("allow", 'throttle "so"', "block", 'escalate to g1 "ask"'),
        fragment("when ", faultCondition),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([always, conditional]) =>
    [always, ...conditional.map(([verdict, when]) => `on_error ${verdict} ${when}`)].join("\n  "),
  );

export interface RandomPolicy {
  readonly text: string;
  /** The text of its floor, `floor.agentpol`. */
  readonly floor?: string;
  readonly forms: readonly string[];
}

interface Single {
  readonly text: string;
  readonly forms: readonly string[];
}

/** A policy of this name, which says so much; with `floor` in its header where it has one. */
function single(
  name: string,
  focus: Focus,
  least: number,
  most: number,
): fc.Arbitrary<(floor: string) => Single> {
  return fc
    .tuple(
      fc.tuple(fallback, fc.constantFrom("", "", "", "", "", "\n  mode enforce", "\n  mode shadow")),
      onError,
      fc.array(allow(focus), { minLength: 2, maxLength: 5, size: "max" }),
      fc.oneof(
        {
          weight: 3,
          arbitrary: fc.array(constraining(focus), { minLength: least, maxLength: most + 1, size: "max" }),
        },
        {
          weight: 2,
          arbitrary: fc.array(restriction(focus), { minLength: least, maxLength: most, size: "max" }),
        },
      ),
      fc.array(resultRule, { maxLength: most, size: "max" }),
      fc.array(fc.nat(), { minLength: 14, maxLength: 14 }),
    )
    .map(([[verdict, mode], faults, allows, others, ofResults, order]) => (floor) => {
      const forms = shuffled([...allows, ...others, ...ofResults], order);
      return written(
        `policy ${name} {\n  version "1.0.0"${mode}${floor}\n  default ${verdict}\n  ${faults}\n}`,
        forms,
      );
    });
}

/** A policy that compiles without an error, one in five with a floor: a property that `npm test` checks. */
export const policyOn: (focus: Focus) => fc.Arbitrary<RandomPolicy> = byFocus((focus) =>
  fc.oneof(
    { weight: 4, arbitrary: single("p", focus, 1, 5).map((alone) => alone("")) },
    {
      weight: 1,
      arbitrary: fc.tuple(single("p", focus, 1, 4), single("q", focus, 0, 2)).map(([own, below]) => {
        const [upper, lower] = [own('\n  floor "floor.agentpol"'), below("")];
        const text = lower.text.replace(/default [^\n]*/, "default allow");
        return { text: upper.text, floor: text, forms: [...upper.forms, ...lower.forms, "floor"] };
      }),
    },
  ),
);

/** A policy about nothing in particular. */
export const policy = policyOn(undefined);

/** A policy of verdicts and conditions on requests alone: nothing below it, nothing in shadow, no state, nobody asked. */
export const plainPolicy: fc.Arbitrary<RandomPolicy> = fc
  .tuple(fallback, fc.constantFrom(...FOCI))
  .chain(([verdict, focus]) =>
    fc
      .array(plainRule(focus), { minLength: 2, maxLength: 12, size: "max" })
      .map((rules) => written(`policy p {\n  default ${verdict}\n}`, rules)),
  );

function written(header: string, forms: readonly Form[]): Single {
  const rules = forms.map(({ text }, i) => text.replace("NAME", `r${String(i)}`).replace(/\n\s*(?=\n)/g, ""));
  return { text: `${header}\n${WORLD}\n${rules.join("\n\n")}\n`, forms: forms.map(({ form }) => form) };
}

function shuffled<T>(items: readonly T[], order: readonly number[]): T[] {
  const keyed = items.map((item, i) => ({ item, place: order[i] ?? 0 }));
  return keyed.sort((a, b) => a.place - b.place).map(({ item }) => item);
}
