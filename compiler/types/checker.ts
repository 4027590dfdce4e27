// What the checker of rules and claims works with: every declaration resolved.

import type { Normalized } from "../../runtime/values/normalized.js";
import type { RuleSymbol } from "../names/symbols.js";
import type { Table } from "../names/table.js";
import type { Context } from "./context.js";
import type { Environment, Names, Place } from "./environment.js";
import type { Span } from "../source/source.js";
import type { Action, Approver, Box, Group, Program } from "./program.js";
import type { Zones } from "./zones.js";

export interface Checker extends Context {
  readonly names: Names;
  /** Where attributes are declared. */
  readonly places: ReadonlyMap<string, Span>;
  /** The policy above which this one stands. */
  readonly floor?: Program;
  readonly groups: Table<Group>;
  readonly approvers: Table<Approver>;
  readonly boxes: Table<Box>;
  readonly zones: Zones;
  /** The attributes that an identity binds: no request states them. */
  readonly bound: ReadonlySet<string>;
  /** The kill switches that are declared. */
  readonly switches: readonly RuleSymbol[];
  /** The scopes that kill switches have: `all`, `agent.role`, … */
  readonly killScopes: ReadonlySet<string>;
  /** Checks a baseline's SQL, where the caller has a parser of it. */
  readonly parseSchema?: (ddl: string) => Normalized<unknown>;
}

/** The environment of a clause that speaks of `actions`. */
export function environmentOf({ names }: Checker, actions: readonly Action[], place: Place): Environment {
  return { names, actions, place, present: new Set(), locals: new Map() };
}
