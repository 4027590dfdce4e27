// Requests that a policy decides, as generators for fast-check: values of every class that the policy tells apart.

import type * as FastCheck from "fast-check";
import { examplesFor } from "../compiler/suite/examples.js";
import { shapeOf, type RecordShape, type Shape } from "../compiler/suite/shapes.js";
import { groundOf } from "../compiler/verify/ground.js";
import type { Request } from "../runtime/decide/request.js";
import { loadPolicy } from "../runtime/decide/load.js";
import type { TableFile } from "../runtime/table/format.js";

/** What is taken of fast-check. */
type Generators = Pick<typeof FastCheck, "boolean" | "constant" | "constantFrom" | "oneof" | "record">;

export interface RequestsOptions {
  /** Only requests of this action, as the policy declares it. */
  readonly action?: string;
}

/**
 * Requests as the policy declares them: valid ones, with members of enums, numbers on both sides of each bound that the policy
 * names, texts that its patterns match and others; and for each rule requests of which it speaks.
 * `ready()` of `agentpol/runtime` must have been awaited where the policy asks about SQL.
 * @param fc fast-check, as it is installed beside the tests.
 * @throws {RangeError} where the table is not as it was written, or has no such action.
 */
export function requestsOf(
  fc: Generators,
  table: unknown,
  { action }: RequestsOptions = {},
): FastCheck.Arbitrary<Request> {
  const loaded = loadPolicy(table);
  if (!loaded.ok) throw new RangeError(`the table is refused: ${loaded.reason}`);
  const file = table as TableFile;
  const examples = examplesFor(groundOf({ table: file, claims: [], file }), new Map());
  const { agent, context, impact, actions } = shapeOf(file, examples);
  const wanted = actions.filter(([declared]) => action === undefined || declared === action);
  if (wanted.length === 0) throw new RangeError(`the policy declares no action ${action ?? "at all"}`);
  const attempted = wanted.map(([, { names, args, isReported }]) =>
    recordOf(
      fc,
      {
        name: fc.constantFrom(...names),
        args: recordIn(fc, args),
        ...(isReported && { reversible: fc.boolean() }),
      },
      ["name", "args"],
    ),
  );
  const made = recordOf(
    fc,
    {
      agent: recordIn(fc, agent),
      context: recordIn(fc, context),
      impact: recordIn(fc, impact),
      action: fc.oneof(...attempted),
    },
    ["agent", "context", "impact", "action"],
  ) as FastCheck.Arbitrary<Request>;
  const names = new Set(wanted.flatMap(([, each]) => each.names));
  const known = Array.from(examples.requests.values())
    .flat()
    .flatMap((each) => (isOf(each as unknown as Request, names) ? [each as unknown as Request] : []));
  if (known.length === 0) return made;
  return fc.oneof({ weight: 3, arbitrary: made }, { weight: 1, arbitrary: fc.constantFrom(...known) });
}

function isOf({ action }: Request, names: ReadonlySet<string>): boolean {
  return names.has(action.name);
}

function recordIn(fc: Generators, { fields }: RecordShape): FastCheck.Arbitrary<unknown> {
  const members = Object.fromEntries(fields.map(({ name, shape }) => [name, generated(fc, shape)]));
  return recordOf(
    fc,
    members,
    fields.filter(({ optional }) => !optional).map(({ name }) => name),
  );
}

function generated(fc: Generators, shape: Shape): FastCheck.Arbitrary<unknown> {
  if (shape.kind === "record") return recordIn(fc, shape);
  return shape.values.length === 0 ? fc.constant("x") : fc.constantFrom(...shape.values);
}

function recordOf(
  fc: Generators,
  members: Readonly<Record<string, FastCheck.Arbitrary<unknown>>>,
  requiredKeys: readonly string[],
): FastCheck.Arbitrary<unknown> {
  return fc.record({ ...members }, { requiredKeys: [...requiredKeys], noNullPrototype: true });
}
