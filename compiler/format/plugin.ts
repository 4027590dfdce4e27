// The package's door to prettier: a plugin that formats policies, alone and in code blocks of Markdown.

import type { Parser, Plugin, Printer, SupportLanguage } from "prettier";
import type { Module } from "../ast/ast.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { lineMap } from "../source/line-map.js";
import { readPage } from "./comments/read-page.js";
import { readPolicy } from "./format.js";
import { houseStyle } from "./layout.js";
import { printModule } from "./print.js";

/** What prettier takes for the tree: comments are placed by the printer itself. */
interface Root {
  readonly text: string;
  readonly module: Module;
}

export const languages: SupportLanguage[] = [
  {
    name: "agentpol",
    parsers: ["agentpol"],
    aliases: ["agentpol"],
    extensions: [".agentpol"],
    tmScope: "source.agentpol",
    aceMode: "text",
    vscodeLanguageIds: ["agentpol"],
  },
];

const parser: Parser<Root> = {
  astFormat: "agentpol",
  parse: (text, { filepath }) => {
    const read = readPolicy(text, { path: filepath });
    if (!read.ok) throw syntaxError(text, read.diagnostics);
    return { text, module: read.module };
  },
  hasPragma: (text) => /@(?:format|prettier)\b/.test(leadingComments(text)),
  hasIgnorePragma: (text) => /@(?:noformat|noprettier)\b/.test(leadingComments(text)),
  locStart: () => 0,
  locEnd: ({ text }) => text.length,
};

const printer: Printer<Root> = {
  print: ({ node: { text, module } }, { printWidth, tabWidth, useTabs }) =>
    printModule(module, readPage(text, module), { printWidth, tabWidth, useTabs: useTabs === true }),
  insertPragma: (text) => `// @format\n\n${text}`,
  getVisitorKeys: () => [],
};

export const parsers: Record<string, Parser<Root>> = { agentpol: parser };

export const printers: Record<string, Printer<Root>> = { agentpol: printer };

export const defaultOptions: NonNullable<Plugin["defaultOptions"]> = { printWidth: houseStyle.printWidth };

/** The comments before the first declaration. */
function leadingComments(text: string): string {
  return /^\uFEFF?(?:\s|\/\/[^\n\r]*|\/\*[^]*?\*\/)*/.exec(text)?.[0] ?? "";
}

/** The first mistake, as prettier shows one: with its place, and the code that `agentpol explain` knows. */
function syntaxError(text: string, diagnostics: readonly Diagnostic[]): SyntaxError {
  const [first] = diagnostics;
  if (first === undefined) return new SyntaxError("this is no policy");
  const { position } = lineMap(text);
  const [start, end] = [position(first.span.start), position(first.span.end)];
  const help = first.help === undefined ? "" : `; ${first.help}`;
  const message = `${first.code}: ${first.message}${help} (${start.line}:${start.column})`;
  return Object.assign(new SyntaxError(message), { loc: { start, end } });
}
