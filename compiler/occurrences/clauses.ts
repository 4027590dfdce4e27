// The names in clauses: groups, boxes, zones, attributes, kill switches, files.

import type * as ast from "../ast/ast.js";
import { visitPath } from "./names.js";
import { declaredAt } from "./declared.js";
import { visitAll, type Scope } from "./scope.js";
import { declare, referTo, referToFile, referToRule } from "./scribe.js";
import { visitReason } from "./reasons.js";

export function visitClause(clause: ast.Clause, scope: Scope): void {
  const { scribe } = scope;
  const { world } = scribe;
  switch (clause.kind) {
    case "when":
    case "unless":
    case "revoke":
      visitAll([clause.expr], scope);
      return;
    case "verdict":
    case "else":
    case "default":
    case "on_timeout":
      visitVerdict(clause.verdict, scope);
      return;
    case "on_error":
      visitVerdict(clause.verdict, scope);
      visitAll([clause.when], scope);
      return;
    case "note":
      visitReason(clause.text, scope);
      return;
    case "trip":
      referToRule(scribe, clause.killswitch);
      visitPath(clause.scope, scope);
      visitAll([clause.duration], scope);
      return;
    case "limit":
      if (clause.label !== undefined)
        declare(scribe, clause.label, [declaredAt(clause.label, "limit", clause.span)]);
      visitLimit(clause.limit, scope);
      return;
    case "need":
      visitAll([clause.count], scope);
      referTo(scribe, clause.group, world.group(clause.group.text));
      return;
    case "group":
      referTo(scribe, clause.group, world.group(clause.group.text));
      return;
    case "extends":
      for (const box of clause.boxes) referTo(scribe, box, world.sandbox(box.text));
      return;
    case "inside":
      referTo(scribe, clause.box, world.sandbox(clause.box.text));
      return;
    default:
      visitPlain(clause, scope);
  }
}

/** Clauses whose names are of zones, attributes and files, or none at all. */
function visitPlain(clause: ast.Clause, scope: Scope): void {
  const { scribe } = scope;
  switch (clause.kind) {
    case "reach":
    case "deny":
      for (const entry of clause.entries)
        if (entry.kind === "ident") referTo(scribe, entry, scribe.world.zone(entry.text));
      return;
    case "read":
    case "write":
    case "hide":
    case "run":
    case "env":
      for (const entry of clause.entries) if (entry.kind === "path") visitPath(entry, scope);
      return;
    case "scope":
      for (const key of clause.keys) visitPath(key, scope);
      return;
    case "omit":
      for (const path of clause.paths) visitPath(path, scope);
      return;
    case "bind":
      for (const { attribute } of clause.bindings) visitPath(attribute, scope);
      return;
    case "baseline":
      referToFile(scribe, clause.path);
      return;
    case "floor":
    case "keys":
      referToFile(scribe, clause.value);
      return;
    case "mask":
    case "hash":
    case "drop":
    case "clamp":
      visitRedaction(clause, scope);
      return;
    case "within":
    case "expires":
    case "max_age":
    case "timeout":
      visitAll([clause.duration], scope);
      return;
    default:
      return;
  }
}

function visitVerdict({ group, box, redactions, reason }: ast.Verdict, scope: Scope): void {
  const { scribe } = scope;
  if (group !== undefined) referTo(scribe, group, scribe.world.group(group.text));
  if (box !== undefined) referTo(scribe, box, scribe.world.sandbox(box.text));
  for (const redaction of redactions ?? []) visitRedaction(redaction, scope);
  if (reason !== undefined) visitReason(reason, scope);
}

function visitRedaction({ target, matching, to }: ast.Redaction, scope: Scope): void {
  const { scribe } = scope;
  visitPath(target, { ...scope, place: "result" });
  for (const name of matching ?? []) referTo(scribe, name, scribe.world.detector(name.text));
  visitAll([to], scope);
}

function visitLimit(limit: ast.Limit, scope: Scope): void {
  if (limit.kind === "bound") {
    const written = visitPath(limit.attribute, scope);
    scope.visit(limit.bound, scope, written);
  } else visitAll([limit.count], scope);
  visitAll([limit.window?.per], scope);
  for (const key of limit.window?.by ?? []) visitPath(key, scope);
}
