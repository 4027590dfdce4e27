// What is asked for at a place of an expression: by the other side of a comparison, a parameter, a field, a clause.

import type { Frame } from "../../../grammar/assist.js";
import type { Token } from "../../../grammar/lexer.js";
import type { RecordType, Type } from "../../../compiler/types/type.js";
import { inferFrom, membersAlong, typeOfRoot } from "./infer.js";
import { actionNamed, argumentIndex, stepsActionAt } from "./calls.js";
import { chainOf, type Scope } from "./scope.js";
import type { Site } from "./site.js";

export type Wanted =
  /** A value of a type. */
  | { readonly kind: "value"; readonly type: Type }
  /** A list, a set, data or a range of it. */
  | { readonly kind: "members"; readonly of: Type | undefined }
  /** What a subject is compared with by this operator, written out. */
  | { readonly kind: "pattern"; readonly op: string; readonly of: Type | undefined }
  | { readonly kind: "detectors" }
  /** Something to go over. */
  | { readonly kind: "many" }
  /** Something that holds or does not. */
  | { readonly kind: "condition" }
  /** What a cap limits. */
  | { readonly kind: "amount" }
  | { readonly kind: "zone of time" }
  | { readonly kind: "rule" }
  | { readonly kind: "anything" };

const DURATION: Wanted = { kind: "value", type: { kind: "duration" } };
const INT: Wanted = { kind: "value", type: { kind: "int" } };
const CONDITION: Wanted = { kind: "condition" };
const ANYTHING: Wanted = { kind: "anything" };

/** What an operand is that stands in `frame`. */
export function wantedAt(site: Site, frame: Frame, scope: Scope): Wanted {
  const chain = chainOf(frame);
  let isItem = false;
  for (let index = chain.length - 1; index >= 0; index--) {
    const at = chain[index];
    if (at === undefined) break;
    if (at.rule === "list") isItem = true;
    const found = asked(site, at, chain.slice(index + 1), isItem, scope);
    if (found !== undefined) return found;
  }
  return ANYTHING;
}

/** What a rule asks of what is in it; undefined where the rule around it does. `inner` are the rules inside it. */
function asked(
  site: Site,
  { rule, start, parent }: Frame,
  inner: readonly Frame[],
  isItem: boolean,
  scope: Scope,
): Wanted | undefined {
  const child = inner[0];
  const { tokens } = site;
  const before = tokens.slice(start, child?.start ?? tokens.length);
  switch (rule) {
    case "comparisonTail":
      return comparedWith(before, inferFrom(tokens.slice(parent?.start ?? start, start), scope), isItem);
    case "sum":
      return before.length === 0 ? undefined : addedTo(before, scope);
    case "callArguments":
      return argumentOf(site, start, scope);
    case "fieldValue":
      return fieldOf(site, start, inner, parent, scope);
    case "element":
      return { kind: "value", type: { kind: "string" } };
    case "quantifier":
      return child?.rule === "sum" ? { kind: "many" } : CONDITION;
    case "expression":
    case "negation":
      return before.length > 0 ? CONDITION : undefined;
    case "expressionClause":
    case "revokeClause":
    case "onErrorClause":
      return CONDITION;
    case "historyClause":
      return before[0]?.image === "where" ? CONDITION : DURATION;
    default:
      return ofClause(site, rule, start, before, scope);
  }
}

/** What a clause or a step takes. */
function ofClause(
  site: Site,
  rule: string,
  start: number,
  before: readonly Token[],
  scope: Scope,
): Wanted | undefined {
  const { tokens } = site;
  switch (rule) {
    case "valueClause":
      return before[0]?.image === "language"
        ? INT
        : before[0]?.image === "at"
          ? { kind: "value", type: { kind: "time" } }
          : DURATION;
    case "limitClause":
      return site.keyword === "throttle" ? INT : { kind: "amount" };
    case "bound": {
      const label = tokens[2]?.image === ":" ? 3 : 1;
      const type = inferFrom(withoutSum(tokens.slice(label, start)), scope);
      return type === undefined ? ANYTHING : { kind: "value", type };
    }
    case "window":
    case "tripClause":
    case "dataDeclaration":
      return DURATION;
    case "redaction": {
      const type = inferFrom(
        tokens.slice(start + 1, start + 1 + dottedLength(tokens.slice(start + 1))),
        scope,
      );
      return type === undefined ? ANYTHING : { kind: "value", type };
    }
    case "resource":
      return resource(before[0]?.image);
    case "needClause":
    case "expectStep":
      return INT;
    case "killStep": {
      const type = inferFrom(
        tokens.slice(start + 1, start + 1 + dottedLength(tokens.slice(start + 1))),
        scope,
      );
      return type === undefined ? ANYTHING : { kind: "value", type };
    }
    default:
      return undefined;
  }
}

/** Of `sum(impact.hosts)` in a limit, the attribute. */
function withoutSum(tokens: readonly Token[]): readonly Token[] {
  return tokens[0]?.image === "sum" ? tokens.slice(2, -1) : tokens;
}

/** How many tokens a dotted name takes that they begin with. */
function dottedLength(tokens: readonly Token[]): number {
  let length = tokens.length === 0 ? 0 : 1;
  while (tokens[length]?.image === ".") length += 2;
  return Math.min(length, tokens.length);
}

function resource(name: string | undefined): Wanted {
  if (name === "memory") return { kind: "value", type: { kind: "bytes" } };
  return name === "processes" ? INT : DURATION;
}

const equalities: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);

function comparedWith(operator: readonly Token[], left: Type | undefined, isItem: boolean): Wanted {
  const words = operator.filter(({ image }) => image !== "not").map(({ image }) => image);
  const op = words[0] ?? "";
  if (equalities.has(op)) return left === undefined ? ANYTHING : { kind: "value", type: left };
  if (op === "in") {
    if (isItem) return left === undefined ? ANYTHING : { kind: "value", type: left };
    return { kind: "members", of: left };
  }
  if (op === "holds") return { kind: "detectors" };
  if (op === "under") return { kind: "value", type: { kind: "path" } };
  return { kind: "pattern", op, of: left };
}

/** The other operand of `+` and its like; of a range the other bound. */
function addedTo(before: readonly Token[], scope: Scope): Wanted | undefined {
  if (before.at(-1)?.image === "*") return undefined;
  const type = inferFrom(before.slice(0, -1), scope);
  if (type === undefined) return undefined;
  return { kind: "value", type: type.kind === "time" ? { kind: "duration" } : type };
}

function argumentOf(site: Site, open: number, scope: Scope): Wanted {
  const callee = site.tokens[open - 1]?.image ?? "";
  const index = argumentIndex(site.tokens.slice(open + 1));
  const { symbols, classifiers, resolveType } = scope.known;
  const param = symbols.lets.get(callee)?.params?.[index];
  if (param !== undefined) return { kind: "value", type: resolveType(param.type) };
  const question = classifiers.get(callee)?.params[index];
  return question === undefined ? argumentOfLanguage(callee, index) : { kind: "value", type: question.type };
}

/** What a function of the language takes. */
function argumentOfLanguage(callee: string, index: number): Wanted {
  switch (callee) {
    case "approved":
      return { kind: "rule" };
    case "known":
      return CONDITION;
    case "unknown":
      return { kind: "value", type: { kind: "command" } };
    case "hour":
    case "weekday":
      return index === 1 ? { kind: "zone of time" } : { kind: "value", type: { kind: "time" } };
    case "size":
      return { kind: "many" };
    case "host":
    case "port":
    case "scheme":
      return { kind: "value", type: { kind: "url" } };
    default:
      return { kind: "value", type: { kind: "string" } };
  }
}

/** The type of the field whose value stands here, by the records around it. */
function fieldOf(
  site: Site,
  start: number,
  inner: readonly Frame[],
  parent: Frame | undefined,
  scope: Scope,
): Wanted {
  const record = recordAt(site, parent, scope);
  const type = record?.fields.get(site.tokens[start]?.image ?? "")?.type;
  if (type === undefined) return ANYTHING;
  const isItem = inner.some(({ rule }) => rule === "list") && (type.kind === "list" || type.kind === "set");
  return { kind: "value", type: isItem ? type.element : type };
}

/** The record whose fields stand in `frame`, a rule that has fields; undefined where nothing is declared. */
export function recordAt(site: Site, frame: Frame | undefined, scope: Scope): RecordType | undefined {
  if (frame === undefined) return undefined;
  const chain = chainOf(frame);
  const [outermost] = chain;
  const root = rootRecord(site, outermost?.rule, scope);
  const names: string[] = [];
  let type: Type | undefined = root;
  for (const each of chain) {
    if (each.rule !== "fieldValue" || each === frame) continue;
    names.push(site.tokens[each.start]?.image ?? "");
    type = elementOf(membersAlong(type ?? { kind: "error" }, names.slice(-1)));
  }
  return type?.kind === "record" ? type : undefined;
}

/** Of a list of records, the record. */
function elementOf(type: Type | undefined): Type | undefined {
  return type?.kind === "list" || type?.kind === "set" ? type.element : type;
}

function rootRecord(site: Site, rule: string | undefined, scope: Scope): Type | undefined {
  if (rule === "actionStep") return actionNamed(scope.known, stepName(site))?.args;
  if (site.word === "result") return stepsActionAt(site, scope.known)?.result;
  return typeOfRoot(site.word ?? "", scope);
}

/** The name of the action in its step. */
function stepName({ tokens }: Site): string {
  const end = tokens.findIndex(({ image }) => image === "(");
  return tokens
    .slice(1, end < 0 ? tokens.length : end)
    .map(({ image }) => image)
    .join("");
}
