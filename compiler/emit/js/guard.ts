// Conditions that no index answers, as expressions in JavaScript; what is not worth it is left to the table.

import { predicateOf, type Pool, type Predicate } from "../../../runtime/atoms/predicate.js";
import type { Foreseen } from "../../../runtime/match/rows.js";
import type { Expr, Ref, Rule, Table } from "../../../runtime/table/format.js";
import { accessTo, type Sections } from "./access.js";
import { literal, quoted } from "./literal.js";
import type { Lexicon } from "./lexicon.js";

/** What an expression is written from. */
export interface Writing {
  readonly table: Table;
  readonly sections: Sections;
  readonly constants: Lexicon;
  readonly foreseen: Foreseen;
}

/** Shared parts are written as often as they are read: larger ones are left to the table. */
const MOST_NODES = 200;

/** The code of whether the rule matches; undefined where it is left to the table. */
export function matchText({ conditions, permits }: Rule, writing: Writing): string | undefined {
  const writer = new Writer(writing);
  const truth = writer.joined(
    "both",
    "true",
    conditions.map(({ expr }) => expr),
  );
  return truth && (permits ? `${truth} === true` : `${truth} !== false`);
}

/** The code of the expression's value; undefined where it is left to the table. */
export function valueText(ref: Ref, writing: Writing): string | undefined {
  return new Writer(writing).value(ref);
}

/** Undefined is left to the table. */
type Code = string | undefined;

class Writer {
  readonly #pool: Pool;
  #nodes = 0;

  constructor(readonly writing: Writing) {
    this.#pool = writing.table;
  }

  truth(ref: Ref): Code {
    this.#nodes += 1;
    const expr = this.writing.table.exprs[ref];
    if (expr === undefined || this.#nodes > MOST_NODES) return undefined;
    const predicate = predicateOf(ref, this.#pool);
    return predicate === undefined ? this.#composed(expr) : this.#tested(predicate);
  }

  #tested({ term, test }: Predicate): Code {
    const value =
      term.kind === "attribute" ? accessTo(term.path, this.writing.sections).code : this.value(term.ref);
    return value && `does(${value}, ${this.writing.constants.nameOf(literal(test))})`;
  }

  #composed(expr: Expr): Code {
    switch (expr.op) {
      case "and":
        return this.joined("both", "true", expr.args);
      case "or":
        return this.joined("either", "false", expr.args);
      case "not":
        return wrapped("opposite", this.truth(expr.arg));
      case "known": {
        const truth = this.truth(expr.arg);
        return truth && `(${truth} === true)`;
      }
      case "compare":
        return this.#compared(expr);
      case "literal":
        return typeof expr.value === "boolean" ? String(expr.value) : undefined;
      case "grant":
        return String(expr.is === "unused");
      case "history":
        return this.#history(expr.pattern) === "false" ? "false" : undefined;
      default:
        return undefined;
    }
  }

  joined(by: string, none: string, args: readonly Ref[]): Code {
    const codes = args.map((arg) => this.truth(arg));
    const [first = none, ...others] = codes.filter((code) => code !== undefined);
    if (codes.includes(undefined)) return undefined;
    return others.reduce((joined, code) => `${by}(${joined}, ${code})`, first);
  }

  /** Of numbers in normal form, and of texts: anything else is compared by its structure. */
  #compared({ cmp, left, right }: Extract<Expr, { readonly op: "compare" }>): Code {
    if (!this.#isSimple(left) || !this.#isSimple(right)) return undefined;
    const [a, b] = [this.value(left), this.value(right)];
    if (a === undefined || b === undefined) return undefined;
    switch (cmp) {
      case "==":
        return `isSame(${a}, ${b})`;
      case "!=":
        return `opposite(isSame(${a}, ${b}))`;
      case "<":
        return `isBelow(${a}, ${b})`;
      case ">":
        return `isBelow(${b}, ${a})`;
      case "<=":
        return `opposite(isBelow(${b}, ${a}))`;
      case ">=":
        return `opposite(isBelow(${a}, ${b}))`;
    }
  }

  /** Is its value a number, a text or a truth? */
  #isSimple(ref: Ref): boolean {
    const expr = this.writing.table.exprs[ref];
    switch (expr?.op) {
      case "attribute": {
        const { type } = accessTo(expr.path, this.writing.sections);
        return type !== undefined && !STRUCTURED.has(type);
      }
      case "literal":
        return typeof expr.value !== "object";
      case "now":
        return true;
      case "call":
        return expr.fn !== "host";
      default:
        return false;
    }
  }

  value(ref: Ref): Code {
    this.#nodes += 1;
    const { table, sections } = this.writing;
    const expr = table.exprs[ref];
    if (this.#nodes > MOST_NODES) return undefined;
    switch (expr?.op) {
      case "literal":
        return literal(expr.value);
      case "attribute":
        return accessTo(expr.path, sections).code;
      case "now":
        return "now";
      case "call": {
        const args = expr.args.map((arg) => this.value(arg));
        return args.includes(undefined) ? undefined : `called(${[quoted(expr.fn), ...args].join(", ")})`;
      }
      case "approved":
        return this.#isAsked(expr.needs) ? "false" : undefined;
      case "history":
        return this.#history(expr.pattern);
      case "classify":
        return "undefined";
      default:
        return undefined;
    }
  }

  // The module decides alone where no facts of state are given: nothing has happened, and nobody was asked.

  #history(pattern: number): Code {
    const history = this.writing.table.histories[pattern];
    return history && (history.fn === "formerly" ? "false" : "0");
  }

  /** Is somebody's approval wanted? */
  #isAsked(needs: number): boolean {
    return this.writing.table.needs[needs]?.of.some(({ count }) => count > 0) === true;
  }
}

const STRUCTURED: ReadonlySet<string> = new Set([
  "host",
  "ip",
  "cidr",
  "url",
  "command",
  "list",
  "set",
  "record",
]);

function wrapped(by: string, code: Code): Code {
  return code && `${by}(${code})`;
}
