// A table's expressions in the words of the language: what a question is called that has no classes but its answers.

import type { Expr, HistoryPattern, Ref, TypeSchema } from "../../../runtime/table/format.js";
import { detectorName } from "../../../runtime/values/detector.js";
import type { ActionOf } from "../../atoms/term.js";
import { durationText, listText, literalText, stringText } from "../../emit/words.js";
import { typeOf, type Scope } from "./types.js";

/** How tightly an expression binds, loosest first. */
const LEVEL = { or: 1, and: 2, not: 3, comparison: 4, sum: 5, product: 6, operand: 7 } as const;

/** The expression as a policy on this action would write it, or, of what no policy writes, as a phrase. */
export function expressionText(ref: Ref, action: ActionOf): string {
  return new Writer(action, new Map()).text(ref, 0);
}

type Op<O extends Expr["op"]> = Extract<Expr, { readonly op: O }>;

type Composed =
  | ("and" | "or" | "not" | "known" | "compare" | "add" | "sub" | "mul" | "neg" | "to-decimal")
  | ("any" | "all" | "list");
type Named =
  "literal" | "attribute" | "has" | "variable" | "has-variable" | "data" | "element" | "has-element";
type Tested =
  | ("in" | "in-cidr" | "like" | "under" | "like-host" | "like-data" | "matches" | "holds")
  | ("runs" | "runs-only" | "touches" | "redirects" | "unseen");

class Writer {
  constructor(
    private readonly action: ActionOf,
    private readonly scope: Scope,
  ) {}

  /** In parentheses where it binds less tightly than `least`. */
  text(ref: Ref, least: number): string {
    const expr = this.action.table.exprs[ref];
    if (expr === undefined) return "?";
    const written = this.#bare(expr);
    return levelOf(expr) < least ? `(${written})` : written;
  }

  #bare(expr: Expr): string {
    switch (expr.op) {
      case "and":
      case "or":
        return expr.args.map((arg) => this.text(arg, LEVEL[expr.op] + 1)).join(` ${expr.op} `);
      case "not":
        return `not ${this.text(expr.arg, LEVEL.not)}`;
      case "known":
        return `known(${this.text(expr.arg, 0)})`;
      case "compare":
        return this.#comparison(expr);
      case "add":
        return `${this.text(expr.left, LEVEL.sum)} + ${this.text(expr.right, LEVEL.product)}`;
      case "sub":
        return `${this.text(expr.left, LEVEL.sum)} - ${this.text(expr.right, LEVEL.product)}`;
      case "mul":
        return `${this.text(expr.left, LEVEL.product)} * ${this.text(expr.right, LEVEL.operand)}`;
      case "neg":
        return `-${this.text(expr.arg, LEVEL.operand)}`;
      case "to-decimal":
        return this.text(expr.arg, LEVEL.operand);
      case "any":
      case "all":
        return this.#quantified(expr);
      case "list":
        return listText(expr.items.map((item) => this.text(item, 0)));
      default:
        return this.#simple(expr);
    }
  }

  #simple(expr: Exclude<Expr, Op<Composed>>): string {
    const { table } = this.action;
    switch (expr.op) {
      case "literal":
        return literalText(expr.value, undefined);
      case "attribute":
        return expr.path;
      case "has":
        return `has ${expr.path}`;
      case "variable":
      case "has-variable":
        return `${expr.op === "variable" ? "" : "has "}${[expr.name, ...expr.steps].join(".")}`;
      case "data":
        return table.data[expr.data]?.name ?? "?";
      case "element":
      case "has-element": {
        const at = [`${table.data[expr.data]?.name ?? "?"}[${this.text(expr.key, 0)}]`, ...expr.steps];
        return `${expr.op === "element" ? "" : "has "}${at.join(".")}`;
      }
      case "in":
      case "in-cidr":
      case "like":
      case "under":
      case "like-host":
      case "like-data":
      case "matches":
      case "runs":
      case "runs-only":
      case "touches":
      case "redirects":
      case "unseen":
      case "holds":
        return this.#tested(expr);
      default:
        return this.#fact(expr);
    }
  }

  /** What is worked out, and facts of state and of the world. */
  #fact(expr: Exclude<Expr, Op<Composed | Tested | Named>>): string {
    const { table } = this.action;
    switch (expr.op) {
      case "now":
      case "outcome":
      case "verdict":
        return expr.op;
      case "rank":
        return this.text(expr.arg, LEVEL.operand);
      case "call":
        return `${expr.fn}(${expr.args.map((arg) => this.text(arg, 0)).join(", ")})`;
      case "classify": {
        const name = table.classifiers[expr.classifier]?.name ?? "?";
        return `${name}(${expr.args.map((arg) => this.text(arg, 0)).join(", ")})`;
      }
      case "history": {
        const pattern = table.histories[expr.pattern];
        return pattern === undefined ? "?" : this.#history(pattern);
      }
      case "grant":
        return `the grant ${table.grants[expr.grant]?.id ?? "?"} is ${expr.is}`;
      case "approved":
        return `approved(${nameIn(table.needs[expr.needs]?.rule ?? "?")})`;
      case "reaches":
        return expr.patterns === "any"
          ? "the action reaches something"
          : `all that the action reaches is in ${listText(texts(expr.patterns))}`;
      case "drift":
        return `all changes to ${table.baselines[expr.baseline]?.path ?? "the baseline"} are among ${listText(expr.permit)}`;
      case "detects":
        return `${expr.path} holds ${listText(expr.detectors.map(detectorName))}`;
    }
  }

  /** Tests of a subject. */
  #tested(expr: Op<Tested>): string {
    const { table } = this.action;
    const operand = (ref: Ref): string => this.text(ref, LEVEL.sum);
    switch (expr.op) {
      case "in":
        return `${operand(expr.item)} in ${this.#typed(expr.items, expr.item)}`;
      case "in-cidr":
        return `${operand(expr.item)} in ${operand(expr.cidr)}`;
      case "like":
        return `${operand(expr.subject)} like ${patterns(globTexts(expr.globs))}`;
      case "like-host":
        return `${operand(expr.subject)} like ${patterns(texts(expr.patterns))}`;
      case "like-data":
        return `${operand(expr.subject)} like ${table.data[expr.data]?.name ?? "?"}`;
      case "under":
        return `${operand(expr.subject)} under ${operand(expr.directory)}`;
      case "matches":
        return `${operand(expr.subject)} matches ${stringText(expr.pattern)}`;
      case "holds":
        return `${operand(expr.subject)} holds ${listText(expr.detectors.map(detectorName))}`;
      case "unseen":
        return `unknown(${this.text(expr.command, 0)})`;
      case "runs":
        return `${operand(expr.command)} runs ${listText(quoted(texts(expr.entries)))}`;
      case "runs-only": {
        const env = expr.env.length === 0 ? "" : ` with env ${listText(quoted(expr.env))}`;
        const to =
          expr.writing.length === 0 ? "" : ` writing only ${listText(quoted(globTexts(expr.writing)))}`;
        return `${operand(expr.command)} runs only ${listText(quoted(texts(expr.entries)))}${env}${to}`;
      }
      case "touches": {
        const paths = listText(quoted(globTexts(expr.globs)));
        return expr.entries === undefined
          ? `${operand(expr.command)} touches ${paths}`
          : `${operand(expr.command)} runs ${listText(quoted(texts(expr.entries)))} touching ${paths}`;
      }
      case "redirects":
        return `${operand(expr.command)} redirects ${listText(quoted(globTexts(expr.globs)))}`;
    }
  }

  /** A literal on one side is of the type of the other. */
  #comparison({ cmp, left, right }: Op<"compare">): string {
    return `${this.#typed(left, right)} ${cmp} ${this.#typed(right, left)}`;
  }

  /** The operand, if it is a literal, of the type that its neighbour has. */
  #typed(ref: Ref, neighbour: Ref): string {
    const { exprs } = this.action.table;
    const expr = exprs[ref];
    const other = exprs[neighbour];
    if (other?.op === "rank" && expr?.op === "literal" && typeof expr.value === "number")
      return other.members[expr.value] ?? String(expr.value);
    const type = typeOf(neighbour, this.action, this.scope);
    if (expr?.op === "literal") return literalText(expr.value, type);
    if (expr?.op !== "list") return this.text(ref, LEVEL.sum);
    return listText(
      expr.items.map((item) => {
        const each = exprs[item];
        return each?.op === "literal" ? literalText(each.value, type) : this.text(item, 0);
      }),
    );
  }

  #quantified({ op, variable, over, body }: Op<"any" | "all">): string {
    const type = typeOf(over, this.action, this.scope);
    const inner: TypeSchema | undefined = type?.type === "list" || type?.type === "set" ? type.of : undefined;
    const scope = inner === undefined ? this.scope : new Map([...this.scope, [variable, inner]]);
    const said = new Writer(this.action, scope).text(body, 0);
    return `${op} ${variable} in ${this.text(over, LEVEL.sum)}: ${said}`;
  }

  #history(pattern: HistoryPattern): string {
    const { fn, actions, where, attribute, within, since, by, attempts, among } = pattern;
    const selected = among?.include ?? actions;
    const clauses = [
      ...(attribute === undefined ? [] : [attribute]),
      `${attempts === true ? "attempts " : ""}${selected.join(", ")}${where === undefined ? "" : ` where ${this.text(where, 0)}`}`,
      ...(since === undefined ? [] : [`since ${since.join(", ")}`]),
      ...(within === undefined ? [] : [`within ${durationText(within)}`]),
      ...(by.length === 0 ? [] : [`by ${by.length === 1 ? (by[0] ?? "") : listText(by)}`]),
    ];
    return `${fn}(${clauses.join(", ")})`;
  }
}

function levelOf({ op }: Expr): number {
  switch (op) {
    case "any":
    case "all":
      return 0;
    case "or":
    case "and":
    case "not":
      return LEVEL[op];
    case "add":
    case "sub":
      return LEVEL.sum;
    case "mul":
      return LEVEL.product;
    case "literal":
    case "attribute":
    case "variable":
    case "call":
    case "classify":
    case "history":
    case "known":
    case "data":
    case "element":
    case "list":
    case "now":
    case "to-decimal":
    case "rank":
    case "approved":
    case "outcome":
      return LEVEL.operand;
    default:
      return LEVEL.comparison;
  }
}

/** A rule's name as its own file knows it. */
function nameIn(qualified: string): string {
  return qualified.slice(qualified.lastIndexOf(".") + 1);
}

function texts(items: readonly { readonly text: string }[]): readonly string[] {
  return items.map(({ text }) => text);
}

/** Globs as they are written; those of a home begin with `~`. */
export function globTexts(
  globs: readonly { readonly kind: string; readonly text: string }[],
): readonly string[] {
  const atHome = globs.flatMap(({ kind, text }) => (kind === "home" ? [text] : []));
  const ofHomes = new Set(
    atHome.flatMap((text) =>
      ["/home/*", "/Users/*", "/root"].map((home) => (text === "/" ? home : home + text)),
    ),
  );
  return globs.flatMap(({ kind, text }) => {
    if (kind === "home") return [text === "/" ? "~" : `~${text}`];
    return ofHomes.has(text) ? [] : [text];
  });
}

function quoted(items: readonly string[]): readonly string[] {
  return items.map(stringText);
}

/** One pattern bare, several in brackets. */
export function patterns(items: readonly string[]): string {
  const [only = ""] = items;
  return items.length === 1 ? stringText(only) : listText(quoted(items));
}
