// What requests are made up of: for each attribute the values that are tried, the plainest first.

import type { Json } from "../../runtime/table/canonical.js";
import type { ActionSchema, RecordSchema, Table, TypeSchema } from "../../runtime/table/format.js";
import { isActionPattern } from "../../runtime/values/action-name.js";
import { candidatesFor, namedIn } from "../verify/candidates.js";
import type { Examples } from "./examples.js";
import { isValid, sentIn } from "./sent.js";

export type Shape = { readonly kind: "values"; readonly values: readonly Json[] } | RecordShape;

export interface RecordShape {
  readonly kind: "record";
  readonly fields: readonly { readonly name: string; readonly shape: Shape; readonly optional: boolean }[];
}

export interface ActionShape {
  /** Of a wildcard, some that it takes. */
  readonly names: readonly string[];
  readonly args: RecordShape;
  /** Does a request say whether it can be undone? */
  readonly isReported: boolean;
}

export interface RequestShape {
  readonly agent: RecordShape;
  readonly context: RecordShape;
  readonly impact: RecordShape;
  /** By their declarations. */
  readonly actions: readonly (readonly [declared: string, action: ActionShape])[];
}

/** Values of one attribute, and names of one wildcard. */
const MOST = 40;
/** Of an attribute of which nothing is asked, or of which not all is known that is asked. */
const MOST_OTHERS = 24;

export function shapeOf(table: Table, examples: Examples): RequestShape {
  const { agent, context, impact, actions } = table.schema;
  const maker = new Maker(table, examples);
  return {
    agent: maker.record(agent, "agent", ""),
    context: maker.record(context, "context", ""),
    impact: maker.record(impact, "impact", ""),
    actions: Object.entries<ActionSchema>(actions).map(([name, { args, reversible }]) => [
      name,
      {
        names: isActionPattern(name) ? (examples.names.get(name) ?? []).slice(0, MOST_OTHERS) : [name],
        args: maker.record(args, "args", `${name} `),
        isReported: reversible === "reported",
      },
    ]),
  };
}

class Maker {
  readonly #sums: ReadonlyMap<string, readonly number[]>;
  readonly #people: readonly string[];
  /** Is something asked of texts that has no classes? */
  readonly #isOpaque: boolean;

  constructor(
    private readonly table: Table,
    private readonly examples: Examples,
  ) {
    this.#sums = sumsIn(table);
    this.#people = Object.values(table.groups).flatMap((members) => members.slice(0, 1));
    this.#isOpaque =
      table.exprs.some(({ op }) => ["detects", "holds", "matches", "call"].includes(op)) ||
      table.rules.some(({ redactions }) => redactions.length > 0);
  }

  record({ fields }: RecordSchema, path: string, action: string): RecordShape {
    return {
      kind: "record",
      fields: Object.entries(fields).map(([name, { schema, optional }]) => ({
        ...{ name, optional },
        shape: this.#value(schema, `${path}.${name}`, action),
      })),
    };
  }

  #value(schema: TypeSchema, path: string, action: string): Shape {
    if (schema.type === "record") return this.record(schema, path, action);
    const known = this.examples.values.get(action + path) ?? [];
    const sums = (this.#sums.get(path) ?? []).flatMap((each) => sentIn(schema, each) ?? []);
    const values = unique([...this.#plain(schema, path), ...known, ...sums, ...this.#others(schema, known)]);
    return { kind: "values", values: values.filter((each) => isValid(schema, each)).slice(0, MOST) };
  }

  /** The plainest come first: what fails is shrunk towards them. */
  #plain(schema: TypeSchema, path: string): readonly Json[] {
    switch (schema.type) {
      case "bool":
        return [false, true];
      case "enum":
        return schema.members;
      case "int":
      case "bytes":
      case "duration":
      case "decimal":
      case "percent":
      case "money":
        return [0, 1, 7, 100, -1];
      case "string":
        if (path === "agent.id") return ["a-1", "a-2", ...this.#people];
        return path === "agent.owner" ? [...this.#people, "o-1"] : ["x", "y"];
      default:
        return [];
    }
  }

  #others(schema: TypeSchema, known: readonly Json[]): readonly Json[] {
    switch (schema.type) {
      case "bool":
      case "enum":
      case "record":
        return [];
      case "string":
        return this.#isOpaque ? candidatesFor(schema, namedIn(this.table)).slice(0, MOST_OTHERS) : [];
      case "list":
      case "set":
        return this.#lists(schema.of);
      case "time":
        return ["2026-01-01T00:00:00Z", ...candidatesFor(schema, namedIn(this.table)).slice(0, MOST_OTHERS)];
      case "path":
      case "host":
      case "ip":
        if (known.length > 2) return [];
        break;
      case "url":
        return [...urlsIn(this.table), ...candidatesFor(schema, namedIn(this.table)).slice(0, MOST_OTHERS)];
      default:
    }
    const numbers = ["int", "bytes", "duration", "decimal", "percent", "money"].includes(schema.type);
    return numbers ? [] : candidatesFor(schema, namedIn(this.table)).slice(0, MOST_OTHERS);
  }

  /** Some short ones, and longer ones than any bound on their size that the policy names. */
  #lists(of: TypeSchema): readonly Json[] {
    const items = candidatesFor(of, namedIn(this.table))
      .filter((each) => isValid(of, each))
      .slice(0, MOST_OTHERS / 2);
    const [item = "x"] = items;
    const sizes = namedIn(this.table).numbers.filter((each) => each > 1 && each <= 50);
    const long = sizes
      .flatMap((size) => [size, size + 1])
      .map((size) => Array.from({ length: size }, () => item));
    return [[], ...items.map((each) => [each]), items.slice(0, 2), ...long];
  }
}

/** Texts that read as names of hosts. */
function urlsIn(table: Table): readonly string[] {
  return namedIn(table)
    .texts.filter((text) => /^[\w-]+(\.[\w-]+)+$/u.test(text))
    .map((name) => `https://${name}/`);
}

/** For windows: parts of what they hold, so that some attempts fill them exactly, and some go beyond. */
function sumsIn({ rules }: Table): ReadonlyMap<string, readonly number[]> {
  const sums = new Map<string, readonly number[]>();
  for (const { limit } of rules)
    if (limit !== undefined && limit.amount !== 1) {
      const { amount, bound } = limit;
      const parts = [1, 2, 3, 5, 10].map((part) => Math.floor(bound / part));
      sums.set(amount, [...(sums.get(amount) ?? []), ...parts, bound + 1]);
    }
  return sums;
}

function unique(values: readonly Json[]): readonly Json[] {
  return Array.from(new Map(values.map((each) => [JSON.stringify(each), each])).values());
}
