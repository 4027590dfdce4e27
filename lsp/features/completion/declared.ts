// Offers of what a policy declares: groups, approvers, boxes, zones, rules, detectors, kill switches.

import type * as ast from "../../../compiler/ast/ast.js";
import type { Known } from "../../../compiler/types/known.js";
import type { RuleSymbol } from "../../../compiler/names/symbols.js";
import { detectors } from "../reference/reference.js";
import type { View } from "../view.js";
import { documented, fromEntry, RANK, type Offer } from "./offer.js";

export function groups({ symbols }: Known): readonly Offer[] {
  return [...symbols.groups.values()].map(({ name, members, doc }) => ({
    ...{ label: name.text, kind: "group", rank: RANK.best, ...documented(doc) },
    detail: members === undefined ? "group" : `group of ${String(members.length)}`,
  }));
}

/** Whom `escalate to` may name. */
export function asked(known: Known): readonly Offer[] {
  return [
    ...groups(known),
    ...[...known.symbols.approvers.values()].map((form) => ofForm(form, "approver", RANK.good)),
  ];
}

export function boxes({ symbols }: Known): readonly Offer[] {
  return [...symbols.sandboxes.values()].map((form) => ofForm(form, "sandbox", RANK.best));
}

function ofForm({ name, doc }: ast.FormDecl, detail: string, rank: number): Offer {
  return { label: name?.text ?? "", kind: "declared", detail, rank, ...documented(doc) };
}

export function zones({ symbols }: Known): readonly Offer[] {
  return [...symbols.zones.values()].map(({ name, doc, entries }) => ({
    ...{ label: name.text, kind: "declared", rank: RANK.best, ...documented(doc) },
    detail: `zone: ${entries.map(({ value }) => value).join(", ")}`,
  }));
}

/** Built-in ones and the declared. */
export function detectorOffers(known: Known): readonly Offer[] {
  return known.detectors.map((name) => {
    const decl = known.symbols.detectors.get(name);
    const entry = Object.entries(detectors).find(([each]) => each === name)?.[1];
    return decl === undefined
      ? fromEntry(name, "declared", entry, RANK.good)
      : {
          ...{ label: name, kind: "declared", rank: RANK.best, ...documented(decl.doc) },
          detail: `detector: ${decl.pattern.value}`,
        };
  });
}

/** Rules by the names that a file calls them: its own bare, others qualified. */
export function rules(
  { file }: Pick<View, "file">,
  { symbols }: Known,
  is: (rule: RuleSymbol) => boolean = () => true,
): readonly Offer[] {
  return symbols.rules.filter(is).map(({ decl, qualified, module }) => {
    const own = module.file.path === file.path;
    return {
      label: own ? decl.name.text : qualified,
      kind: "rule",
      detail: decl.form,
      rank: own ? RANK.best : RANK.good,
      replaces: "dotted",
      ...documented(decl.doc),
    };
  });
}

/** Rules of the policies above which this one stands, by their whole names. */
export function rulesOfFloors({ policy }: Pick<View, "policy">): readonly Offer[] {
  const offers: Offer[] = [];
  for (let { floor } = policy.analysis; floor !== undefined; { floor } = floor)
    for (const { decl, qualified } of floor.known?.symbols.rules ?? [])
      offers.push({
        ...{ label: qualified, kind: "rule", detail: decl.form, rank: RANK.good, replaces: "dotted" },
        ...documented(decl.doc),
      });
  return offers;
}

export function killswitches(view: View, known: Known): readonly Offer[] {
  return rules(view, known, ({ decl }) => decl.form === "killswitch");
}

/** The scopes of the kill switch of a name, bare or qualified; of all switches where it is none. */
export function scopesOf({ symbols, killScopes }: Known, name: string): readonly string[] {
  const found = symbols.rules.find(
    ({ decl, qualified }) => decl.form === "killswitch" && (decl.name.text === name || qualified === name),
  );
  if (found === undefined) return [...killScopes];
  return found.decl.clauses.flatMap((clause) =>
    clause.kind === "scope" ? clause.keys.map(({ parts }) => parts.map(({ text }) => text).join(".")) : [],
  );
}
