// Rewrites data by a plan: what leaves is masked, hashed or dropped; all else stays as it was sent.

import { digestOf } from "../decide/digest.js";
import { detect, mask } from "../facts/detect.js";
import { canonicalJson, isList, type Json } from "../table/canonical.js";
import { planOf, united, type RedactionPlan, type Rewriting, type Treatment } from "./plan.js";

const MASKED = "[redacted]";

/** `value`, which stands at `path`, rewritten; undefined where it is dropped. */
export function redact(value: Json, path: string, rewritings: readonly Rewriting[]): Json | undefined {
  return rewritten(value, path, planOf(rewritings), undefined);
}

function rewritten(
  value: Json,
  path: string,
  plan: RedactionPlan,
  around: Treatment | undefined,
): Json | undefined {
  const own = plan.get(path);
  const treatment = own === undefined ? around : united(around, own);
  if (treatment?.op === "drop") return undefined;
  if (isList(value)) {
    return value.flatMap((item, i) => rewritten(item, `${path}.${i}`, plan, treatment) ?? []);
  }
  if (typeof value !== "object" || value === null)
    return treatment === undefined ? value : rewriteLeaf(value, treatment);
  const members: [string, Json][] = [];
  for (const [name, member] of Object.entries(value)) {
    const after = member === undefined ? undefined : rewritten(member, `${path}.${name}`, plan, treatment);
    // What a mask looks for may stand in a name as well.
    if (after !== undefined)
      members.push([treatment?.op === "mask" ? mask(name, treatment.detectors) : name, after]);
  }
  return Object.fromEntries(members);
}

/** Has the rewriting something to do in `value`, which stands at `path`? A detector must find something there. */
export function findsWork(value: Json, path: string, { op, target, detectors = [] }: Rewriting): boolean {
  const steps = target === path ? [] : target.slice(path.length + 1).split(".");
  let field: Json | undefined = value;
  for (const step of steps) field = isObject(field) && Object.hasOwn(field, step) ? field[step] : undefined;
  if (field === undefined) return false;
  return op !== "mask" || textsIn(field).some((text) => detect(text, detectors).length > 0);
}

function isObject(value: Json | undefined): value is Readonly<Record<string, Json | undefined>> {
  return typeof value === "object" && value !== null && !isList(value);
}

/** All that a mask looks at: leaves as text, and names of members. */
function textsIn(value: Json): readonly string[] {
  if (isList(value)) return value.flatMap(textsIn);
  if (!isObject(value)) return [textOf(value)];
  return Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [name, ...textsIn(member)],
  );
}

function textOf(value: string | number | boolean | null): string {
  return typeof value === "string" ? value.normalize("NFC") : canonicalJson(value);
}

function rewriteLeaf(value: string | number | boolean | null, { op, detectors }: Treatment): Json {
  const text = textOf(value);
  if (op === "hash") return digestOf(text);
  if (op === "mask-all") return MASKED;
  const masked = mask(text, detectors);
  return typeof value === "string" || masked !== text ? masked : value;
}
