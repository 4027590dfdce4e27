// Reads a request by the program's declarations: the interpreter's own check of its form.

import { parseCidr, parseIp } from "../../runtime/values/ip.js";
import { parseDecimal, parseInteger } from "../../runtime/values/decimal.js";
import { parseHost } from "../../runtime/values/host.js";
import { parseUrl } from "../../runtime/values/url.js";
import { parsePath } from "../../runtime/values/path.js";
import { resolvePath } from "../../runtime/values/relative-path.js";
import { normalizeText } from "../../runtime/values/text.js";
import { parseDuration, parseTime } from "../../runtime/values/time.js";
import type { Normalized } from "../../runtime/values/normalized.js";
import type { Value } from "../../runtime/values/value.js";
import { parseCommand } from "../../runtime/facts/command/parse.js";
import type { Action, Program } from "../types/program.js";
import { actionNamed } from "./select.js";
import type { RecordType, Type } from "../types/type.js";
import { valueAt, type RawRecord, type RawRequest, type Situation } from "./situation.js";

/** The request does not fit its declarations. */
export class Invalid extends Error {}

/** The situation that `request` describes; throws `Invalid`. */
export function readRequest(program: Program, request: unknown, now: number): Situation {
  const raw = record(request);
  only(raw, ["id", "time", "agent", "action", "context", "impact"]);
  if (raw.id !== undefined && !isId(raw.id)) throw new Invalid("id");
  if (raw.time !== undefined) readText("time", text(raw.time, "time"), "time");
  const act = record(raw.action);
  only(act, ["name", "args", "reversible"]);
  const action = actionNamed(program, act.name);
  if (action === undefined) throw new Invalid("undeclared action");
  if (act.reversible !== undefined && typeof act.reversible !== "boolean") throw new Invalid("reversible");
  const section = (name: string, type: RecordType, from: unknown, paths = PLAIN): Value =>
    readValue(type, from === undefined ? {} : from, name, paths);
  const agent = section("agent", program.form.agent, raw.agent);
  const context = section("context", program.form.context, raw.context);
  const impact = section("impact", program.form.impact, raw.impact);
  const paths = pathsOf(action, { agent, context, args: act.args });
  return {
    action,
    name: String(act.name),
    now,
    sections: { agent, context, impact, args: section("args", action.args, act.args, paths) },
    reversible:
      action.reversible === "always" || (action.reversible === "reported" && act.reversible === true),
    raw: raw as unknown as RawRequest,
    fingerprint: canonical({
      agent: stable(program, "agent", raw.agent),
      action: { name: act.name, args: act.args, reversible: act.reversible },
      context: stable(program, "context", raw.context),
      impact: stable(program, "impact", raw.impact),
    }),
  };
}

/** What a host may call a request. */
function isId(id: unknown): boolean {
  return typeof id === "string" && id.isWellFormed() && id.length > 0 && id.length <= 200;
}

/** How a path is read, and where commands start. */
export interface Reading {
  readonly path: (path: string) => Normalized<string>;
  readonly directory?: string | undefined;
}

const PLAIN: Reading = { path: parsePath };

/** With `relative to`, paths among the arguments may be relative to what that attribute says, and to home. */
export function pathsOf(
  { relativeTo }: Action,
  sections: { readonly agent: unknown; readonly context: unknown; readonly args: unknown },
): Reading {
  if (relativeTo === undefined) return PLAIN;
  const [section = "", ...steps] = relativeTo.split(".");
  const home = valueAt(sections.context as Value, ["home"]) as string | undefined;
  const stated = valueAt(sections[section as keyof typeof sections] as Value | undefined, steps);
  const read = typeof stated === "string" ? resolvePath(stated, { home }) : undefined;
  const base = read?.ok === true ? read.value : undefined;
  return { path: (path) => resolvePath(path, { base, home }), directory: base };
}

/** The normal form of `raw` at `type`; throws `Invalid`. */
export function readValue(type: Type, raw: unknown, where: string, paths: Reading = PLAIN): Value {
  switch (type.kind) {
    case "list":
    case "set":
      if (!Array.isArray(raw)) throw new Invalid(where);
      return raw.map((item: unknown) => readValue(type.element, item, where, paths));
    case "record":
      return readRecord(type, record(raw), where, paths);
    case "enum":
      if (typeof raw !== "string" || !type.members.includes(raw)) throw new Invalid(where);
      return raw;
    case "money":
      return readMoney(type.currency, raw, where);
    case "map":
    case "error":
      throw new Invalid(where);
    case "command":
      return readCommand(raw, where, paths.directory);
    case "path":
      return accept(paths.path(text(raw, where)), where);
    default:
      return readScalar(type.kind, raw, where);
  }
}

function readRecord(type: RecordType, raw: RawRecord, where: string, paths: Reading): Value {
  if (type.open) readUndeclared(Object.entries(raw).filter(([name]) => !type.fields.has(name)));
  else only(raw, [...type.fields.keys()]);
  const fields: Record<string, Value> = {};
  for (const [name, field] of type.fields) {
    const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
    if (value === undefined && !field.optional) throw new Invalid(`${where}.${name}`);
    if (value !== undefined) fields[name] = readValue(field.type, value, `${where}.${name}`, paths);
  }
  return fields;
}

/** Detectors look at what nobody declared, so all of its texts, names included, must be such as can be normalised. */
function readUndeclared(value: unknown): void {
  if (typeof value === "string") accept(normalizeText(value), "undeclared");
  else if (typeof value === "object" && value !== null) Object.entries(value).flat().forEach(readUndeclared);
}

function readMoney(currency: string, raw: unknown, where: string): Value {
  if (typeof raw === "number") return accept(parseDecimal(raw), where);
  const money = record(raw);
  only(money, ["amount", "currency"]);
  if (money.currency !== currency) throw new Invalid(where);
  return decimal(money.amount, where);
}

function decimal(raw: unknown, where: string): Value {
  if (typeof raw !== "number" && typeof raw !== "string") throw new Invalid(where);
  return accept(parseDecimal(raw), where);
}

type ScalarKind = Exclude<
  Type["kind"],
  "list" | "set" | "map" | "record" | "enum" | "money" | "path" | "command" | "error"
>;

function readScalar(kind: ScalarKind, raw: unknown, where: string): Value {
  switch (kind) {
    case "bool":
      if (typeof raw !== "boolean") throw new Invalid(where);
      return raw;
    case "int":
      return accept(parseInteger(number(raw, where)), where);
    case "bytes": {
      const bytes = accept(parseInteger(number(raw, where)), where);
      if (bytes < 0) throw new Invalid(where);
      return bytes;
    }
    case "decimal":
      return decimal(raw, where);
    case "percent":
      return accept(parseDecimal(number(raw, where)), where);
    case "duration":
      return accept(parseDuration(typeof raw === "number" ? raw : text(raw, where)), where);
    default:
      return readText(kind, text(raw, where), where);
  }
}

function readText(
  kind: "time" | "string" | "host" | "ip" | "cidr" | "url" | "sql",
  raw: string,
  where: string,
): Value {
  const parsers: Readonly<Record<typeof kind, (text: string) => Normalized<Value>>> = {
    time: parseTime,
    string: normalizeText,
    host: parseHost,
    ip: parseIp,
    cidr: parseCidr,
    url: parseUrl,
    sql: normalizeText,
  };
  return accept(parsers[kind](raw), where);
}

function readCommand(raw: unknown, where: string, directory: string | undefined): Value {
  if (Array.isArray(raw))
    return parseCommand(
      raw.map((word: unknown) => text(word, where)),
      directory,
    );
  return parseCommand(text(raw, where), directory);
}

function text(raw: unknown, where: string): string {
  if (typeof raw !== "string" || !raw.isWellFormed()) throw new Invalid(where);
  return raw;
}

function number(raw: unknown, where: string): number {
  if (typeof raw !== "number") throw new Invalid(where);
  return raw;
}

function accept<T>(parsed: Normalized<T>, where: string): T {
  if (!parsed.ok) throw new Invalid(where);
  return parsed.value;
}

function record(raw: unknown): RawRecord {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) throw new Invalid("not an object");
  return raw as RawRecord;
}

function only(raw: RawRecord, keys: readonly string[]): void {
  for (const key of Object.keys(raw)) if (!keys.includes(key)) throw new Invalid(key);
}

/** What an approval is bound to: a section's members less those that are volatile. */
function stable(program: Program, path: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).filter(([key]) => !program.form.volatile.includes(`${path}.${key}`));
  return Object.fromEntries(members.map(([key, member]) => [key, stable(program, `${path}.${key}`, member)]));
}

/** Equal texts for requests whose members are equal, in any order of keys. */
export function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(",")}}`;
}
