// Paths into a request, as faults name them: `args.amount`, `agent.tags.3`.

const MAX_LENGTH = 200;

/** The dotted path; arguments stand at `args`, as in policies. A long one is cut. */
export function pathTo(steps: readonly string[]): string {
  const own = steps[0] === "action" && steps[1] === "args" ? steps.slice(1) : steps;
  const path = own.join(".");
  return path.length <= MAX_LENGTH ? path : `${path.slice(0, MAX_LENGTH).toWellFormed()}…`;
}
