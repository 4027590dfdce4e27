// Prettier's documents: how they are built and printed, and how wide a text is on the screen.

import type { builders as Builders, printer as Printer } from "prettier/doc";
import * as standalone from "prettier/standalone";

/** What the build of prettier that runs anywhere has, besides what its typings tell. */
interface Standalone {
  readonly doc: { readonly builders: typeof Builders; readonly printer: typeof Printer };
  readonly util: { readonly getStringWidth: (text: string) => number };
}

/** The border to prettier's typings, which leave these out. */
const { doc, util } = standalone as unknown as Standalone;

export type Doc = Builders.Doc;

export const { builders } = doc;

export const { printDocToString } = doc.printer;

/** Columns on the screen: a wide character takes two, a combining one none. */
export const { getStringWidth } = util;
