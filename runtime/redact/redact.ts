// Rewrites data by a plan: what leaves is masked, clamped, hashed or dropped; all else stays as it was sent.

import { digestOf } from "../decide/digest.js";
import { mask, type Placeholder } from "../facts/detect.js";
import { canonicalJson, isList, type Json } from "../table/canonical.js";
import { normalizeText } from "../values/text.js";
import { clamped } from "./clamp.js";
import {
  layerAt,
  NOTHING,
  planOf,
  type Layer,
  type RedactionPlan,
  type Rewriting,
  type Treatment,
} from "./plan.js";
import { findsIn, formOfItem, formOfMember, isUndeclared, textOf, type Form } from "./search.js";

const MASKED = "[redacted]";

/**
 * `value`, which stands at `path`, rewritten; undefined where it is dropped. `form` is the declared form, which says
 * what names are the declaration's and stay.
 */
export function redact(
  value: Json,
  path: string,
  rewritings: readonly Rewriting[],
  form?: Form,
): Json | undefined {
  return rewritten(value, path, form, planOf(rewritings), NOTHING);
}

function rewritten(
  value: Json,
  path: string,
  form: Form,
  plan: RedactionPlan,
  around: Layer,
): Json | undefined {
  const layer = layerAt(plan, path, around);
  const { treatment } = layer;
  if (treatment?.whole?.op === "drop") return undefined;
  const whole = boundedBy(treatment, value);
  if (isList(whole)) {
    return whole
      .map((item, i) => rewritten(item, `${path}.${i}`, formOfItem(form), plan, layer))
      .filter((item) => item !== undefined);
  }
  if (typeof whole !== "object" || whole === null) {
    return treatment === undefined ? whole : rewriteLeaf(whole, treatment);
  }
  return rewrittenMembers(whole, path, form, plan, layer);
}

function rewrittenMembers(
  value: Readonly<Record<string, Json | undefined>>,
  path: string,
  form: Form,
  plan: RedactionPlan,
  layer: Layer,
): Json {
  const members: [string, Json][] = [];
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const after = rewritten(member, `${path}.${stepOf(name)}`, formOfMember(name, form), plan, layer);
    // What a mask looks for may stand in a name as well.
    const isSearched = layer.treatment !== undefined && isUndeclared(name, form);
    if (after !== undefined) members.push([isSearched ? masked(name, layer.treatment) : name, after]);
  }
  return Object.fromEntries(members);
}

/** Has the rewriting something to do in `value`, which stands at `path` and has this form? */
export function findsWork(value: Json, path: string, rewriting: Rewriting, form?: Form): boolean {
  const { target } = rewriting;
  let field: Json | undefined = value;
  let own = form;
  for (const step of target === path ? [] : target.slice(path.length + 1).split(".")) {
    field = isObject(field) && Object.hasOwn(field, step) ? field[step] : undefined;
    own = formOfMember(step, own);
  }
  if (field === undefined) return false;
  if (rewriting.op === "clamp") return clamped(field, rewriting) !== field;
  return rewriting.op !== "mask" || findsIn(field, own, rewriting.detectors);
}

function isObject(value: Json | undefined): value is Readonly<Record<string, Json | undefined>> {
  return typeof value === "object" && value !== null && !isList(value);
}

/** Clamped, unless the whole is rewritten anyway. */
function boundedBy(treatment: Treatment | undefined, value: Json): Json {
  if (treatment?.clamp === undefined || treatment.whole !== undefined) return value;
  return clamped(value, treatment.clamp);
}

/** A name with a dot is no path: it must not pass for the field of a declared argument. */
function stepOf(name: string): string {
  return name.replaceAll(".", "\u0000");
}

function rewriteLeaf(value: string | number | boolean | null, treatment: Treatment): Json {
  const { whole } = treatment;
  if (whole?.op === "mask-all") return whole.as ?? MASKED;
  if (whole?.op === "hash") return digestOf(typeof value === "string" ? normal(value) : canonicalJson(value));
  const text = textOf(value);
  if (text === undefined) return value;
  const after = masked(text, treatment);
  return typeof value === "string" || after !== text ? after : value;
}

/** What cannot be normalised cannot be searched, and is hidden as a whole. */
function masked(text: string, { detectors, as }: Treatment): string {
  if (detectors.length === 0) return text;
  const placeholder: Placeholder = (detector) => as.get(detector) ?? `[redacted ${detector}]`;
  const normalized = normalizeText(text);
  return normalized.ok ? mask(normalized.value, detectors, placeholder) : MASKED;
}

function normal(text: string): string {
  const normalized = normalizeText(text);
  return normalized.ok ? normalized.value : text;
}
