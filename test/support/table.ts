// Small decision tables made by hand, for tests of the runtime that need no compiler.

import { digestOf } from "../../runtime/decide/digest.js";
import { loadPolicy } from "../../runtime/decide/load.js";
import type { Policy } from "../../runtime/decide/policy.js";
import type {
  ActionSchema,
  Expr,
  FieldSchema,
  RecordSchema,
  Ref,
  Rule,
  Table,
  TableFile,
  TypeSchema,
} from "../../runtime/table/format.js";
import { canonicalTable } from "../../runtime/table/read.js";
import type { Value } from "../../runtime/values/value.js";

/** A field as `string`, `string?`, or with a schema of its own. */
type FieldSpec = string | FieldSchema;

export function record(fields: Readonly<Record<string, FieldSpec>>, open = false): RecordSchema {
  const entries = Object.entries(fields).map(([name, spec]) => [name, fieldOf(spec)]);
  return { type: "record", fields: Object.fromEntries(entries) as RecordSchema["fields"], open };
}

function fieldOf(spec: FieldSpec): FieldSchema {
  if (typeof spec !== "string") return spec;
  const optional = spec.endsWith("?");
  return { schema: typeOf(optional ? spec.slice(0, -1) : spec), optional };
}

/** `int`, `money(USD)`, `a | b`, `list<string>`. */
function typeOf(spec: string): TypeSchema {
  const nested = /^(list|set)<(.+)>$/.exec(spec);
  if (nested !== null) return { type: nested[1] as "list" | "set", of: typeOf(nested[2]!) };
  const money = /^money\((.+)\)$/.exec(spec);
  if (money !== null) return { type: "money", currency: money[1]! };
  if (spec.includes("|")) return { type: "enum", members: spec.split("|").map((member) => member.trim()) };
  return { type: spec } as TypeSchema;
}

export function action(
  args: Readonly<Record<string, FieldSpec>> = {},
  more: Partial<ActionSchema> = {},
): ActionSchema {
  return {
    args: record(args),
    reversible: "always",
    reads: [],
    writes: [],
    runs: [],
    migrates: [],
    reaches: [],
    ...more,
  };
}

/** Interns nothing: each call adds an expression and gives its index. */
export class Exprs {
  readonly all: Expr[] = [];

  add(expr: Expr): Ref {
    return this.all.push(expr) - 1;
  }

  literal(value: Value): Ref {
    return this.add({ op: "literal", value });
  }

  attribute(path: string): Ref {
    return this.add({ op: "attribute", path });
  }

  compare(path: string, cmp: Extract<Expr, { op: "compare" }>["cmp"], value: Value): Ref {
    const [left, right] = [this.attribute(path), this.literal(value)];
    return this.add({ op: "compare", cmp, left, right, scale: 0, unordered: false });
  }

  equals(path: string, value: Value): Ref {
    return this.compare(path, "==", value);
  }
}

export type RuleSpec = Partial<Omit<Rule, "conditions">> & {
  readonly name: string;
  readonly verdict: Rule["verdict"];
  readonly when?: readonly Ref[];
};

export function rule({ when = [], ...spec }: RuleSpec): Rule {
  return {
    origin: `p.agentpol:1:1`,
    actions: ["act"],
    conditions: when.map((expr) => ({ expr, text: `#${expr}`, origin: "p.agentpol:1:1" })),
    permits: spec.verdict === "allow",
    code: spec.name,
    explicit: false,
    reason: `because of ${spec.name}`,
    shadow: false,
    redactions: [],
    notify: [],
    ...spec,
  };
}

/** A table with one action `act(n?: int, text?: string)`, an agent `{ id, role, owner? }` and no rules, unless said. */
export function tableOf(
  parts: Partial<Omit<Table, "policy">> & { readonly policy?: Partial<Table["policy"]> } = {},
): TableFile {
  const blocked = { verdict: "block", reason: "nothing permits this", origin: "p.agentpol:1:1" } as const;
  const { policy, ...members } = parts;
  const table: Table = {
    format: "agentpol-table/1",
    requires: [],
    schema: {
      agent: record({ id: "string", role: "clerk | lead", owner: "string?" }),
      context: record({}),
      impact: record({ cost: "int?" }),
      actions: { act: action({ n: "int?", text: "string?" }) },
      volatile: [],
    },
    groups: {},
    approvers: {},
    data: [],
    classifiers: [],
    boxes: {},
    baselines: [],
    histories: [],
    grants: [],
    windows: [],
    needs: [],
    killswitches: [],
    exprs: [],
    rules: [],
    ...members,
    policy: {
      name: "p",
      language: 1,
      mode: "enforce",
      default: blocked,
      onError: { ...blocked, reason: "an error" },
      onErrorWhen: [],
      ...policy,
    },
  };
  return sealed(table);
}

/** The table with its own digest. */
export function sealed(table: Table): TableFile {
  const { digest: _, ...rest } = table as TableFile;
  return { ...rest, digest: digestOf(canonicalTable(rest)) };
}

export function policyOf(...parts: Parameters<typeof tableOf>): Policy {
  const loaded = loadPolicy(tableOf(...parts));
  if (!loaded.ok) throw new Error(loaded.reason);
  return loaded.policy;
}

/** A request that fits `tableOf`'s schema. */
export function requestOf(args: Readonly<Record<string, unknown>> = {}, more: object = {}): object {
  return { agent: { id: "a-1", role: "clerk" }, action: { name: "act", args }, ...more };
}
