// `trust`: the files that instruct an agent must be signed by whom the policy names.

import { parseGlob } from "../../../runtime/values/glob.js";
import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { RuleSymbol } from "../../names/symbols.js";
import type { Checker } from "../checker.js";
import { clauseOf } from "../clauses.js";
import type { Trust } from "../evidence.js";
import type { Held } from "../program.js";
import { readHeld } from "./held.js";
import { isInvented, readText } from "./texts.js";

export function checkTrust(checker: Checker, symbol: RuleSymbol): Trust<Held> | undefined {
  const { decl, qualified } = symbol;
  const files = readList(checker, clauseOf(decl, "files"), (literal) => readPattern(checker, literal));
  const signers = readList(checker, clauseOf(decl, "signers"), (each) => readText(checker, each, "signer"));
  const held = readHeld(checker, symbol);
  return files && signers && held && { name: qualified, span: decl.span, files, signers, else: held };
}

/** Each once; undefined where one is wrong or there is none. */
function readList(
  { report }: Checker,
  clause: ast.ClauseOf<"files" | "signers"> | undefined,
  read: (literal: ast.StringLit) => string | undefined,
): readonly string[] | undefined {
  if (clause === undefined) return undefined;
  const { kind, span, values } = clause;
  if (values.length === 0) report(diagnose("AP3113", span, { clause: kind }));
  const texts = values.flatMap((literal) => read(literal) ?? []);
  return texts.length === 0 || texts.length < values.length ? undefined : [...new Set(texts)];
}

/** A path pattern from the root of what the agent works on: `CLAUDE.md`, `**\/AGENTS.md`. */
function readPattern({ report }: Checker, literal: ast.StringLit): string | undefined {
  if (isInvented(literal)) return undefined;
  const { value, span } = literal;
  const isRelative = value !== "" && !/^[/~]/u.test(value);
  const glob = isRelative ? parseGlob(`/${value}`, "path") : undefined;
  if (glob?.ok === true) return glob.value.text.slice(1);
  const reason = glob?.reason ?? "does not begin in the project: write it without `/` or `~` before it";
  report(diagnose("AP2015", span, { what: "file pattern", reason }));
  return undefined;
}
