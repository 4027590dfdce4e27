// What a table says of requests: their attributes, and the actions with their traits.

import type { AttributePath } from "./expr.js";

export interface RequestSchema {
  readonly agent: RecordSchema;
  readonly context: RecordSchema;
  readonly impact: RecordSchema;
  /** By name, or by the pattern of a wildcard: the narrowest takes what has no declaration of its own. */
  readonly actions: Readonly<Record<string, ActionSchema>>;
  /** Members of `agent`, `context` and `impact` that are no part of what an approval is bound to: `context.at`. */
  readonly volatile: readonly AttributePath[];
}

export interface ActionSchema {
  readonly args: RecordSchema;
  /** What comes back, where it is declared. */
  readonly result?: TypeSchema;
  readonly effect?: Effect;
  readonly reversible: "always" | "never" | "reported";
  /** Names of arguments; each list is sorted by the order of the traits. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly runs: readonly string[];
  readonly migrates: readonly string[];
  readonly reaches: readonly Reach[];
  /** The attribute, a path, from which relative paths among the arguments are resolved. */
  readonly relativeTo?: AttributePath;
}

export type Effect = "read" | "write" | "delete" | "execute";

/** An argument (a host, an ip or a url) that the action reaches; `port` names the argument with its port. */
export interface Reach {
  readonly arg: string;
  readonly port?: string;
}

export interface RecordSchema {
  readonly type: "record";
  readonly fields: Readonly<Record<string, FieldSchema>>;
  /** Are undeclared keys let through? */
  readonly open: boolean;
}

export interface FieldSchema {
  readonly schema: TypeSchema;
  readonly optional: boolean;
}

export type ScalarType =
  | "bool"
  | "int"
  | "decimal"
  | "percent"
  | "duration"
  | "bytes"
  | "time"
  | "string"
  | "path"
  | "host"
  | "ip"
  | "cidr"
  | "url"
  | "command"
  | "sql";

export type TypeSchema =
  | { readonly type: ScalarType }
  | { readonly type: "money"; readonly currency: string }
  | { readonly type: "enum"; readonly members: readonly string[] }
  | { readonly type: "list" | "set"; readonly of: TypeSchema }
  | RecordSchema;
