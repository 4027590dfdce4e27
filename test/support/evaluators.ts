// Asks all evaluators about requests under policies of the benchmark's families: the interpreter, the table by both ways of
// `decide`, and the emitted module.

import { isDeepStrictEqual } from "node:util";
import { policyText } from "../../bench/contenders/agentpol.js";
import { familyOf, KINDS, type FamilyOptions } from "../../bench/families/family.js";
import { randomFrom } from "../../bench/families/random.js";
import { tableBytes } from "../../compiler/emit/table.js";
import { Interpreter } from "../../compiler/interpret/interpret.js";
import { decide } from "../../runtime/decide/decide.js";
import { decideFast } from "../../runtime/decide/fast/decide.js";
import { preparePolicy, type Policy } from "../../runtime/decide/policy.js";
import { ready } from "../../runtime/facts/ready.js";
import type { TableFile } from "../../runtime/table/format.js";
import { compiled } from "./agreement.js";
import { fromInterpreter, fromRuntime } from "./comparable.js";
import { importEmitted, type EmittedModule } from "./emitted.js";
import { askedOf, type Asking } from "./family-requests.js";
import { Histogram } from "./histogram.js";
import { headOf, told } from "./told.js";

const NOW = Date.parse("2026-01-01T08:59:30Z");

export interface EvaluatorsOptions {
  /** At least so many requests are decided. */
  readonly pairs: number;
  /** So many of them under one policy. */
  readonly each: number;
  /** How many rules a policy may have. */
  readonly sizes: readonly number[];
  readonly seed: number;
}

/** How often what came up, and by which way; throws where two differ. */
export async function checkEvaluators({ pairs, each, sizes, seed }: EvaluatorsOptions): Promise<Histogram> {
  await ready();
  const random = randomFrom(seed);
  const histogram = new Histogram();
  for (let place = 0; place * each < pairs; place += 1) {
    const kind = KINDS[place % KINDS.length] ?? "adversarial";
    const options = { kind, rules: random.pick(sizes), seed: random.int(0, 2 ** 31) };
    const family = familyOf(options);
    const evaluators = await evaluatorsOf(policyText(family));
    histogram.add("policy", `${kind} ${String(options.rules)}`);
    for (const asking of askedOf(family, each, random)) compare(evaluators, asking, options, histogram);
  }
  return histogram;
}

interface Evaluators {
  readonly interpreter: Interpreter;
  readonly thorough: Policy;
  readonly fast: Policy;
  readonly module: EmittedModule;
}

async function evaluatorsOf(text: string): Promise<Evaluators> {
  const { program, table } = compiled({ text, forms: [] });
  // As a table's file holds it: in the order of its members requests are checked.
  const policy = preparePolicy(JSON.parse(tableBytes(table)) as TableFile);
  return {
    interpreter: new Interpreter(program),
    thorough: { ...policy, fast: undefined },
    fast: policy,
    module: await importEmitted(table),
  };
}

function compare(
  { interpreter, thorough, fast, module }: Evaluators,
  { kind, request, data }: Asking,
  options: FamilyOptions,
  histogram: Histogram,
): void {
  const facts = { now: NOW };
  const expected = decide(thorough, request, facts);
  const byTable = decide(fast, request, facts);
  const byModule = module.decide(request, facts);
  const same = [
    [fromRuntime(expected), fromInterpreter(interpreter.attempt(data, NOW)), "the interpreter"],
    [headOf(expected), headOf(byTable), "the fast way"],
    [told(expected), told(byTable), "the fast way, of all that it says"],
    [headOf(expected), headOf(byModule), "the module"],
    [told(expected), told(byModule), "the module, of all that it says"],
  ] as const;
  for (const [wanted, found, who] of same) {
    if (isDeepStrictEqual(wanted, found)) continue;
    const show = (value: unknown): string => JSON.stringify(value, null, 1);
    throw new Error(
      `the table and ${who} disagree under ${show(options)} on a request (${kind})\n${show(data)}\n` +
        `table ${show(wanted)}\n${who} ${show(found)}`,
    );
  }
  histogram.add("request", kind);
  histogram.add("verdict", expected.verdict);
  histogram.add("by", ["default", "on_error"].includes(expected.rule) ? expected.rule : "a rule");
  histogram.add("the fast way", decideFast(fast, request, facts) === undefined ? "left" : "taken");
  histogram.add("the module", module.decideHere(request, facts) === undefined ? "left" : "decided");
}
