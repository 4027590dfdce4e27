// What of a policy the fast way needs, made ready when the policy is loaded.

import type { RuleIndex } from "../../match/rule-index.js";
import type { ActionSchema, TableFile } from "../../table/format.js";
import { isActionPattern } from "../../values/action-name.js";
import { snapshot } from "../snapshot.js";
import { readingOf } from "../whereabouts.js";
import { LEFT_OUT, recordReader, wholeReader, type ReadRecord, type RecordReader } from "./read.js";

export interface FastPolicy {
  readonly agent: RecordReader;
  readonly context: RecordReader;
  readonly impact: RecordReader;
  readonly actions: ReadonlyMap<string, FastAction>;
  /** The same in all decisions. */
  readonly header: Readonly<{ name: string; version?: string; digest: string }>;
}

type Others = Parameters<typeof readingOf>[1];

export interface FastAction {
  readonly name: string;
  readonly schema: ActionSchema;
  readonly args: (input: unknown, others: Others) => ReadRecord | undefined;
  readonly index: RuleIndex;
}

/** What finds the rules on an action, by its name. */
type Indices = ReadonlyMap<string, { readonly index: RuleIndex }>;

/** Undefined where nothing is decided so: floors and policies in shadow mode take more than the rule that decides. */
export function fastPolicy(table: TableFile, indices: Indices): FastPolicy | undefined {
  const { agent, context, impact, actions } = table.schema;
  const { name, version, mode } = table.policy;
  if (table.floor !== undefined || mode === "shadow") return undefined;
  return {
    agent: recordReader(agent),
    context: recordReader(context),
    impact: recordReader(impact),
    actions: new Map(
      Object.entries(actions).flatMap(([name, schema]) => {
        const action = fastAction(name, schema, indices);
        return action === undefined ? [] : [[name, action] as const];
      }),
    ),
    header: Object.freeze({ name, ...(version !== undefined && { version }), digest: table.digest }),
  };
}

/** Names under a wildcard are for the thorough way. */
function fastAction(name: string, schema: ActionSchema, indices: Indices): FastAction | undefined {
  const bearing = indices.get(name);
  if (bearing === undefined || isActionPattern(name)) return undefined;
  return { name, schema, args: argsReader(schema), index: bearing.index };
}

/** What is relative is so to what the other sections say. */
export function argsReader(schema: ActionSchema): FastAction["args"] {
  const { args, relativeTo } = schema;
  if (relativeTo === undefined) return recordReader(args);
  return (input, sections) => {
    const copy = snapshot(input === undefined ? {} : input);
    if (copy.fault !== undefined) return undefined;
    const record = wholeReader(args, readingOf(schema, sections, copy.value))(copy.value);
    return record && input === undefined ? LEFT_OUT : record;
  };
}
