// Colours before the server has started: a TextMate grammar, made from the parser's own vocabulary.
//
// A word is a keyword here by its neighbours alone. What needs the tree (whether a name is a rule or a group) is left to the
// server's semantic tokens.

import { forms, keywordsOf, stepWords, traitWords, verdictWords } from "../../compiler/ast/forms.js";
import { declarationKeywords } from "../../compiler/ast/outline/heads.js";
import { BUILT_IN_TYPES, FUNCTIONS, OPERANDS } from "../../compiler/names/reserved.js";
import { operators, words } from "../../grammar/keywords.js";

interface Rule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly patterns?: readonly Rule[];
  readonly include?: string;
  readonly contentName?: string;
}

type Captures = Readonly<Record<string, { readonly name: string }>>;

export interface TextMateGrammar {
  readonly $schema?: string;
  readonly name: string;
  readonly scopeName: string;
  readonly injectionSelector?: string;
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, Rule>>;
}

const SCHEMA = "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json";

/** Longer words first, so that none hides one that it begins. */
function oneOf(all: Iterable<string>): string {
  return `(?:${[...new Set(all)].sort((a, b) => b.length - a.length || a.localeCompare(b)).join("|")})`;
}

/** A word by itself: no part of a longer one, of a dotted name, and no field before its colon. */
function word(all: Iterable<string>): string {
  return `(?<![\\w.])${oneOf(all)}(?![\\w.]|\\s*\\??:)`;
}

const constants = ["true", "false"];
const sections = OPERANDS.filter((name) => name !== "now" && name !== "action");
/** Declarations whose name is known by what is asked of it, not by where it stands. */
const nameless = new Set(["import", "agent", "context", "impact", "audit", "test", "action"]);
const ruleLike = new Set(declarationKeywords.filter((each) => each in forms && !nameless.has(each)));
const clauseWords = Object.values(forms).flatMap(({ clauses }) =>
  clauses.flatMap(({ clause }) => keywordsOf(clause)),
);
const inner = Object.keys(words).filter((each) => !verdictWords.some((verdict) => verdict === each));

const name = "[A-Za-z_]\\w*";
const pattern = "[A-Za-z_*][\\w.*]*";

function declared(keywords: Iterable<string>, named: string, scope: string): Rule {
  return {
    match: `(?<![\\w.])(${oneOf(keywords)})\\s+(${named})(?=\\s*(?:[{=(:]|on\\b|from\\b))`,
    captures: { 1: { name: "storage.type.agentpol" }, 2: { name: scope } },
  };
}

const repository: Readonly<Record<string, Rule>> = {
  comments: {
    patterns: [
      { name: "comment.line.documentation.agentpol", match: "///(?!/).*$" },
      { name: "comment.line.double-slash.agentpol", match: "//.*$" },
      { name: "comment.block.agentpol", begin: "/\\*", end: "\\*/" },
    ],
  },
  strings: {
    name: "string.quoted.double.agentpol",
    begin: '"',
    end: '"|$',
    patterns: [
      { name: "constant.character.escape.agentpol", match: '\\\\(?:["\\\\/bfnrt]|u[0-9A-Fa-f]{4})' },
      { name: "invalid.illegal.escape.agentpol", match: "\\\\." },
      {
        name: "meta.interpolation.agentpol",
        match: `\\{((?:${sections.join("|")})(?:\\.${name})+)\\}`,
        captures: { 1: { name: "variable.other.agentpol" } },
      },
    ],
  },
  numbers: {
    match:
      "(?<!\\w)(?:(?<=\\.\\.)|(?<!\\.))([0-9][0-9_]*(?:\\.[0-9][0-9_]*)?)(%|[A-Za-z]+)?(?:\\s+([A-Z]{3})(?!\\w))?(?![\\w])",
    captures: {
      1: { name: "constant.numeric.agentpol" },
      2: { name: "keyword.other.unit.agentpol" },
      3: { name: "keyword.other.unit.agentpol" },
    },
  },
  declarations: {
    patterns: [
      {
        match: `(?<![\\w.])(test)\\s+(?=")`,
        captures: { 1: { name: "storage.type.agentpol" } },
      },
      {
        match: `(?<![\\w.])(import)\\s+(?=")`,
        captures: { 1: { name: "keyword.control.import.agentpol" } },
      },
      {
        match: `(?<![\\w.])(agent|context|impact|audit)(?=\\s*\\{)`,
        captures: { 1: { name: "storage.type.agentpol" } },
      },
      {
        match: `(?<![\\w.])(action)\\s+(${pattern})(?=\\s*\\()`,
        captures: { 1: { name: "storage.type.agentpol" }, 2: { name: "entity.name.function.agentpol" } },
      },
      declared(["type"], name, "entity.name.type.agentpol"),
      declared(ruleLike, name, "entity.name.function.agentpol"),
      declared(
        declarationKeywords.filter((each) => !ruleLike.has(each) && !nameless.has(each) && each !== "type"),
        name,
        "entity.name.type.agentpol",
      ),
    ],
  },
  verdicts: { name: "keyword.other.verdict.agentpol", match: word(verdictWords) },
  clauses: {
    name: "keyword.control.agentpol",
    match: word([...clauseWords, ...stepWords, ...traitWords].filter((each) => !isVerdict(each))),
  },
  operators: {
    patterns: [
      { name: "constant.language.agentpol", match: word([...constants, "now"]) },
      {
        name: "keyword.operator.word.agentpol",
        match: word([...Object.keys(operators).filter((each) => !constants.includes(each)), "any", "all"]),
      },
      { name: "keyword.other.agentpol", match: word(inner) },
      { name: "keyword.operator.agentpol", match: "==|!=|<=|>=|\\.\\.\\.?|[<>=|+*?-]" },
    ],
  },
  functions: { name: "support.function.agentpol", match: `(?<![\\w.])${oneOf(FUNCTIONS)}(?=\\s*\\()` },
  types: {
    name: "support.type.agentpol",
    match: `(?<=[:<,=]\\s|[:<])${oneOf([...BUILT_IN_TYPES, "money", "list", "set", "map", "zone"])}(?![\\w.]|\\s*\\??:)`,
  },
  attributes: {
    match: `(?<![\\w.])(${sections.join("|")})((?:\\.${name})+)`,
    captures: { 1: { name: "variable.language.agentpol" }, 2: { name: "variable.other.member.agentpol" } },
  },
  fields: {
    match: `(?<![\\w.])(${name})\\??(?=\\s*:)`,
    captures: { 1: { name: "variable.other.member.agentpol" } },
  },
  punctuation: { name: "punctuation.agentpol", match: "[{}()\\[\\],:]" },
};

function isVerdict(text: string): boolean {
  return verdictWords.some((verdict) => verdict === text);
}

/** In the order in which they are tried. */
const order = [
  ...["comments", "strings", "declarations", "attributes", "fields", "types", "functions", "numbers"],
  ...["verdicts", "clauses", "operators", "punctuation"],
];

/** The grammar of `.agentpol` files. */
export const grammar: TextMateGrammar = {
  $schema: SCHEMA,
  name: "agentpol",
  scopeName: "source.agentpol",
  patterns: order.map((each) => ({ include: `#${each}` })),
  repository,
};

/** Policies in fenced blocks of Markdown. */
export const inMarkdown: TextMateGrammar = {
  $schema: SCHEMA,
  name: "agentpol in Markdown",
  scopeName: "markdown.agentpol.codeblock",
  injectionSelector: "L:text.html.markdown",
  patterns: [{ include: "#block" }],
  repository: {
    block: {
      name: "markup.fenced_code.block.markdown",
      begin: "(^|\\G)(\\s*)(`{3,}|~{3,})\\s*(?i:(agentpol)((\\s+|:|,|\\{|\\?)[^`]*)?$)",
      end: "(^|\\G)(\\2|\\s{0,3})(\\3)\\s*$",
      beginCaptures: {
        3: { name: "punctuation.definition.markdown" },
        4: { name: "fenced_code.block.language.markdown" },
      },
      endCaptures: { 3: { name: "punctuation.definition.markdown" } },
      patterns: [
        {
          contentName: "meta.embedded.block.agentpol",
          begin: "(^|\\G)(\\s*)(.*)",
          end: "(^|\\G)(?=\\s*[`~]{3,}\\s*$)",
          patterns: [{ include: "source.agentpol" }],
        },
      ],
    },
  },
};
