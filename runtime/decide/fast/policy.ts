// What of a policy the fast way needs, made ready when the policy is loaded.

import type { RuleIndex } from "../../match/rule-index.js";
import type { ActionSchema } from "../../table/format.js";
import { isActionPattern } from "../../values/action-name.js";
import { isShadow, type Policy } from "../policy.js";
import { snapshot } from "../snapshot.js";
import { readingOf } from "../whereabouts.js";
import { recordReader, wholeReader, type ReadRecord, type RecordReader } from "./read.js";

export interface FastPolicy {
  readonly policy: Policy;
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

/** Undefined where nothing is decided so: floors and policies in shadow mode take more than the rule that decides. */
export function fastPolicy(policy: Policy): FastPolicy | undefined {
  const { table } = policy;
  const { agent, context, impact, actions } = table.schema;
  if (policy.layers.length > 1 || isShadow(policy)) return undefined;
  const { name, version } = table.policy;
  return {
    policy,
    agent: recordReader(agent),
    context: recordReader(context),
    impact: recordReader(impact),
    actions: new Map(
      Object.entries(actions).flatMap(([name, schema]) => {
        const action = fastAction(policy, name, schema);
        return action === undefined ? [] : [[name, action] as const];
      }),
    ),
    header: Object.freeze({ name, ...(version !== undefined && { version }), digest: table.digest }),
  };
}

/** Names under a wildcard are for the thorough way. */
function fastAction(policy: Policy, name: string, schema: ActionSchema): FastAction | undefined {
  const bearing = policy.actions.get(name);
  if (bearing === undefined || isActionPattern(name)) return undefined;
  return { name, schema, args: argsReader(schema), index: bearing.index };
}

/** What is relative is so to what the other sections say. */
function argsReader(schema: ActionSchema): FastAction["args"] {
  const { args, relativeTo } = schema;
  if (relativeTo === undefined) return recordReader(args);
  return (input, sections) => {
    const copy = snapshot(input);
    const reading = readingOf(schema, sections, copy.value);
    return wholeReader(args, reading)(copy.value);
  };
}
