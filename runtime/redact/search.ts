// What a detector looks at in data as it was sent: texts, numbers as they are written, and names that nobody declared.

import { detect } from "../facts/detect.js";
import { isList, type Json } from "../table/canonical.js";
import type { TypeSchema } from "../table/format.js";
import type { Detector } from "../values/detector.js";
import { normalizeText } from "../values/text.js";

/** The declared form of data; undefined where it has none, and so all its names are looked at. */
export type Form = TypeSchema | undefined;

/** Does a detector find something? */
export function findsIn(value: Json, form: Form, detectors: readonly Detector[]): boolean {
  if (isList(value)) return value.some((item) => findsIn(item, formOfItem(form), detectors));
  if (typeof value !== "object" || value === null) {
    const text = textOf(value);
    return text !== undefined && findsInText(text, detectors);
  }
  return Object.entries(value).some(
    ([name, member]) =>
      (isUndeclared(name, form) && findsInText(name, detectors)) ||
      (member !== undefined && findsIn(member, formOfMember(name, form), detectors)),
  );
}

/** What cannot be normalised cannot be searched, and so counts as a finding. */
function findsInText(text: string, detectors: readonly Detector[]): boolean {
  const normal = normalizeText(text);
  return !normal.ok || detect(normal.value, detectors).length > 0;
}

/** The text in which a detector looks; truths and `null` have none. */
export function textOf(leaf: string | number | boolean | null): string | undefined {
  if (typeof leaf === "string") return leaf;
  return typeof leaf === "number" ? String(leaf) : undefined;
}

/** A name is looked at where the sender chose it. */
export function isUndeclared(name: string, form: Form): boolean {
  if (form === undefined) return true;
  return form.type === "record" && !Object.hasOwn(form.fields, name);
}

export function formOfMember(name: string, form: Form): Form {
  return form?.type === "record" && Object.hasOwn(form.fields, name) ? form.fields[name]?.schema : undefined;
}

export function formOfItem(form: Form): Form {
  return form?.type === "list" || form?.type === "set" ? form.of : undefined;
}
