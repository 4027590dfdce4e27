// One attempt whose form was checked: what was requested, as sent and in normal form.

import { keyOf } from "../evaluate/key.js";
import { personOf } from "../evaluate/needs.js";
import { memberAt } from "../evaluate/predicate.js";
import type { Json } from "../table/canonical.js";
import type { ActionSchema, AttributePath, Key, RequestSchema, TypeSchema } from "../table/format.js";
import { typeIn } from "../table/sort.js";
import type { ResultRewrite } from "../state/store.js";
import type { RecordValue, Value } from "../values/value.js";
import { digestOf } from "./digest.js";
import { isObject, type JsonObject } from "./form.js";

export interface Situation {
  readonly action: string;
  /** The declaration that it comes under: its name, or the pattern of a wildcard. */
  readonly declared: string;
  readonly schema: ActionSchema;
  readonly sections: Readonly<Record<Section, RecordValue>>;
  /** What cannot be undone, or is not known to be undoable, is irreversible. */
  readonly reversible: boolean;
  /** As they were sent. */
  readonly sent: Readonly<Record<Section, JsonObject>> & {
    readonly reversible?: boolean;
    /** All members but the id and the time. */
    readonly request: Readonly<Record<string, Json | undefined>>;
  };
  /** "sha256:…" of the action as requested, and of what came back. */
  readonly digest: string;
  /** There where the result of the action is decided. */
  readonly returned?: Returned;
}

/** What an action came to, as its host reports. */
export interface Returned {
  readonly outcome: "ok" | "failed";
  /** In normal form, where the action declares a result and one was reported. */
  readonly value?: Value;
  /** As it was reported. */
  readonly sent?: Json;
  /** What the rules on the action, when it was permitted, asked of its result. */
  readonly rewrites: readonly ResultRewrite[];
}

export type Section = "agent" | "context" | "impact" | "args";

/** The value at `path`, or undefined where it is absent. */
export function attributeOf(situation: Situation, path: AttributePath): Value | undefined {
  const [section = "", ...steps] = path.split(".");
  if (section === "action") return actionAttribute(situation, steps);
  if (section === "result") return memberAt(situation.returned?.value, steps);
  return isSection(section) ? memberAt(situation.sections[section], steps) : undefined;
}

/** The attribute as it was sent, or undefined where it is absent; `args` stands for all arguments. */
export function sentAt(situation: Situation, path: AttributePath): Json | undefined {
  const [section = "", ...steps] = path.split(".");
  const isResult = section === "result";
  if (!isResult && !isSection(section)) return undefined;
  let value: Json | undefined = isResult ? situation.returned?.sent : situation.sent[section];
  for (const step of steps) value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  return value;
}

/** The declared form of the attribute. */
export function formAt(
  situation: Situation,
  schema: RequestSchema,
  path: AttributePath,
): TypeSchema | undefined {
  const [section = "", ...steps] = path.split(".");
  const { result } = situation.schema;
  if (section === "result") return result && typeIn(result, steps);
  if (!isSection(section)) return undefined;
  return typeIn(section === "args" ? situation.schema.args : schema[section], steps);
}

/** A longer key is named by its digest, so that no request fills the memory of a store. */
const LONGEST_KEY = 256;

/** The key of state that is kept apart by these attributes. */
export function keyAt(situation: Situation, key: Key): string {
  return bounded(keyOf(key.map((path) => attributeOf(situation, path))));
}

/** The text itself, or where it is long its digest. */
export function bounded(text: string): string {
  return text.length <= LONGEST_KEY ? text : digestOf(text);
}

/** Those whose agreement does not count: the agent and its owner. */
export function barredFrom(situation: Situation): readonly string[] {
  const names = [attributeOf(situation, "agent.id"), attributeOf(situation, "agent.owner")];
  return names.filter((name) => typeof name === "string").map(personOf);
}

function isSection(name: string): name is Section {
  return name === "agent" || name === "context" || name === "impact" || name === "args";
}

function actionAttribute(situation: Situation, [name, ...rest]: readonly string[]): Value | undefined {
  if (rest.length > 0) return undefined;
  switch (name) {
    case "name":
      return situation.action;
    case "effect":
      return situation.schema.effect;
    case "reversible":
      return situation.reversible;
    default:
      return undefined;
  }
}
