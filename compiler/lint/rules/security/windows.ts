// security/shared-window and security/window-by-argument: by what a limit over time is kept apart.

import type * as ast from "../../../ast/ast.js";
import { behind, put } from "../../edits.js";
import { changing, type LintRule } from "../../rule.js";

const SEARCH = `policy search { default block }
agent  { id: string }
action search.query(text: string, site: string) { effect read, reversible always }
rule may_search on search.query { allow }
`;

const GOOD = `${SEARCH}
throttle budget on search.query { limit 600 per 1h by agent.id }
`;

export const sharedWindow: LintRule = {
  id: "security/shared-window",
  title: "One window for all agents",
  recommended: "warning",
  strict: "warning",
  fixes: "changes-meaning",
  why: `Without \`by\`, one window serves everybody: a single agent in a loop uses it up, and all others are held. Keep a window for each
agent, and beside it, where that is meant, a larger one for all.`,
  bad: `${SEARCH}
throttle budget on search.query { limit 600 per 1h }
//                                      ^^^^^^^^^^ security/shared-window
`,
  good: GOOD,
  *check(context) {
    const hasId = context.program.agent.fields.get("id")?.optional === false;
    for (const { clauses } of context.forms) {
      const limits = limitsOf(clauses);
      if (limits.some(({ window }) => window.by.length > 0)) continue;
      for (const { limit, window } of limits)
        yield {
          span: limit.span,
          message: "one agent can use this window up for all",
          help: "add `by agent.id`",
          fixes: hasId
            ? changing([
                {
                  title: "Keep one for each agent: `by agent.id`",
                  edits: [behind(window.span, " by agent.id")],
                },
              ])
            : [],
        };
    }
  },
};

export const windowByArgument: LintRule = {
  id: "security/window-by-argument",
  title: "Window that the agent chooses",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `A limit that is kept by an argument alone is no limit: with another value an agent gets a window that nothing was taken
from. Keep it by who acts; a limit by an argument may stand beside that.`,
  bad: `${SEARCH}
throttle budget on search.query { limit 600 per 1h by args.site }
//                                                    ^^^^^^^^^ security/window-by-argument
`,
  good: GOOD,
  *check(context) {
    const hasId = context.program.agent.fields.get("id")?.optional === false;
    for (const { clauses } of context.forms) {
      const limits = limitsOf(clauses);
      if (limits.some(({ window }) => !isByArguments(window))) continue;
      for (const { window } of limits) {
        const [first, last] = [window.by[0], window.by.at(-1)];
        if (first === undefined || last === undefined) continue;
        const isOne = window.by.length === 1;
        yield {
          span: { ...first.span, end: last.span.end },
          message: "with another argument an agent gets another window",
          help: "keep it by `agent.id`",
          fixes:
            hasId && isOne
              ? changing([{ title: "Keep it by `agent.id`", edits: [put(first.span, "agent.id")] }])
              : [],
        };
      }
    }
  },
};

interface Windowed {
  readonly limit: ast.Limit;
  readonly window: ast.Window;
}

function limitsOf(clauses: readonly ast.Clause[]): readonly Windowed[] {
  return clauses.flatMap((clause) => {
    if (clause.kind !== "limit" || clause.limit.window === undefined) return [];
    return [{ limit: clause.limit, window: clause.limit.window }];
  });
}

function isByArguments({ by }: ast.Window): boolean {
  return by.length > 0 && by.every(({ parts }) => parts[0]?.text === "args");
}
