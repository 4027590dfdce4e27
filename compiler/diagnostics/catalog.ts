// The catalog: every diagnostic there is, by its code.

import { cases } from "./catalog/cases.js";
import { classifiers } from "./catalog/classifiers.js";
import { expressions } from "./catalog/expressions.js";
import { meaning } from "./catalog/meaning.js";
import { namesAndTypes } from "./catalog/names-and-types.js";
import { proofs } from "./catalog/proofs.js";
import { redactions } from "./catalog/redactions.js";
import { results } from "./catalog/results.js";
import { syntax } from "./catalog/syntax.js";
import { targets } from "./catalog/targets.js";

export const catalog = {
  ...syntax,
  ...cases,
  ...namesAndTypes,
  ...expressions,
  ...classifiers,
  ...meaning,
  ...proofs,
  ...redactions,
  ...results,
  ...targets,
};

export type CatalogCode = keyof typeof catalog;

/** The parameters that the message of `C` takes. */
export type ParamsOf<C extends CatalogCode> = Parameters<(typeof catalog)[C]["message"]>[0];
