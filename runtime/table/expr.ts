// A table's expressions: what conditions are made of.

import type { ExactPattern } from "../values/command-exact.js";
import type { CommandPattern } from "../values/command-pattern.js";
import type { PatternKind } from "../values/data-pattern.js";
import type { Detector } from "../values/detector.js";
import type { PathGlob } from "../values/home-glob.js";
import type { HostPattern } from "../values/host-pattern.js";
import type { ChangeKind } from "../values/schema-change.js";
import type { Value } from "../values/value.js";

/** The index of an expression. */
export type Ref = number;

/** An attribute as a dotted path: `agent.role`, `args.amount`, `context.user.id`, `action.reversible`. */
export type AttributePath = string;

export type CompareOp = "==" | "!=" | "<" | "<=" | ">" | ">=";

/**
 * A typed expression; types were checked by the compiler. Truth values are Kleene's: an attribute that is absent
 * where it is read, or a fact that cannot be known, makes what depends on it unknown.
 */
export type Expr =
  | { readonly op: "literal"; readonly value: Value }
  | { readonly op: "attribute"; readonly path: AttributePath }
  | { readonly op: "has"; readonly path: AttributePath }
  /** The member of `any`/`all` that is bound to `name`, or a field of it. */
  | { readonly op: "variable"; readonly name: string; readonly steps: readonly string[] }
  | { readonly op: "has-variable"; readonly name: string; readonly steps: readonly string[] }
  | { readonly op: "data"; readonly data: number }
  /** What a map holds under the key, or a field of it; where it is not there, unknown. */
  | ({ readonly op: "element" } & ElementOf)
  | ({ readonly op: "has-element" } & ElementOf)
  | { readonly op: "list"; readonly items: readonly Ref[] }
  | { readonly op: "now" }
  | { readonly op: "outcome" }
  /** The verdict of an earlier attempt, in a history's `where`. */
  | { readonly op: "verdict" }
  | { readonly op: "and" | "or"; readonly args: readonly Ref[] }
  | { readonly op: "not"; readonly arg: Ref }
  /**
   * Equality is by normal form, `unordered` for sets; order is of numbers. `scale` is the number of decimal places of
   * plain numbers on either side (0 or 4): an arithmetic result that no normal form holds is compared exactly.
   */
  | {
      readonly op: "compare";
      readonly cmp: CompareOp;
      readonly left: Ref;
      readonly right: Ref;
      readonly scale: 0 | 4;
      readonly unordered: boolean;
    }
  | { readonly op: "in"; readonly item: Ref; readonly items: Ref }
  | { readonly op: "in-cidr"; readonly item: Ref; readonly cidr: Ref }
  /** `home` is the home that globs of that kind begin at; without it there are none of them. */
  | { readonly op: "like"; readonly subject: Ref; readonly globs: readonly PathGlob[]; readonly home?: Ref }
  /** Is the path the directory, or does it lie below it? */
  | { readonly op: "under"; readonly subject: Ref; readonly directory: Ref }
  | { readonly op: "like-host"; readonly subject: Ref; readonly patterns: readonly HostPattern[] }
  /** Any entry of a data set of strings, each a pattern for the subject. */
  | { readonly op: "like-data"; readonly subject: Ref; readonly data: number; readonly as: PatternKind }
  /** RE2 syntax, not anchored. */
  | { readonly op: "matches"; readonly subject: Ref; readonly pattern: string }
  | { readonly op: "runs"; readonly command: Ref; readonly entries: readonly CommandPattern[] }
  /** Is every simple command wholly one of the entries? `env` may be assigned, `writing` be written by redirects. */
  | {
      readonly op: "runs-only";
      readonly command: Ref;
      readonly entries: readonly ExactPattern[];
      readonly env: readonly string[];
      readonly writing: readonly PathGlob[];
      readonly home?: Ref;
    }
  /** Does a simple command name a file that one of the globs covers: with `entries`, one that fits one of these? */
  | {
      readonly op: "touches";
      readonly command: Ref;
      readonly entries?: readonly CommandPattern[];
      readonly globs: readonly PathGlob[];
      readonly home?: Ref;
    }
  /** Does a redirect write to a file that one of the globs covers? */
  | {
      readonly op: "redirects";
      readonly command: Ref;
      readonly globs: readonly PathGlob[];
      readonly home?: Ref;
    }
  /** True where the operand is, else false. */
  | { readonly op: "known"; readonly arg: Ref }
  /** Is there a part of the command that cannot be seen through? */
  | { readonly op: "unseen"; readonly command: Ref }
  | { readonly op: "any" | "all"; readonly variable: string; readonly over: Ref; readonly body: Ref }
  /**
   * Exact; a value beyond ±(2⁵³−1) is a fault. `scales` are the decimal places of the plain numbers on the left and on
   * the right (0, 4, or 6 for a percent that multiplies another type) and of the result's normal form. A result that
   * has more places stays an exact number, which compares but is no normal form.
   */
  | {
      readonly op: "add" | "sub" | "mul";
      readonly left: Ref;
      readonly right: Ref;
      readonly scales: readonly [left: number, right: number, result: number];
    }
  | { readonly op: "neg"; readonly arg: Ref }
  /** An int as a decimal: × 10⁴. */
  | { readonly op: "to-decimal"; readonly arg: Ref }
  /** The place of a text among `members`, from 0: how members of an ordered enum are compared. */
  | { readonly op: "rank"; readonly arg: Ref; readonly members: readonly string[] }
  | { readonly op: "call"; readonly fn: BuiltinFunction; readonly args: readonly Ref[] }
  // Facts of state and of the world.
  /** What the classifier answered of these values; unknown where it did not. */
  | { readonly op: "classify"; readonly classifier: number; readonly args: readonly Ref[] }
  | { readonly op: "history"; readonly pattern: number }
  | { readonly op: "grant"; readonly grant: number; readonly is: GrantStatus }
  | { readonly op: "approved"; readonly needs: number }
  /** Do all that the action reaches fit one of the patterns? */
  | { readonly op: "reaches"; readonly patterns: readonly HostPattern[] | "any" }
  /** Are all changes to the schema that the action makes among `permit`? */
  | { readonly op: "drift"; readonly baseline: number; readonly permit: readonly ChangeKind[] }
  /**
   * Does a detector find something in the attribute, or for `args` in any argument? It looks at what was sent: texts,
   * numbers as they are written, and names that no declaration has.
   */
  | { readonly op: "detects"; readonly path: AttributePath; readonly detectors: readonly Detector[] }
  /** Does a detector find something in a text, or in one of a list? */
  | { readonly op: "holds"; readonly subject: Ref; readonly detectors: readonly Detector[] };

export interface ElementOf {
  readonly data: number;
  readonly key: Ref;
  readonly steps: readonly string[];
}

export type GrantStatus = "unused" | "live" | "ended";

export type BuiltinFunction = "size" | "length" | "lower" | "host" | "port" | "scheme" | "hour" | "weekday";
