// tests/unnamed-rule, tests/dead-step and tests/vague-name: what a test says.

import type * as ast from "../../../ast/ast.js";
import { put } from "../../edits.js";
import type { Finding, LintRule } from "../../rule.js";

const NOTES = `policy notes { default block }
agent  { id: string, role: editor | reader }
action notes.write(id: string) { effect write, reversible always }
rule editors on notes.write { when agent.role == editor, allow }
`;

const HELD: ReadonlySet<string> = new Set(["throttle", "escalate", "block"]);

export const unnamedRule: LintRule = {
  id: "tests/unnamed-rule",
  title: "Expectation that says not by which rule",
  recommended: "warning",
  strict: "warning",
  fixes: "none",
  why: `\`expect block\` passes whatever blocks: the default, an invalid request, a misspelt name in the test itself. The rule that the
test is about can be gone. Say \`by RULE\`, \`by default\`, or the \`code\`.`,
  bad: `${NOTES}
test "a reader does not write" {
  agent  { id: "a-2", role: reader }
  action notes.write(id: "n-1")
  expect block
//^^^^^^^^^^^^ tests/unnamed-rule
}
`,
  good: `${NOTES}
test "a reader does not write" {
  agent  { id: "a-2", role: reader }
  action notes.write(id: "n-1")
  expect block by default
}
`,
  *check({ declarations }) {
    for (const { steps } of declarations.filter((each) => each.kind === "test"))
      for (const step of steps) {
        if (step.step !== "expect" || !HELD.has(step.verdict.text)) continue;
        if (step.by !== undefined || step.code !== undefined) continue;
        yield {
          span: step.span,
          message: `whatever gives ${step.verdict.text}, this passes`,
          help: "say `by` which rule",
        };
      }
  },
};

export const deadStep: LintRule = {
  id: "tests/dead-step",
  title: "Step of a test that shows nothing",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `What stands behind the last expectation is never looked at, and what is said again before anything is attempted is never sent.
Mostly an \`expect\` is missing: the test shows less than its name says.`,
  bad: `${NOTES}
test "an editor writes, a reader does not" {
  agent  { id: "a-1", role: editor }
  action notes.write(id: "n-1")
  expect allow by editors
  agent  { id: "a-2", role: reader }
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tests/dead-step
}
`,
  good: `${NOTES}
test "an editor writes, a reader does not" {
  agent  { id: "a-1", role: editor }
  action notes.write(id: "n-1")
  expect allow by editors
  agent  { id: "a-2", role: reader }
  expect block by default
}
`,
  *check({ declarations }) {
    for (const { steps } of declarations.filter((each) => each.kind === "test")) yield* deadIn(steps);
  },
};

const STATED: ReadonlySet<string> = new Set(["agent", "context", "impact", "action"]);

function* deadIn(steps: readonly ast.Step[]): Iterable<Finding> {
  const last = steps.findLastIndex(({ step }) => step === "expect");
  for (const [index, { step, span }] of steps.entries()) {
    if (last < 0) return;
    const isSaidAgain = STATED.has(step) && nextOf(step, steps, index)?.step === step;
    if (index < last && !isSaidAgain) continue;
    if (index === last) continue;
    yield {
      span,
      message:
        isSaidAgain && index < last
          ? "this is said again before anything is attempted"
          : "nothing is expected after this",
      fixes: [{ title: "Take the step out", edits: [put(span, "")] }],
    };
  }
}

/** The next step of the kind, if nothing is done before it. */
function nextOf(kind: string, steps: readonly ast.Step[], index: number): ast.Step | undefined {
  let at = index + 1;
  for (
    let next = steps[at];
    next !== undefined && next.step !== kind && STATED.has(next.step);
    next = steps[at]
  )
    at += 1;
  return steps[at];
}

export const vagueName: LintRule = {
  id: "tests/vague-name",
  title: "Test whose name says nothing",
  recommended: "off",
  strict: "warning",
  fixes: "none",
  why: `When a test fails, its name is all that most people read. A name says what holds: “a reader does not write”, not “test 2”.`,
  bad: `${NOTES}
test "test 2" {
//   ^^^^^^^^ tests/vague-name
  agent  { id: "a-2", role: reader }
  action notes.write(id: "n-1")
  expect block by default
}
`,
  good: `${NOTES}
test "a reader does not write" {
  agent  { id: "a-2", role: reader }
  action notes.write(id: "n-1")
  expect block by default
}
`,
  *check({ declarations }) {
    for (const { name } of declarations.filter((each) => each.kind === "test"))
      if (
        /^\W*(?:(?:a|the)?\s*(?:test|case|check|works?|it|ok|todo|foo|bar|tmp)\b[\W\d]*|[\W\d]*|\w+)$/iu.test(
          name.value,
        )
      )
        yield { span: name.span, message: "this name says not what holds" };
  },
};
