// Offers of dotted names that are no operands: keys, targets of redactions, rules, scopes of kill switches.

import { isNumeric } from "../../../compiler/types/same-type.js";
import { choices } from "../reference/reference.js";
import { before, parentRule, scopeOf, type Asked } from "./asked.js";
import { keys, members, ofType, rootsOf, wholeNames } from "./attributes.js";
import { killswitches, rules, rulesOfFloors, scopesOf, zones } from "./declared.js";
import { RANK, words, type Offer } from "./offer.js";

export function pathOffers(asked: Asked): readonly Offer[] {
  const { next, known, site, view } = asked;
  if (next.type === "Word" && !isRulePath(asked)) return members(before(asked), scopeOf(asked));
  const scope = scopeOf(asked);
  const roots = (...names: readonly string[]): readonly Offer[] =>
    names.map((label) => ({ label, kind: "variable", rank: RANK.low, commit: ["."] }));
  const label = next.frame.label;
  switch (parentRule(next)) {
    case "keyPart":
      return site.word === "scope" && site.keyword === "killswitch"
        ? [
            ...words(choices.scope ?? {}, "keyword", RANK.best),
            ...keys(scope),
            ...roots("agent", "context", "action"),
          ]
        : [...keys(scope), ...roots("agent", "context", "args", "action")];
    case "redaction":
      return [
        ...wholeNames(scope, undefined, (_, path) => /^(args|result)\b/.test(path)),
        ...roots("args", "result"),
      ];
    case "entriesClause":
      return entries(asked);
    case "tripClause":
      return label === "killswitch" ? killswitches(view, known) : scopes(asked, site.tokens[1]?.image ?? "");
    case "killStep":
      return scopes(asked, "");
    case "binding":
      return label === "claim"
        ? claims
        : [...ofType(scope, ({ kind }) => kind !== "record"), ...roots("agent", "context")];
    case "relativeTrait":
      return [...ofType(scope, ({ kind }) => kind === "path"), ...roots("context", "agent", "args")];
    case "expectStep":
      return [
        ...rules(view, known),
        ...rulesOfFloors(view),
        ...["default", "on_error"].map((word): Offer => ({ label: word, kind: "rule", rank: RANK.good })),
      ];
    case "historyOf":
      return [
        ...wholeNames(
          scope,
          undefined,
          ({ type }) => site.tokens[next.frame.start - 2]?.image !== "sum" || isNumeric(type),
        ),
        ...roots(...rootsOf(scope), "outcome"),
      ];
    default:
      return roots(...rootsOf(scope));
  }
}

/** The name of a rule or a kill switch, rather than of an attribute. */
function isRulePath({ next }: Asked): boolean {
  return parentRule(next) === "expectStep" || next.frame.label === "killswitch";
}

function scopes({ known }: Asked, name: string): readonly Offer[] {
  return scopesOf(known, name).map((label) => ({
    label,
    kind: "attribute",
    rank: RANK.best,
    replaces: "dotted",
  }));
}

const claims: readonly Offer[] = ["sub", "role", "sid", "email", "scope", "groups", "name"].map((label) => ({
  ...{ label, kind: "text", detail: "claim", rank: RANK.good },
}));

function entries(asked: Asked): readonly Offer[] {
  const { site, known } = asked;
  if (site.word === "reach") return [...zones(known), ...words(choices.reach ?? {}, "keyword", RANK.good)];
  if (site.word === "deny") return [...words(choices.deny ?? {}, "keyword", RANK.best), ...zones(known)];
  if (site.word === "run" || site.word === "env") return [];
  const offers = ofType(scopeOf(asked), ({ kind }) => kind === "path");
  return offers.filter(({ label }) => !label.startsWith("args."));
}
