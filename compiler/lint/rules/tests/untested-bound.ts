// tests/untested-bound: a bound that no test meets exactly.

import type { Json } from "../../../../runtime/testing/case.js";
import type * as ast from "../../../ast/ast.js";
import type { LintContext } from "../../context.js";
import { isAttribute, numberOf, pathText } from "../../literals.js";
import type { LintRule } from "../../rule.js";

const PAY = `policy pay { default block }
agent  { id: string }
action payments.send(amount: money(USD)) { effect write, reversible always }

rule small on payments.send { when args.amount <= 500 USD, allow }
`;

export const untestedBound: LintRule = {
  id: "tests/untested-bound",
  title: "Bound that no test meets",
  recommended: "off",
  strict: "warning",
  fixes: "none",
  why: `\`<\` for \`<=\` is the mistake that is made most often, and only a test with the bound itself tells them apart. Round numbers
are also what people ask for. \`agentpol suggest-cases\` writes such a test. Nothing is said where there are no tests at all.`,
  bad: `${PAY}//                                                ^^^^^^^ tests/untested-bound

test "a little is paid" {
  agent  { id: "a-1" }
  action payments.send(amount: 20 USD)
  expect allow by small
}
`,
  good: `${PAY}
test "up to 500 is paid" {
  agent  { id: "a-1" }
  action payments.send(amount: 500 USD)
  expect allow by small
}
`,
  *check(context) {
    if (context.cases.length === 0) return;
    const tried = triedIn(context);
    const told = new Set<ast.Expr>();
    for (const { subject, bound } of boundsIn(context)) {
      const value = numberOf(bound);
      if (value === undefined || told.has(bound) || tried.has(`${subject} ${value}`)) continue;
      told.add(bound);
      yield {
        span: bound.span,
        message: `no test has exactly this as \`${subject}\``,
        help: "try the bound itself, and its neighbour",
      };
    }
  },
};

interface Bound {
  readonly subject: string;
  readonly bound: ast.Expr;
}

const ORDERED: ReadonlySet<string> = new Set(["<", "<=", ">", ">="]);

/** Of conditions, and of limits of one action by itself. */
function boundsIn({ questions, forms }: LintContext): readonly Bound[] {
  const asked = questions.flatMap(({ expr }) =>
    expr.kind === "binary" && ORDERED.has(expr.op) && isAttribute(expr.left)
      ? [{ subject: pathText(expr.left) ?? "", bound: expr.right }]
      : [],
  );
  const limits = forms.flatMap(({ clauses }) =>
    clauses.flatMap((clause) =>
      clause.kind === "limit" && clause.limit.kind === "bound" && clause.limit.window === undefined
        ? [{ subject: pathText(clause.limit.attribute) ?? "", bound: clause.limit.bound }]
        : [],
    ),
  );
  return [...asked, ...limits];
}

/** `args.amount 500` for each number that a case sends. */
function triedIn({ cases }: LintContext): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { steps } of cases)
    for (const step of steps) {
      if (step.step === "action") addNumbers(found, "args", step.args);
      else if ("values" in step) addNumbers(found, step.step, step.values);
    }
  return found;
}

function addNumbers(found: Set<string>, path: string, value: unknown): void {
  if (typeof value === "number" || typeof value === "string") found.add(`${path} ${Number(value)}`);
  else if (isRecord(value)) {
    if ("currency" in value) addNumbers(found, path, value.amount);
    for (const [name, inner] of Object.entries(value)) addNumbers(found, `${path}.${name}`, inner);
  }
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
