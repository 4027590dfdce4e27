// The steps of a case in YAML, each with the words of a `test` block as its keys.

import { isMap, isScalar, type Node } from "yaml";
import { parseDuration, parseTime } from "../../runtime/values/time.js";
import { VERDICTS } from "../../runtime/table/verdict.js";
import type { Json, Step } from "../../runtime/testing/case.js";
import type { YamlReader } from "./yaml-reader.js";

const VERBS = [
  "agent",
  "context",
  "impact",
  "action",
  "expect",
  "after",
  "at",
  "approve",
  "result",
  "outcome",
  "kill",
  "revive",
] as const;
type Verb = (typeof VERBS)[number];

/** Words that go with a verb, in the same mapping. */
const COMPANIONS: Readonly<Partial<Record<Verb, readonly string[]>>> = {
  expect: ["by", "code", "times"],
  approve: ["acknowledging"],
  result: ["outcome"],
  kill: ["value"],
  revive: ["value", "by"],
};

export interface StepContext {
  readonly reader: YamlReader;
  readonly origin: (node: Node) => string;
  /** The qualified name of a rule, or undefined after reporting that there is none. */
  readonly rule: (name: string, node: Node) => string | undefined;
}

/** One step: a mapping with one verb and its companions. */
export function readStep(node: Node, context: StepContext): Step | undefined {
  const { reader } = context;
  if (!isMap(node)) return reader.wrong(node, "a step", "a mapping");
  const present = node.items.map((pair) => (isScalar(pair.key) ? String(pair.key.value) : ""));
  const verb = VERBS.find((each) => present.includes(each));
  if (verb === undefined) return reader.missing(node, VERBS.join("`, `"), "a step");
  const members = reader.mapping(node, `a step \`${verb}\``, [verb, ...(COMPANIONS[verb] ?? [])]);
  const value = members?.get(verb);
  return members === undefined || value === undefined
    ? undefined
    : verbStep(verb, value, members, node, context);
}

function verbStep(
  verb: Verb,
  value: Node,
  members: ReadonlyMap<string, Node>,
  node: Node,
  context: StepContext,
): Step | undefined {
  const { reader } = context;
  const origin = context.origin(node);
  switch (verb) {
    case "agent":
    case "context":
    case "impact":
      return attributesStep(verb, value, context);
    case "action":
      return actionStep(value, context);
    case "expect":
      return expectStep(value, members, context);
    case "after": {
      const duration = readDuration(value, reader);
      return duration === undefined ? undefined : { step: "after", duration, origin };
    }
    case "at":
      return atStep(value, context);
    case "approve":
      return approveStep(value, members, origin, reader);
    case "result":
      return resultStep(value, members, origin, reader);
    case "outcome": {
      const outcome = reader.oneOf(value, "`outcome`", OUTCOMES);
      return outcome === undefined ? undefined : { step: "outcome", outcome, origin };
    }
    case "kill":
    case "revive":
      return switchStep(verb, value, members, origin, reader);
  }
}

export function atStep(value: Node, { reader, origin }: StepContext): Step | undefined {
  const text = reader.text(value, "`at`");
  if (text === undefined) return undefined;
  const time = parseTime(text);
  if (!time.ok) return reader.wrong(value, "`at`", "a time such as 2026-03-02T09:30:00Z");
  return { step: "at", time: time.value, origin: origin(value) };
}

export function attributesStep(
  step: "agent" | "context" | "impact",
  value: Node,
  { reader, origin }: StepContext,
): Step | undefined {
  if (!reader.isRecord(value)) return reader.wrong(value, `\`${step}\``, "a mapping");
  return { step, values: reader.json(value, `\`${step}\``) as Json, origin: origin(value) };
}

export function actionStep(value: Node, { reader, origin }: StepContext): Step | undefined {
  const members = reader.mapping(value, "`action`", ["name", "args", "reversible"]);
  if (members === undefined) return undefined;
  const nameNode = members.get("name");
  if (nameNode === undefined) return reader.missing(value, "name", "`action`");
  const name = reader.text(nameNode, "`action.name`");
  const argsNode = members.get("args");
  if (argsNode !== undefined && !reader.isRecord(argsNode))
    return reader.wrong(argsNode, "`args`", "a mapping");
  const reversible = members.get("reversible");
  if (reversible !== undefined && (!isScalar(reversible) || typeof reversible.value !== "boolean")) {
    return reader.wrong(reversible, "`reversible`", "true or false");
  }
  if (name === undefined) return undefined;
  return {
    step: "action",
    name,
    args: argsNode === undefined ? {} : (reader.json(argsNode, "`args`") as Json),
    ...(reversible !== undefined && { reversible: reversible.value as boolean }),
    origin: origin(value),
  };
}

/** `expect: block`, with `by`, `code` and `times` beside it, or all of them in one mapping. */
export function expectStep(
  value: Node,
  beside: ReadonlyMap<string, Node>,
  context: StepContext,
): Step | undefined {
  const { reader } = context;
  const members = isMap(value)
    ? reader.mapping(value, "`expect`", ["verdict", "by", "code", "times"])
    : beside;
  if (members === undefined) return undefined;
  const verdictNode = isMap(value) ? members.get("verdict") : value;
  if (verdictNode === undefined) return reader.missing(value, "verdict", "`expect`");
  const before = reader.diagnostics.length;
  const verdict = reader.oneOf(verdictNode, "the verdict", VERDICTS);
  const by = optional(members.get("by"), (node) => ruleOf(node, context));
  const code = optional(members.get("code"), (node) => reader.text(node, "`code`"));
  const times = optional(members.get("times"), (node) => reader.count(node, "`times`")) ?? 1;
  if (verdict === undefined || reader.diagnostics.length > before) return undefined;
  const origin = context.origin(value);
  return {
    step: "expect",
    verdict,
    ...(by !== undefined && { by }),
    ...(code !== undefined && { code }),
    times,
    origin,
  };
}

function optional<T>(node: Node | undefined, read: (node: Node) => T | undefined): T | undefined {
  return node === undefined ? undefined : read(node);
}

function ruleOf(node: Node, { reader, rule }: StepContext): string | undefined {
  const name = reader.text(node, "`by`");
  return name === undefined ? undefined : rule(name, node);
}

function approveStep(
  value: Node,
  members: ReadonlyMap<string, Node>,
  origin: string,
  reader: YamlReader,
): Step | undefined {
  const by = reader.text(value, "`approve`");
  const acknowledging = members.get("acknowledging");
  if (acknowledging && reader.oneOf(acknowledging, "`acknowledging`", ["irreversible"]) === undefined)
    return undefined;
  return by === undefined
    ? undefined
    : { step: "approve", by, acknowledging: acknowledging !== undefined, origin };
}

const OUTCOMES = ["ok", "failed"] as const;

/** `result: {…}`, with `outcome: failed` beside it where the action failed. */
function resultStep(
  value: Node,
  members: ReadonlyMap<string, Node>,
  origin: string,
  reader: YamlReader,
): Step | undefined {
  const stated = members.get("outcome");
  const outcome = stated === undefined ? "ok" : reader.oneOf(stated, "`outcome`", OUTCOMES);
  if (outcome === undefined) return undefined;
  return { step: "result", outcome, value: reader.json(value, "`result`"), origin };
}

function switchStep(
  step: "kill" | "revive",
  value: Node,
  members: ReadonlyMap<string, Node>,
  origin: string,
  reader: YamlReader,
): Step | undefined {
  const scope = reader.text(value, `\`${step}\``);
  const valueNode = members.get("value");
  const byNode = members.get("by");
  const by = byNode && reader.text(byNode, "`by`");
  if (scope === undefined || (byNode && by === undefined)) return undefined;
  const common = { scope, ...(valueNode && { value: reader.json(valueNode, "`value`") }), origin };
  return step === "kill" ? { step, ...common } : { step, ...common, ...(by !== undefined && { by }) };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `1h` as in a policy, ISO 8601, or milliseconds. */
function readDuration(node: Node, reader: YamlReader): number | undefined {
  const value: unknown = isScalar(node) ? node.value : undefined;
  const literal = typeof value === "string" ? /^(\d[\d_]*)(ms|s|m|h|d)$/.exec(value) : null;
  const unit = UNITS[literal?.[2] ?? ""];
  if (literal?.[1] !== undefined && unit !== undefined) return Number(literal[1].replaceAll("_", "")) * unit;
  const parsed = typeof value === "string" || typeof value === "number" ? parseDuration(value) : undefined;
  return parsed?.ok === true ? parsed.value : reader.wrong(node, "`after`", "a duration such as 30m");
}
