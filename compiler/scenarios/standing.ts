// What the cases that stand know: requests that are permitted, and when.

import type { Json } from "../../runtime/table/canonical.js";
import { permits } from "../../runtime/table/verdict.js";
import type { TestCase } from "../../runtime/testing/case.js";
import type { Move, Sent } from "./move.js";

/** A request, and the moment at which it was permitted, if a case names one. */
export interface Permitted {
  readonly request: Sent;
  readonly past: readonly Move[];
}

/** The first of each case: what comes later may hang on what came before. */
export function permittedIn(cases: readonly TestCase[]): readonly Permitted[] {
  return cases.flatMap((testCase) => firstIn(testCase) ?? []);
}

function firstIn({ steps }: TestCase): Permitted | undefined {
  const request: Record<string, Json | undefined> = {};
  const past: Move[] = [];
  for (const step of steps) {
    switch (step.step) {
      case "agent":
      case "context":
      case "impact":
        request[step.step] = step.values as Json;
        break;
      case "action": {
        const { name, args, reversible } = step;
        request.action = { name, args: args as Json, ...(reversible !== undefined && { reversible }) };
        break;
      }
      case "at":
        past.push({ do: "at", time: step.time });
        break;
      case "expect":
        return permits(step.verdict) && request.action !== undefined ? { request, past } : undefined;
      default:
        return undefined;
    }
  }
  return undefined;
}
