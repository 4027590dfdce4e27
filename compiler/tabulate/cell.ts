// A condition on one attribute, as the cell in the attribute's column: `>= 10_000 USD`, `not in approved`.

import { MIRRORED } from "../../runtime/atoms/predicate.js";
import type {
  AttributePath,
  CompareOp,
  Condition,
  Expr,
  Ref,
  Table,
  TypeSchema,
} from "../../runtime/table/format.js";
import { literalText, stringText } from "../emit/words.js";

/** What a cell is read from: the table, and the type that the attribute has in the action at hand. */
export interface Column {
  readonly table: Table;
  readonly path: AttributePath;
  readonly schema: TypeSchema | undefined;
}

/** Larger conditions are told in the author's words. */
const MOST_PARTS = 40;

/** The cell of a condition that asks about the column's attribute alone. */
export function cellOf({ expr, text }: Condition, column: Column): string {
  const said = new Sayer(column).say(expr, true);
  return said === undefined ? shortened(text, column.path) : said.text;
}

const UNLESS = "unless ";

/** The author's words, without the attribute's name where they begin with it and name it once. */
function shortened(text: string, path: AttributePath): string {
  const isNegated = text.startsWith(UNLESS);
  const asked = isNegated ? text.slice(UNLESS.length) : text;
  const rest = asked.slice(path.length);
  if (!asked.startsWith(`${path} `) || rest.includes(path)) return text;
  return `${isNegated ? UNLESS : ""}${rest.trim()}`;
}

interface Said {
  readonly text: string;
  /** Is it a choice, which stands in parentheses among what must hold together? */
  readonly isChoice: boolean;
}

const NEGATED: Readonly<Record<CompareOp, CompareOp>> = {
  "==": "!=",
  "!=": "==",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};

type Op<O extends Expr["op"]> = Extract<Expr, { readonly op: O }>;

/** Says expressions; undefined where one has no short form. Negation is worked in: it holds where the text does. */
class Sayer {
  readonly #column: Column;
  #left = MOST_PARTS;

  constructor(column: Column) {
    this.#column = column;
  }

  say(ref: Ref, holds: boolean): Said | undefined {
    this.#left -= 1;
    const expr = this.#at(ref);
    if (expr === undefined || this.#left < 0) return undefined;
    switch (expr.op) {
      case "not":
        return this.say(expr.arg, !holds);
      case "and":
      case "or":
        return this.#joined(expr, holds);
      default: {
        const text = this.#question(expr, holds);
        return text === undefined ? undefined : { text, isChoice: false };
      }
    }
  }

  #at(ref: Ref): Expr | undefined {
    return this.#column.table.exprs[ref];
  }

  #joined({ op, args }: Op<"and" | "or">, holds: boolean): Said | undefined {
    const isChoice = (op === "or") === holds;
    const parts: Said[] = [];
    for (const arg of args) {
      const said = this.say(arg, holds);
      if (said === undefined) return undefined;
      parts.push(said);
    }
    return { text: isChoice ? parts.map(({ text }) => text).join(" or ") : together(parts), isChoice };
  }

  #question(expr: Expr, holds: boolean): string | undefined {
    const not = holds ? "" : "not ";
    switch (expr.op) {
      case "has":
        return holds ? "present" : "absent";
      case "attribute":
        return String(holds);
      case "compare":
        return this.#compared(expr, holds);
      case "in": {
        const items = this.#isSubject(expr.item) ? this.#items(expr.items) : undefined;
        return items && `${not}in ${items}`;
      }
      case "in-cidr": {
        const block = this.#isSubject(expr.item) ? this.#constant(expr.cidr) : undefined;
        return block && `${not}in ${block}`;
      }
      case "like":
        return this.#like(expr.subject, expr.home === undefined ? expr.globs : [], not);
      case "like-host":
        return this.#like(expr.subject, expr.patterns, not);
      case "matches":
        return this.#isSubject(expr.subject) ? `${not}matches ${stringText(expr.pattern)}` : undefined;
      default:
        return undefined;
    }
  }

  #like(subject: Ref, patterns: readonly { readonly text: string }[], not: string): string | undefined {
    const [only, ...others] = patterns;
    if (only === undefined || others.length > 0 || !this.#isSubject(subject)) return undefined;
    return `${not}like ${stringText(only.text)}`;
  }

  #compared({ cmp, left, right }: Op<"compare">, holds: boolean): string | undefined {
    const own = holds ? cmp : NEGATED[cmp];
    const constant = this.#isSubject(left) ? this.#constant(right, left) : undefined;
    if (constant !== undefined) return `${own} ${constant}`;
    const mirrored = this.#isSubject(right) ? this.#constant(left, right) : undefined;
    return mirrored && `${MIRRORED[own]} ${mirrored}`;
  }

  /** Is it the attribute itself, maybe as another kind of number? */
  #isSubject(ref: Ref): boolean {
    const expr = this.#at(ref);
    if (expr?.op === "to-decimal" || expr?.op === "rank") return this.#isSubject(expr.arg);
    return expr?.op === "attribute" && expr.path === this.#column.path;
  }

  /** A constant in the language's words; `beside` is what it is compared with. */
  #constant(ref: Ref, beside?: Ref): string | undefined {
    const expr = this.#at(ref);
    if (expr?.op !== "literal") return undefined;
    const other = beside === undefined ? undefined : this.#at(beside);
    if (other?.op === "rank" && typeof expr.value === "number") return other.members[expr.value];
    const schema = other?.op === "to-decimal" ? ({ type: "decimal" } as const) : this.#column.schema;
    return literalText(expr.value, schema);
  }

  #items(ref: Ref): string | undefined {
    const expr = this.#at(ref);
    switch (expr?.op) {
      case "data":
        return this.#column.table.data[expr.data]?.name;
      case "literal":
        return Array.isArray(expr.value) ? literalText(expr.value, this.#column.schema) : undefined;
      case "list": {
        const values = expr.items.flatMap((item) => {
          const each = this.#at(item);
          return each?.op === "literal" ? [each.value] : [];
        });
        return values.length < expr.items.length ? undefined : literalText(values, this.#column.schema);
      }
      default:
        return undefined;
    }
  }
}

/** All of them hold. */
function together(parts: readonly Said[]): string {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only.text;
  return parts.map(({ text, isChoice }) => (isChoice ? `(${text})` : text)).join(" and ");
}
