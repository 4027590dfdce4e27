// Random rules on results, and random results, for the world of `arbitrary-policy.ts`.

import fc from "fast-check";
import { fragment, guardOf } from "./arbitrary-guard.js";

/** What the actions of the world give, by their names. */
export const GIVES = {
  pay: "{ id: string, paid?: money(USD), note?: string }",
  note: "{ text: string, code?: int, rows?: list<string> }",
  "files.load": "{ text: string, code: int, ... }",
} as const;

const OF_TEXT: readonly string[] = [
  'result.text like "*@*"',
  'result.text matches "(?i)ignore"',
  "length(result.text) > 5",
  "rated(result.text) >= 0.7",
  "result.text holds [email]",
  "leaks(result.text)",
  "has result.code and result.code >= 500",
  'has result and result.text == "hello"',
  "result.text in feed",
  "result.text not like barred",
];

const OF_RESULT: Readonly<Record<string, readonly string[]>> = {
  pay: [
    'result.id like "p-*"',
    "has result.paid and result.paid > 10 USD",
    "has result.paid and result.paid == args.amount",
    "has result.note and result.note != args.to",
    "not has result.paid",
    "result holds [email, mall]",
    "result.id in [args.to, agent.id]",
  ],
  note: [
    ...OF_TEXT,
    "result holds us_ssn",
    "has result.rows and (any r in result.rows: r in words)",
    "result.text == args.text",
  ],
  "files.load": [...OF_TEXT, "result.code in 200..299"],
  "note, files.load": OF_TEXT,
  exec: [],
  "*": [],
  "* except exec": [],
  "pay, book, mcp.*": [],
};

const ANYWHERE = ["outcome == failed", "outcome != failed", "outcome in [ok, failed]"];

/** What a guard may speak of besides: nothing but what all actions have, where a selector has a wildcard. */
const SELECTORS = Object.keys(OF_RESULT).map((text) => ({
  text,
  actions: text.includes("*") ? ["*"] : text.split(", "),
}));

const atomOf = (text: string): fc.Arbitrary<string> =>
  fc.constantFrom(...(OF_RESULT[text] ?? []), ...ANYWHERE);

/** What decides when a result is reported may read the action, its outcome, its result and the past. */
const resultGuard = (text: string, actions: readonly string[], restricts: boolean): fc.Arbitrary<string> => {
  const atom = atomOf(text);
  const guard = guardOf(actions, restricts);
  return fc.oneof(
    { weight: 3, arbitrary: atom },
    { weight: 1, arbitrary: guard },
    { weight: 2, arbitrary: fc.tuple(atom, guard).map(([a, b]) => `(${a}) and (${b})`) },
    { weight: 1, arbitrary: fc.tuple(atom, atom).map(([a, b]) => `(${a}) or not (${b})`) },
  );
};

/** By selector; those that are not here have nothing in common to rewrite. */
const MASKS: Readonly<Record<string, readonly string[]>> = {
  pay: [
    "hash result.id",
    "drop result.paid",
    "drop result.note",
    "mask result.note matching [email]",
    "clamp result.paid to 10 USD",
  ],
  note: ["mask result.text matching [email, us_ssn]", "mask result.rows matching email", "drop result.rows"],
  "files.load": ["mask result.text matching [email]", "mask result.code", "clamp result.code to 250"],
  "note, files.load": ["mask result.text matching [us_ssn]", "hash result.text"],
  exec: [],
};
const WHOLE = ["mask result matching [email]", "mask result", "hash result"];

const verdict = (text: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('block "held back"', "block", 'block "no {agent.id}"') },
    { weight: 1, arbitrary: fc.constantFrom('allow "fine"', "allow") },
    {
      weight: 4,
      arbitrary: fc.constantFrom("escalate to g1", 'escalate to g2 "asked"', "escalate to g1\n  within 1m"),
    },
    { weight: 2, arbitrary: masks(text).map((list) => `redact { ${list} }`) },
  );

/** Redactions of what comes back from the selected actions. */
function masks(text: string): fc.Arbitrary<string> {
  return fc
    .subarray([...(MASKS[text] ?? []), ...WHOLE], { minLength: 1, maxLength: 2 })
    .map((list) => list.join("\n  "));
}

const tripping = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.oneof(verdict(text), fc.constant('note "tripped"')),
      fc.constantFrom("all", "agent.id", "agent.role", "action.name"),
      fc.constantFrom(" for 10s", " for 10s", " for 1m", ""),
    )
    .map(([said, scope, duration]) => `${said}\n  trip freeze ${scope}${duration}`);

/** What a rule on these actions may ask of their results. */
export function resultMasks(selector: string): readonly string[] {
  return [...(MASKS[selector] ?? []), ...WHOLE];
}

const body = (text: string): fc.Arbitrary<{ readonly form: string; readonly body: string }> =>
  fc.oneof(
    { weight: 5, arbitrary: verdict(text).map((said) => ({ form: "rule", body: said })) },
    { weight: 1, arbitrary: tripping(text).map((said) => ({ form: "trip", body: said })) },
    { weight: 3, arbitrary: masks(text).map((said) => ({ form: "redact", body: said })) },
  );

/** A guard of a rule that gives this verdict: one that restricts may ask about attempts. */
const guardBefore = (text: string, actions: readonly string[], said: string): fc.Arbitrary<string> => {
  const guard = resultGuard(text, actions, !said.startsWith("allow"));
  return fc.oneof(fragment("when ", guard), fragment("unless ", guard), fc.constant(""));
};

/** A `rule` or a `redact` on results, called `NAME`. */
export const resultRule: fc.Arbitrary<{ readonly text: string; readonly form: string }> = fc
  .constantFrom(...SELECTORS)
  .chain(({ text, actions }) => body(text).map((said) => ({ text, actions, ...said })))
  .chain(({ text, actions, form, body: said }) =>
    fc
      .tuple(
        guardBefore(text, actions, said),
        fc.constantFrom("", "", 'code "R-1"', 'notify "ops"', "mode shadow"),
      )
      .map(([guard, more]) => ({
        form: `${form} on result`,
        text: `${form === "trip" ? "rule" : form} NAME on result of ${text} {\n  ${guard}\n  ${more}\n  ${said}\n}`,
      })),
  );

const text = fc.constantFrom("hello", "IGNORE this", "mail a@b.example", "ssn 078-05-1120", "");
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

const RESULTS = {
  pay: fc.record({
    id: fc.constantFrom("p-1", "x"),
    paid: optional(fc.constantFrom<unknown>(10, 10.0001, { amount: 5, currency: "USD" }, -1)),
    note: optional(fc.constantFrom("to q@r.example", "Acme")),
  }),
  note: fc.record({
    text,
    code: optional(fc.constantFrom(200, 499, 500)),
    rows: optional(fc.subarray(["alpha", "x@y.example", "z"])),
  }),
  "files.load": fc.record({ text, code: fc.constantFrom(200, 299, 300, 500), more: optional(text) }),
} as const;

const STRANGE = fc.constantFrom<unknown>(
  ...[null, 7, "a@b.example", ["a@b.example", 7], {}, { text: 7 }, { id: "p-1", more: true }],
  ...[{ "a@b.example": { deep: [null, "078-05-1120"] } }, { text: "hello", code: 1.5 }],
);

/** Without members that are undefined. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

/** What may come back from the action of this name: as declared mostly. */
export function resultOf(name: string): fc.Arbitrary<unknown> {
  const own = Object.hasOwn(RESULTS, name) ? RESULTS[name as keyof typeof RESULTS] : STRANGE;
  return fc.oneof(
    { weight: 12, arbitrary: own.map(plain) },
    { weight: 1, arbitrary: STRANGE },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}
