// What a fault gives: the first condition that holds on what can be read of the request, else the unconditional form.

import type { Value } from "../../runtime/values/value.js";
import type { Action, Fallback, Program } from "../types/program.js";
import type { Field, RecordType } from "../types/type.js";
import type { TypedExpr } from "../types/typed-expr.js";
import { truthOf } from "./expression.js";
import type { Watch } from "./scene.js";
import { Overflow } from "./interval.js";
import { Invalid, pathsOf, readValue, type Reading } from "./read-request.js";
import { actionNamed } from "./select.js";
import { valueAt, type RawRequest, type Situation } from "./situation.js";

/** The fallback for `request`, which may be anything, at `now`. */
export function onErrorOf(program: Program, request: unknown, now: number, watch?: Watch): Fallback {
  const { onError, onErrorWhen } = program.header;
  return onErrorWhen.find(({ when }) => holds(program, when, request, now, watch)) ?? onError;
}

function holds(program: Program, when: TypedExpr, request: unknown, now: number, watch?: Watch): boolean {
  try {
    const situation = readable(program, namesIn(when), request, now);
    const none = (): never => {
      throw new Error("a condition of `on_error` asks the state");
    };
    const scene = { situation, bound: new Map(), history: none, answer: none, approved: none };
    return truthOf(when, { ...scene, ...(watch && { watch }) }) === true;
  } catch (error) {
    if (error instanceof Invalid || error instanceof Overflow) return false;
    throw error;
  }
}

/** A situation of nothing but these attributes, each read by itself; throws `Invalid` where one of them is. */
function readable(program: Program, paths: ReadonlySet<string>, request: unknown, now: number): Situation {
  const name = valueAt(request as never, ["action", "name"]);
  const action = actionNamed(program, name);
  const sections: Record<string, Record<string, unknown>> = { agent: {}, context: {}, impact: {}, args: {} };
  const reading = action?.relativeTo === undefined ? undefined : readingIn(program, action, request);
  for (const path of paths) {
    const [section = "", ...steps] = path.split(".");
    if (section === "action" || section === "args") mustBeDeclared(action);
    if (section === "action") continue;
    if (path === "args")
      readValue(recordOf(program, action, section), rawSection(request, section), path, reading);
    if (path === "args") continue;
    const paths = section === "args" ? reading : undefined;
    const value = readAlone(recordOf(program, action, section), rawSection(request, section), steps, paths);
    if (value !== undefined) put(sections[section] ?? {}, steps, value);
  }
  return {
    action: action ?? NO_ACTION,
    name: typeof name === "string" ? name : "",
    now,
    sections: sections as Situation["sections"],
    reversible: isReversible(action, request, paths.has("action.reversible")),
    raw: request as RawRequest,
    fingerprint: "",
  };
}

function isReversible(action: Action | undefined, request: unknown, asked: boolean): boolean {
  const stated = valueAt(request as never, ["action", "reversible"]);
  if (asked && stated !== undefined && typeof stated !== "boolean") throw new Invalid("action.reversible");
  return action?.reversible === "always" || (action?.reversible === "reported" && stated === true);
}

/** From where relative paths are, as far as the request validly says. */
function readingIn(program: Program, action: Action, request: unknown): Reading {
  const [section = "", ...steps] = action.relativeTo?.split(".") ?? [];
  const found: Record<string, Record<string, unknown>> = { agent: {}, context: {} };
  const tell = (of: "agent" | "context", path: readonly string[]): void => {
    try {
      const value = readAlone(program[of], rawSection(request, of), path);
      if (value !== undefined) put(found[of] ?? {}, path, value);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
    }
  };
  tell("context", ["home"]);
  if (section === "agent" || section === "context") tell(section, steps);
  const args = valueAt(request as never, ["action", "args"]);
  return pathsOf(action, { agent: found.agent, context: found.context, args });
}

/** Stands where the request names no action and no condition asks for one. */
const NO_ACTION = {} as Action;

function mustBeDeclared(action: Action | undefined): void {
  if (action === undefined) throw new Invalid("action");
}

function recordOf(program: Program, action: Action | undefined, section: string): RecordType {
  if (section === "agent" || section === "context" || section === "impact") return program[section];
  if (action === undefined) throw new Invalid(section);
  return action.args;
}

function rawSection(request: unknown, section: string): unknown {
  const path = section === "args" ? ["action", "args"] : [section];
  if (typeof request !== "object" || request === null) throw new Invalid("request");
  return valueAt(request as never, path) ?? {};
}

/** Undefined where an optional attribute is absent. */
function readAlone(
  record: RecordType,
  raw: unknown,
  steps: readonly string[],
  paths?: Reading,
): Value | undefined {
  const [step = "", ...rest] = steps;
  const field: Field | undefined = record.fields.get(step);
  if (field === undefined || typeof raw !== "object" || raw === null || Array.isArray(raw))
    throw new Invalid(step);
  const member = valueAt(raw as never, [step]);
  if (member === undefined) {
    if (field.optional) return undefined;
    throw new Invalid(step);
  }
  if (rest.length === 0) return readValue(field.type, member, step, paths);
  if (field.type.kind !== "record") throw new Invalid(step);
  return readAlone(field.type, member, rest, paths);
}

/** An attribute and a field of it may both be named: what is there already stays. */
function put(record: Record<string, unknown>, steps: readonly string[], value: Value): void {
  const [step = "", ...rest] = steps;
  if (rest.length === 0) {
    const there = record[step];
    record[step] = isRecord(there) && isRecord(value) ? { ...there, ...value } : value;
    return;
  }
  const inner = isRecord(record[step]) ? { ...record[step] } : {};
  record[step] = inner;
  put(inner, rest, value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What the parameters of lets stand for. */
type Arguments = ReadonlyMap<string, ReadonlySet<string>>;

/** The attributes that an expression names, its lets written out. */
function namesIn(expr: TypedExpr, lets: Arguments = new Map()): ReadonlySet<string> {
  const names = (each: TypedExpr): ReadonlySet<string> => namesIn(each, lets);
  const all = (...exprs: readonly TypedExpr[]) => new Set(exprs.flatMap((each) => [...names(each)]));
  switch (expr.kind) {
    case "attribute":
    case "has":
    case "detects":
      return new Set([expr.path]);
    case "variable":
    case "has-variable":
      // A record comes from an attribute: what is named is the field of it.
      return new Set([...(lets.get(expr.name) ?? [])].map((path) => [path, ...expr.steps].join(".")));
    case "list":
      return all(...expr.items);
    case "and":
    case "or":
    case "compare":
    case "arithmetic":
      return all(expr.left, expr.right);
    case "not":
    case "known":
    case "negate":
    case "to-decimal":
      return names(expr.operand);
    case "in":
      return all(expr.item, expr.items);
    case "between":
      return all(expr.item, expr.low, expr.high);
    case "in-cidr":
    case "like":
    case "under":
    case "like-host":
    case "matches":
    case "holds":
    case "like-data":
    case "element":
    case "has-element":
    case "runs":
    case "unseen":
    case "runs-only":
    case "touches":
    case "redirects":
    case "quantifier":
      return all(...partsOf(expr));
    case "call":
    case "classify":
      return all(...expr.args);
    case "let":
      return namesInLet(expr, lets);
    case "literal":
    case "data":
    case "now":
    case "outcome":
    case "verdict":
    case "history":
    case "approved":
      return new Set();
  }
}

/** What a map holds is no attribute; its key may be one, whatever field of it the body reads. */
function namesInLet(
  { instance, args }: Extract<TypedExpr, { readonly kind: "let" }>,
  lets: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const inside = new Map(lets);
  const keys: string[] = [];
  args.forEach((arg, i) => {
    const names = namesIn(arg, lets);
    if (arg.kind === "element") keys.push(...names);
    inside.set(instance.params[i] ?? "", arg.kind === "element" ? new Set() : names);
  });
  return new Set([...namesIn(instance.body, inside), ...keys]);
}

type Test = Extract<
  TypedExpr,
  {
    readonly kind:
      | "quantifier"
      | "in-cidr"
      | "like"
      | "under"
      | "like-host"
      | "matches"
      | "holds"
      | "like-data"
      | "element"
      | "has-element"
      | "runs"
      | "unseen"
      | "runs-only"
      | "touches"
      | "redirects";
  }
>;

/** What a test of one value, or of the members of one, is of. */
function partsOf(expr: Test): readonly TypedExpr[] {
  switch (expr.kind) {
    case "quantifier":
      return [expr.over, expr.body];
    case "in-cidr":
      return [expr.item, expr.cidr];
    case "under":
      return [expr.subject, expr.directory];
    case "like":
      return [expr.subject, ...(expr.home === undefined ? [] : [expr.home])];
    case "like-host":
    case "matches":
    case "holds":
    case "like-data":
      return [expr.subject];
    case "element":
    case "has-element":
      return [expr.key];
    case "runs":
    case "unseen":
      return [expr.command];
    default:
      return [expr.command, ...(expr.home === undefined ? [] : [expr.home])];
  }
}
