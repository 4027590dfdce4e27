// One attempt as the interpreter sees it: every attribute in its normal form, by its dotted path.

import type { Value } from "../../runtime/values/value.js";
import type { Action, DataSet } from "../types/program.js";

export interface Situation {
  readonly action: Action;
  /** As the request has it: one of those that a wildcard takes, where the action is one. */
  readonly name: string;
  /** Epoch milliseconds of the decision. */
  readonly now: number;
  /** `agent`, `context`, `impact`, `args`: records in normal form. */
  readonly sections: Readonly<Record<"agent" | "context" | "impact" | "args", Value>>;
  /** False unless the action can be undone: its trait is `always`, or `reported` and the request says so. */
  readonly reversible: boolean;
  /** The request as it came, and what an approval is bound to. */
  readonly raw: RawRequest;
  readonly fingerprint: string;
  /** What came back, where that is decided, or was reported of an earlier action. */
  readonly returned?: Returned;
  /** What refreshed data held at the decision, by its name; what is not there was not known. */
  readonly held?: ReadonlyMap<string, Content>;
}

export type Content = Pick<DataSet, "values" | "keys">;

export interface Returned {
  /** As it was reported; undefined where nothing was. */
  readonly raw: unknown;
  /** In normal form, where the action declares a result. */
  readonly value?: Value;
}

/** A request whose form was checked. */
export interface RawRequest {
  readonly agent?: RawRecord;
  readonly context?: RawRecord;
  readonly impact?: RawRecord;
  readonly action: { readonly name: string; readonly args?: RawRecord; readonly reversible?: boolean };
}

export type RawRecord = Readonly<Record<string, unknown>>;

/** The value at `path`, or undefined where it is absent. */
export function attributeAt(situation: Situation, path: string): Value | undefined {
  const [section = "", ...steps] = path.split(".");
  if (section === "action") return actionAttribute(situation, steps[0]);
  if (section === "result") return valueAt(situation.returned?.value, steps);
  return valueAt(situation.sections[section as keyof Situation["sections"]], steps);
}

/** Does the path speak of a result of which nothing is known? */
export function isUnreported({ returned }: Situation, path: string): boolean {
  return path.split(".")[0] === "result" && returned === undefined;
}

/** Follows `steps` into a record. */
export function valueAt(start: Value | undefined, steps: readonly string[]): Value | undefined {
  let value: unknown = start;
  for (const step of steps) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value as Value | undefined;
}

function actionAttribute(situation: Situation, name: string | undefined): Value | undefined {
  switch (name) {
    case "name":
      return situation.name;
    case "effect":
      return situation.action.effect;
    case "reversible":
      return situation.reversible;
    default:
      return undefined;
  }
}

/** One text for equal values of one type, another for different ones; what is absent has a text of its own. */
export function keyText(value: Value | undefined): string {
  if (value === undefined) return "absent";
  if (typeof value === "object" && "text" in value) return JSON.stringify(value.text);
  return JSON.stringify(value);
}
