// Random golden cases, with texts that some reader of YAML takes for something else.

import fc from "fast-check";
import type { Step, TestCase } from "../../runtime/testing/case.js";
import { VERDICTS } from "../../runtime/table/verdict.js";

/** What looks like another type, a comment, a tag, an anchor, the end of a line or of a document. */
const TRAPS = [
  ..."yes,No,on,OFF,y,n,true,Null,~,.nan,.inf,1,-1,0x1f,0o7,1_000,1e3,1:30,2026-01-01,<<,=,!,&a,*a,@,`".split(
    ",",
  ),
  ..." , a,a ,a: b,a #b,#,- a,?,? a,:,|,>,%,---,...,[,{a: 1},],},'a',\"a\",\\,\\n,a\tb".split(","),
  ...[
    "",
    ",",
    "\n",
    "a\nb\n",
    "\r\n",
    "\u0000",
    "\u0085",
    "\u2028",
    "\uFEFF",
    "\uD800",
    "a\uDC00b",
    "é",
    "e\u0301",
  ],
  ...[
    "😀",
    "__proto__",
    "constructor",
    "toString",
    "x".repeat(1200),
    "[".repeat(120),
    "{".repeat(120),
    "\n ".repeat(120),
  ],
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...TRAPS),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.tuple(fc.constantFrom(...TRAPS), fc.constantFrom(...TRAPS)).map(([a, b]) => `${a}${b}`),
);

const number = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.1, 1e21, 1e-7, Number.MAX_SAFE_INTEGER, -5e-324),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.oneof(hostileText, number, fc.boolean(), fc.constant(null)),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(hostileText, tie("json"), { maxKeys: 4 }),
  ),
}));

const record = fc.dictionary(hostileText, json, { maxKeys: 4 });
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

/** The rules of a policy `p`. */
export const CASE_RULES = ["p.first", "p.second", "org.first"];

const origin = "";

const step: fc.Arbitrary<Step> = fc.oneof<fc.Arbitrary<Step>[]>(
  ...(["agent", "context", "impact"] as const).map((section) =>
    record.map((values): Step => ({ step: section, values, origin })),
  ),
  fc.tuple(hostileText, record, optional(fc.boolean())).map(([name, args, reversible]): Step => ({
    ...{ step: "action", name, args, origin },
    ...(reversible !== undefined && { reversible }),
  })),
  fc
    .tuple(
      fc.constantFrom(...VERDICTS),
      optional(fc.constantFrom(...CASE_RULES, "default", "on_error")),
      optional(hostileText),
      fc.constantFrom(1, 1, 2, 100_000),
    )
    .map(([verdict, by, code, times]): Step => ({
      ...{ step: "expect", verdict, times, origin },
      ...(by !== undefined && { by }),
      ...(code !== undefined && { code }),
    })),
  fc
    .oneof(fc.constantFrom(0, 1, 999, 60_000, 3_599_999, 86_400_000), fc.nat())
    .map((duration): Step => ({ step: "after", duration, origin })),
  fc
    .integer({ min: 0, max: Date.parse("9999-12-31T00:00:00Z") })
    .map((time): Step => ({ step: "at", time, origin })),
  fc
    .tuple(hostileText, fc.boolean())
    .map(([by, acknowledging]): Step => ({ step: "approve", by, acknowledging, origin })),
  fc
    .constantFrom("ok" as const, "failed" as const)
    .map((outcome): Step => ({ step: "outcome", outcome, origin })),
  fc
    .tuple(fc.constantFrom("ok" as const, "failed" as const), json)
    .map(([outcome, value]): Step => ({ step: "result", outcome, value, origin })),
  fc
    .tuple(hostileText, optional(json))
    .map(([scope, value]): Step => ({ step: "kill", scope, ...(value !== undefined && { value }), origin })),
  fc.tuple(hostileText, optional(json), optional(hostileText)).map(([scope, value, by]): Step => ({
    ...{ step: "revive", scope, origin },
    ...(value !== undefined && { value }),
    ...(by !== undefined && { by }),
  })),
);

export const hostileCase: fc.Arbitrary<TestCase> = fc
  .tuple(hostileText, fc.array(step, { maxLength: 8 }))
  .map(([name, steps]) => ({ name, steps, origin }));
