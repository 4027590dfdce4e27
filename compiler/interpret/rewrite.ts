// What detectors find in what was sent, and what redactions make of it.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { detect, mask } from "../../runtime/facts/detect.js";
import { formatDecimal } from "../../runtime/values/decimal.js";
import { detectorName, type Detector } from "../../runtime/values/detector.js";
import { formatDuration } from "../../runtime/values/time.js";
import type { TypedRedaction } from "../types/program.js";
import type { Type } from "../types/type.js";
import { readValue } from "./read-request.js";
import { attributeAt, valueAt, type RawRecord, type Situation } from "./situation.js";

/** Does a detector find something in the attribute as it was sent, or for `args` in any argument? */
export function findsAt(
  path: string,
  type: Type,
  detectors: readonly Detector[],
  situation: Situation,
): boolean {
  const [section = "", ...steps] = path.split(".");
  const { raw, returned } = situation;
  const start: unknown =
    section === "args"
      ? raw.action.args
      : section === "result"
        ? returned?.raw
        : raw[section as "agent" | "context" | "impact"];
  return textsOf(valueAt(start as never, steps), type).some((text) => finds(text, detectors));
}

export function finds(text: string, detectors: readonly Detector[]): boolean {
  return detect(text.normalize("NFC"), detectors).length > 0;
}

/** Texts, numbers as they are written, and the names that a record has beyond its fields. */
function textsOf(value: unknown, type: Type | undefined): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => textsOf(item, itemType(type)));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    ...(isSearched(name, type) ? [name] : []),
    ...textsOf(member, memberType(name, type)),
  ]);
}

function isSearched(name: string, type: Type | undefined): boolean {
  return type === undefined || (type.kind === "record" && !type.fields.has(name));
}

function itemType(type: Type | undefined): Type | undefined {
  return type?.kind === "list" || type?.kind === "set" ? type.element : undefined;
}

function memberType(name: string, type: Type | undefined): Type | undefined {
  return type?.kind === "record" ? type.fields.get(name)?.type : undefined;
}

/** Is there something to rewrite in the arguments? */
export function hasWork(redaction: TypedRedaction, situation: Situation): boolean {
  const { op, target, detectors, most } = redaction;
  if (target === "args") return op !== "mask" || findsAt(target, situation.action.args, detectors, situation);
  const value = attributeAt(situation, target);
  if (value === undefined) return false;
  if (most !== undefined) return (value as number) > most.value;
  return op !== "mask" || findsAt(target, typeAt(target, situation), detectors, situation);
}

function typeAt(target: string, { action }: Situation): Type {
  let type: Type | undefined = action.args;
  for (const step of target.split(".").slice(1)) type = memberType(step, type);
  if (type === undefined) throw new Error(`no argument ${target}`);
  return type;
}

/** The arguments with every redaction applied; undefined where none speaks of them. */
export function rewrittenArgs(
  redactions: readonly TypedRedaction[],
  situation: Situation,
): RawRecord | undefined {
  const own = redactions.filter(({ target }) => target === "args" || target.startsWith("args."));
  if (own.length === 0) return undefined;
  return rewritten(situation.raw.action.args ?? {}, ["args"], situation.action.args, own) as RawRecord;
}

/** Is there something to rewrite in what came back? */
export function hasResultWork(redaction: TypedRedaction, { action, returned }: Situation): boolean {
  const { op, target, detectors, most } = redaction;
  const steps = target.split(".").slice(1);
  const value: unknown = valueAt(returned?.raw as never, steps);
  if (value === undefined) return false;
  const type = steps.reduce<Type | undefined>((at, step) => memberType(step, at), action.result);
  if (most !== undefined)
    return type !== undefined && (readValue(type, value, target) as number) > most.value;
  return op !== "mask" || textsOf(value, type).some((text) => finds(text, detectors));
}

/** What came back, with every redaction applied. */
export function rewrittenResult(
  redactions: readonly TypedRedaction[],
  { action, returned }: Situation,
): unknown {
  return returned?.raw === undefined
    ? undefined
    : rewritten(returned.raw, ["result"], action.result, redactions);
}

/** All that lies in a target is rewritten as it says: dropping beats hashing beats masking the whole. */
function rewritten(
  value: unknown,
  path: readonly string[],
  type: Type | undefined,
  redactions: readonly TypedRedaction[],
): unknown {
  const here = redactions.filter(({ target }) =>
    target.split(".").every((step, depth) => path[depth] === step),
  );
  if (here.some(({ op }) => op === "drop")) return undefined;
  const isWhole = here.some(({ op }) => op === "hash" || op === "mask-all");
  const bounded = isWhole ? value : clamped(value, type, here);
  if (Array.isArray(bounded)) {
    return bounded.map((item: unknown, i) =>
      rewritten(item, [...path, String(i)], itemType(type), redactions),
    );
  }
  if (typeof bounded !== "object" || bounded === null) return rewrittenLeaf(bounded, here);
  const members = Object.entries(bounded).flatMap(([name, member]: [string, unknown]) => {
    const after = rewritten(member, [...path, name], memberType(name, type), redactions);
    const said = isSearched(name, type) ? masked(name, here) : name;
    return after === undefined ? [] : [[said, after] as const];
  });
  return Object.fromEntries(members);
}

function rewrittenLeaf(value: unknown, here: readonly TypedRedaction[]): unknown {
  if (here.some(({ op }) => op === "hash")) {
    const text = typeof value === "string" ? value.normalize("NFC") : JSON.stringify(value);
    return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
  }
  const whole = here.find(({ op }) => op === "mask-all");
  if (whole !== undefined) return whole.as ?? "[redacted]";
  if (typeof value === "string") return masked(value, here);
  if (typeof value !== "number") return value;
  const after = masked(String(value), here);
  return after === String(value) ? value : after;
}

/** A finding becomes what the first redaction says that looks for it. */
function masked(text: string, here: readonly TypedRedaction[]): string {
  const detectors = here.flatMap((each) => each.detectors);
  if (detectors.length === 0) return text;
  return mask(
    text.normalize("NFC"),
    detectors.filter(
      (each, i) => detectors.findIndex((other) => detectorName(other) === detectorName(each)) === i,
    ),
    (name) => {
      const first = here.find((each) => each.detectors.some((detector) => detectorName(detector) === name));
      return first?.as ?? `[redacted ${name}]`;
    },
  );
}

/** The least bound, written as the number was; the number itself where it is not above it. */
function clamped(value: unknown, type: Type | undefined, here: readonly TypedRedaction[]): unknown {
  const bounds = here.flatMap(({ most }) => (most === undefined ? [] : [most.value]));
  if (type === undefined || bounds.length === 0) return value;
  const bound = Math.min(...bounds);
  if ((readValue(type, value, "") as number) <= bound) return value;
  if (typeof value === "object" && value !== null && "amount" in value) {
    const amount = formatDecimal(bound);
    return { ...value, amount: typeof value.amount === "string" ? amount : Number(amount) };
  }
  if (type.kind === "duration") return typeof value === "string" ? formatDuration(bound) : bound;
  if (type.kind === "int" || type.kind === "bytes") return bound;
  return typeof value === "string" ? formatDecimal(bound) : Number(formatDecimal(bound));
}
