// The form of a table file, member by member: what the reader demands and the JSON Schema says.

import { expr } from "./expr-shapes.js";
import { auditShape, identityShape, trustShape } from "./evidence-shapes.js";
import { TABLE_FORMAT } from "./format.js";
import type * as format from "./format.js";
import {
  anyInteger,
  boolean,
  either,
  index,
  integer,
  list,
  map,
  named,
  object,
  oneOf,
  optional,
  tagged,
  text,
  type Fields,
  type Shape,
  type Variants,
} from "./shape.js";
import {
  actionPattern,
  among,
  cidr,
  detector,
  digest,
  hostPattern,
  name,
  origin,
  path,
  value,
} from "./value-shapes.js";
import { VERDICTS } from "./verdict.js";

const duration = integer(1);
const keys = list(path);

// ─── The request ────────────────────────────────────────────────────────────────────────────────────────────────

const typeVariants: () => Variants<format.TypeSchema, "type"> = () => ({
  bool: {},
  int: {},
  decimal: {},
  percent: {},
  duration: {},
  bytes: {},
  time: {},
  string: {},
  path: {},
  host: {},
  ip: {},
  cidr: {},
  url: {},
  command: {},
  sql: {},
  money: { currency: text("[A-Z]{3}") },
  enum: { members: list(text(), { min: 1, unique: true }) },
  list: { of: typeSchema },
  set: { of: typeSchema },
  record: { fields: map(fieldSchema), open: boolean },
});

const typeSchema: Shape<format.TypeSchema> = named("TypeSchema", () =>
  tagged<format.TypeSchema, "type">("type", typeVariants()),
);

const dataSchema: Shape<format.DataSchema> = named("DataSchema", () =>
  tagged<format.DataSchema, "type">("type", { ...typeVariants(), map: { of: typeSchema } }),
);

const fieldSchema: Shape<format.FieldSchema> = named("FieldSchema", () =>
  object<format.FieldSchema>({ schema: typeSchema, optional: boolean }),
);

const recordSchema = object<format.RecordSchema>({
  type: oneOf(["record"]),
  fields: map(fieldSchema),
  open: boolean,
});

const actionSchema = object<format.ActionSchema>({
  args: recordSchema,
  result: optional(typeSchema),
  effect: optional(oneOf(["read", "write", "delete", "execute"])),
  reversible: oneOf(["always", "never", "reported"]),
  reads: list(name),
  writes: list(name),
  runs: list(name),
  migrates: list(name),
  reaches: list(object<format.Reach>({ arg: name, port: optional(name) })),
  relativeTo: optional(path),
});

const requestSchema = object<format.RequestSchema>({
  agent: recordSchema,
  context: recordSchema,
  impact: recordSchema,
  actions: map(actionSchema),
  volatile: list(path, { unique: true }),
});

// ─── The policy and its rules ───────────────────────────────────────────────────────────────────────────────────

const condition = object<format.Condition>({ expr: index, text: text(), origin });

const reason = either<format.Reason>(
  text(),
  list(either<string | { readonly path: string }>(text(), object<{ readonly path: string }>({ path })), {
    min: 1,
  }),
);

const fallbackFields: Fields<format.Fallback> = {
  verdict: oneOf(["allow", "throttle", "escalate", "block"]),
  reason,
  needs: optional(index),
  origin,
};

const fallback = object<format.Fallback>(fallbackFields);

const policyHeader = object<format.PolicyHeader>({
  name,
  version: optional(text()),
  language: oneOf([1]),
  mode: oneOf(["enforce", "shadow"]),
  default: fallback,
  onError: fallback,
  onErrorWhen: list(object<format.ConditionalFallback>({ ...fallbackFields, when: condition })),
});

const limit = object<format.Limit>({
  window: index,
  amount: either<string | 1>(oneOf([1]), path),
  op: oneOf(["<", "<="]),
  bound: anyInteger,
});

const redaction = tagged<format.Redaction, "op">("op", {
  mask: { target: path, detectors: list(detector, { min: 1 }), as: optional(text()) },
  "mask-all": { target: path, as: optional(text()) },
  hash: { target: path },
  drop: { target: path },
  clamp: {
    target: path,
    type: oneOf(["int", "decimal", "percent", "money", "bytes", "duration"]),
    most: anyInteger,
  },
});

const trip = object<format.Trip>({ killswitch: path, scope: path, for: optional(duration) });

const rule: Shape<format.Rule> = named("Rule", () =>
  object<format.Rule>({
    name: path,
    origin,
    actions: list(actionPattern, { unique: true }),
    among: optional(among),
    onResult: optional(oneOf([true])),
    conditions: list(condition),
    verdict: oneOf([...VERDICTS, "none", "note"]),
    permits: boolean,
    code: text(),
    explicit: boolean,
    reason,
    shadow: boolean,
    needs: optional(index),
    limit: optional(limit),
    label: optional(name),
    grant: optional(index),
    box: optional(name),
    redactions: list(redaction),
    connect: optional(object<format.ConnectRule>({ deny: list(cidr), except: list(hostPattern) })),
    notify: list(text()),
    trips: optional(list(trip, { min: 1 })),
  }),
);

const needs = object<format.Needs>({
  rule: path,
  of: list(
    object<format.Need>({
      count: integer(1),
      group: name,
      acknowledging: optional(oneOf(["irreversible"])),
    }),
    { min: 1 },
  ),
  within: duration,
  ask: name,
  approver: optional(name),
});

const approver = object<format.Approver>({
  webhook: text("https://.+"),
  timeout: duration,
  onTimeout: object<format.Approver["onTimeout"]>({
    verdict: oneOf(["allow", "throttle", "escalate", "block"]),
    reason: text(),
    ask: optional(name),
  }),
  group: name,
});

// ─── State, boxes, data ─────────────────────────────────────────────────────────────────────────────────────────

const histories = list(
  object<format.HistoryPattern>({
    id: digest,
    fn: oneOf(["formerly", "count", "sum", "distinct"]),
    actions: list(actionPattern, { unique: true }),
    among: optional(among),
    attempts: optional(oneOf([true])),
    where: optional(index),
    attribute: optional(path),
    within: optional(duration),
    since: optional(list(actionPattern, { min: 1, unique: true })),
    sinceAmong: optional(among),
    by: keys,
    earlier: optional(list(path, { min: 1 })),
  }),
);

const grants = list(
  object<format.GrantState>({ id: path, scope: keys, expires: duration, revoke: optional(index) }),
);

const killswitches = list(
  object<format.Killswitch>({
    name: path,
    origin,
    scope: list(path, { min: 1, unique: true }),
    needs: optional(index),
  }),
);

const names = list(text());
const paths = list(
  either<format.BoxPath>(
    text(),
    object<Exclude<format.BoxPath, string>>({ attribute: path, pattern: text("/.*") }),
  ),
);

const box = object<format.Box>({
  mask: boolean,
  read: paths,
  write: paths,
  hide: paths,
  reach: either<"any" | readonly string[]>(oneOf(["any"]), names),
  run: names,
  env: names,
  limits: object<format.ResourceLimits>({
    cpu: optional(index),
    memory: optional(index),
    processes: optional(index),
    wall: optional(index),
  }),
  must: optional(oneOf(["kernel"])),
});

const classifier = object<format.Classifier>({
  name,
  params: list(object<format.ClassifierParam>({ name, schema: typeSchema })),
  result: typeSchema,
  asks: tagged<format.ClassifierHost, "by">("by", {
    host: { name: text() },
    webhook: { url: text("https?://.+") },
  }),
  timeout: duration,
});

/** A whole table file. */
export const tableFile: Shape<format.TableFile> = named("Table", () =>
  object<format.TableFile>({
    format: oneOf([TABLE_FORMAT]),
    digest,
    policy: policyHeader,
    requires: list(oneOf(["audit", "identity", "sandbox", "trust"]), { unique: true }),
    schema: requestSchema,
    groups: map(list(text())),
    approvers: map(approver),
    data: list(
      object<format.DataSet>({
        name,
        schema: dataSchema,
        values: list(value),
        keys: optional(list(text(), { unique: true })),
        source: digest,
        refresh: optional(duration),
      }),
    ),
    classifiers: list(classifier),
    boxes: map(box),
    baselines: list(
      object<format.Baseline>({ path: text(), language: oneOf(["sql", "json-schema"]), text: text() }),
    ),
    histories,
    grants,
    windows: list(object<format.Window>({ id: text(), per: duration, by: keys })),
    needs: list(needs),
    killswitches,
    identity: optional(identityShape(fallback)),
    trust: optional(list(trustShape(fallback), { min: 1 })),
    audit: optional(auditShape),
    exprs: list(expr),
    rules: list(rule),
    floor: optional(tableFile),
  }),
);
