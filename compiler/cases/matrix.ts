// A matrix multiplies a case: one for each combination of the values given for its paths.

import type { Step } from "../../runtime/testing/case.js";

/** `context.env` and the values it takes. */
export interface Axis {
  readonly path: string;
  readonly values: readonly unknown[];
}

/** What a combination sets, and how it is told from the others: `[context.env=prod]`. */
export interface Product {
  readonly label: string;
  readonly settings: readonly { readonly path: string; readonly value: unknown }[];
}

/** The most cases that one matrix may make. */
export const MAX_PRODUCTS = 10_000;

/** All combinations, the last axis turning fastest; one empty product where there is no axis. */
export function products(axes: readonly Axis[]): Product[] {
  const combinations = axes.reduce<Product["settings"][]>(
    (soFar, { path, values }) =>
      soFar.flatMap((settings) => values.map((value) => [...settings, { path, value }])),
    [[]],
  );
  return combinations.map((settings) => ({ label: labelOf(settings), settings }));
}

function labelOf(settings: Product["settings"]): string {
  if (settings.length === 0) return "";
  const pairs = settings.map(
    ({ path, value }) => `${path}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  return ` [${pairs.join(", ")}]`;
}

/** Sets one value in every step that says the section; a section that no step says is said first. */
export function applySetting(steps: readonly Step[], path: string, value: unknown): Step[] {
  const [head = "", ...rest] = path.replace(/^action\.args\./, "args.").split(".");
  if (head === "agent" || head === "context" || head === "impact") {
    const said = steps.some((step) => step.step === head);
    const all: readonly Step[] = said
      ? steps
      : [{ step: head, values: {}, origin: steps[0]?.origin ?? "" }, ...steps];
    return all.map((step) =>
      step.step === head ? { ...step, values: withMember(step.values, rest, value) } : step,
    );
  }
  return steps.map((step) => {
    if (step.step !== "action") return step;
    if (head === "args") return { ...step, args: withMember(step.args, rest, value) };
    return rest[0] === "name" ? { ...step, name: String(value) } : { ...step, reversible: value === true };
  });
}

/** May a matrix set this path? */
export function isSettable(path: string): boolean {
  return (
    /^(agent|context|impact|args|action\.args)(\.[A-Za-z_]\w*)+$/.test(path) ||
    /^action\.(name|reversible)$/.test(path)
  );
}

function withMember(
  record: unknown,
  [first = "", ...rest]: readonly string[],
  value: unknown,
): Readonly<Record<string, unknown>> {
  const members =
    typeof record === "object" && record !== null ? (record as Readonly<Record<string, unknown>>) : {};
  return { ...members, [first]: rest.length === 0 ? value : withMember(members[first], rest, value) };
}
