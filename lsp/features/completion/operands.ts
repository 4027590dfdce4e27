// Offers where an operand may stand: values of what is asked for, attributes, names, functions.

import { clauseWords } from "../../../compiler/ast/forms.js";
import { isNumeric, sameType } from "../../../compiler/types/same-type.js";
import { showType } from "../../../compiler/types/show-type.js";
import { BOOL, type Field, type Type } from "../../../compiler/types/type.js";
import { functions, historyFunctions, names, operators } from "../reference/reference.js";
import { typeOfRoot } from "../typing/infer.js";
import type { Scope } from "../typing/scope.js";
import { ownerOf, type Site } from "../typing/site.js";
import { wantedAt, type Wanted } from "../typing/wanted.js";
import { around, scopeOf, type Asked } from "./asked.js";
import { rootsOf, wholeNames } from "./attributes.js";
import { detectorOffers, rules } from "./declared.js";
import { documented, fromEntry, RANK, type Offer } from "./offer.js";
import { timeZones } from "./strings.js";
import { valuesOf } from "./values.js";

export function operandOffers(asked: Asked): readonly Offer[] {
  const { known, site, next, view } = asked;
  const scope = scopeOf(asked);
  const wanted = wantedAt(site, next.frame, scope);
  switch (wanted.kind) {
    case "detectors":
      return detectorOffers(known);
    case "rule":
      return rules(view, known, ({ decl }) =>
        decl.clauses.some(({ kind }) => kind === "need" || kind === "verdict"),
      );
    case "zone of time":
      return timeZones().map((label) => ({ label: `"${label}"`, kind: "text", rank: RANK.best }));
    case "amount":
      return amounts(scope);
    case "pattern":
      return [...texts, ...(wanted.op === "like" ? general(wanted, scope, asked) : [])];
    default:
      return inTests(site) ? literals(wanted, asked) : general(wanted, scope, asked);
  }
}

/** What is written out. */
const texts: readonly Offer[] = [
  { label: '""', kind: "value", insert: '""', snippet: '"${1}"', rank: RANK.best },
  { label: '[""]', kind: "value", insert: '[""]', snippet: '["${1}"]', rank: RANK.best },
];

/** The steps of a test compute nothing: values are written out. */
function inTests({ keyword }: Site): boolean {
  return keyword === "test";
}

function literals(wanted: Wanted, { site, known }: Asked): readonly Offer[] {
  if (wanted.kind !== "value") return [];
  const record = wanted.type.kind === "record";
  const values = valuesOf(wanted.type).filter(({ label }) => label !== "now");
  if (record) return [{ label: "{ }", kind: "value", insert: "{ }", snippet: "{ ${1} }", rank: RANK.good }];
  if (site.word === "kill" || site.word === "revive") return values;
  return wanted.type.kind === "enum" && wanted.type.name === "zone" && known.symbols.zones.size === 0
    ? []
    : values;
}

/** What a cap may limit: amounts, and their sums. */
function amounts(scope: Scope): readonly Offer[] {
  const fits = ({ type }: Field, path: string): boolean =>
    isNumeric(type) && (path.startsWith("impact.") || path.startsWith("args."));
  const [first] = wholeNames(scope, undefined, fits);
  const sum: Offer = {
    ...fromEntry("sum", "function", functions.sum, RANK.good),
    snippet: `sum(\${1:${first?.label ?? "impact.records"}}) <= \${2:100} per \${3:1d} by \${4:agent.id}`,
  };
  const roots = ["impact", "args", "agent", "context"].map((root) =>
    fromEntry(root, "variable", names[root], RANK.low),
  );
  return [...wholeNames(scope, undefined, fits), ...roots, sum];
}

function general(wanted: Wanted, scope: Scope, asked: Asked): readonly Offer[] {
  const type = wanted.kind === "value" ? wanted.type : undefined;
  const escape = escaping(asked.site, asked.next.frame);
  const offers = [
    ...(wanted.kind === "value" ? valuesOf(wanted.type, escape) : []),
    ...(wanted.kind === "members" && wanted.of?.kind === "enum" ? listOf(wanted.of.members) : []),
    ...wholeNames(scope, ofWanted(wanted)),
    ...variables(scope, wanted),
    ...lets(scope, wanted).filter(({ label }) => !isOwn(asked.site, label)),
    ...collections(scope, wanted),
    ...zoneNames(scope, type),
    ...(wanted.kind === "pattern" ? [] : calls(scope, wanted)),
  ];
  return offers;
}

/** A declaration that is being written does not speak of itself. */
function isOwn({ keyword, head }: Site, name: string): boolean {
  return keyword === "let" && head[1]?.image === name;
}

/** The type that fits best. */
function ofWanted(wanted: Wanted): Type | undefined {
  if (wanted.kind === "value") return wanted.type;
  return wanted.kind === "condition" ? BOOL : undefined;
}

function listOf(members: readonly string[]): readonly Offer[] {
  const [first = "", second = ""] = members;
  const text = `[${[first, second].join(", ")}]`;
  return [
    { label: "[ ]", kind: "value", insert: text, snippet: `[\${1:${first}, ${second}}]`, rank: RANK.good },
  ];
}

/** In a form, the words that begin its clauses are operands in parentheses alone. */
function escaping(site: Site, frame: Asked["next"]["frame"]): (word: string) => string {
  const owner = ownerOf(site.keyword);
  if (
    owner === undefined ||
    around(frame, ["list", "parenthesised", "callArguments", "history", "historyOf"])
  )
    return (word) => word;
  const taken = clauseWords(owner);
  return (word) => (taken.has(word) ? `(${word})` : word);
}

function variables(scope: Scope, wanted: Wanted): readonly Offer[] {
  const type = ofWanted(wanted);
  const locals = Array.from(scope.locals, ([label, of]): Offer => ({
    ...{ label, kind: "variable", detail: showType(of) },
    rank: type === undefined || sameType(type, of) ? RANK.best : RANK.fair,
  }));
  const seen = [
    ...rootsOf(scope),
    ...(scope.sees.outcome ? ["outcome"] : []),
    ...(scope.sees.verdict ? ["verdict"] : []),
    "now",
  ];
  return [...locals, ...seen.map((name) => root(name, scope, type))];
}

function root(name: string, scope: Scope, wanted: Type | undefined): Offer {
  const type = typeOfRoot(name, scope);
  const exact =
    wanted !== undefined && type !== undefined && type.kind !== "record" && sameType(wanted, type);
  const { snippet: _, ...offer } = fromEntry(name, "variable", names[name], exact ? RANK.good : RANK.fair);
  return { ...offer, ...(type?.kind === "record" && { commit: ["."] }) };
}

function lets(scope: Scope, wanted: Wanted): readonly Offer[] {
  const type = ofWanted(wanted);
  return [...scope.known.symbols.lets.values()].map(({ name, params, doc, body }) => {
    const of = params === undefined && body.kind !== "missing" ? typeOfRoot(name.text, scope) : undefined;
    const rank = type !== undefined && of !== undefined && sameType(type, of) ? RANK.best : RANK.good;
    const args = params?.map((param, index) => `\${${String(index + 1)}:${param.name.text}}`);
    return {
      ...{ label: name.text, kind: params === undefined ? "variable" : "function", rank, ...documented(doc) },
      detail: `let${params === undefined ? "" : ` (${params.map((each) => each.name.text).join(", ")})`}`,
      ...(args !== undefined && { snippet: `${name.text}(${args.join(", ")})` }),
    };
  });
}

function collections(scope: Scope, wanted: Wanted): readonly Offer[] {
  const many = wanted.kind === "members" || wanted.kind === "many" || wanted.kind === "pattern";
  return [...scope.known.data.values()].map(({ name, type }) => ({
    ...{
      label: name,
      kind: "variable",
      detail: `data: ${showType(type)}`,
      rank: many ? RANK.best : RANK.low,
    },
    ...documented(scope.known.symbols.data.get(name)?.doc),
    ...(type.kind === "map" && { commit: ["["] }),
  }));
}

function zoneNames({ known }: Scope, wanted: Type | undefined): readonly Offer[] {
  if (wanted?.kind === "enum") return [];
  return [...known.symbols.zones.keys()].map((label) => ({
    ...{ label, kind: "declared", detail: "zone", rank: RANK.last },
  }));
}

/** Functions of the language, and classifiers. */
function calls(scope: Scope, wanted: Wanted): readonly Offer[] {
  const classifiers = [...scope.known.classifiers.values()].map(({ name, params, result }): Offer => {
    const args = params.map((param, index) => `\${${String(index + 1)}:${param.name}}`).join(", ");
    return {
      ...{ label: name, kind: "function", rank: RANK.good, detail: `classifier: ${showType(result)}` },
      ...{ snippet: `${name}(${args})`, ...documented(scope.known.symbols.classifiers.get(name)?.doc) },
    };
  });
  const builtin = Object.entries(functions).filter(
    ([name]) =>
      !historyFunctions.has(name) && name !== "time" && (name !== "approved" || scope.sees.approved),
  );
  const rank = wanted.kind === "members" ? RANK.last : RANK.low;
  return [...classifiers, ...builtin.map(([name, entry]) => fromEntry(name, "function", entry, rank))];
}

/** `has`, with the attributes that may be absent. */
export function hasOffers(): readonly Offer[] {
  const { snippet: _, ...offer } = fromEntry("has", "keyword", operators.has, RANK.fair);
  return [{ ...offer, insert: "has " }];
}

/** Attributes that may be absent: what `has` asks about. */
export function optionalNames(scope: Scope): readonly Offer[] {
  const optional = wholeNames(scope, undefined, (field) => field.optional);
  const maps = [...scope.known.data.values()].filter(({ type }) => type.kind === "map");
  return [
    ...optional.map((offer) => ({ ...offer, rank: RANK.best })),
    ...maps.map(({ name }): Offer => ({ label: name, kind: "variable", detail: "data", rank: RANK.good })),
    ...rootsOf(scope).map((name) => root(name, scope, undefined)),
    ...[...scope.locals.keys()].map((label): Offer => ({ label, kind: "variable", rank: RANK.fair })),
  ];
}
