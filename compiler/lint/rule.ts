// What a lint rule is: a mistake that people make in policies which compile, with its reason and examples.

import type { Fix, LintCategory, LintCode, Related, Severity } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source.js";
import type { LintContext } from "./context.js";

export type Setting = "off" | Severity;

/** What its fixes do to the policy, if it has some. */
export type Fixes = "none" | "keeps-meaning" | "changes-meaning";

/** A number that a configuration may set: `{ "most": "48h" }` or `{ "least": 4 }`. */
export type LintOption = { readonly about: string } & (
  | { readonly kind: "count"; readonly standard: number }
  /** Written `24h`; here in milliseconds. */
  | { readonly kind: "duration"; readonly standard: number }
);

export type Options = Readonly<Record<string, number>>;

export interface LintRule {
  readonly id: LintCode;
  /** A short name for lists: “Everything is allowed”. */
  readonly title: string;
  /** What it is set to where the configuration says nothing. */
  readonly recommended: Setting;
  /** What it is set to by `"extends": "strict"`. */
  readonly strict: Severity;
  readonly fixes: Fixes;
  /** Why it is a mistake, and how to mend it. Markdown. */
  readonly why: string;
  /** A policy with the mistake, carets under what is marked: `//  ^^^ security/allow-all`. */
  readonly bad: string;
  /** The policy as it was meant. */
  readonly good: string;
  readonly options?: Readonly<Record<string, LintOption>>;
  /** `options` are those of the rule, counts and milliseconds, each of them set. */
  readonly check: (context: LintContext, options: Options) => Iterable<Finding>;
}

export interface Finding {
  readonly span: Span;
  /** One sentence, no full stop. */
  readonly message: string;
  /** What the marked text is, shown under the caret. */
  readonly label?: string;
  readonly help?: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

export function categoryOf(id: LintCode): LintCategory {
  return id.slice(0, id.indexOf("/")) as LintCategory;
}

export const CATEGORIES: readonly LintCategory[] = ["correctness", "security", "style", "tests"];

/** The same fixes, marked: after them, some request may be decided otherwise. */
export function changing(fixes: readonly Fix[]): readonly Fix[] {
  return fixes.map((fix) => ({ ...fix, changesMeaning: true }));
}
