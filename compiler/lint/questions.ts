// The conditions of all rules, each with what follows where it is true: does that permit, or restrict?

import type * as ast from "../ast/ast.js";

/** Where the question is true, the rule in which it stands rather permits, or rather restricts. */
export type Leaning = "permits" | "restricts";

export interface Question {
  readonly expr: ast.Expr;
  readonly leaning: Leaning;
  /** The rule that asks; a `let` is asked by each of its rules, and told once for each leaning. */
  readonly form: ast.FormDecl;
}

/** In rules, caps and all other forms that decide; in claims and tests there are none. */
const DECIDING: ReadonlySet<ast.FormKeyword> = new Set<ast.FormKeyword>([
  ...([
    "rule",
    "cap",
    "quorum",
    "reversibility",
    "throttle",
    "boundary",
    "drift",
    "grant",
    "redact",
  ] as const),
]);

/** Does the form let requests through? */
export function permits(form: ast.FormDecl): boolean {
  if (form.form === "grant") return true;
  return form.clauses.some((clause) => clause.kind === "verdict" && clause.verdict.verdict.text === "allow");
}

/** Does the form decide, one way or the other? */
export function decides({ form, clauses }: ast.FormDecl): boolean {
  return DECIDING.has(form) && !clauses.some(({ kind }) => kind === "note");
}

export function questionsIn(declarations: readonly ast.Declaration[]): readonly Question[] {
  const lets = new Map(
    declarations.flatMap((each) => (each.kind === "let" ? [[each.name.text, each] as const] : [])),
  );
  const found: Question[] = [];
  const seen: Seen = { permits: new Set(), restricts: new Set() };
  for (const form of declarations) {
    if (form.kind !== "form" || !decides(form)) continue;
    const leaning = permits(form) ? "permits" : "restricts";
    for (const clause of form.clauses) {
      if (clause.kind === "when") ask(clause.expr, leaning);
      if (clause.kind === "unless") ask(clause.expr, other(leaning));
    }
    function ask(expr: ast.Expr, towards: Leaning): void {
      const open: { expr: ast.Expr; leaning: Leaning }[] = [{ expr, leaning: towards }];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        found.push({ ...next, form: form as ast.FormDecl });
        open.push(...partsOf(next.expr, next.leaning, lets, seen).toReversed());
      }
    }
  }
  return found;
}

function other(leaning: Leaning): Leaning {
  return leaning === "permits" ? "restricts" : "permits";
}

type Lets = ReadonlyMap<string, ast.LetDecl>;

/** Lets whose bodies were asked, by leaning. */
type Seen = Readonly<Record<Leaning, Set<ast.LetDecl>>>;

function partsOf(
  expr: ast.Expr,
  leaning: Leaning,
  lets: Lets,
  seen: Seen,
): readonly { readonly expr: ast.Expr; readonly leaning: Leaning }[] {
  switch (expr.kind) {
    case "binary":
      return expr.op === "and" || expr.op === "or"
        ? [expr.left, expr.right].map((side) => ({ expr: side, leaning }))
        : [];
    case "unary":
      return expr.op === "not" ? [{ expr: expr.operand, leaning: other(leaning) }] : [];
    case "quantifier":
      return [{ expr: expr.body, leaning }];
    case "call":
      if (expr.callee.text === "known") return expr.args.map((arg) => ({ expr: arg, leaning }));
      return bodyOf(lets.get(expr.callee.text), leaning, seen);
    case "path":
      return expr.parts.length === 1 ? bodyOf(lets.get(expr.parts[0]?.text ?? ""), leaning, seen) : [];
    default:
      return [];
  }
}

function bodyOf(
  found: ast.LetDecl | undefined,
  leaning: Leaning,
  seen: Seen,
): readonly { readonly expr: ast.Expr; readonly leaning: Leaning }[] {
  if (found === undefined || seen[leaning].has(found)) return [];
  seen[leaning].add(found);
  return [{ expr: found.body, leaning }];
}
