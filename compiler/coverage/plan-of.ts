// From a compiled policy to all that there is to be seen of it.

import { boxesOf, type Literal } from "../../runtime/atoms/box.js";
import type { Condition, Rule, TableFile } from "../../runtime/table/format.js";
import type { ActionOf } from "../atoms/term.js";
import { originsIn } from "../emit/origin.js";
import { chainOf } from "../hir/lower/chain.js";
import { contextOf } from "../hir/lower/context.js";
import { windowLimit } from "../hir/lower/limit.js";
import type { Program, TypedRule } from "../types/program.js";
import type { TypedExpr } from "../types/typed-expr.js";
import { actionOf } from "../verify/model.js";
import { expressionText } from "../verify/words/expression.js";
import { cutsIn } from "./cuts.js";
import { leavesOf } from "./leaves.js";
import type {
  Plan,
  PlannedBoundary,
  PlannedCondition,
  PlannedOther,
  PlannedRegion,
  PlannedRule,
  Slot,
} from "./plan.js";

/** A rule of more boxes has some of its conditions taken as a whole. */
const MOST_BOXES = 64;
/** Regions of all rules together. */
const MOST_REGIONS = 20_000;

/** `program` compiles to `table`. */
export function planOf(program: Program, table: TableFile): Plan {
  const planner = new Planner(program, table);
  const rules = planner.rules();
  const others = planner.others();
  return {
    policy: table.policy.name,
    digest: table.digest,
    slots: planner.slots,
    rules,
    others,
    regionsLeft: planner.regionsLeft,
  };
}

/** A row of the table, and its place among them. */
interface Row {
  readonly rule: Rule;
  readonly place: number;
}

class Planner {
  slots = 0;
  regionsLeft = 0;
  #regions = 0;
  /** What primitives add to what their authors ask. */
  readonly #added = new Set<PlannedCondition>();
  readonly #originOf: (span: TypedRule["span"]) => string;
  readonly #textOf: (span: TypedRule["span"]) => string;

  constructor(
    private readonly program: Program,
    private readonly table: TableFile,
  ) {
    this.#originOf = originsIn(program.files);
    this.#textOf = contextOf(program).text;
  }

  rules(): readonly PlannedRule[] {
    const rows = new Map<string, Row[]>(this.program.rules.map(({ name }) => [name, []]));
    for (const [place, rule] of this.table.rules.entries()) rows.get(rule.name)?.push({ rule, place });
    return this.program.rules.map((rule) => this.#rule(rule, sayingIn(rows.get(rule.name) ?? [])));
  }

  others(): readonly PlannedOther[] {
    const { header, killswitches } = this.program;
    const other = (kind: PlannedOther["kind"], name: string, span: TypedRule["span"]): PlannedOther => ({
      kind,
      name,
      origin: this.#originOf(span),
      span,
      seen: { decided: this.#slot() },
    });
    return [
      ...killswitches.map(({ name, span }) => other("killswitch", name, span)),
      other("default", "default", header.default.span),
      ...[...header.onErrorWhen, header.onError]
        // One that nobody wrote stands where the policy's name does.
        .filter(({ span }) => this.#textOf(span) !== header.name)
        .map(({ span }) => other("on_error", "on_error", span)),
    ];
  }

  #rule(rule: TypedRule, rows: readonly Row[]): PlannedRule {
    const asked = this.#conditions(rule, rows);
    return {
      name: rule.name,
      form: rule.form,
      shadow: rule.shadow,
      span: rule.span,
      rows: rows.map(({ place }) => place),
      seen: { matched: this.#slot(), spoke: this.#slot(), decided: this.#slot() },
      conditions: [...asked, ...this.#needs(rule, rows), ...this.#limits(rule, rows)],
      boundaries: this.#boundaries(asked, rows),
      regions: this.#regionsOf(rows),
    };
  }

  // ─── Conditions ───────────────────────────────────────────────────────────────────────────────────────────────

  /** Each once, on all rows that have it. */
  #conditions(rule: TypedRule, rows: readonly Row[]): readonly PlannedCondition[] {
    const typed = new Map(this.#typedIn(rule).map((each) => [this.#originOf(each.expr.span), each]));
    const found = new Map<string, PlannedCondition & { readonly rows: number[] }>();
    for (const { rule: row, place } of rows)
      for (const condition of row.conditions)
        for (const { ref, span, text } of this.#asked(condition, rule, typed.get(condition.origin))) {
          const key = `${ref} ${span.file} ${span.start}`;
          const known = found.get(key);
          if (known?.rows.includes(place) === false) known.rows.push(place);
          if (known !== undefined) continue;
          const planned = {
            ...{ rows: [place], text, span },
            ...{ of: { kind: "expr", ref } as const, seen: this.#sides() },
          };
          found.set(key, planned);
          if (!typed.has(condition.origin)) this.#added.add(planned);
        }
    return Array.from(found.values());
  }

  #typedIn({ when, unless }: TypedRule): readonly Written[] {
    return [
      ...when.flatMap((expr) => chainOf(expr, "and")).map((expr) => ({ expr, isUnless: false })),
      ...unless.map((expr) => ({ expr, isUnless: true })),
    ];
  }

  /** What a primitive adds is one condition; that people agree is told by what the rule needs. */
  #asked(
    { expr, text }: Condition,
    rule: TypedRule,
    written: Written | undefined,
  ): readonly Pick<Asked, "ref" | "span" | "text">[] {
    const { exprs } = this.table;
    const core = exprs[expr];
    if (written === undefined)
      return core?.op === "approved" ? [] : [{ ref: expr, span: this.#clauseOf(rule, text), text }];
    const ref = written.isUnless && core?.op === "not" ? core.arg : expr;
    return leavesOf(written.expr, ref, this.table).map((leaf) => ({
      ref: leaf.ref,
      span: leaf.span,
      text: leaf.written === undefined ? this.#words(leaf.ref, rule) : this.#textOf(leaf.written),
    }));
  }

  /** A limit stands in a clause of its own. */
  #clauseOf(rule: TypedRule, text: string): TypedRule["span"] {
    if (!("limits" in rule)) return rule.span;
    const inside = text.replace(/^not \((.*)\)$/, "$1");
    return rule.limits.find(({ span }) => this.#textOf(span).endsWith(inside))?.span ?? rule.span;
  }

  #words(ref: number, { actions }: TypedRule): string {
    const of = this.#actionOf(actions[0]?.name ?? "");
    return of === undefined ? "?" : expressionText(ref, of);
  }

  #needs(rule: TypedRule, rows: readonly Row[]): readonly PlannedCondition[] {
    const having = rows.filter((row) => row.rule.needs !== undefined);
    const [first] = having;
    const needs = first && this.table.needs[first.rule.needs ?? 0];
    if (needs === undefined) return [];
    const said = needs.of.map(({ count, group }) => `${count} of ${group}`).join(" and ");
    return [
      {
        rows: having.map(({ place }) => place),
        text: said,
        span: rule.span,
        of: { kind: "needs" },
        seen: this.#sides(),
      },
    ];
  }

  #limits(rule: TypedRule, rows: readonly Row[]): readonly PlannedCondition[] {
    if (!("limits" in rule)) return [];
    return rule.limits.flatMap((limit): readonly PlannedCondition[] => {
      const id = windowLimit(rule, limit)?.window.id;
      const own = rows.filter(
        ({ rule: row }) => row.limit && this.table.windows[row.limit.window]?.id === id,
      );
      if (id === undefined || own.length === 0) return [];
      return [
        {
          rows: own.map(({ place }) => place),
          text: this.#textOf(limit.span).replace(/^limit /, ""),
          span: limit.span,
          of: { kind: "limit" },
          seen: this.#sides(),
        },
      ];
    });
  }

  // ─── Boundaries ───────────────────────────────────────────────────────────────────────────────────────────────

  #boundaries(conditions: readonly PlannedCondition[], rows: readonly Row[]): readonly PlannedBoundary[] {
    const found = new Map<string, PlannedBoundary>();
    for (const condition of conditions) {
      const { of, rows: places, span } = condition;
      const first = rows.find(({ place }) => places.includes(place));
      const action = this.#actionOf(first?.rule.actions[0] ?? "");
      if (of.kind !== "expr" || action === undefined) continue;
      for (const { subject, scale, below, above, ref } of cutsIn(of.ref, action)) {
        const key = `${subject} ${below.to}`;
        // That an amount is not below zero is asked by every limit.
        if (found.has(key) || (above.from === 0 && this.#added.has(condition))) continue;
        found.set(key, {
          ...{ rows: places, span, subject, scale },
          text: expressionText(ref, action),
          below: { ...below, seen: this.#slot() },
          above: { ...above, seen: this.#slot() },
        });
      }
    }
    return Array.from(found.values());
  }

  // ─── Regions ──────────────────────────────────────────────────────────────────────────────────────────────────

  /** Of each action, the ways in which the guard holds, each once. */
  #regionsOf(rows: readonly Row[]): readonly PlannedRegion[] {
    const found = new Map<string, PlannedRegion & { readonly rows: number[] }>();
    for (const { rule, place } of rows)
      for (const literals of this.#boxesOf(rule))
        for (const action of rule.actions) {
          const key = `${action} ${literalsText(literals)}`;
          const known = found.get(key);
          if (known !== undefined) known.rows.push(place);
          else if (this.#regions >= MOST_REGIONS) this.regionsLeft += 1;
          else {
            this.#regions += 1;
            found.set(key, { rows: [place], action, literals, seen: this.#slot() });
          }
        }
    return Array.from(found.values());
  }

  #boxesOf({ conditions, permits }: Rule): readonly (readonly Literal[])[] {
    const guard = conditions.map(({ expr }) => expr);
    return boxesOf(guard, !permits, this.table.exprs, { most: MOST_BOXES });
  }

  #actionOf(name: string): ActionOf | undefined {
    return actionOf(name, this.table);
  }

  #sides(): PlannedCondition["seen"] {
    return { yes: this.#slot(), no: this.#slot(), unknown: this.#slot() };
  }

  #slot(): Slot {
    this.slots += 1;
    return this.slots - 1;
  }
}

interface Written {
  readonly expr: TypedExpr;
  readonly isUnless: boolean;
}

interface Asked {
  readonly ref: number;
  readonly span: TypedRule["span"];
  readonly text: string;
}

/**
 * The rows that are the rule's say. What only goes along with it has none, unless the rule says nothing else; and of an
 * `allow once approved by`, the row that keeps the default out says what the one beside it does.
 */
function sayingIn(rows: readonly Row[]): readonly Row[] {
  const own = rows.filter(({ rule }) => !(rule.verdict === "escalate" && rule.permits));
  const saying = own.filter(({ rule }) => rule.verdict !== "none");
  return saying.length > 0 ? saying : own;
}

function literalsText(literals: readonly Literal[]): string {
  return literals
    .map(({ ref, value, orUnknown }) => `${ref} ${String(value)} ${String(orUnknown)}`)
    .sort()
    .join(", ");
}
