// Tries the promises of policies as their property suites do, without vitest: the very text of the suite is run.

import type * as FastCheck from "fast-check";
import type { Program } from "../../compiler/types/program.js";
import { emitSuite } from "../../compiler/suite/suite.js";
import { suite } from "../../runtime/index.js";
import type { TableFile } from "../../runtime/table/format.js";

export interface PropertyOptions {
  readonly seed: number;
  /** How many sequences each promise is tried on. */
  readonly runs: number;
  /** Of its name. */
  readonly filter?: string;
}

export interface PropertyResult {
  readonly name: string;
  readonly failure?: PropertyFailure;
}

export interface PropertyFailure {
  /** What went wrong, and the steps that show it. */
  readonly message: string;
  /** Which of all sequences it is: fast-check's path, where one was found. */
  readonly path?: string;
  readonly broken?: suite.Broken;
}

type Promised = readonly [
  name: string,
  situations: readonly string[],
  generated: FastCheck.Arbitrary<unknown>,
  check: (value: unknown, met: suite.Met) => Promise<void> | void,
];

type Body = (
  fc: typeof FastCheck,
  suite: unknown,
  table: TableFile,
  target: suite.Target,
  promise: (...promised: Promised) => void,
) => void;

/** What `ready()` loads must be loaded. */
export async function tryPromises(
  program: Program,
  table: TableFile,
  options: PropertyOptions,
): Promise<readonly PropertyResult[]> {
  const fc = await import("fast-check");
  const { filter } = options;
  const promised: Promised[] = [];
  const state = await bodyOf(emitSuite(program, table, "").body);
  state(fc, suite, table, suite.runtimeTarget(table), (...each) => promised.push(each));
  const results: PropertyResult[] = [];
  for (const each of promised) {
    const [name] = each;
    if (filter !== undefined && !name.includes(filter)) continue;
    const failure = await tryOne(fc, each, options);
    results.push({ name, ...(failure && { failure }) });
  }
  return results;
}

/** A suite's statements as a function of what its file imports. All that a policy says stands in them as literals. */
async function bodyOf(body: string): Promise<Body> {
  const text = `export default (fc, suite, table, target, promise) => {\n${body}\n};`;
  const module = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as {
    readonly default: Body;
  };
  return module.default;
}

async function tryOne(
  fc: typeof FastCheck,
  [, situations, generated, check]: Promised,
  { seed, runs }: PropertyOptions,
): Promise<PropertyFailure | undefined> {
  const met = new suite.Met(situations);
  const property = fc.asyncProperty(generated, async (value) => check(value, met));
  const { failed, errorInstance, counterexamplePath } = await fc.check(property, { seed, numRuns: runs });
  if (failed) {
    const path = counterexamplePath ?? undefined;
    const message = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
    const broken = errorInstance instanceof suite.Broken ? errorInstance : undefined;
    return { message, ...(path !== undefined && { path }), ...(broken && { broken }) };
  }
  const never = met.neverIn(runs);
  return never === undefined ? undefined : { message: never };
}
