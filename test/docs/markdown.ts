// What the documentation holds, for the tests that keep it true: its pages, their code blocks and links.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/cli.js";

export interface Page {
  /** Relative to the repository: `docs/language.md`. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** A fenced block of code. */
export interface Block {
  readonly language: string;
  /** What follows the language in the info string: `fragment`, `file=broken.agentpol`. */
  readonly words: readonly string[];
  readonly text: string;
  /** `docs/language.md:120`: the line of its opening fence. */
  readonly place: string;
}

/** The README and all pages below `docs/`, less those that are made from the catalog of diagnostics. */
export function pages(): readonly Page[] {
  const docs = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !/^(diagnostics|lint)\//u.test(name.replaceAll("\\", "/")))
    .map((name) => `docs/${name.replaceAll("\\", "/")}`);
  return ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", ...docs.sort()].map(pageOf);
}

export function pageOf(path: string): Page {
  const text = readFileSync(join(ROOT, path), "utf8");
  return { path, text, blocks: blocksOf(path, text) };
}

function blocksOf(path: string, text: string): readonly Block[] {
  const fenced = text.matchAll(/^```(\S*)([^\n]*)\n(.*?)^```$/gms);
  return Array.from(fenced, ({ index, 1: language = "", 2: rest = "", 3: body = "" }) => ({
    language,
    words: rest.split(" ").filter((word) => word !== ""),
    text: body,
    place: `${path}:${String(text.slice(0, index).split("\n").length)}`,
  }));
}

/** The value of `name=value` in the info string. */
export function option({ words }: Block, name: string): string | undefined {
  return words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The targets of all links of a page, code aside. */
export function linksOf({ text }: Page): readonly string[] {
  const prose = text.replace(/^```.*?^```$/gms, "").replace(/`[^`\n]*`/g, "");
  return Array.from(prose.matchAll(/\]\(([^)\s]+)\)/g), ([, target = ""]) => target);
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf({ text }: Page): ReadonlySet<string> {
  const prose = text.replace(/^```.*?^```$/gms, "");
  const titles = Array.from(prose.matchAll(/^#+ (.+)$/gm), ([, title = ""]) => title);
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}
