// Selectors over the actions of the one world of random policies, and what a policy and its requests may both be about.

import fc from "fast-check";

/** The actions that a selector picks, which say what a guard may speak of. */
const TOOLS = ["mcp.*", "mcp.fs.*", "mcp.fs.wipe"] as const;
const SELECTORS = [
  { text: "pay", actions: ["pay"] },
  { text: "note", actions: ["note"] },
  { text: "files.*", actions: ["files.load", "files.save"] },
  { text: "files.save", actions: ["files.save"] },
  { text: "call", actions: ["call"] },
  { text: "exec", actions: ["exec"] },
  { text: "book", actions: ["book"] },
  { text: "migrate", actions: ["migrate"] },
  { text: "configure", actions: ["configure"] },
  { text: "mcp.*", actions: ["mcp.*", "mcp.fs.*", "mcp.fs.wipe"] },
  { text: "mcp.fs.*", actions: ["mcp.fs.*", "mcp.fs.wipe"] },
  { text: "mcp.run, mcp.*.list, pay", actions: ["mcp.*", "mcp.fs.*", "pay"] },
  { text: "mcp.* except mcp.fs.read*, mcp.run", actions: ["mcp.*", "mcp.fs.*", "mcp.fs.wipe"] },
  { text: "pay, exec, files.load", actions: ["pay", "exec", "files.load"] },
  {
    text: "* except note",
    actions: [...TOOLS, "pay", "files.load", "files.save", "call", "exec", "book", "migrate", "configure"],
  },
  {
    text: "*",
    actions: [
      ...TOOLS,
      "pay",
      "note",
      "files.load",
      "files.save",
      "call",
      "exec",
      "book",
      "migrate",
      "configure",
    ],
  },
] as const;

export type Selected = (typeof SELECTORS)[number];

/** What many rules of a policy and many requests are about, so that they meet; undefined: nothing in particular. Of some
 * there is more to ask. */
export const FOCI = [
  undefined,
  "pay",
  "note",
  "files.save",
  "call",
  "exec",
  "exec",
  "book",
  "book",
  "book",
  "migrate",
  "configure",
  "mcp.fs.*",
] as const;

export type Focus = (typeof FOCI)[number];

/** Some selectors; more often the focus, where it is one of them. */
export type Selecting = (focus: Focus) => fc.Arbitrary<Selected>;

/** One of these. */
export function selecting(...texts: readonly string[]): Selecting {
  return among(SELECTORS.filter(({ text }) => texts.includes(text)));
}

/** Any one. */
export const selector: Selecting = among(SELECTORS);

function among(selectors: readonly Selected[]): Selecting {
  return (focus) => {
    const any = fc.constantFrom(...selectors);
    const aimed = selectors.filter(({ text }) => text === focus);
    if (aimed.length === 0) return any;
    return fc.oneof({ weight: 1, arbitrary: any }, { weight: 1, arbitrary: fc.constantFrom(...aimed) });
  };
}

/** One of these, whatever the focus. */
export function either(
  ...choices: readonly { readonly weight: number; readonly of: Selecting }[]
): Selecting {
  return (focus) => fc.oneof(...choices.map(({ weight, of }) => ({ weight, arbitrary: of(focus) })));
}

/** The same arbitrary for the same focus: making one takes longer than using it. */
export function byFocus<T>(make: (focus: Focus) => fc.Arbitrary<T>): (focus: Focus) => fc.Arbitrary<T> {
  const made = new Map<Focus, fc.Arbitrary<T>>();
  return (focus) => {
    const known = made.get(focus) ?? make(focus);
    made.set(focus, known);
    return known;
  };
}
