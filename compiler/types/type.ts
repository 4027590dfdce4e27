// Types of values. Two types are the same when their structure is; names are for messages.

import type { ScalarType } from "../../runtime/table/format.js";

export type Type =
  | { readonly kind: ScalarKind }
  | { readonly kind: "money"; readonly currency: string }
  | EnumType
  | { readonly kind: "list" | "set"; readonly element: Type }
  /** Of data alone: what is found under a string. */
  | MapType
  | RecordType
  /** A mistake was reported already: fits everywhere, and draws no second message. */
  | { readonly kind: "error" };

export type ScalarKind = ScalarType;

export interface EnumType {
  readonly kind: "enum";
  readonly members: readonly string[];
  /** Its declared name (`Env`), or `zone` for the enum of the zones' names. */
  readonly name?: string;
  /** `low < high`: members are compared by their places. */
  readonly ordered?: true;
}

export interface MapType {
  readonly kind: "map";
  readonly element: Type;
}

export interface RecordType {
  readonly kind: "record";
  readonly fields: ReadonlyMap<string, Field>;
  /** Are undeclared keys let through? Policies cannot name those. */
  readonly open: boolean;
}

export interface Field {
  readonly type: Type;
  readonly optional: boolean;
}

export const BOOL: Type = { kind: "bool" };
export const ERROR: Type = { kind: "error" };
