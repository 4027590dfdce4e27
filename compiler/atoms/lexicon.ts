// Names for expressions that are the same in several tables, whose indices differ: of two versions of a policy, or of a
// policy and its floor.

import { canonicalJson, type Json } from "../../runtime/table/canonical.js";
import type { Expr, Ref, Table } from "../../runtime/table/format.js";
import { operandsOf } from "../../runtime/table/operands.js";

/** Equal names for expressions of equal meaning. */
export class Lexicon {
  readonly #names = new Map<string, number>();
  /** By texts as the engine writes them, which for most are the same: of other texts it takes longer to tell. */
  readonly #texts = new Map<string, number>();
  /** By their expressions: variants of a table that share these share all pools. */
  readonly #tables = new WeakMap<Table["exprs"], number[]>();
  readonly #depths = new WeakMap<Table, number>();

  /** Says how deep below its policy a floor stands: its state is its own, whatever it is called. */
  place(table: Table, depth: number): void {
    this.#depths.set(table, depth);
  }

  depthOf(table: Table): number {
    return this.#depths.get(table) ?? 0;
  }

  nameOf(ref: Ref, table: Table): number {
    const names = this.#tables.get(table.exprs) ?? [];
    this.#tables.set(table.exprs, names);
    const depth = this.depthOf(table);
    // Operands come before what uses them.
    for (const expr of table.exprs.slice(names.length, ref + 1)) {
      const operands = operandsOf(expr).map((operand) => names[operand] ?? -1);
      names.push(this.#intern([operands, meaningOf(expr, table, depth)] as Json));
    }
    return names[ref] ?? -1;
  }

  #intern(meaning: Json): number {
    const text = JSON.stringify(meaning);
    const name = this.#texts.get(text) ?? this.#named(canonicalJson(meaning));
    this.#texts.set(text, name);
    return name;
  }

  #named(text: string): number {
    const name = this.#names.get(text) ?? this.#names.size;
    this.#names.set(text, name);
    return name;
  }
}

/** Members that hold operands. */
const OPERANDS: ReadonlySet<string> = new Set([
  ...[
    "arg",
    "args",
    "left",
    "right",
    "item",
    "items",
    "cidr",
    "key",
    "subject",
    "directory",
    "command",
    "home",
  ],
  ...["over", "body"],
]);

/** What the expression says of its operands, with what it names in place of indices. */
function meaningOf(expr: Expr, table: Table, depth: number): unknown {
  const own = Object.fromEntries(Object.entries(expr).filter(([name]) => !OPERANDS.has(name)));
  switch (expr.op) {
    case "data":
    case "element":
    case "has-element":
    case "like-data":
      return { ...own, data: table.data[expr.data], ...(isRefreshed(expr.data, table) && { depth }) };
    case "classify":
      return { ...own, classifier: table.classifiers[expr.classifier], depth };
    case "history":
      return { ...own, pattern: table.histories[expr.pattern]?.id, depth };
    case "grant":
      return { ...own, grant: table.grants[expr.grant]?.id, depth };
    case "approved":
      return { ...own, needs: agreementOf(expr.needs, table) };
    case "drift":
      return { ...own, baseline: table.baselines[expr.baseline] };
    default:
      return own;
  }
}

/** Who has to agree: two versions of a quorum may ask for different people. */
function agreementOf(index: number, { needs, groups }: Table): unknown {
  const asked = needs[index];
  return (
    asked && [
      asked.rule,
      asked.within,
      asked.of.map(({ count, group, acknowledging }) => [count, groups[group], acknowledging]),
    ]
  );
}

/** What it holds is a fact of whoever declares it. */
function isRefreshed(data: number, table: Table): boolean {
  return table.data[data]?.refresh !== undefined;
}
