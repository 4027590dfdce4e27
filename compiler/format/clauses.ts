// Prints clauses: each as its keyword, and what follows it.

import type { Clause, Expr, Limit, Redaction, Verdict, Window } from "../ast/ast.js";
import { hasChain } from "./chains.js";
import { builders, type Doc } from "./documents.js";
import {
  oneOrMoreValues,
  printExpression,
  printPath,
  printString,
  printValue,
  type Reserved,
} from "./expressions.js";
import { braced, bracketed, listOf, type Entry } from "./layout.js";
import type { Page } from "./page.js";

const { align, ifBreak } = builders;

/** Lists of these keep their brackets where nobody wrote them. */
const brackets = { bracketed: true };

/** The clauses of a form in which the words `reserved` begin clauses; the labels of its limits are as wide as each other. */
export function clausePrinter(
  clauses: readonly Clause[],
  page: Page,
  reserved: Reserved,
): (clause: Clause) => Entry {
  const labels = clauses.map((clause) => (clause.kind === "limit" ? (clause.label?.text.length ?? 0) : 0));
  const width = labels.reduce((most, each) => Math.max(most, each), 0);
  return (clause) => {
    const entry = printClause(clause, page, reserved);
    if (clause.kind !== "limit" || clause.label === undefined) return entry;
    const label = `${clause.label.text}: `;
    return { ...entry, rest: [ifBreak(label.padEnd(width + 2), label), entry.rest] };
  };
}

function printClause(clause: Clause, page: Page, reserved: Reserved): Entry {
  switch (clause.kind) {
    case "when":
    case "unless":
      return {
        keyword: clause.kind,
        rest: printExpression(clause.expr, page, reserved),
        hangs: hasChain(clause.expr),
      };
    case "revoke": {
      const condition = align("when ".length, printExpression(clause.expr, page, reserved));
      return { keyword: "revoke", rest: ["when ", condition], hangs: hasChain(clause.expr) };
    }
    case "verdict":
      return printVerdictClause(clause.verdict, page, reserved);
    case "else":
    case "default":
    case "on_timeout":
      return { keyword: clause.kind, rest: printVerdict(clause.verdict, page, reserved) };
    case "on_error":
      return {
        keyword: "on_error",
        rest: [printVerdict(clause.verdict, page, reserved), printCondition(clause.when, page, reserved)],
        hangs: clause.when !== undefined && hasChain(clause.when),
      };
    case "mask":
    case "hash":
    case "drop":
    case "clamp":
      return { keyword: clause.kind, rest: printRedacted(clause, page, reserved) };
    default:
      return {
        keyword: clause.kind === "limits" ? "limit" : clause.kind,
        rest: printRest(clause, page, reserved),
      };
  }
}

type Guard = "when" | "unless" | "revoke" | "verdict" | "else" | "default" | "on_timeout" | "on_error";
type Rest = Exclude<Clause, Redaction | { readonly kind: Guard }>;

function printRest(clause: Rest, page: Page, reserved: Reserved): Doc {
  if ("value" in clause) return printString(clause.value, page);
  if ("duration" in clause && clause.kind !== "trip") return printValue(clause.duration, page, reserved);
  if ("entries" in clause) return oneOrMoreValues(page, clause, "entries", clause.entries, brackets);
  if ("values" in clause) return oneOrMoreValues(page, clause, "values", clause.values);
  switch (clause.kind) {
    case "limit":
      return printLimit(clause.limit, page, reserved);
    case "limits":
      return bracketed(
        "[",
        listOf(page, clause, "limits", clause.limits, ({ name, value }) => [
          `${name.text} `,
          printValue(value, page),
        ]),
        "]",
      );
    case "need":
      return [
        printValue(clause.count, page, reserved),
        ` of ${clause.group.text}`,
        clause.acknowledging ? ` acknowledging ${clause.acknowledging.text}` : "",
      ];
    case "trip":
      return [
        `${printPath(clause.killswitch)} ${printPath(clause.scope)}`,
        clause.duration ? [" for ", printValue(clause.duration, page, reserved)] : "",
      ];
    default:
      return printPlain(clause, page, reserved);
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

function printPlain(clause: Plain, page: Page, reserved: Reserved): Doc {
  switch (clause.kind) {
    case "note":
      return printString(clause.text, page);
    case "notify":
      return oneOrMoreValues(page, clause, "channels", clause.channels);
    case "mode":
      return clause.mode.text;
    case "scope":
      return oneOrMoreValues(page, clause, "keys", clause.keys);
    case "omit":
      return oneOrMoreValues(page, clause, "paths", clause.paths);
    case "baseline":
      return printString(clause.path, page);
    case "permit":
      return oneOrMoreValues(page, clause, "kinds", clause.kinds, brackets);
    case "extends":
      return oneOrMoreValues(page, clause, "boxes", clause.boxes, brackets);
    case "algorithms":
      return oneOrMoreValues(page, clause, "names", clause.names, brackets);
    case "must":
      return clause.what.text;
    case "inside":
      return clause.box.text;
    case "group":
      return clause.group.text;
    case "sign":
      return clause.algorithm.text;
    case "language":
      return printValue(clause.edition, page, reserved);
    case "expect":
      return `${clause.bound === "exactly" ? "" : `${clause.bound} `}${clause.verdict.text}`;
    case "bind":
      return bracketed(
        "[",
        listOf(
          page,
          clause,
          "bindings",
          clause.bindings,
          ({ attribute, claim }) => `${printPath(attribute)} = ${printPath(claim)}`,
        ),
        "]",
      );
    case "checkpoint":
      return clause.every ? printValue(clause.every, page, new Set([...reserved, "each"])) : "each";
  }
}

/** A rule's own verdict: its first word is the keyword. */
function printVerdictClause(verdict: Verdict, page: Page, reserved: Reserved): Entry {
  return { keyword: verdict.verdict.text, rest: printVerdictRest(verdict, page, reserved) };
}

function printVerdict(verdict: Verdict, page: Page, reserved: Reserved): Doc {
  const rest = printVerdictRest(verdict, page, reserved);
  return rest === "" ? verdict.verdict.text : [verdict.verdict.text, " ", rest];
}

function printVerdictRest(verdict: Verdict, page: Page, reserved: Reserved): Doc {
  const parts: Doc[] = [];
  if (verdict.group) parts.push(`${verdict.once ? "once approved by" : "to"} ${verdict.group.text}`);
  if (verdict.box) parts.push(verdict.box.text);
  if (verdict.redactions) parts.push(printRedactions(verdict, verdict.redactions, page, reserved));
  if (verdict.reason) parts.push(printString(verdict.reason, page));
  return parts.length === 0 ? "" : parts.flatMap((part, index) => (index === 0 ? [part] : [" ", part]));
}

function printRedactions(
  owner: Verdict,
  redactions: readonly Redaction[],
  page: Page,
  reserved: Reserved,
): Doc {
  const each = listOf(page, owner, "redactions", redactions, (redaction) => [
    `${redaction.kind} `,
    printRedacted(redaction, page, reserved),
  ]);
  return braced(each);
}

function printRedacted(redaction: Redaction, page: Page, reserved: Reserved): Doc {
  const { target, matching, as, to } = redaction;
  return [
    printPath(target),
    matching ? [" matching ", oneOrMoreValues(page, redaction, "matching", matching, brackets)] : "",
    as ? ` as ${printString(as, page)}` : "",
    to ? [" to ", printValue(to, page, reserved)] : "",
  ];
}

function printCondition(when: Expr | undefined, page: Page, reserved: Reserved): Doc {
  return when === undefined ? "" : [" when ", printExpression(when, page, reserved)];
}

function printLimit(limit: Limit, page: Page, reserved: Reserved): Doc {
  if (limit.kind === "count")
    return [printValue(limit.count, page, reserved), printWindow(limit.window, page, reserved)];
  const attribute = printPath(limit.attribute);
  return [
    limit.sum ? `sum(${attribute})` : attribute,
    ` ${limit.op.text} `,
    printValue(limit.bound, page, reserved),
    limit.window ? printWindow(limit.window, page, reserved) : "",
  ];
}

function printWindow(window: Window, page: Page, reserved: Reserved): Doc {
  const { per, by } = window;
  return [
    " per ",
    printValue(per, page, reserved),
    by.length > 0 ? [" by ", oneOrMoreValues(page, window, "by", by)] : "",
  ];
}
