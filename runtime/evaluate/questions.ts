// Which questions to classifiers the rules raise, as far as their arguments are known: all of them, in any place.
//
// Nothing is left out because something else decides already: what is asked does not depend on the answers, but for
// the questions that are about an answer.

import type { Ref } from "../table/format.js";
import type { Value } from "../values/value.js";
import { valueOf, type Evaluation } from "./evaluate.js";
import { binding } from "./evaluation.js";
import { Fault } from "./fault.js";
import { operandsOf } from "../table/operands.js";
import { isList } from "./predicate.js";

export interface Question {
  /** Index of the classifier. */
  readonly classifier: number;
  /** The normal forms of its arguments. */
  readonly args: readonly Value[];
}

/** The questions of these expressions. One whose argument is absent or unknown is not asked. */
export function questionsOf(roots: readonly Ref[], at: Evaluation): readonly Question[] {
  const found: Question[] = [];
  const closed = new Set<Ref>();
  for (const root of roots) gather(root, at, { found, closed, open: new Set() });
  return found;
}

interface Gathering {
  readonly found: Question[];
  /** What was gone through, apart from what reads a variable. */
  readonly closed: Set<Ref>;
  /** The same of what reads one, for the present members. */
  readonly open: Set<Ref>;
}

function gather(ref: Ref, at: Evaluation, to: Gathering): void {
  const { program } = at;
  const expr = program.exprs[ref];
  const seen = program.open[ref] === true ? to.open : to.closed;
  if (expr === undefined || program.asks[ref] !== true || seen.has(ref)) return;
  seen.add(ref);
  if (expr.op === "any" || expr.op === "all") {
    gather(expr.over, at, to);
    const over = program.asks[expr.body] === true ? known(() => valueOf(expr.over, at)) : undefined;
    for (const member of isList(over) ? over : []) {
      const inside = known(() => binding(expr.variable, member, at));
      if (inside === undefined) break;
      gather(expr.body, inside, { ...to, open: new Set() });
    }
    return;
  }
  for (const operand of operandsOf(expr)) gather(operand, at, to);
  if (expr.op !== "classify") return;
  const args = expr.args.map((arg) => known(() => valueOf(arg, at)));
  if (args.every((arg) => arg !== undefined)) to.found.push({ classifier: expr.classifier, args });
}

/** What faults here need not fault in deciding, where something else may be decisive: it is told there, if it is met. */
function known<T>(work: () => T | undefined): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
