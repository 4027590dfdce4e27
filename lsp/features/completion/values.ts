// Offers of values of a type: members, units, currencies, and shapes of what is written out.

import type { Known } from "../../../compiler/types/known.js";
import { ACTION_NAME } from "../../../compiler/types/describe-type.js";
import type { Type } from "../../../compiler/types/type.js";
import { RANK, type Offer } from "./offer.js";

const DURATIONS = ["ms", "s", "m", "h", "d"];
const SIZES = ["B", "KB", "KiB", "MB", "MiB", "GB", "GiB"];

/** Currencies that are offered where the policy names none. */
const COMMON = ["USD", "EUR", "GBP", "CHF", "JPY"];

/** Values of a type, as they are written; `escape` says how a word is written that begins a clause here. */
export function valuesOf(
  type: Type | undefined,
  escape: (word: string) => string = (word) => word,
): readonly Offer[] {
  if (type === undefined) return [];
  switch (type.kind) {
    case "enum":
      return type.members.map((label) => ({
        ...{ label, kind: "member", rank: RANK.best, detail: type.name ?? "member" },
        ...(escape(label) !== label && { insert: escape(label) }),
        ...(type.name === ACTION_NAME && { replaces: "dotted" as const }),
        ...(label.includes("*") && { insert: `"${label}"` }),
      }));
    case "bool":
      return ["true", "false"].map((label) => ({ label, kind: "value", rank: RANK.best }));
    case "money":
      return [shape(`100 ${type.currency}`, `\${1:100} ${type.currency}`, "amount")];
    case "duration":
      return [
        shape("30s", "${1:30}s"),
        shape("15m", "${1:15}m"),
        shape("1h", "${1:1}h"),
        shape("7d", "${1:7}d"),
      ];
    case "percent":
      return [shape("5%", "${1:5}%")];
    case "bytes":
      return [shape("64KiB", "${1:64}KiB"), shape("2GiB", "${1:2}GiB")];
    case "time":
      return [
        { label: "now", kind: "value", detail: "time", doc: "The time of the decision.", rank: RANK.good },
        shape("time", 'time("${1:2026-01-01T00:00:00Z}")'),
      ];
    case "string":
    case "path":
    case "host":
    case "ip":
    case "cidr":
    case "url":
    case "command":
    case "sql":
      return [{ ...shape('""', '"${1}"', type.kind), rank: RANK.fair }];
    case "list":
    case "set":
      return [{ ...shape("[]", "[${1}]", "list"), rank: RANK.fair }];
    default:
      return [];
  }
}

function shape(label: string, snippet: string, detail = "value"): Offer {
  return { label, kind: "value", insert: label, snippet, detail, rank: RANK.good };
}

/** The number at the place with each unit that its type has. */
export function withUnits(digits: string, type: Type | undefined, known: Known): readonly Offer[] {
  const units = unitsOf(type);
  const amounts = type?.kind === "money" ? [type.currency] : type === undefined ? currenciesOf(known) : [];
  return [
    ...units.map((unit) => unitOffer(`${digits}${unit}`, "unit")),
    ...amounts.map((currency) => unitOffer(`${digits} ${currency}`, "currency")),
  ];
}

const unitOffer = (label: string, detail: string): Offer => ({
  label,
  kind: "unit",
  detail,
  rank: RANK.best,
});

function unitsOf(type: Type | undefined): readonly string[] {
  if (type === undefined) return [...DURATIONS, "%", ...SIZES];
  if (type.kind === "duration") return DURATIONS;
  if (type.kind === "bytes") return SIZES;
  return type.kind === "percent" ? ["%"] : [];
}

/** After a number and a blank. */
export function currencies(type: Type | undefined, known: Known): readonly Offer[] {
  const all = type?.kind === "money" ? [type.currency] : currenciesOf(known);
  return all.map((label) => unitOffer(label, "currency"));
}

/** The currencies of the policy, or else common ones. */
export function currenciesOf({ agent, context, impact, actions, data }: Known): readonly string[] {
  const found = new Set<string>();
  const types = [
    agent,
    context,
    impact,
    ...actions.map(({ args }) => args),
    ...[...data.values()].map(({ type }) => type),
  ];
  for (const type of types) collect(type, found, 0);
  return found.size > 0 ? [...found] : COMMON;
}

function collect(type: Type, found: Set<string>, depth: number): void {
  if (type.kind === "money") found.add(type.currency);
  else if (type.kind === "record" && depth < 5)
    for (const field of type.fields.values()) collect(field.type, found, depth + 1);
  else if (type.kind === "list" || type.kind === "set" || type.kind === "map")
    collect(type.element, found, depth);
}
