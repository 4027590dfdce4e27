// Type expressions to types: aliases followed, enums and currencies checked, circles found.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { upTo } from "../diagnostics/edits.js";
import { removal, rewriting } from "../diagnostics/fixes.js";
import { nearest, replacement } from "../diagnostics/nearest.js";
import { BUILT_IN_TYPES } from "../names/reserved.js";
import type { Symbols } from "../names/symbols.js";
import { distinct, lookUp, reportUnknown, type Report } from "../names/table.js";
import type { Span } from "../source/source.js";
import type { Names } from "./environment.js";
import { ERROR, type Field, type RecordType, type Type } from "./type.js";

/** Types nest no deeper and hold no more: whoever walks over one needs neither much stack nor much time. */
const MAX_DEPTH = 100;
const MAX_SIZE = 10_000;

interface Resolver {
  readonly symbols: Pick<Symbols, "types" | "zones">;
  readonly use: Names["use"];
  readonly report: Report;
  /** Every expression is resolved once, so that its mistakes are told once. */
  readonly done: Map<ast.TypeExpr, Type>;
  /** Aliases that are being resolved, by name, with the place of the use that led there. */
  readonly open: Map<string, Span>;
  readonly measures: WeakMap<Type, Measure>;
}

interface Measure {
  readonly depth: number;
  readonly size: number;
}

/** A function from type expressions to types; a map is the type of data alone. It reports what is wrong with one, and then gives the error type. */
export function typeResolver(
  symbols: Pick<Symbols, "types" | "zones">,
  use: Names["use"],
  report: Report,
): (type: ast.TypeExpr, of?: "data") => Type {
  const resolver: Resolver = {
    symbols,
    use,
    report,
    done: new Map(),
    open: new Map(),
    measures: new WeakMap(),
  };
  return (type, of) => (of === "data" ? resolve(resolver, type) : resolvePart(resolver, type));
}

function resolve(resolver: Resolver, expr: ast.TypeExpr): Type {
  const known = resolver.done.get(expr);
  if (known !== undefined) return known;
  const type = measured(resolver, expr, resolveNew(resolver, expr));
  resolver.done.set(expr, type);
  return type;
}

function resolveNew(resolver: Resolver, expr: ast.TypeExpr): Type {
  switch (expr.kind) {
    case "named":
      return resolveName(resolver, expr.name);
    case "enum":
      return resolveEnum(resolver, expr);
    case "generic":
      return resolveGeneric(resolver, expr);
    case "money":
      return resolveMoney(resolver, expr);
    case "record":
      return resolveRecord(resolver, expr);
    case "missing-type":
      return ERROR;
  }
}

function resolveName(resolver: Resolver, name: ast.Ident): Type {
  const scalar = BUILT_IN_TYPES.find((each) => each === name.text);
  if (scalar !== undefined) return { kind: scalar };
  if (name.text === "zone") return zoneType(resolver, name);
  const { types } = resolver.symbols;
  if (!types.has(name.text) && name.text !== "") {
    const candidates = [...types.keys(), ...BUILT_IN_TYPES, "money", "list", "set", "map", "zone"];
    reportUnknown(name, "type", candidates, resolver.report);
    return ERROR;
  }
  const decl = lookUp(types, name, "type", resolver.report);
  return decl === undefined ? ERROR : resolveAlias(resolver, decl, name);
}

function resolveAlias(resolver: Resolver, decl: ast.TypeDecl, use: ast.Ident): Type {
  const { open, report } = resolver;
  resolver.use("type", decl.name.text);
  if (open.has(decl.name.text)) {
    reportCircle(resolver, decl, use);
    return ERROR;
  }
  if (open.size >= MAX_DEPTH) {
    report(diagnose("AP2025", use.span, { what: "types within each other", limit: MAX_DEPTH }));
    return ERROR;
  }
  open.set(decl.name.text, use.span);
  const type = resolve(resolver, decl.type);
  open.delete(decl.name.text);
  return type.kind === "enum" && type.name === undefined ? { ...type, name: decl.name.text } : type;
}

/** A circle is told where it closes, with each step on the way. */
function reportCircle({ open, report }: Resolver, decl: ast.TypeDecl, use: ast.Ident): void {
  const names = [...open.keys()];
  const circle = names.slice(names.indexOf(decl.name.text) + 1);
  const related = circle.flatMap((name) => {
    const span = open.get(name);
    return span === undefined ? [] : [{ span, message: `\`${name}\` is used here` }];
  });
  report(diagnose("AP2008", use.span, { what: "type", name: decl.name.text }, { related }));
}

function zoneType(resolver: Resolver, name: ast.Ident): Type {
  const members = [...resolver.symbols.zones.keys()];
  if (members.length === 0) {
    resolver.report(diagnose("AP2024", name.span, {}));
    return ERROR;
  }
  for (const member of members) resolver.use("zone", member);
  return { kind: "enum", members, name: "zone" };
}

function resolveEnum({ report, symbols }: Resolver, expr: ast.EnumType): Type {
  // In an order, which of the two places was meant is open.
  const mend = expr.ordered || expr.members.length < 3 ? undefined : "remove";
  const members = distinct(expr.members, (member) => member, "member", report, mend);
  if (expr.members.length >= 2) {
    return { kind: "enum", members: [...members.keys()], ...(expr.ordered && { ordered: true }) };
  }
  const [only] = expr.members;
  const isType = only && (symbols.types.has(only.text) || BUILT_IN_TYPES.some((each) => each === only.text));
  const fixes = isType ? rewriting(`Write the type \`${only.text}\``, expr.span, only.text) : [];
  report(diagnose("AP2009", expr.span, {}, { fixes }));
  return ERROR;
}

function resolveGeneric(resolver: Resolver, expr: ast.GenericType): Type {
  const { report } = resolver;
  const kind = expr.name.text;
  if (kind === "map") return resolveMap(resolver, expr);
  const [element, ...rest] = expr.args;
  if ((kind !== "list" && kind !== "set") || element === undefined || rest.length > 0) {
    const fixes = rest.length > 0 ? withoutFurther(expr) : withKnownName(expr);
    report(diagnose("AP2021", expr.span, { name: kind, given: expr.args.length }, { fixes }));
    return ERROR;
  }
  const of = resolvePart(resolver, element);
  return of.kind === "error" ? ERROR : { kind, element: of };
}

function resolveMap(resolver: Resolver, expr: ast.GenericType): Type {
  const [key, element, ...rest] = expr.args;
  const isString = key?.kind === "named" && key.name.text === "string";
  if (!isString || element === undefined || rest.length > 0) {
    const fixes = key && expr.args.length === 2 ? replacement(key.span, "string") : [];
    resolver.report(diagnose("AP2021", expr.span, { name: "map", given: expr.args.length }, { fixes }));
    return ERROR;
  }
  const of = resolvePart(resolver, element);
  return of.kind === "error" ? ERROR : { kind: "map", element: of };
}

/** `list<T, …>` as `list<T>`. */
function withoutFurther({ name, args }: ast.GenericType): readonly Fix[] {
  const [first, last] = [args[0], args.at(-1)];
  const isKnown = name.text === "list" || name.text === "set";
  return first && last && isKnown ? removal("Keep the first type alone", upTo(first.span, last.span)) : [];
}

/** What lists are called elsewhere. */
const LISTS: ReadonlySet<string> = new Set(["array", "vector", "vec", "sequence", "slice"]);

function withKnownName({ name }: ast.GenericType): readonly Fix[] {
  const near = LISTS.has(name.text.toLowerCase()) ? "list" : nearest(name.text, ["list", "set"]);
  return replacement(name.span, near);
}

/** A type within another, or of what is no data: no map. */
function resolvePart(resolver: Resolver, expr: ast.TypeExpr): Type {
  const type = resolve(resolver, expr);
  if (type.kind !== "map") return type;
  resolver.report(diagnose("AP2028", expr.span, {}));
  return ERROR;
}

function resolveMoney({ report }: Resolver, { currency }: ast.MoneyType): Type {
  if (/^[A-Z]{3}$/u.test(currency.text)) return { kind: "money", currency: currency.text };
  if (currency.text !== "") {
    const capitals = /^[A-Za-z]{3}$/u.test(currency.text) ? currency.text.toUpperCase() : undefined;
    const fixes = replacement(currency.span, capitals);
    report(diagnose("AP2012", currency.span, { text: currency.text }, { fixes }));
  }
  return ERROR;
}

function resolveRecord(resolver: Resolver, expr: ast.RecordType): RecordType {
  const fields = distinct(expr.fields, (field) => field.name, "field", resolver.report);
  return {
    kind: "record",
    fields: new Map([...fields].map(([name, field]) => [name, resolveField(resolver, field)])),
    open: expr.open !== undefined,
  };
}

function resolveField(resolver: Resolver, field: ast.Field): Field {
  return { type: resolvePart(resolver, field.type), optional: field.optional };
}

// ─── Bounds ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** `type`, or the error type where it is too deep or too large. */
function measured(resolver: Resolver, expr: ast.TypeExpr, type: Type): Type {
  const measure = measureOf(resolver, type);
  resolver.measures.set(type, measure);
  if (measure.depth <= MAX_DEPTH && measure.size <= MAX_SIZE) return type;
  const deep = { what: "types within each other", limit: MAX_DEPTH };
  const large = { what: "fields and members in one type", limit: MAX_SIZE };
  resolver.report(diagnose("AP2025", expr.span, measure.depth > MAX_DEPTH ? deep : large));
  return ERROR;
}

function measureOf({ measures }: Resolver, type: Type): Measure {
  const known = measures.get(type);
  if (known !== undefined) return known;
  if (type.kind === "enum") return { depth: 1, size: type.members.length };
  const parts = partsOf(type).map((part) => measures.get(part) ?? { depth: 1, size: 1 });
  return {
    depth: 1 + Math.max(0, ...parts.map(({ depth }) => depth)),
    size: parts.reduce((sum, { size }) => sum + size, 1),
  };
}

function partsOf(type: Type): readonly Type[] {
  if (type.kind === "list" || type.kind === "set" || type.kind === "map") return [type.element];
  return type.kind === "record" ? [...type.fields.values()].map((field) => field.type) : [];
}
