// What the compiler tells the author: plain data, rendered elsewhere.

import type { Span } from "../source/source.js";

export type Severity = "error" | "warning";

/** A stable code: AP1xxx syntax, AP2xxx names and types, AP3xxx meaning, AP4xxx targets. */
export type Code = `AP${1 | 2 | 3 | 4}${string}` | LintCode;

/** The id of a lint rule: `security/allow-all`. */
export type LintCode = `${LintCategory}/${string}`;

export type LintCategory = "correctness" | "security" | "style" | "tests";

/** A second place that explains the first: “declared here”. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** A change of the text that mends the mistake; applying all edits together is safe. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** After it, some request may be decided otherwise. Of a lint finding, any other fix keeps every verdict. */
  readonly changesMeaning?: true;
}

export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong, in the author's words: one sentence, no full stop. */
  readonly message: string;
  readonly span: Span;
  /** What the marked text is, shown under the caret. */
  readonly label?: string;
  readonly related: readonly Related[];
  /** What to do. */
  readonly help?: string;
  readonly fixes: readonly Fix[];
}
