// What is wrong with a comment that ignores findings. The comments are read elsewhere; their rules stand here.

import type { LintRule } from "../../rule.js";

export const IGNORES_UNKNOWN_RULE = "correctness/ignores-unknown-rule";
export const IGNORE_OF_NOTHING = "correctness/ignore-of-nothing";
export const IGNORE_WITHOUT_REASON = "correctness/ignore-without-reason";

/** Found where comments are applied to the findings of all other rules. */
const check = (): readonly never[] => [];

const ALLOWED = `policy demo { default block }
agent  { id: string }
action notes.read(id: string) { effect read, reversible always }
`;

export const ignoresUnknownRule: LintRule = {
  id: IGNORES_UNKNOWN_RULE,
  title: "Comment that ignores no rule there is",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `A comment \`agentpol-ignore\` names the rule whose finding it ignores. A misspelt name ignores nothing, and the finding
that it was meant for is still told, or worse, was never there.`,
  bad: `${ALLOWED}
// agentpol-ignore security/alow-all: a demo has nothing to protect
//                 ^^^^^^^^^^^^^^^^^ correctness/ignores-unknown-rule
rule anything on * { allow }
`,
  good: `${ALLOWED}
// agentpol-ignore security/allow-all: a demo has nothing to protect
rule anything on * { allow }
`,
  check,
};

export const ignoreOfNothing: LintRule = {
  id: IGNORE_OF_NOTHING,
  title: "Comment that ignores nothing",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `The rule finds nothing where the comment stands: the mistake was mended, or the comment stands in the wrong place. Left
there, it would hide the next mistake of its kind. Nothing is said of rules that are off.`,
  bad: `${ALLOWED}
// agentpol-ignore security/allow-all: a demo has nothing to protect
//                 ^^^^^^^^^^^^^^^^^^ correctness/ignore-of-nothing
rule reading on notes.read { allow }
`,
  good: `${ALLOWED}
rule reading on notes.read { allow }
`,
  check,
};

export const ignoreWithoutReason: LintRule = {
  id: IGNORE_WITHOUT_REASON,
  title: "Finding ignored without a reason",
  recommended: "warning",
  strict: "error",
  fixes: "none",
  why: `Who reads the policy next cannot tell whether the finding was looked into. The reason stands behind a colon:
\`// agentpol-ignore security/allow-all: the demo has nothing to protect\`.`,
  bad: `${ALLOWED}
  // agentpol-ignore security/allow-all
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/ignore-without-reason
rule anything on * { allow }
`,
  good: `${ALLOWED}
// agentpol-ignore security/allow-all: a demo has nothing to protect
rule anything on * { allow }
`,
  check,
};
