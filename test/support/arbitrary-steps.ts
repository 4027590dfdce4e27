// Random steps of a sequence: attempts, reports, approvals, kill switches, time; some of them in the order in which they matter.

import fc from "fast-check";
import { givingRequest, requestOn } from "./arbitrary-request.js";
import { resultOf } from "./arbitrary-results.js";
import { byFocus, type Focus } from "./arbitrary-selectors.js";

/** One step of a sequence under state and clock. */
export type Step =
  | { readonly do: "attempt"; readonly request: unknown }
  /** The last request once more, its volatile attributes as they were or changed. */
  | { readonly do: "again"; readonly trace?: string }
  | { readonly do: "wait"; readonly ms: number }
  | { readonly do: "approve"; readonly by: string; readonly acknowledging: boolean }
  /** `by` asks to lift it; one who may, where it is left out. */
  | {
      readonly do: "kill" | "revive";
      readonly scope: string;
      readonly value?: string;
      readonly by?: string;
    }
  /** Of the last attempt, or of one so many before it. */
  | { readonly do: "outcome"; readonly outcome: "ok" | "failed"; readonly before: number }
  /** What comes back, whichever of the actions was attempted; of the last attempt, or of one so many before it. */
  | {
      readonly do: "result";
      readonly outcome: "ok" | "failed";
      readonly results: Results;
      readonly before: number;
    }
  /** The last result once more. */
  | { readonly do: "result again" };

export type Attempted = Extract<Step, { readonly do: "attempt" }>;
export type Reported = Extract<Step, { readonly do: "outcome" | "result" | "result again" }>;

/** By the action's name; `other` for those that declare none. */
export type Results = Readonly<Record<"pay" | "note" | "files.load" | "other", unknown>>;

const results: fc.Arbitrary<Results> = fc.record({
  pay: resultOf("pay"),
  note: resultOf("note"),
  "files.load": resultOf("files.load"),
  other: resultOf("other"),
});

const scope = fc.constantFrom<readonly [string, string?]>(
  ["all"],
  ["agent.id", "a-1"],
  ["agent.role", "bot"],
  ["action.name", "pay"],
  ["action.name", "mcp.fs.read"],
);

const resultStep = fc
  .tuple(
    fc.constantFrom("ok" as const, "ok" as const, "failed" as const),
    results,
    fc.constantFrom(0, 0, 0, 1, 2, 5),
  )
  .map(([outcome, of, before]) => ({ do: "result" as const, outcome, results: of, before }));

/** How an attempt ended. */
export const report: fc.Arbitrary<Reported> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom("ok" as const, "failed" as const), fc.nat({ max: 4 }))
      .map(([outcome, before]) => ({ do: "outcome" as const, outcome, before })),
  },
  { weight: 5, arbitrary: resultStep },
  { weight: 3, arbitrary: fc.constant({ do: "result again" as const }) },
);

/** An attempt at one of the actions that give results, by one agent mostly. */
export const giving: fc.Arbitrary<Attempted> = givingRequest.map((request) => ({ do: "attempt", request }));

/** Any one step. */
const stepOn: (focus: Focus) => fc.Arbitrary<Step> = byFocus((focus) =>
  fc.oneof(
    { weight: 10, arbitrary: requestOn(focus).map((each) => ({ do: "attempt" as const, request: each })) },
    {
      weight: 8,
      arbitrary: fc
        .constantFrom(undefined, undefined, "t-1", "t-3")
        .map((trace) => ({ do: "again" as const, ...(trace !== undefined && { trace }) })),
    },
    {
      weight: 4,
      arbitrary: fc
        .constantFrom(1, 9_999, 10_000, 59_999, 60_000, 3_600_000)
        .map((ms) => ({ do: "wait" as const, ms })),
    },
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          fc.constantFrom(
            "ana@corp.example",
            "BEN@corp.example",
            "chi@corp.example",
            "dan@corp.example",
            "eve@corp.example",
          ),
          fc.boolean(),
        )
        .map(([by, acknowledging]) => ({ do: "approve" as const, by, acknowledging })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom("kill" as const, ...Array.from({ length: 5 }, () => "revive" as const)),
          scope,
          fc.constantFrom(undefined, undefined, "ben@corp.example", "ana@corp.example", "eve@corp.example"),
        )
        .map(([verb, [name, value], by]) => ({
          do: verb,
          scope: name,
          ...(value !== undefined && { value }),
          ...(by !== undefined && { by }),
        })),
    },
    { weight: 14, arbitrary: report },
  ),
);

/** Any one, of no particular focus. */
export const step = stepOn(undefined);

const PEOPLE = ["ana@corp.example", "BEN@corp.example", "chi@corp.example", "dan@corp.example"] as const;

const approving = fc
  .tuple(fc.subarray([...PEOPLE], { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([people, acknowledging]) => people.map((by) => ({ do: "approve" as const, by, acknowledging })));

const AGAIN: Step = { do: "again" };

/** Steps that only matter one after another: the same action once more after people, time or its end changed something. */
const script: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 6, arbitrary: approving.map((approvals) => [...approvals, AGAIN]) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(resultStep, approving)
      .map(([result, approvals]) => [result, ...approvals, { do: "result again" as const }]),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(10_000, 60_000, 3_600_000)
      .map((ms) => [AGAIN, AGAIN, AGAIN, { do: "wait" as const, ms }, AGAIN]),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom("ok" as const, "failed" as const)
      .map((outcome) => [{ do: "outcome" as const, outcome, before: 0 }, AGAIN]),
  },
  {
    weight: 1,
    arbitrary: scope.map(([name, value]) => {
      const whole = { scope: name, ...(value !== undefined && { value }) };
      return [{ do: "kill" as const, ...whole }, AGAIN, { do: "revive" as const, ...whole }, AGAIN];
    }),
  },
);

/** A sequence of about so many steps at most. */
export function sequenceOf(most: number, focus: Focus): fc.Arbitrary<readonly Step[]> {
  const part = fc.oneof(
    { weight: 5, arbitrary: stepOn(focus).map((each) => [each]) },
    { weight: 1, arbitrary: script },
  );
  return fc.array(part, { minLength: 1, maxLength: most, size: "max" }).map((parts) => parts.flat());
}
