// Reasons with the attributes that they quote: bounded, escaped, and nothing in them that must not be told.
//
// A reason goes to the agent, to approvers and into logs, and what it quotes was written by whoever made the request.

import { mask } from "../facts/detect.js";
import { DETECTORS } from "../values/detector.js";
import type { Value } from "../values/value.js";
import type { AttributePath, Reason, Redaction, Rule, TypeSchema } from "../table/format.js";
import { scopeSchema } from "./halt.js";
import type { Judgement } from "./judge.js";
import type { Policy } from "./policy.js";
import { attributeOf } from "./situation.js";
import { numberText } from "./show.js";

/** A text longer than this is not read for a reason at all. */
const LONGEST_READ = 10_000;
/** So many characters of an attribute are shown. */
const LONGEST_SHOWN = 200;
/** So many members of a list are. */
const MOST_MEMBERS = 20;

/** The reason for people. What a redaction of a rule that matches hides, or a detector finds, does not stand in it. */
export function reasonText(policy: Policy, judgement: Judgement, reason: Reason): string {
  if (typeof reason === "string") return reason;
  return reason
    .map((part) => (typeof part === "string" ? part : quoted(policy, judgement, part.path)))
    .join("");
}

/** A reason where no request is known to be one: it quotes nothing. */
export function plainReason(reason: Reason): string {
  if (typeof reason === "string") return reason;
  return reason.map((part) => (typeof part === "string" ? part : "(absent)")).join("");
}

function quoted(policy: Policy, judgement: Judgement, path: AttributePath): string {
  const { table } = policy;
  const { situation } = judgement;
  const value = attributeOf(situation, path);
  if (value === undefined) return "(absent)";
  const redactions = hiding(policy, judgement)
    .flatMap((rule) => rule.redactions)
    .filter(({ target }) => covers(target, path));
  if (redactions.some(({ op }) => op !== "mask" && op !== "clamp")) return "[redacted]";
  const detectors = [...DETECTORS, ...redactions.flatMap(detectorsOf)];
  const schema = scopeSchema(table, path, situation.declared);
  return escaped(shortened(textOf(schema, value, (text) => mask(text, detectors))));
}

/** Once a result is decided, nobody knows which rules matched the action: then all count that could have. */
function hiding(policy: Policy, { matches, situation }: Judgement): readonly Rule[] {
  const matched = matches.map(({ rule }) => rule);
  if (situation.returned === undefined) return matched;
  return [...matched, ...(policy.actions.get(situation.declared)?.rules ?? [])];
}

/** Shadow rules too: what somebody means to hide is not told meanwhile. */
function covers(target: string, path: AttributePath): boolean {
  return path === target || path.startsWith(`${target}.`);
}

function detectorsOf(redaction: Redaction): Extract<Redaction, { readonly op: "mask" }>["detectors"] {
  return redaction.op === "mask" ? redaction.detectors : [];
}

type Masking = (text: string) => string;

/** Each text is masked before anything is cut off, so that no half of a finding is left. */
function textOf(schema: TypeSchema | undefined, value: Value, masked: Masking): string {
  if (Array.isArray(value)) return listText(schema, value as readonly Value[], masked);
  const text = scalarText(schema, value);
  return text.length > LONGEST_READ ? "(too long to show)" : masked(text);
}

function listText(schema: TypeSchema | undefined, values: readonly Value[], masked: Masking): string {
  const of = schema?.type === "list" || schema?.type === "set" ? schema.of : undefined;
  const shown = values.slice(0, MOST_MEMBERS).map((member) => textOf(of, member, masked));
  return `[${[...shown, ...(values.length > MOST_MEMBERS ? ["…"] : [])].join(", ")}]`;
}

function scalarText(schema: TypeSchema | undefined, value: Value): string {
  if (typeof value === "number") return numberText(schema, value);
  if (typeof value === "object")
    return "text" in value && typeof value.text === "string" ? value.text : "(a record)";
  return String(value);
}

function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length > LONGEST_SHOWN ? `${characters.slice(0, LONGEST_SHOWN).join("")}…` : text;
}

/** Nothing that ends a quotation, looks like another attribute, or shows otherwise than it reads. */
function escaped(text: string): string {
  return text
    .replace(/[\\"{}]/gu, "\\$&")
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}
