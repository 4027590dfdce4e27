// Reasons with the attributes that they quote, as the language words it.

import { mask } from "../../runtime/facts/detect.js";
import { formatDecimal } from "../../runtime/values/decimal.js";
import { DETECTORS } from "../../runtime/values/detector.js";
import { formatDuration } from "../../runtime/values/time.js";
import type { Value } from "../../runtime/values/value.js";
import type { QuotedAttribute, TypedReason, TypedRedaction } from "../types/program.js";
import type { Type } from "../types/type.js";
import type { Contribution } from "./contribute.js";
import { attributeAt, type Situation } from "./situation.js";

/** The reason, quoting from `situation`, without what the redactions among `said` hide. */
export function reasonText(reason: TypedReason, situation: Situation, said: readonly Contribution[]): string {
  if (typeof reason === "string") return reason;
  const redactions = said.flatMap((each) => each.redactions);
  return reason
    .map((part) => (typeof part === "string" ? part : quote(part, situation, redactions)))
    .join("");
}

function quote(
  { path, type }: QuotedAttribute,
  situation: Situation,
  redactions: readonly TypedRedaction[],
): string {
  const value = attributeAt(situation, path);
  if (value === undefined) return "(absent)";
  const own = redactions.filter(({ target }) => `${path}.`.startsWith(`${target}.`));
  if (own.some((each) => each.op !== "mask" && each.op !== "clamp")) return "[redacted]";
  const hides = [...DETECTORS, ...own.flatMap((each) => each.detectors)];
  const show = (each: Value, of: Type): string => {
    const text = scalar(each, of);
    return text.length > 10_000 ? "(too long to show)" : mask(text, hides);
  };
  const text =
    type.kind === "list" || type.kind === "set"
      ? list(value as readonly Value[], (each) => show(each, type.element))
      : show(value, type);
  const signs = Array.from(text);
  return [...signs.slice(0, 200), ...(signs.length > 200 ? ["…"] : [])].map(escape).join("");
}

function list(values: readonly Value[], show: (value: Value) => string): string {
  const shown = values.slice(0, 20).map(show);
  return `[${[...shown, ...(values.length > 20 ? ["…"] : [])].join(", ")}]`;
}

function scalar(value: Value, type: Type): string {
  if (typeof value === "object") return "text" in value && typeof value.text === "string" ? value.text : "";
  if (typeof value !== "number") return String(value);
  switch (type.kind) {
    case "decimal":
      return formatDecimal(value);
    case "percent":
      return `${formatDecimal(value)}%`;
    case "money":
      return `${formatDecimal(value)} ${type.currency}`;
    case "duration":
      return formatDuration(value);
    case "time":
      return new Date(value).toISOString();
    default:
      return String(value);
  }
}

function escape(sign: string): string {
  if ('\\"{}'.includes(sign)) return `\\${sign}`;
  return /^[\p{C}\p{Zl}\p{Zp}]$/u.test(sign) ? `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}` : sign;
}
