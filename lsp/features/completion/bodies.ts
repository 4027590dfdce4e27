// Offers of what may begin at a place: declarations, clauses that may still stand, steps, traits.

import { forms, type ClauseOwner } from "../../../compiler/ast/forms.js";
import type { Known } from "../../../compiler/types/known.js";
import { isNumeric } from "../../../compiler/types/same-type.js";
import { clauseEntries, declarations, steps, traits } from "../reference/reference.js";
import { ownerOf, standing, type Site } from "../typing/site.js";
import type { View } from "../view.js";
import { testSnippet } from "./test-snippet.js";
import { fromEntry, RANK, type Offer } from "./offer.js";

export function beginnings(site: Site, view: View, known: Known | undefined): readonly Offer[] {
  const found = begun(site, view);
  return known === undefined ? found : found.map((offer) => filled(offer, known));
}

function begun(site: Site, view: View): readonly Offer[] {
  switch (site.begins) {
    case "declaration":
      return declarationOffers(view);
    case "clause": {
      const owner = ownerOf(site.keyword);
      return owner === undefined ? [] : clauseOffers(site, owner);
    }
    case "step":
      return Object.entries(steps).map(([word, entry]) => fromEntry(word, "keyword", entry, RANK.good));
    case "trait":
      return traitOffers(site);
    default:
      return [];
  }
}

/** Rare ones come behind the others. */
const rare: ReadonlySet<string> = new Set([
  "identity",
  "trust",
  "audit",
  "drift",
  "import",
  "classifier",
  "detector",
]);

function declarationOffers({ module }: View): readonly Offer[] {
  const header = module.declarations.some((each) => each.kind === "form" && each.form === "policy");
  return Object.entries(declarations)
    .filter(([word]) => word !== "policy" || !header)
    .map(([word, entry]) => {
      const rank =
        word === "policy" ? RANK.best : word === "rule" ? RANK.good : rare.has(word) ? RANK.low : RANK.fair;
      return fromEntry(word, "snippet", entry, rank);
    });
}

/** First what must stand and does not, then what may; what stands and may not stand twice is left out. */
function clauseOffers(site: Site, owner: ClauseOwner): readonly Offer[] {
  const { clauses, oneOf, someOf } = forms[owner];
  const present = standing(site, owner);
  return clauses.flatMap(({ clause, required, repeats }, place) => {
    const choice = oneOf.find((list) => list.includes(clause));
    if (choice?.some((each) => present.has(each)) === true) return [];
    if (present.has(clause) && !repeats) return [];
    const missing =
      choice ?? someOf.find((list) => list.includes(clause) && !list.some((each) => present.has(each)));
    const isMissing = (required && !present.has(clause)) || missing !== undefined;
    const rank = (isMissing ? RANK.best : RANK.good) + place / 100;
    return clauseEntries(owner, clause).map(([word, entry]) => fromEntry(word, "keyword", entry, rank));
  });
}

/** A trait stands once, but those that name an argument. */
function traitOffers({ others }: Site): readonly Offer[] {
  const once = new Set(["effect", "reversible", "relative"]);
  return Object.entries(traits)
    .filter(([word]) => !once.has(word) || !others.includes(word))
    .map(([word, entry]) => fromEntry(word, "keyword", entry, RANK.best));
}

/** The snippet with names that the policy has, where it has some. */
function filled(offer: Offer, known: Known): Offer {
  if (offer.label === "test" && offer.kind === "snippet")
    return { ...offer, snippet: testSnippet(known) ?? offer.snippet ?? "" };
  return offer.snippet === undefined ? offer : { ...offer, snippet: fill(offer.snippet, known) };
}

function fill(snippet: string, { symbols, impact, agent }: Known): string {
  const amount = [...impact.fields].find(([, { type }]) => isNumeric(type))?.[0];
  const key = [...agent.fields].find(([, { optional }]) => !optional)?.[0];
  const freeze = symbols.rules.find(({ decl }) => decl.form === "killswitch");
  const names: Readonly<Record<string, string | undefined>> = {
    approvers: symbols.groups.keys().next().value,
    box: symbols.sandboxes.keys().next().value,
    freeze: snippet.startsWith("trip") ? freeze?.decl.name.text : undefined,
    "impact.records": amount && `impact.${amount}`,
    "agent.id": agent.fields.has("id") || key === undefined ? undefined : `agent.${key}`,
  };
  return snippet.replaceAll(/:([\w.]+)\}/g, (all, word: string) => {
    const name = Object.hasOwn(names, word) ? names[word] : undefined;
    return name === undefined || name === "" ? all : `:${name}}`;
  });
}
