// Prints clauses: each as its keyword, and what follows it.

import type { Clause, Ident, Limit, PathExpr, Redaction, StringLit, Verdict, Window } from "../ast/ast.js";
import {
  oneOrMore,
  printExpression,
  printPath,
  printString,
  printValue,
  type Reserved,
} from "./expressions.js";
import { bracketed, type Doc, type Entry } from "./layout.js";

/** A clause of a form in which the words `reserved` begin clauses. */
export function printClause(clause: Clause, reserved: Reserved): Entry {
  switch (clause.kind) {
    case "when":
    case "unless":
      return { keyword: clause.kind, rest: printExpression(clause.expr, reserved) };
    case "revoke":
      return { keyword: "revoke", rest: ["when ", printExpression(clause.expr, reserved)] };
    case "verdict":
      return printVerdictClause(clause.verdict, reserved);
    case "else":
    case "default":
    case "on_timeout":
      return { keyword: clause.kind, rest: printVerdict(clause.verdict, reserved) };
    case "on_error":
      return {
        keyword: "on_error",
        rest: [printVerdict(clause.verdict, reserved), printCondition(clause.when, reserved)],
      };
    case "mask":
    case "hash":
    case "drop":
    case "clamp":
      return { keyword: clause.kind, rest: printRedacted(clause, reserved) };
    default:
      return { keyword: clause.kind === "limits" ? "limit" : clause.kind, rest: printRest(clause, reserved) };
  }
}

type Guard = "when" | "unless" | "revoke" | "verdict" | "else" | "default" | "on_timeout" | "on_error";
type Rest = Exclude<Clause, Redaction | { readonly kind: Guard }>;

function printRest(clause: Rest, reserved: Reserved): Doc {
  if ("value" in clause) return printString(clause.value.value);
  if ("duration" in clause && clause.kind !== "trip") return printValue(clause.duration, reserved);
  if ("entries" in clause) return bracketed("[", clause.entries.map(printEntry), "]");
  if ("values" in clause) return printStrings(clause.values);
  switch (clause.kind) {
    case "limit":
      return [clause.label ? `${clause.label.text}: ` : "", printLimit(clause.limit, reserved)];
    case "limits":
      return bracketed(
        "[",
        clause.limits.map(({ name, value }) => [`${name.text} `, printValue(value)]),
        "]",
      );
    case "need":
      return [
        printValue(clause.count, reserved),
        ` of ${clause.group.text}`,
        clause.acknowledging ? ` acknowledging ${clause.acknowledging.text}` : "",
      ];
    case "trip":
      return [
        `${printPath(clause.killswitch)} ${printPath(clause.scope)}`,
        clause.duration ? [" for ", printValue(clause.duration, reserved)] : "",
      ];
    default:
      return printPlain(clause, reserved);
  }
}

type Plain = Extract<
  Rest,
  {
    readonly kind:
      | "note"
      | "notify"
      | "mode"
      | "scope"
      | "baseline"
      | "permit"
      | "must"
      | "extends"
      | "inside"
      | "language"
      | "expect"
      | "bind"
      | "algorithms"
      | "group"
      | "sign"
      | "omit"
      | "checkpoint";
  }
>;

function printPlain(clause: Plain, reserved: Reserved): Doc {
  switch (clause.kind) {
    case "note":
      return printString(clause.text.value);
    case "notify":
      return printStrings(clause.channels);
    case "mode":
      return clause.mode.text;
    case "scope":
      return oneOrMore(clause.keys.map(printPath));
    case "omit":
      return oneOrMore(clause.paths.map(printPath));
    case "baseline":
      return printString(clause.path.value);
    case "permit":
      return printNames(clause.kinds);
    case "extends":
      return printNames(clause.boxes);
    case "algorithms":
      return printNames(clause.names);
    case "must":
      return clause.what.text;
    case "inside":
      return clause.box.text;
    case "group":
      return clause.group.text;
    case "sign":
      return clause.algorithm.text;
    case "language":
      return printValue(clause.edition, reserved);
    case "expect":
      return `${clause.bound === "exactly" ? "" : `${clause.bound} `}${clause.verdict.text}`;
    case "bind":
      return bracketed(
        "[",
        clause.bindings.map(({ attribute, claim }) => `${printPath(attribute)} = ${printPath(claim)}`),
        "]",
      );
    case "checkpoint":
      return clause.every ? printValue(clause.every, new Set([...reserved, "each"])) : "each";
  }
}

/** A rule's own verdict: its first word is the keyword. */
function printVerdictClause(verdict: Verdict, reserved: Reserved): Entry {
  return { keyword: verdict.verdict.text, rest: printVerdictRest(verdict, reserved) };
}

function printVerdict(verdict: Verdict, reserved: Reserved): Doc {
  const rest = printVerdictRest(verdict, reserved);
  return rest === "" ? verdict.verdict.text : [verdict.verdict.text, " ", rest];
}

function printVerdictRest(verdict: Verdict, reserved: Reserved): Doc {
  const parts: Doc[] = [];
  if (verdict.group) parts.push(`${verdict.once ? "once approved by" : "to"} ${verdict.group.text}`);
  if (verdict.box) parts.push(verdict.box.text);
  if (verdict.redactions) parts.push(printRedactions(verdict.redactions, reserved));
  if (verdict.reason) parts.push(printString(verdict.reason.value));
  return parts.length === 0 ? "" : parts.flatMap((part, index) => (index === 0 ? [part] : [" ", part]));
}

function printRedactions(redactions: readonly Redaction[], reserved: Reserved): Doc {
  const each = redactions.map((redaction) => [`${redaction.kind} `, printRedacted(redaction, reserved)]);
  return each.length === 0
    ? "{}"
    : ["{ ", ...each.flatMap((one, index) => (index === 0 ? one : [", ", ...one])), " }"];
}

function printRedacted({ target, matching, as, to }: Redaction, reserved: Reserved): Doc {
  return [
    printPath(target),
    matching ? [" matching ", printNames(matching)] : "",
    as ? ` as ${printString(as.value)}` : "",
    to ? [" to ", printValue(to, reserved)] : "",
  ];
}

function printCondition(when: Parameters<typeof printExpression>[0] | undefined, reserved: Reserved): Doc {
  return when === undefined ? "" : [" when ", printExpression(when, reserved)];
}

function printLimit(limit: Limit, reserved: Reserved): Doc {
  if (limit.kind === "count") return [printValue(limit.count, reserved), printWindow(limit.window, reserved)];
  const attribute = printPath(limit.attribute);
  return [
    limit.sum ? `sum(${attribute})` : attribute,
    ` ${limit.op.text} `,
    printValue(limit.bound, reserved),
    limit.window ? printWindow(limit.window, reserved) : "",
  ];
}

function printWindow({ per, by }: Window, reserved: Reserved): Doc {
  return [" per ", printValue(per, reserved), by.length > 0 ? [" by ", oneOrMore(by.map(printPath))] : ""];
}

function printEntry(entry: Ident | StringLit | PathExpr): Doc {
  if (entry.kind === "string") return printString(entry.value);
  return entry.kind === "ident" ? entry.text : printPath(entry);
}

function printStrings(strings: readonly StringLit[]): Doc {
  return oneOrMore(strings.map(({ value }) => printString(value)));
}

function printNames(names: readonly Ident[]): Doc {
  return bracketed(
    "[",
    names.map(({ text }) => text),
    "]",
  );
}
