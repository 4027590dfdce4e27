// The decision table's format, version 1: the contract between the compiler and every runtime, ours or another's.
//
// A table file is one JSON object in canonical form (RFC 8785) with the members of `Table` and `digest`, which is
// "sha256:" and the lower-case hex SHA-256 of the canonical form of the object without `digest`.
// Indices point into the arrays of the same table. An expression's operands always have smaller indices than the
// expression itself, so a table holds no circle.

import type { Audit, Identity, Trust } from "./evidence.js";
import type { Expr } from "./expr.js";
import type { Fallback } from "./fallback.js";
import type { RequestSchema } from "./request-schema.js";
import type { Approver, Condition, Needs, Rule } from "./rule.js";
import type { GrantState, HistoryPattern, Killswitch, Window } from "./state.js";
import type { Baseline, Box, Classifier, DataSet } from "./resources.js";

// The whole format is imported from here.
export type * from "./expr.js";
export type * from "./fallback.js";
export type * from "./request-schema.js";
export type * from "./rule.js";
export type * from "./state.js";
export type * from "./resources.js";

export const TABLE_FORMAT = "agentpol-table/1";

export interface Table {
  readonly format: typeof TABLE_FORMAT;
  readonly policy: PolicyHeader;
  /** What a runtime must be able to do beyond deciding, or it must refuse this table. Sorted. */
  readonly requires: readonly Requirement[];
  readonly schema: RequestSchema;
  /** Group name → its members as declared, normalised (NFC, lower case). */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** How groups are asked, by the approver's name. */
  readonly approvers: Readonly<Record<string, Approver>>;
  readonly data: readonly DataSet[];
  readonly classifiers: readonly Classifier[];
  readonly boxes: Readonly<Record<string, Box>>;
  readonly baselines: readonly Baseline[];
  readonly histories: readonly HistoryPattern[];
  readonly grants: readonly GrantState[];
  readonly windows: readonly Window[];
  readonly needs: readonly Needs[];
  readonly killswitches: readonly Killswitch[];
  readonly identity?: Identity;
  /** Never empty. */
  readonly trust?: readonly Trust[];
  readonly audit?: Audit;
  /** Interned: no two are equal. */
  readonly exprs: readonly Expr[];
  /** In declaration order. */
  readonly rules: readonly Rule[];
  /** A policy that decides too: the table file of its own, digest included. The more restrictive verdict stands. */
  readonly floor?: TableFile;
}

/** A table as its file holds it. */
export interface TableFile extends Table {
  readonly digest: string;
}

export type Requirement = "audit" | "identity" | "sandbox" | "trust";

export type Edition = 1;

/** `shadow`: decided and recorded, never enforced, kill switches aside. */
export type Mode = "enforce" | "shadow";

export interface PolicyHeader {
  readonly name: string;
  readonly version?: string;
  /** The edition of the language in which the policy is written. */
  readonly language: Edition;
  readonly mode: Mode;
  readonly default: Fallback;
  readonly onError: Fallback;
  /** The first of which the condition holds decides, else `onError`. The conditions ask no state. */
  readonly onErrorWhen: readonly ConditionalFallback[];
}

/** It holds where its condition is true and every attribute that the condition names is valid by itself. */
export interface ConditionalFallback extends Fallback {
  readonly when: Condition;
}
