// Offers of the names of fields, in the records and calls of tests.

import type { RecordType } from "../../../compiler/types/type.js";
import { isCloser, isOpener } from "../../../compiler/ast/outline/brackets.js";
import { stepsActionAt } from "../typing/calls.js";
import { recordAt } from "../typing/wanted.js";
import { around, scopeOf, type Asked } from "./asked.js";
import { fieldsOf } from "./attributes.js";
import { RANK, type Offer } from "./offer.js";

/** Names of fields that the record has not got yet. */
export function fieldOffers(asked: Asked): readonly Offer[] {
  const { site, next } = asked;
  if (next.type !== "Word") return [];
  const scope = scopeOf(asked);
  const record = recordAt(site, next.frame.parent, scope) ?? resultRecord(asked);
  const given = givenFields(asked);
  return fieldsOf(record, site.word === "action" ? "args" : (site.word ?? ""), scope)
    .filter(({ label }) => !given.has(label))
    .map((offer) => ({
      ...offer,
      insert: `${offer.label}: `,
      commit: [":"],
      rank: offer.detail?.startsWith("?") === true ? RANK.good : RANK.best,
    }));
}

function resultRecord({ site, known }: Asked): RecordType | undefined {
  const result = site.word === "result" ? stepsActionAt(site, known)?.result : undefined;
  return result?.kind === "record" ? result : undefined;
}

/** The names of fields around the place, on its own level. */
function givenFields({ site, next }: Asked): ReadonlySet<string> {
  const start = around(next.frame, ["recordLiteral", "actionStep"])?.start ?? 0;
  const given = new Set<string>();
  let depth = 0;
  for (let at = site.at - site.tokens.length + start; at < site.all.length; at++) {
    const image = site.all[at]?.image ?? "";
    if (isOpener(image)) depth += 1;
    else if (isCloser(image)) depth -= 1;
    else if (depth === 1 && site.all[at + 1]?.image === ":") given.add(image);
    if (depth === 0 && isCloser(image)) break;
  }
  return given;
}
