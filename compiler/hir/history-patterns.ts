// The questions that a policy asks about the past, each known by its meaning.
//
// A pattern's name is the digest of what it asks: names of variables, the order of actions and of keys, and the places
// of expressions in the pool are no part of it. So equal questions share state, and a new version of the policy
// finds what the old one counted.

import { canonicalJson, type Json } from "../../runtime/table/canonical.js";
import type { HistoryPattern, Ref } from "../../runtime/table/format.js";
import { digestOf } from "../source/digest.js";
import type { DataSet } from "../types/program.js";
import { type CoreExpr, mapOperands, operands } from "./expr.js";
import type { ExprPool } from "./pool.js";

export class HistoryPatterns {
  readonly #patterns = new Map<string, HistoryPattern>();
  readonly #digests = new Map<Ref, string>();

  constructor(private readonly pool: ExprPool) {}

  /** The pattern that asks `question`, whose actions and keys are sorted. */
  intern(question: Omit<HistoryPattern, "id">): HistoryPattern {
    const { where, ...others } = question;
    const id = digestOf(
      canonicalJson(asJson({ ...others, ...(where !== undefined && { where: this.#digest(where) }) })),
    );
    const pattern = this.#patterns.get(id) ?? { id, ...question };
    this.#patterns.set(id, pattern);
    return pattern;
  }

  /** The digest of an expression's meaning, from those of its operands, which come before it. */
  #digest(root: Ref): string {
    const wanted = new Set<Ref>([root]);
    // A set walks what is added to it on the way.
    for (const ref of wanted) {
      for (const operand of operands(this.pool.at(ref))) if (!this.#digests.has(operand)) wanted.add(operand);
    }
    for (const ref of [...wanted].sort((a, b) => a - b)) {
      this.#digests.set(ref, digestOf(this.#meaning(this.pool.at(ref))));
    }
    return this.#known(root);
  }

  #meaning(expr: CoreExpr): string {
    const shape = mapOperands(expr, () => 0);
    const own = "data" in shape ? { ...shape, data: contentOf(shape.data) } : shape;
    return canonicalJson([asJson(own), operands(expr).map((operand) => this.#known(operand))]);
  }

  #known(ref: Ref): string {
    const digest = this.#digests.get(ref);
    if (digest === undefined) throw new Error(`expression ${ref} comes after what is made of it`);
    return digest;
  }
}

/**
 * What a data set holds: its name and its file are no part of a meaning. What a refreshed one holds changes, and is found
 * by its name.
 */
function contentOf({ name, keys, values, refresh }: DataSet): object {
  return refresh === undefined ? { values, ...(keys !== undefined && { keys }) } : { refreshed: name };
}

/** Expressions hold plain data alone. */
function asJson(expr: object): Json {
  return expr as Json;
}
