// Interpreter, table and emitted module agree under policies of the benchmark's families; `npm run test:long -- evaluators` asks
// about more.

import { expect, it } from "vitest";
import { Interpreter } from "../../compiler/interpret/interpret.js";
import { decide } from "../../runtime/decide/decide.js";
import { preparePolicy } from "../../runtime/decide/policy.js";
import { compiled } from "../support/agreement.js";
import { importEmitted } from "../support/emitted.js";
import { checkEvaluators } from "../support/evaluators.js";
import { SEED } from "../support/seed.js";

it.each([
  ...[{ id: "" }, { id: 1 }, { id: "x".repeat(201) }, { id: null }],
  ...[{ time: "soon" }, { time: 0 }, { time: "2026-01-01T00:00:00" }],
])("refuse what is said of a request and is none: %j", async (more) => {
  const { program, table } = compiled({ text: "policy p { default allow }\naction look()\n", forms: [] });
  const request = { action: { name: "look" } };
  const said = [request, { ...request, id: "i", time: "2026-01-01T00:00:00Z" }, { ...request, ...more }];
  const module = await importEmitted(table);
  const codes = said.map((each) => [
    new Interpreter(program).attempt(each, 0).code,
    decide(preparePolicy(table), each, { now: 0 }).code,
    module.decide(each, { now: 0 }).code,
  ]);
  expect(codes.map((each) => new Set(each))).toEqual(
    ["default", "default", "request.invalid"].map((code) => new Set([code])),
  );
});

it("decide alike whatever a request is made of", async () => {
  const histogram = await checkEvaluators({ pairs: 1_000, each: 125, sizes: [10, 40, 100], seed: SEED });
  process.stdout.write(`${histogram.toString()}\n`);
  expect(histogram.share("the fast way", "taken")).toBeGreaterThan(0.4);
  expect(histogram.share("the module", "decided")).toBeGreaterThan(0.4);
}, 60_000);
