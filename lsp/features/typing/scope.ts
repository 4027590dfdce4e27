// What an expression at a place can see: the actions that it speaks of, variables, and what a result or an outcome is there.

import { selectorOf } from "../../../compiler/ast/from-cst/names.js";
import type { Reader } from "../../../compiler/ast/from-cst/reader.js";
import { paramsOf } from "../../../compiler/ast/from-cst/types.js";
import type { ParamsCstNode, SelectorCstNode } from "../../../grammar/generated/cst.js";
import { parsePiece } from "../../../grammar/parser.js";
import type { Token } from "../../../grammar/lexer.js";
import type { Frame } from "../../../grammar/assist.js";
import { sameType } from "../../../compiler/types/same-type.js";
import type { Known } from "../../../compiler/types/known.js";
import type { Action } from "../../../compiler/types/program.js";
import type { Field, RecordType, Type } from "../../../compiler/types/type.js";
import { inferFrom, type Seen } from "./infer.js";
import type { Site } from "./site.js";

/** What a place may read besides attributes. */
export interface Scope extends Seen {
  readonly known: Known;
  readonly actions: readonly Action[];
  readonly args: RecordType;
  readonly locals: ReadonlyMap<string, Type>;
  readonly sees: {
    readonly result: boolean;
    readonly outcome: boolean;
    readonly verdict: boolean;
    readonly approved: boolean;
  };
}

const reader: Reader = { file: "", gap: 0, report: () => undefined, extents: new WeakMap() };

/** The scope of a place inside the rules of `frame`. */
export function scopeAt(known: Known, site: Site, frame: Frame | undefined): Scope {
  const history = ancestor(frame, "history") ?? ancestor(frame, "historyOf");
  const attempts = history !== undefined && site.tokens[history.start + 2]?.image === "attempts";
  const actions = history === undefined ? actionsOf(known, site) : actionsOfHistory(known, site, history);
  const onResult = isOnResult(site);
  const base = {
    known,
    actions,
    args: argumentsOf(actions),
    sees: {
      result: onResult || history !== undefined,
      outcome: onResult || history !== undefined || site.word === "revoke",
      verdict: attempts,
      approved: site.keyword === "assert",
    },
  };
  const params = history === undefined ? paramsAt(known, site) : new Map<string, Type>();
  return withVariables({ ...base, locals: params }, site, frame, history?.start ?? 0);
}

export function ancestor(frame: Frame | undefined, rule: string): Frame | undefined {
  for (let at = frame; at !== undefined; at = at.parent) if (at.rule === rule) return at;
  return undefined;
}

/** Rules whose bounds are those of what is inside them, from the outermost inwards. */
export function chainOf(frame: Frame | undefined): readonly Frame[] {
  const chain: Frame[] = [];
  for (let at = frame; at !== undefined; at = at.parent) chain.unshift(at);
  return chain;
}

/** Variables of `any` and `all` around the place, which begin behind `from`. */
function withVariables(scope: Scope, site: Site, frame: Frame | undefined, from: number): Scope {
  let seen = scope;
  const chain = chainOf(frame);
  for (const [index, { rule, start }] of chain.entries()) {
    const body = chain[index + 1];
    if (rule !== "quantifier" || start < from || body?.rule !== "expression") continue;
    const variable = site.tokens[start + 1]?.image ?? "";
    const over = inferFrom(site.tokens.slice(start + 3, body.start - 1), seen);
    const type: Type = over?.kind === "list" || over?.kind === "set" ? over.element : { kind: "error" };
    seen = { ...seen, locals: new Map([...seen.locals, [variable, type]]) };
  }
  return seen;
}

function isOnResult({ head }: Site): boolean {
  const on = head.findIndex(({ image }, index) => image === "on" && index > 1);
  return on >= 0 && head[on + 1]?.image === "result" && head[on + 2]?.image === "of";
}

/** The actions that the form at the place selects; where it selects none, all. */
function actionsOf(known: Known, { head, keyword }: Site): readonly Action[] {
  const on = head.findIndex(({ image }, index) => image === "on" && index > 1);
  if (on < 0 || keyword === undefined) return known.actions;
  const skip = head[on + 1]?.image === "result" && head[on + 2]?.image === "of" ? 3 : 1;
  return selectedBy(known, head.slice(on + skip));
}

function selectedBy(known: Known, tokens: readonly Token[]): readonly Action[] {
  const { cst } = parsePiece("selector", [...tokens]);
  return cst === undefined ? [] : known.select(selectorOf(reader, cst as SelectorCstNode));
}

const historyWords: ReadonlySet<string> = new Set(["where", "since", "within", "by", ")"]);

/** The actions that a history looks back at: they may stand behind the place, as those of `sum` do behind its attribute. */
function actionsOfHistory(known: Known, site: Site, { rule, start }: Frame): readonly Action[] {
  const shift = site.at - site.tokens.length;
  const begin = shift + start + 2;
  let from = begin;
  if (rule === "historyOf") {
    const comma = site.all.findIndex(
      ({ image }, index) => index >= begin && (image === "," || image === ")"),
    );
    if (comma < 0 || site.all[comma]?.image !== ",") return actionsOf(known, site);
    from = comma + 1;
  } else if (site.all[begin]?.image === "attempts") from += 1;
  const end = site.all.findIndex(
    ({ image }, index) =>
      index >= from &&
      (historyWords.has(image) || (image === "," && historyWords.has(site.all[index + 1]?.image ?? ""))),
  );
  return selectedBy(known, site.all.slice(from, end < 0 ? site.at : end));
}

/** The arguments that all of the actions have, of one type; optional where one may leave them out. */
function argumentsOf(actions: readonly Action[]): RecordType {
  const known = merged.get(actions) ?? mergedArguments(actions);
  merged.set(actions, known);
  return known;
}

const merged = new WeakMap<readonly Action[], RecordType>();

function mergedArguments(actions: readonly Action[]): RecordType {
  const [first, ...rest] = actions;
  const fields = new Map<string, Field>();
  for (const [name, field] of first?.args.fields ?? []) {
    const others = rest.map(({ args }) => args.fields.get(name));
    if (others.some((other) => other === undefined || !sameType(other.type, field.type))) continue;
    fields.set(name, {
      type: field.type,
      optional: field.optional || others.some((other) => other?.optional === true),
    });
  }
  return { kind: "record", fields, open: false };
}

/** The parameters of the `let` at the place. */
function paramsAt(known: Known, { keyword, head }: Site): ReadonlyMap<string, Type> {
  if (keyword !== "let" || head[2]?.image !== "(") return new Map();
  const close = head.findIndex(({ image }, index) => index > 2 && image === "=");
  const { cst } = parsePiece("params", head.slice(2, close < 0 ? head.length : close));
  if (cst === undefined) return new Map();
  const { params } = paramsOf(reader, cst as ParamsCstNode, () => undefined);
  return new Map(params.map(({ name, type }) => [name.text, known.resolveType(type)]));
}
