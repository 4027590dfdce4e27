// Reads a JSON Schema: JSON text in which all that is understood here is well formed.

import { accept, reject, type Normalized } from "../../values/normalized.js";
import { duplicateMember } from "../../values/duplicate-member.js";

/** A schema's members; `true` is a schema without any, `false` one that nothing fits. */
export type Members = Readonly<Record<string, unknown>>;
export type JsonSchema = boolean | Members;

/** Longer ones are not read: nobody reviews such a change. */
const MAX_LENGTH = 1024 * 1024;
const MAX_DEPTH = 100;

/** The schema that a text holds; else the reason, as the rest of a sentence about the text. */
export function parseJsonSchema(text: string): Normalized<JsonSchema> {
  if (text.length > MAX_LENGTH) return reject("is longer than 1 MiB");
  if (depthOf(text) > MAX_DEPTH) return reject(`is nested deeper than ${MAX_DEPTH}`);
  try {
    const value: unknown = JSON.parse(text);
    const twice = duplicateMember(text);
    if (twice !== undefined) return reject(`names ${twice} twice in one object`);
    return isWellFormed(value) ? accept(value) : reject("is no JSON Schema");
  } catch {
    return reject("is not valid JSON");
  }
}

/** How deep brackets stand in each other, those in strings aside. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/gs)) {
    if (token === "{" || token === "[") deepest = Math.max(deepest, (depth += 1));
    else if (token === "}" || token === "]") depth -= 1;
  }
  return deepest;
}

export function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const isText = (value: unknown): value is string => typeof value === "string";
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isNumber = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value);
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
const TYPES = ["null", "boolean", "object", "array", "number", "string", "integer"];
const isType = (value: unknown): boolean => isText(value) && TYPES.includes(value);

/** What the value of a keyword must be; of all others nothing is known. */
const FORMS: Readonly<Record<string, (value: unknown) => boolean>> = {
  type: (value) => isType(value) || (Array.isArray(value) && value.length > 0 && value.every(isType)),
  enum: (value) => Array.isArray(value),
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  multipleOf: (value) => isNumber(value) && Number(value) > 0,
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  minProperties: isCount,
  maxProperties: isCount,
  pattern: isText,
  format: isText,
  uniqueItems: (value) => typeof value === "boolean",
  required: isTexts,
  properties: (value) => isObject(value) && Object.values(value).every(isWellFormed),
  additionalProperties: isWellFormed,
  items: (value) => isWellFormed(value) || (Array.isArray(value) && value.every(isWellFormed)),
};

function isWellFormed(value: unknown): value is JsonSchema {
  if (typeof value === "boolean") return true;
  if (!isObject(value)) return false;
  return Object.entries(value).every(
    ([name, each]) => !Object.hasOwn(FORMS, name) || FORMS[name]?.(each) === true,
  );
}
