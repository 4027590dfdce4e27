// A validator of JSON Schema for tests: the few keywords that random schemas have, straight from the specification.

type Members = Readonly<Record<string, unknown>>;

export function accepts(schema: unknown, value: unknown): boolean {
  if (typeof schema === "boolean") return schema;
  const s = schema as Members;
  return Object.keys(s).every((keyword) => holds(keyword, s, value));
}

function holds(keyword: string, s: Members, value: unknown): boolean {
  const bound = s[keyword];
  switch (keyword) {
    case "type":
      return (Array.isArray(bound) ? bound : [bound]).some((type) => hasType(String(type), value));
    case "enum":
      return (bound as readonly unknown[]).some((each) => JSON.stringify(each) === JSON.stringify(value));
    case "const":
      return JSON.stringify(bound) === JSON.stringify(value);
    case "uniqueItems":
      return bound !== true || !Array.isArray(value) || isUnique(value);
    case "items":
      return !Array.isArray(value) || value.every((each) => accepts(bound, each));
    case "required":
      return !isObject(value) || (bound as readonly string[]).every((name) => Object.hasOwn(value, name));
    case "properties":
    case "additionalProperties":
      return !isObject(value) || Object.entries(value).every(([name, each]) => fits(keyword, s, name, each));
    default:
      return isWithin(keyword, Number(bound), value);
  }
}

function fits(keyword: string, s: Members, name: string, value: unknown): boolean {
  const properties = (s.properties ?? {}) as Members;
  const named = Object.hasOwn(properties, name);
  if (keyword === "properties") return !named || accepts(properties[name], value);
  return named || accepts(s.additionalProperties, value);
}

function isWithin(keyword: string, bound: number, value: unknown): boolean {
  const size = isObject(value) ? Object.keys(value).length : 0;
  switch (keyword) {
    case "minimum":
      return typeof value !== "number" || value >= bound;
    case "exclusiveMinimum":
      return typeof value !== "number" || value > bound;
    case "maximum":
      return typeof value !== "number" || value <= bound;
    case "exclusiveMaximum":
      return typeof value !== "number" || value < bound;
    case "multipleOf":
      return typeof value !== "number" || value % bound === 0;
    case "minLength":
      return typeof value !== "string" || value.length >= bound;
    case "maxLength":
      return typeof value !== "string" || value.length <= bound;
    case "minItems":
      return !Array.isArray(value) || value.length >= bound;
    case "maxItems":
      return !Array.isArray(value) || value.length <= bound;
    case "maxProperties":
      return !isObject(value) || size <= bound;
    default:
      throw new Error(`no such keyword: ${keyword}`);
  }
}

function hasType(type: string, value: unknown): boolean {
  switch (type) {
    case "integer":
      return Number.isInteger(value);
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    default:
      return typeof value === type;
  }
}

function isUnique(items: readonly unknown[]): boolean {
  return new Set(items.map((item) => JSON.stringify(item))).size === items.length;
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
