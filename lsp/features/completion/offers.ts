// What may stand for a token that the grammar looks for, by the rule in which it stands.

import type { Type } from "../../../compiler/types/type.js";
import { ALGORITHMS } from "../../../runtime/table/evidence.js";
import { VERDICTS } from "../../../runtime/table/verdict.js";
import { changes, choices, types, verdicts } from "../reference/reference.js";
import { ancestor } from "../typing/scope.js";
import { wantedAt } from "../typing/wanted.js";
import { before, parentRule, scopeOf, type Asked } from "./asked.js";
import { fieldsOf, members } from "./attributes.js";
import { asked as askedPeople, boxes, detectorOffers, groups } from "./declared.js";
import { fieldOffers } from "./fields.js";
import { keyword, plain, sign } from "./keywords.js";
import { fromEntry, RANK, words, type Offer } from "./offer.js";
import { operandOffers, optionalNames } from "./operands.js";
import { pathOffers } from "./paths.js";
import { actionOffers, selectorOffers } from "./selectors.js";
import { textOffers } from "./strings.js";
import { currencies, currenciesOf } from "./values.js";

/** Offers for one token that may stand next. */
export function offersFor(asked: Asked): readonly Offer[] {
  const { next } = asked;
  if (next.type === "StringWord") return quoted(textOffers(asked));
  if (next.word !== undefined && /^[a-z]/.test(next.word)) return keyword(asked, next.word);
  if (next.word !== undefined) return sign(asked, next.word);
  return named(asked);
}

/** Texts, in quotation marks. */
function quoted(offers: readonly Offer[]): readonly Offer[] {
  return offers.map((offer) => ({ ...offer, label: `"${offer.label}"` }));
}

/** Where the grammar looks for any name, or a value. */
function named(asked: Asked): readonly Offer[] {
  const { next, known } = asked;
  switch (next.frame.rule) {
    case "path":
      return pathOffers(asked);
    case "patternSegment":
      return patternOffers(asked);
    case "reference":
      return referenceOffers(asked);
    case "items":
      return next.type === "Plain" ? operandOffers(asked) : [];
    case "element":
      return elementFields(asked);
    case "number":
      return next.type === "Currency" ? currencies(wantedType(asked), known) : [];
    case "verdict":
      return next.place === 2 ? boxes(known) : askedPeople(known);
    case "needClause":
      return next.label === "group" ? groups(known) : plain("irreversible");
    case "approveStep":
      return plain("irreversible");
    case "names":
      return listed(asked);
    case "nameClause":
      return choice(asked);
    case "trait":
    case "reachesTrait":
      return traitWords(asked);
    case "wordType":
      return next.place === 0 || isFirstWord(asked) ? typeOffers(asked) : [];
    case "moneyType":
      return currenciesOf(known).map((label) => ({ label, kind: "unit", rank: RANK.best }));
    case "resource":
      return Object.entries(choices.resource ?? {}).map(([word, entry]) =>
        fromEntry(word, "keyword", entry, RANK.best),
      );
    case "expectClause":
    case "expectStep":
      return expectOffers(asked);
    case "fieldValue":
      return fieldOffers(asked);
    default:
      return [];
  }
}

function wantedType(asked: Asked): Type | undefined {
  const wanted = wantedAt(asked.site, asked.next.frame, scopeOf(asked));
  return wanted.kind === "value" ? wanted.type : undefined;
}

function isFirstWord({ site, next }: Asked): boolean {
  return site.tokens.length === next.frame.start;
}

function referenceOffers(asked: Asked): readonly Offer[] {
  if (asked.next.type === "Name") {
    const { site, next } = asked;
    const isAsked = site.tokens[next.frame.start - 1]?.image === "has";
    return isAsked ? optionalNames(scopeOf(asked)) : operandOffers(asked);
  }
  const names = before(asked);
  const found = members(names, scopeOf(asked));
  if (found.length > 0) return found;
  // `action.name == payments.…`
  const type = wantedType(asked);
  const start = `${names.join(".")}.`;
  return type?.kind === "enum"
    ? type.members
        .filter((label) => label.startsWith(start) && !label.includes("*"))
        .map((label) => ({ label, kind: "member", rank: RANK.best, replaces: "dotted" }))
    : [];
}

/** Behind `limits[args.tool].` */
function elementFields(asked: Asked): readonly Offer[] {
  const scope = scopeOf(asked);
  const { site, next } = asked;
  const name = site.tokens[next.frame.start - 1]?.image ?? "";
  const type = scope.known.data.get(name)?.type;
  return type?.kind === "map" ? fieldsOf(type.element, name, scope) : [];
}

function patternOffers(asked: Asked): readonly Offer[] {
  const { next, known, site } = asked;
  if (ancestor(next.frame, "actionHead") !== undefined) return [];
  if (ancestor(next.frame, "actionStep") !== undefined) return next.type === "Word" ? steps(asked) : [];
  if (next.type !== "Word") return [];
  return site.keyword === undefined ? [] : selectorOffers(known);
}

/** An action of a test, with its arguments. */
function steps({ known }: Asked): readonly Offer[] {
  return actionOffers(known, true).map((offer) => {
    const action = known.actions.find(({ name }) => name === offer.label);
    const required = [...(action?.args.fields ?? [])].filter(([, { optional }]) => !optional);
    const args = required.map(([name], index) => `${name}: \${${String(index + 1)}}`);
    return { ...offer, snippet: `${offer.label}(${args.join(", ")})` };
  });
}

function listed({ site, known, next }: Asked): readonly Offer[] {
  if (parentRule(next) === "redaction") return detectorOffers(known);
  if (site.word === "permit") return words(changes, "member", RANK.best);
  if (site.word === "extends") return boxes(known).filter(({ label }) => label !== site.head[1]?.image);
  if (site.word === "algorithms")
    return ALGORITHMS.map((label) => ({ label, kind: "member", rank: RANK.best }));
  return [];
}

function choice({ site, known }: Asked): readonly Offer[] {
  if (site.word === "inside") return boxes(known);
  if (site.word === "group") return groups(known);
  const entries = choices[site.word ?? ""] ?? {};
  const offers = words(entries, "member", RANK.best);
  return site.word === "mode" && site.keyword !== "policy"
    ? offers.filter(({ label }) => label === "shadow")
    : offers;
}

function traitWords({ site, next }: Asked): readonly Offer[] {
  if (site.word === "effect" || site.word === "reversible")
    return words(choices[site.word] ?? {}, "member", RANK.best);
  const wanted = traitTypes[next.label === "port" ? "port" : (site.word ?? "")] ?? [];
  return paramsOf(site.head).map(([label, type]) => ({
    ...{
      label,
      kind: "variable",
      detail: type,
      rank: wanted.includes(type.replace(/^.*</, "").replace(/>$/, "")) ? RANK.best : RANK.low,
    },
  }));
}

const traitTypes: Readonly<Record<string, readonly string[]>> = {
  reads: ["path"],
  writes: ["path"],
  runs: ["command"],
  migrates: ["sql", "string"],
  reaches: ["host", "ip", "url"],
  port: ["int"],
};

/** The parameters of an action's head, each with its type as it is written. */
function paramsOf(head: Asked["site"]["head"]): readonly (readonly [string, string])[] {
  return head.flatMap(({ image }, at) => {
    const colon =
      head[at + 1]?.image === ":"
        ? at + 1
        : head[at + 1]?.image === "?" && head[at + 2]?.image === ":"
          ? at + 2
          : -1;
    const opens = head[at - 1]?.image === "(" || head[at - 1]?.image === ",";
    return colon < 0 || !opens ? [] : [[image, head[colon + 1]?.image ?? ""] as const];
  });
}

/** Types of the language, and those that are declared. */
function typeOffers({ known, site }: Asked): readonly Offer[] {
  const others = [...known.symbols.types.values()].filter(
    ({ name }) => site.keyword !== "type" || name.text !== site.head[1]?.image,
  );
  const declared = others.map(({ name, doc }): Offer => ({
    ...{ label: name.text, kind: "type", detail: "type", rank: RANK.best, ...(doc !== undefined && { doc }) },
  }));
  const own = Object.entries(types).filter(([word]) => word !== "map" || site.keyword === "data");
  return [...declared, ...own.map(([word, entry]) => fromEntry(word, "type", entry, RANK.good))];
}

function expectOffers({ next }: Asked): readonly Offer[] {
  if (next.label !== "verdict") return [];
  return VERDICTS.map((label, place) => ({
    ...{ label, kind: "member", rank: RANK.best + place / 100, doc: verdicts[label]?.text ?? "" },
  }));
}
