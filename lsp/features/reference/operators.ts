// The reference's entries of operators.

import type { BinaryOp, CommandTest } from "../../../compiler/ast/expressions.js";
import type { Entries } from "./entry.js";

/** Those that stand before an operand, or between bounds. */
type Other = "not" | "has" | ".." | "any" | "all";

export const operators: Entries<BinaryOp | CommandTest["op"] | Other> = {
  or: { shape: "A or B", text: "Either holds." },
  and: { shape: "A and B", text: "Both hold. What `has` proves on the left may be read on the right." },
  not: { shape: "not A", text: "Does not hold. Not unknown is unknown." },
  has: {
    shape: "has PATH",
    text: "Is the optional attribute present? It may be read only where this proves it.",
  },
  "==": { shape: "A == B", text: "Equal: lists in order, sets without." },
  "!=": { shape: "A != B", text: "Not equal." },
  "<": { shape: "A < B", text: "Less: of numbers, amounts, durations, sizes, times and ordered enums." },
  "<=": { shape: "A <= B", text: "Less or equal." },
  ">": { shape: "A > B", text: "Greater." },
  ">=": { shape: "A >= B", text: "Greater or equal." },
  in: {
    shape: "A in XS",
    text: "Is it a member of a list, a set, data or a range `low..high`? Of an `ip`, in a CIDR block, too.",
  },
  "not in": { shape: "A not in XS", text: "Is it no member?" },
  like: {
    shape: "A like PATTERN",
    text: "Does it fit the pattern, or any of a list? `*` is any run of characters, `?` any one; in paths `*` stays within a segment, `**` does not.",
  },
  "not like": { shape: "A not like PATTERN", text: "Does it fit none of the patterns?" },
  matches: {
    shape: 'A matches "RE2"',
    text: "Does the regular expression match somewhere in the text? It is not anchored.",
  },
  holds: { shape: "A holds DETECTOR", text: "Does a detector find something sensitive in it?" },
  under: { shape: "PATH under DIR", text: "Is it that directory, or does it lie below it?" },
  runs: {
    shape: "COMMAND runs [ENTRY, …]",
    text: "Does some simple command fit an entry? Unknown where one may, or where part of the command cannot be seen.",
  },
  "runs only": {
    shape: "COMMAND runs only [ENTRY, …]",
    text: "Is every simple command wholly one of these? `with env`, `writing only` let assignments and redirects pass.",
  },
  touches: {
    shape: "COMMAND touches [PATTERN, …]",
    text: "Does some word or redirect name a file that a pattern covers?",
  },
  redirects: {
    shape: "COMMAND redirects [PATTERN, …]",
    text: "Does a redirect write to what a pattern covers?",
  },
  "+": { shape: "A + B", text: "Adds two values of one numeric type, or a duration to a time." },
  "-": { shape: "A - B", text: "Subtracts; of two times, the duration between them." },
  "*": { shape: "A * B", text: "Multiplies by an int, a decimal or a percent." },
  "..": { shape: "in LOW..HIGH", text: "A range; both ends are in." },
  any: { shape: "any X in XS: E", text: "Does it hold for some member?" },
  all: { shape: "all X in XS: E", text: "Does it hold for every member?" },
};
