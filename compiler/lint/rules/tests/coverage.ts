// tests/none, tests/untested-rule, tests/nothing-held and tests/untested-killswitch: what no case asks.

import type { Expectation } from "../../../../runtime/testing/case.js";
import type { TypedRule } from "../../../types/program.js";
import type { LintContext } from "../../context.js";
import type { LintRule } from "../../rule.js";

const NOTES = `agent  { id: string, role: editor | reader }
action notes.write(id: string) { effect write, reversible always }
rule editors on notes.write { when agent.role == editor, allow }
`;

const ALLOWED = `test "an editor writes" {
  agent  { id: "a-1", role: editor }
  action notes.write(id: "n-1")
  expect allow by editors
}
`;

const LOCKED = `rule locked on notes.write { when args.id == "n-0", block "this note is kept as it is" }
`;

const BLOCKED = `test "a reader does not write" {
  agent  { id: "a-2", role: reader }
  action notes.write(id: "n-1")
  expect block by default
}
`;

export const none: LintRule = {
  id: "tests/none",
  title: "Policy without a test",
  recommended: "warning",
  strict: "warning",
  fixes: "none",
  why: `Whether a policy says what was meant shows only where somebody has written down what was meant. Without a test, nobody sees
what the next change permits. \`agentpol suggest-cases\` makes the first ones.`,
  bad: `policy notes { default block }
//     ^^^^^ tests/none
${NOTES}`,
  good: `policy notes { default block }
${NOTES}
${ALLOWED}`,
  *check({ forms, cases, program }) {
    const header = forms.find(({ form }) => form === "policy");
    if (header?.name === undefined || cases.length > 0 || program.rules.length === 0) return;
    yield {
      span: header.name.span,
      message: "no test says what this policy decides",
      help: "`agentpol suggest-cases` writes the first ones",
    };
  },
};

export const untestedRule: LintRule = {
  id: "tests/untested-rule",
  title: "Rule that no test expects to decide",
  recommended: "warning",
  strict: "warning",
  fixes: "none",
  why: `A rule that no case expects (\`expect block by locked\`) can be misspelt, turned round or deleted, and every test still
passes. An expectation of the rule's verdict on one of its actions counts, if it says not by which rule. Rules that allow, those in
shadow mode, and those of imported files are not asked for; nothing is said where there are no tests at all.`,
  bad: `policy notes { default block }
${NOTES}
${LOCKED}//   ^^^^^^ tests/untested-rule

${ALLOWED}`,
  good: `policy notes { default block }
${NOTES}
${LOCKED}
${ALLOWED}
test "a kept note stays" {
  agent  { id: "a-1", role: editor }
  action notes.write(id: "n-0")
  expect block by locked
}
`,
  *check(context) {
    const { cases, program, entry } = context;
    if (cases.length === 0) return;
    const expected = new Set(
      expectationsIn(context).flatMap(({ by, code }) => [by ?? [], code ?? []].flat()),
    );
    const unnamed = unnamedIn(context);
    for (const rule of program.rules) {
      const form = context.formAt(rule.span);
      if (form === undefined || form.span.file !== entry?.source.path || rule.shadow || rule.onResult)
        continue;
      if (rule.form === "note" || (rule.form === "rule" && rule.verdict.verdict === "allow")) continue;
      if (expected.has(rule.name) || expected.has(rule.code)) continue;
      if (rule.actions.some(({ name }) => unnamed.has(`${name} ${verdictOf(rule)}`))) continue;
      yield {
        span: form.name.span,
        message: `no test expects \`${form.name.text}\` to decide`,
        help: `say \`by ${form.name.text}\` in a test that it holds`,
      };
    }
  },
};

export const nothingHeld: LintRule = {
  id: "tests/nothing-held",
  title: "Tests that hold nothing",
  recommended: "warning",
  strict: "warning",
  fixes: "none",
  why: `Tests that only show what is permitted pass for a policy that permits everything. What a policy is there for is what it
holds: say so in a test.`,
  bad: `policy notes { default block }
//     ^^^^^ tests/nothing-held
${NOTES}
${ALLOWED}`,
  good: `policy notes { default block }
${NOTES}
${ALLOWED}
${BLOCKED}`,
  *check(context) {
    const header = context.forms.find(({ form }) => form === "policy");
    const expectations = expectationsIn(context);
    if (header?.name === undefined || expectations.length === 0) return;
    if (expectations.some(({ verdict }) => ["throttle", "escalate", "block"].includes(verdict))) return;
    yield { span: header.name.span, message: "no test expects that something is held" };
  },
};

export const untestedKillswitch: LintRule = {
  id: "tests/untested-killswitch",
  title: "Kill switch that no test trips",
  recommended: "off",
  strict: "warning",
  fixes: "none",
  why: `A kill switch is needed on the worst day, and tried for the first time then. A test trips it in two lines:
\`kill agent.role editor\`, \`expect block by halt\`.`,
  bad: `policy notes { default block }
${NOTES}
killswitch halt { scope [agent.role] }
//         ^^^^ tests/untested-killswitch

${ALLOWED}`,
  good: `policy notes { default block }
${NOTES}
killswitch halt { scope [agent.role] }

${ALLOWED}
test "a halted editor does not write" {
  agent  { id: "a-1", role: editor }
  action notes.write(id: "n-1")
  kill   agent.role editor
  expect block by halt
}
`,
  *check(context) {
    const { program, cases, entry } = context;
    if (cases.length === 0) return;
    const killed = new Set(
      cases.flatMap(({ steps }) => steps.flatMap((step) => (step.step === "kill" ? [step.scope] : []))),
    );
    const tripped = new Set(program.rules.flatMap(({ trips }) => trips.map(({ killswitch }) => killswitch)));
    for (const { name, scope, span } of program.killswitches) {
      if (scope.some((each) => killed.has(each)) || tripped.has(name)) continue;
      const form = context.formAt(span);
      if (form === undefined || form.span.file !== entry?.source.path) continue;
      yield { span: form.name.span, message: `no test trips \`${form.name.text}\`` };
    }
  },
};

function expectationsIn({ cases }: LintContext): readonly Expectation[] {
  return cases.flatMap(({ steps }) => steps.flatMap((step) => (step.step === "expect" ? [step] : [])));
}

/** `payments.send block`: what is expected of an action, by whatever rule. */
function unnamedIn({ cases }: LintContext): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { steps } of cases) {
    let action = "";
    for (const step of steps) {
      if (step.step === "action") action = step.name;
      if (step.step === "expect" && step.by === undefined && step.code === undefined)
        found.add(`${action} ${step.verdict}`);
    }
  }
  return found;
}

function verdictOf(rule: TypedRule): string {
  if (rule.form === "rule") return rule.verdict.verdict;
  return "else" in rule ? rule.else.verdict : "redact";
}
