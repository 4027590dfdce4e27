// style/chained-equality: `a == x or a == y`.

import type * as ast from "../../../ast/ast.js";
import type { Span } from "../../../source/source.js";
import type { LintContext } from "../../context.js";
import { chainsOf, put, sidesOf, without, type Part } from "../../edits.js";
import { flat } from "../../literals.js";
import { groupedBy } from "../../repeats.js";
import type { Finding, LintRule } from "../../rule.js";

type Joined = "in" | "not in" | "like" | "not like";

/** What each operator becomes in one list, where the connective joins it. */
const JOINED: Readonly<Record<"or" | "and", Readonly<Record<string, Joined>>>> = {
  or: { "==": "in", in: "in", like: "like" },
  and: { "!=": "not in", "not in": "not in", "not like": "not like" },
};

export const chainedEquality: LintRule = {
  id: "style/chained-equality",
  title: "Chain of comparisons in place of a list",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `A list says once what is compared. In a chain each part can differ in a letter, and the next value is added behind an
\`and\` by mistake.`,
  bad: `policy files { default block }
agent  { id: string, role: clerk | lead | guest }
action files.read(path: path) { reads path, effect read, reversible always }

rule staff on files.read { when agent.role == clerk or agent.role == lead, allow }
//                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ style/chained-equality
`,
  good: `policy files { default block }
agent  { id: string, role: clerk | lead | guest }
action files.read(path: path) { reads path, effect read, reversible always }

rule staff on files.read { when agent.role in [clerk, lead], allow }
`,
  *check(context) {
    for (const op of ["or", "and"] as const)
      for (const { parts, hidden } of chainsOf(op, context.expressions, context))
        yield* joinable(parts, JOINED[op], hidden, context);
  },
};

interface Member {
  readonly index: number;
  readonly subject: string;
  readonly op: Joined;
  readonly items: readonly string[];
}

function* joinable(
  parts: readonly Part[],
  joined: Readonly<Record<string, Joined>>,
  hidden: boolean,
  context: LintContext,
): Iterable<Finding> {
  const found = parts.flatMap(({ expr }, index) => memberOf(expr, index, joined, context) ?? []);
  const groups = groupedBy(found, ({ op, subject }) => `${op} ${flat(subject)}`);
  for (const members of groups.values()) {
    const [first] = members;
    const spans = members.map(({ index }) => parts[index]?.span);
    const [start, end] = [spans[0], spans.at(-1)];
    if (members.length < 2 || first === undefined || start === undefined || end === undefined) continue;
    const items = [...new Set(members.flatMap((member) => member.items))];
    const text = `${first.subject} ${first.op} [${items.join(", ")}]`;
    const others = new Set(members.slice(1).map(({ index }) => index));
    const edits = [put(start, text), ...without(parts, others)];
    yield {
      span: spanFrom(start, end),
      message: `this compares \`${flat(first.subject)}\` ${members.length} times`,
      help: `write \`${flat(text)}\``,
      fixes: hidden ? [] : [{ title: "Compare with one list", edits }],
    };
  }
}

function spanFrom(start: Span, end: Span): Span {
  return { ...start, end: end.end };
}

/** Lists hold literals: what else could be compared is not the same in a list to a proof. */
function memberOf(
  expr: ast.Expr,
  index: number,
  joined: Readonly<Record<string, Joined>>,
  context: LintContext,
): Member | undefined {
  if (expr.kind !== "binary") return undefined;
  const op = joined[expr.op];
  if (op === undefined) return undefined;
  const { left } = sidesOf(expr, context);
  const isList = expr.right.kind === "list";
  if (!isList && (expr.op === "in" || expr.op === "not in")) return undefined;
  const items = expr.right.kind === "list" ? expr.right.items : [expr.right];
  const type = context.typeOf(expr.left)?.kind;
  // Addresses and their blocks are compared by what no proof looks into.
  if (type === "ip" || type === "cidr") return undefined;
  const isEnum = type === "enum";
  if (!items.every((item) => isLiteral(item, isEnum))) return undefined;
  return { index, op, subject: context.text(left), items: items.map(({ span }) => context.text(span)) };
}

function isLiteral(expr: ast.Expr, isEnum: boolean): boolean {
  if (expr.kind === "path") return isEnum && expr.parts.length === 1;
  return expr.kind === "string" || expr.kind === "number";
}
