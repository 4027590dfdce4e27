// Writes the grammar of the language as EBNF (the notation of the XML recommendation, W3C), from the parser's own rules.

import { clauseReader } from "../../compiler/ast/from-cst/clauses.js";
import { declarationReaders, traitReaders } from "../../compiler/ast/from-cst/declarations.js";
import { stepReaders } from "../../compiler/ast/from-cst/steps.js";
import { forms, keywordsOf, type ClauseOwner, type ClauseRule } from "../../compiler/ast/forms.js";
import type { PieceRule } from "../../grammar/parser.js";
import { Rules } from "./ebnf-rules.js";

/** All productions, each after the one that first uses it: `name ::= …`. */
export function ebnf(): string {
  const rules = new Rules();
  const owners = (Object.keys(forms) as ClauseOwner[]).filter((owner) => owner !== "policy");
  const bodied = ["action", "test", "policy", ...owners].map((word) => `${word}-declaration`);
  const whole = [...declarationReaders.keys()].map((word) => `${word}-declaration`);
  rules.add("policy-file", "declaration*");
  rules.add("declaration", rules.oneOf([...bodied, ...whole]));
  for (const [word, { rule }] of declarationReaders) rules.add(`${word}-declaration`, rules.body(rule, word));
  rules.add("action-declaration", `${rules.body("actionHead", "action")} ("{" (trait ","?)* "}")?`);
  rules.add("trait", rules.oneOf(bodies(rules, traitReaders)));
  for (const owner of ["policy", ...owners] as const)
    rules.add(`${owner}-declaration`, formText(rules, owner));
  rules.add("test-declaration", `${rules.body("testHead", "test")} "{" (step ","?)* "}"`);
  rules.add("step", rules.oneOf(bodies(rules, stepReaders)));
  return rules.text();
}

function bodies(rules: Rules, readers: ReadonlyMap<string, { readonly rule: PieceRule }>): readonly string[] {
  return [...readers].map(([word, { rule }]) => rules.body(rule, word));
}

function formText(rules: Rules, owner: ClauseOwner): string {
  const names = new Set(forms[owner].clauses.map((clause) => clauseName(rules, owner, clause)));
  return `${headText(rules, owner)} "{" ((${[...names].join(" | ")}) ","?)* "}"`;
}

function headText(rules: Rules, owner: ClauseOwner): string {
  if (owner === "classifier") return rules.body("classifierHead", owner);
  const { name, selector, onResult } = forms[owner];
  const named = name === "none" ? `"${owner}"` : `"${owner}" word`;
  if (selector === "none") return named;
  return `${named} "on" ${onResult ? '("result" "of")? ' : ""}${rules.use("selector")}`;
}

function clauseName(rules: Rules, owner: ClauseOwner, { clause }: ClauseRule): string {
  const [word = clause] = keywordsOf(clause);
  const rule = clauseReader(owner, word)?.rule;
  if (rule === undefined) throw new Error(`nothing reads the clause ${clause}`);
  if (rule === "verdict" || rule === "redaction") return rules.use(rule);
  rules.add(`${clause}-clause`, rules.body(rule, word));
  return `${clause}-clause`;
}
