// Suggested cases as JSON. A new version of its form has a new number.

import type { Goal } from "../../compiler/coverage/goals.js";
import { lineMap } from "../../compiler/source/line-map.js";
import { reviewOf, type SuggestedFor } from "./suggested.js";
import type { Sources } from "./plain.js";

const FORMAT = 1;

/** `written` says where the cases of a policy were written. */
export function suggestJson(
  all: readonly SuggestedFor[],
  written: ReadonlyMap<SuggestedFor, string>,
): string {
  const policies = all.map((each) => {
    const { file, cases, suggestions, left, sources } = each;
    const path = written.get(each);
    return {
      ...{ file, cases },
      suggestions: suggestions.map((suggestion) => ({
        name: suggestion.testCase.name,
        review: reviewOf(suggestion),
        reaches: suggestion.reaches.map((goal) => plainGoal(goal, sources)),
        case: {
          ...suggestion.testCase,
          steps: suggestion.testCase.steps.map(({ origin: _, ...step }) => step),
          origin: undefined,
        },
      })),
      left: left.map(({ goal, isProved }) => ({
        ...plainGoal(goal, sources),
        reason: isProved ? "out of reach" : "not found",
      })),
      ...(path !== undefined && { written: path }),
    };
  });
  return `${JSON.stringify({ format: FORMAT, policies }, null, 2)}\n`;
}

function plainGoal({ measure, rule, text, span }: Goal, sources: Sources): object {
  const source = sources.get(span.file);
  const place = source === undefined ? undefined : lineMap(source.text).position(span.start);
  return { measure, rule, text, file: span.file, ...(place && { line: place.line, column: place.column }) };
}
