// What is asked of a command: what it runs, what alone it runs, and the files that it names.

import { changesPrograms } from "../../../runtime/values/command-environment.js";
import { parseExactPattern } from "../../../runtime/values/command-exact.js";
import { parseCommandPattern, type CommandPattern } from "../../../runtime/values/command-pattern.js";
import type { PathGlob } from "../../../runtime/values/home-glob.js";
import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { describeType } from "../describe-type.js";
import { BOOL } from "../type.js";
import type { TypedExpr } from "../typed-expr.js";
import { badCondition, isBad, made, type Checked } from "./checked.js";
import { homeOf } from "./home.js";
import { pathGlobsOf } from "./pattern-literals.js";
import { entriesOf, readAll } from "./patterns.js";
import { report, type Scope } from "./scope.js";
import { reportMalformed } from "./strings.js";

export function visitCommandTest(expr: ast.CommandTest, scope: Scope): Checked {
  const checked = scope.visit(expr.command, scope);
  const command = checkedCommand(expr.command, checked, `\`${expr.op}\``, scope);
  const node = nodeOf(expr, scope);
  if (command === undefined || node === undefined) return badCondition(expr.span, [checked]);
  return made({ ...node, command, span: expr.span, type: BOOL }, [checked]);
}

/** The command itself, or undefined where it is none, which is reported. */
export function checkedCommand(
  expr: ast.Expr,
  checked: Checked,
  op: string,
  scope: Scope,
): TypedExpr | undefined {
  const { type } = checked.expr;
  if (isBad(checked)) return undefined;
  if (type.kind === "command") return checked.expr;
  report(scope, diagnose("AP2068", expr.span, { op, needs: "a command", found: describeType(type) }));
  return undefined;
}

type Asked<N> = N extends { readonly command: TypedExpr } ? Omit<N, "command" | "span" | "type"> : never;
type Node = Asked<Extract<TypedExpr, { readonly kind: "runs" | "runs-only" | "touches" | "redirects" }>>;

/** What is asked; undefined where a mistake was reported. */
function nodeOf(expr: ast.CommandTest, scope: Scope): Node | undefined {
  switch (expr.op) {
    case "runs": {
      const entries = entriesOf(expr.entries, "what `runs` asks for", scope);
      const read = entries && readAll(entries, (entry) => entryOf(entry, expr.touching !== undefined, scope));
      if (expr.touching === undefined) return read && { kind: "runs", entries: read };
      const paths = pathsOf(expr.touching, "what `touching` asks for", scope);
      return read && paths && { kind: "touches", entries: read, ...paths };
    }
    case "runs only":
      return onlyOf(expr, scope);
    case "touches":
    case "redirects": {
      const paths = pathsOf(expr.entries, `what \`${expr.op}\` asks for`, scope);
      return paths && { kind: expr.op, ...paths };
    }
  }
}

function entryOf(entry: ast.StringLit, single: boolean, scope: Scope): CommandPattern | undefined {
  const parsed = parseCommandPattern(entry.value);
  if (parsed.ok && !(single && parsed.value.stages.length > 1)) return parsed.value;
  const reason = parsed.ok ? "`touching` speaks of one command, and this entry joins two" : parsed.reason;
  reportMalformed(entry, "entry of a command", reason, scope);
  return undefined;
}

function onlyOf({ entries: list, withEnv, writingOnly }: ast.CommandTest, scope: Scope): Node | undefined {
  const entries = entriesOf(list, "what `runs only` asks for", scope);
  const env = withEnv === undefined ? [] : entriesOf(withEnv, "what `with env` lists", scope);
  const writing =
    writingOnly === undefined ? { globs: [] } : pathsOf(writingOnly, "what `writing only` lists", scope);
  const exact =
    entries &&
    readAll(entries, (entry) => {
      const parsed = parseExactPattern(entry.value);
      if (parsed.ok) return parsed.value;
      reportMalformed(entry, "entry of a command", parsed.reason, scope);
      return undefined;
    });
  const names = env && readAll(env, (entry) => variableOf(entry, scope));
  if (exact === undefined || names === undefined || writing === undefined) return undefined;
  const { globs, ...home } = writing;
  return { kind: "runs-only", entries: exact, env: names, writing: globs, ...home };
}

/** A variable that decides which programs run leaves a command unknown, whoever allows it. */
function variableOf(entry: ast.StringLit, scope: Scope): string | undefined {
  const { value } = entry;
  const reason = !/^[A-Za-z_]\w*$/u.test(value)
    ? "it is no name of a variable"
    : changesPrograms(value)
      ? "it decides which programs run, so that a command which sets it is unknown"
      : undefined;
  if (reason === undefined) return value;
  reportMalformed(entry, "environment variable", reason, scope);
  return undefined;
}

interface Paths {
  readonly globs: readonly PathGlob[];
  readonly home?: TypedExpr;
}

/** Words may begin at home whether or not the policy declares `context.home`. */
function pathsOf(list: ast.Expr, what: string, scope: Scope): Paths | undefined {
  const entries = entriesOf(list, what, scope);
  const globs = entries && readAll(entries, (entry) => pathGlobsOf(entry, scope))?.flat();
  const home = homeOf(entries ?? [], scope);
  if (globs === undefined || home === "wrong") return undefined;
  return home === undefined ? { globs } : { globs, home };
}
