// What looks on while golden cases run: at each request as it is put, and at each decision.

import type { Explanation } from "../decide/explain.js";
import type { Observe } from "../decide/observe.js";
import type { Decision, ReportInput } from "../decide/request.js";
import type { Runtime } from "../runtime.js";
import type { Step } from "./case.js";

/** What is decided: an attempt, or what came back from one. */
export interface Put {
  /** The attempt; where a report is decided, the one that it is about. */
  readonly request: unknown;
  readonly report?: { readonly id: string; readonly input: ReportInput };
}

export interface Observer {
  /** Before a step is taken. */
  readonly step?: (step: Step) => void;
  /** Before it is decided, while the state is what the decision will find. */
  readonly before?: (put: Put & { readonly runtime: Runtime }) => Promise<void>;
  readonly after?: (put: Put, decision: Decision) => void;
  /** Each decision with what it was made from: the facts as of then. */
  readonly decided?: Observe;
}

/** Explains one decision of a case, the `number`-th from 1, before it is taken: afterwards the state is another. */
export function explaining(number: number): {
  readonly observer: Observer;
  readonly explanation: () => Explanation | undefined;
} {
  let count = 0;
  let explanation: Explanation | undefined;
  const before: Observer["before"] = async ({ runtime, request, report }) => {
    count += 1;
    if (count !== number) return;
    explanation =
      report === undefined
        ? await runtime.explain(request)
        : await runtime.explainReport(report.id, report.input);
  };
  return { observer: { before }, explanation: () => explanation };
}
