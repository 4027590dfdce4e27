// Identity, trust and audit as checked: what a policy demands of those who prove and record.

import type { Algorithm, Audit as TableAudit, Binding, KeySource } from "../../runtime/table/evidence.js";
import type { Span } from "../source/source.js";

/** `Held` is a verdict that holds, as the phase at hand has it: what is not proven does not run. */
export interface Identity<Held> {
  /** Qualified. */
  readonly name: string;
  readonly span: Span;
  readonly issuer: string;
  readonly keys: KeySource;
  readonly audience: string;
  readonly bind: readonly Binding[];
  readonly algorithms: readonly Algorithm[];
  /** Milliseconds. */
  readonly maxAge?: number;
  readonly else: Held;
}

export interface Trust<Held> {
  /** Qualified. */
  readonly name: string;
  readonly span: Span;
  readonly files: readonly string[];
  readonly signers: readonly string[];
  readonly else: Held;
}

export interface Audit extends Omit<TableAudit, "origin"> {
  readonly span: Span;
}

/** What of it a policy has. */
export interface Evidence<Held> {
  readonly identity?: Identity<Held>;
  readonly trust: readonly Trust<Held>[];
  readonly audit?: Audit;
}
