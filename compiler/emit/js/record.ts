// Readers of records: straight code for each field, a closed list of members, a copy in one literal.

import type { FieldSchema, RecordSchema, TypeSchema } from "../../../runtime/table/format.js";
import { literal, membersText, quoted } from "./literal.js";
import type { Lexicon } from "./lexicon.js";

/**
 * How the values of a record are held. `plain`: as they were sent, in one object; else apart from them, `split` in an
 * object of known form, `whole` as the runtime's reader gives it.
 */
export type Holding = "plain" | "split" | "whole";

export interface RecordPlan {
  readonly reader: string;
  readonly holding: Holding;
  readonly fields: ReadonlyMap<string, FieldPlan>;
}

export interface FieldPlan {
  readonly schema: TypeSchema;
  readonly optional: boolean;
  readonly record?: RecordPlan;
}

/** Where readers, schemas and lists of names are declared. */
export interface Declared {
  readonly readers: Lexicon;
  readonly constants: Lexicon;
}

/** Members are counted by the bits of a number. */
const MOST_FIELDS = 30;

/** A switch over more members than this is slower than a set. */
const MOST_CASES = 8;

export function recordPlan(schema: RecordSchema, declared: Declared): RecordPlan {
  const entries = Object.entries(schema.fields);
  if (schema.open || entries.length > MOST_FIELDS || entries.some(([name]) => name === "__proto__"))
    return wholePlan(schema, declared);
  const fields = new Map(entries.map(([name, field]) => [name, fieldPlan(field, declared)]));
  const pieces = Array.from(fields, ([name, field], place) => pieceOf(name, field, place, declared));
  const holding = pieces.every(({ isPlain }) => isPlain) ? "plain" : "split";
  return { reader: declared.readers.nameOf(readerText(pieces, holding)), holding, fields };
}

function wholePlan(schema: RecordSchema, { constants }: Declared): RecordPlan {
  const reader = constants.nameOf(`recordReader(${literal(schema)})`);
  return { reader, holding: "whole", fields: new Map() };
}

function fieldPlan({ schema, optional }: FieldSchema, declared: Declared): FieldPlan {
  return { schema, optional, ...(schema.type === "record" && { record: recordPlan(schema, declared) }) };
}

/** The code for one field. */
interface Piece {
  readonly name: string;
  readonly input: string;
  readonly optional: boolean;
  /** Statements that leave the reader where the input is not plainly of the type. */
  readonly check: readonly string[];
  readonly value: string;
  readonly sent: string;
  readonly isPlain: boolean;
}

function pieceOf(name: string, field: FieldPlan, place: number, declared: Declared): Piece {
  const input = `in${String(place)}`;
  const { optional } = field;
  const test = testOf(field.schema, input, declared);
  if (test !== undefined) {
    const check = [`if (${optional ? `${input} !== undefined && ` : ""}!(${test})) return undefined;`];
    return { name, input, optional, check, value: input, sent: input, isPlain: true };
  }
  const made = `is${String(place)}`;
  const { read, value, sent, isPlain } = readingOf(field, input, made, declared);
  const missing = optional ? `${input} === undefined ? undefined : ` : "";
  const unread = optional ? `${input} !== undefined && ${made} === undefined` : `${made} === undefined`;
  const check = [`const ${made} = ${missing}${read};`, `if (${unread}) return undefined;`];
  return { name, input, optional, check, value, sent, isPlain };
}

/** Is the input of the type, and held as it is sent? Undefined where it is held in another form. */
function testOf(schema: TypeSchema, input: string, { constants }: Declared): string | undefined {
  switch (schema.type) {
    case "string":
      return `isText(${input})`;
    case "path":
      return `isPath(${input})`;
    case "bool":
      return `typeof ${input} === "boolean"`;
    case "int":
      return `isInt(${input})`;
    case "bytes":
      return `isInt(${input}) && ${input} >= 0`;
    case "enum":
      return schema.members.length > MOST_CASES
        ? `${constants.nameOf(`new Set(${literal(schema.members)})`)}.has(${input})`
        : schema.members.map((member) => `${input} === ${quoted(member)}`).join(" || ");
    default:
      return undefined;
  }
}

type Read = Pick<Piece, "value" | "sent" | "isPlain"> & { readonly read: string };

function readingOf(
  { schema, record, optional }: FieldPlan,
  input: string,
  made: string,
  declared: Declared,
): Read {
  const dot = optional ? "?." : ".";
  const apart = { value: `${made}${dot}value`, sent: `${made}${dot}sent`, isPlain: false };
  if (record !== undefined) {
    const read = `${record.reader}(${input})`;
    return record.holding === "plain" ? { read, value: made, sent: made, isPlain: true } : { read, ...apart };
  }
  const form = declared.constants.nameOf(literal(schema));
  switch (schema.type) {
    case "list":
    case "set":
      return { read: `listIn(${form}, ${input})`, ...apart };
    case "decimal":
    case "percent":
    case "money":
      return { read: `decimalIn(${form}, ${input})`, value: made, sent: input, isPlain: false };
    default:
      return { read: `valueIn(${form}, ${input})`, value: made, sent: input, isPlain: false };
  }
}

function readerText(pieces: readonly Piece[], holding: Holding): string {
  const isNeeded = pieces.some(({ optional }) => !optional);
  const lines = [
    ...(isNeeded ? [] : ["if (input === undefined) input = {};"]),
    'if (typeof input !== "object" || input === null) return undefined;',
    ...pieces.map(({ name, input }) => `const ${input} = input[${quoted(name)}];`),
    "if (!isPlain(input)) return undefined;",
    ...closedText(pieces),
    ...pieces.flatMap(({ check }) => check),
    holding === "plain"
      ? `return ${copyOf(pieces, ({ value }) => value)};`
      : `return { value: ${copyOf(pieces, ({ value }) => value)}, sent: ${copyOf(pieces, ({ sent }) => sent)} };`,
  ];
  return `(input) {\n${lines.map((line) => `  ${line}`).join("\n")}\n}`;
}

/** What is no declared member, is hidden or is inherited, is unusual. */
function closedText(pieces: readonly Piece[]): readonly string[] {
  if (pieces.length === 0) return ["for (const name in input) return undefined;"];
  const bits = pieces.map(({ optional, input }, place) =>
    optional ? `(${input} === undefined ? 0 : ${String(2 ** place)})` : String(2 ** place),
  );
  return [
    "let members = 0;",
    "for (const name in input) {",
    "  switch (name) {",
    ...pieces.map(({ name }, place) => `    case ${quoted(name)}: members |= ${String(2 ** place)}; break;`),
    "    default: return undefined;",
    "  }",
    "}",
    `if (members !== (${bits.join(" | ")})) return undefined;`,
  ];
}

function copyOf(pieces: readonly Piece[], part: (piece: Piece) => string): string {
  return membersText(pieces.map((piece) => [piece.name, part(piece)]));
}
