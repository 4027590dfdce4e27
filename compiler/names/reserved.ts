// Names that the language has taken, in each kind of declaration.

import { DETECTORS } from "../../runtime/values/detector.js";
import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { freeName } from "../diagnostics/edits.js";
import { rewriting } from "../diagnostics/fixes.js";
import { RULE_FORMS } from "./rule-forms.js";
import type { Report } from "./table.js";

/** The types that need no declaration. */
export const BUILT_IN_TYPES = [
  "bool",
  "int",
  "decimal",
  "percent",
  "duration",
  "bytes",
  "time",
  "string",
  "path",
  "host",
  "ip",
  "cidr",
  "url",
  "command",
  "sql",
] as const;

const TYPES: ReadonlySet<string> = new Set([...BUILT_IN_TYPES, "money", "list", "set", "map", "zone"]);

/** Roots of attributes, and other bare names. */
export const OPERANDS = [
  "agent",
  "context",
  "impact",
  "args",
  "action",
  "result",
  "outcome",
  "verdict",
  "now",
];

/** What stands before parentheses. */
export const FUNCTIONS = [
  ...["size", "length", "lower", "host", "port", "scheme", "hour", "weekday", "time", "money"],
  ...["formerly", "count", "sum", "distinct", "approved", "known", "unknown"],
];

const BARE: ReadonlySet<string> = new Set(OPERANDS);
const CALLED: ReadonlySet<string> = new Set([...OPERANDS, ...FUNCTIONS]);

/** What `reach` and `deny` say without a zone. */
const ZONES: ReadonlySet<string> = new Set(["any", "private", "metadata"]);

const BUILT_IN_DETECTORS: ReadonlySet<string> = new Set(DETECTORS);

/** What stands for a rule's name where no rule decided. */
const RULES: ReadonlySet<string> = new Set(["default", "on_error"]);

/** Reports a declaration whose name has a meaning already. `names`: all that are declared. */
export function checkReserved(
  declaration: ast.Declaration,
  names: ReadonlySet<string>,
  report: Report,
): void {
  const taken = takenIn(declaration);
  if (taken === undefined || !("name" in declaration) || declaration.name.kind !== "ident") return;
  const { span, text } = declaration.name;
  if (!taken.has(text)) return;
  const own = `${text}_${declaration.kind === "form" ? declaration.form : declaration.kind}`;
  const other = names.has(own) ? freeName(own, names) : own;
  const fixes = other === undefined ? [] : rewriting(`Rename it to \`${other}\``, span, other);
  report(diagnose("AP2007", span, { what: whatOf(declaration), name: text }, { fixes }));
}

function takenIn(declaration: ast.Declaration): ReadonlySet<string> | undefined {
  switch (declaration.kind) {
    case "type":
      return TYPES;
    case "data":
      return BARE;
    case "let":
      return declaration.params === undefined ? BARE : CALLED;
    case "classifier":
      return CALLED;
    case "zone":
      return ZONES;
    case "detector":
      return BUILT_IN_DETECTORS;
    case "form":
      return RULE_FORMS.has(declaration.form) ? RULES : undefined;
    default:
      return undefined;
  }
}

function whatOf(declaration: ast.Declaration): string {
  if (declaration.kind === "data") return "data set";
  return declaration.kind === "form" ? declaration.form : declaration.kind;
}
