// AP1xxx: the text is not agentpol.

import { entry, type NoParams } from "../entry.js";

/** A prefix “did you mean …?” where a near word is known. */
const meant = (nearest: string | undefined): string | undefined =>
  nearest === undefined ? undefined : `did you mean \`${nearest}\`?`;

const list = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(", ");

export interface Unexpected {
  /** The phrase after “expected”. */
  readonly expected: string;
  /** The phrase after “found”: a token in back quotes, or “the end of the file”. */
  readonly found: string;
  readonly nearest?: string | undefined;
  readonly hint?: string | undefined;
}

export interface UnknownClause {
  readonly word: string;
  /** “a rule”, “a test”. */
  readonly form: string;
  /** “clause”, “step”, “trait”. */
  readonly noun: string;
  readonly known: readonly string[];
  readonly nearest?: string | undefined;
}

export const syntax = {
  AP1001: entry<Unexpected>({
    severity: "error",
    title: "Unexpected text",
    message: ({ expected, found }) => `expected ${expected}, found ${found}`,
    label: ({ expected }) => `expected ${expected}`,
    help: ({ nearest, hint }) => meant(nearest) ?? hint,
    explain: `The text cannot be read as agentpol at this place. The message names what may stand there, and the mark is where
it should stand: where something was left out, right after the last word before it. The rest of the file is still
read, so other mistakes are reported in the same run.`,
  }),
  AP1002: entry<{ readonly word: string; readonly nearest?: string | undefined }>({
    severity: "error",
    title: "Unknown declaration",
    message: ({ word }) => `\`${word}\` does not begin a declaration`,
    label: () => "no such declaration",
    help: ({ nearest }) =>
      meant(nearest) ?? "a file is a list of declarations, such as `policy`, `action`, `rule`, `test`",
    explain: `A policy file is a list of declarations, and each begins with its keyword: \`policy\`, \`import\`, \`type\`, \`agent\`,
\`context\`, \`impact\`, \`let\`, \`data\`, \`detector\`, \`classifier\`, \`group\`, \`zone\`, \`approver\`, \`action\`, \`rule\`, \`cap\`,
\`quorum\`, \`reversibility\`, \`throttle\`, \`boundary\`, \`drift\`, \`sandbox\`, \`grant\`, \`redact\`, \`identity\`, \`killswitch\`,
\`trust\`, \`audit\`, \`assert\`, \`test\`. This word is none of them, so what follows it, up to the next declaration, was not
read.`,
  }),
  AP1003: entry<UnknownClause>({
    severity: "error",
    title: "Unknown clause",
    message: ({ word, form, noun }) => `\`${word}\` is not a ${noun} of ${form}`,
    label: ({ noun }) => `no such ${noun}`,
    help: ({ nearest, known, noun }) => meant(nearest) ?? `its ${noun}s are ${list(known)}`,
    explain: `Every clause begins with its keyword, and each form has its own set of them. This word begins no clause of any
form. If it was meant to go on with the expression before it, an operator is missing between them.`,
  }),
  AP1004: entry<{ readonly clause: string; readonly form: string; readonly homes: readonly string[] }>({
    severity: "error",
    title: "Clause in the wrong form",
    message: ({ clause, form }) => `\`${clause}\` does not belong in ${form}`,
    label: ({ form }) => `not a clause of ${form}`,
    help: ({ homes }) => `it is a clause of ${list(homes)}`,
    explain: `The clause is part of the language, but another form has it. A \`cap\` has \`limit\` and \`else\`, for example, where a
\`rule\` has \`when\` and a verdict. Move the clause, or choose the form that is made for the job.`,
  }),
  AP1005: entry<{ readonly clause: string; readonly form: string }>({
    severity: "error",
    title: "Missing clause",
    message: ({ clause, form }) => `${form} needs ${clause}`,
    label: ({ clause }) => `without ${clause}`,
    explain: `A form says nothing without some of its clauses: a rule without a verdict decides nothing, a cap without a \`limit\`
limits nothing. Such a form is refused, since its author meant something that it does not say.`,
  }),
  AP1006: entry<{ readonly clause: string; readonly form: string }>({
    severity: "error",
    title: "Clause stands twice",
    message: ({ clause, form }) => `${form} has more than one \`${clause}\``,
    label: () => "stands a second time",
    help: () => "keep one of them; several values stand in brackets: `[a, b]`",
    explain: `This clause may stand once. Where it takes several values, they stand in brackets: \`notify ["a", "b"]\`. Clauses that
may repeat are \`when\`, \`unless\`, \`limit\`, \`need\`, \`trip\`, \`revoke\`, \`on_error\`, \`omit\` and those of a redaction.`,
  }),
  AP1007: entry<NoParams>({
    severity: "error",
    title: "More than one verdict",
    message: () => "a rule has exactly one verdict",
    label: () => "a second verdict",
    help: () => "write a rule for each verdict; the most restrictive one wins",
    explain: `A rule says one thing. To permit in one case and to hold in another, write two rules with their own \`when\`: the most
restrictive verdict of those that match wins, so their order does not matter. \`note\` stands in place of a verdict.`,
  }),
  AP1008: entry<NoParams>({
    severity: "error",
    title: "Missing comma",
    message: () => "expected `,` between these two",
    label: () => "`,` is missing",
    explain: `Items of a list, arguments, parameters and fields of a record are separated by commas; one after the last is fine.
(Between clauses commas are optional.)`,
  }),
  AP1009: entry<{ readonly open: string; readonly close: string }>({
    severity: "error",
    title: "Unclosed bracket",
    message: ({ open, close }) => `expected \`${close}\` to close \`${open}\``,
    label: ({ close }) => `\`${close}\` is missing`,
    explain: `A bracket was opened and not closed. The mark is where it should have been closed at the latest: before the next
clause or declaration. The second mark is the bracket that was opened.`,
  }),
  AP1010: entry<{ readonly close: string }>({
    severity: "error",
    title: "Unmatched bracket",
    message: ({ close }) => `\`${close}\` closes nothing`,
    label: () => "no bracket is open here",
    help: () => "remove it, or open its bracket before",
    explain: "A closing bracket stands where no bracket of its kind is open.",
  }),
  AP1011: entry<NoParams>({
    severity: "error",
    title: "Unclosed string",
    message: () => "this string is not closed on its line",
    label: () => 'no closing `"`',
    help: () => "a string ends on the line on which it begins; a line break in it is written `\\n`",
    explain: `A string begins and ends with a double quote on one line. A quote inside it is written \`\\"\`, a line break \`\\n\`, and a
backslash \`\\\\\`: a path such as \`"C:\\"\` is not closed, because the backslash escapes the quote.`,
  }),
  AP1012: entry<{ readonly escape: string }>({
    severity: "error",
    title: "Unknown escape",
    message: ({ escape }) => `\`${escape}\` is not an escape`,
    label: () => "unknown escape",
    help: () =>
      'the escapes are `\\" \\\\ \\/ \\b \\f \\n \\r \\t` and `\\u` with four hexadecimal digits; a backslash is `\\\\`',
    explain: `Strings have the escapes of JSON. In a regular expression each backslash is therefore written twice: \`"\\\\d+"\`. An
escape that names half a character (a lone surrogate) is refused too, since no request could hold it.`,
  }),
  AP1013: entry<NoParams>({
    severity: "error",
    title: "Unclosed comment",
    message: () => "this comment is not closed",
    label: () => "no closing `*/`",
    help: () => "close it with `*/`; comments do not nest",
    explain: "A comment that begins with `/*` ends with `*/`. Without it, the rest of the file is a comment.",
  }),
  AP1014: entry<{ readonly text: string }>({
    severity: "error",
    title: "Malformed number",
    message: ({ text }) => `\`${text}\` is not a number`,
    label: () => "not a number",
    help: () => "numbers are written `42`, `1_000`, `0.25`, `5%`, `30m`, `64KiB`, `10 USD`",
    explain: `A number is decimal digits, with single underscores between them and at most one point, and without leading zeros.
Its unit follows without a blank. There are no exponents and no hexadecimal numbers.`,
  }),
  AP1015: entry<{ readonly unit: string; readonly meant?: string | undefined }>({
    severity: "error",
    title: "Unknown unit",
    message: ({ unit }) => `\`${unit}\` is not a unit`,
    label: () => "no such unit",
    help: ({ meant: suggestion }) =>
      meant(suggestion) ??
      "units are `%`, `ms s m h d`, `B KB MB GB TB KiB MiB GiB TiB`; a currency follows a blank: `5 USD`",
    explain: `A number and its unit are one word: \`5%\`, \`500ms\`, \`30s\`, \`5m\`, \`2h\`, \`7d\`, \`64KiB\`, \`5MB\`. A currency is three capitals
after a blank: \`10_000 USD\`.`,
  }),
  AP1016: entry<{ readonly what: string; readonly hint?: string | undefined }>({
    severity: "error",
    title: "Unexpected character",
    message: ({ what }) => `${what} is not part of the language`,
    label: () => "not part of the language",
    help: ({ hint }) => hint,
    explain: `Outside strings and comments a policy is plain ASCII, so that no two words look alike and differ: a Cyrillic \`а\` in
a name, a no-break space or a curly quote is refused here and not found weeks later. In strings and comments every
character may stand, but for control characters.`,
  }),
  AP1017: entry<{ readonly name: string }>({
    severity: "error",
    title: "Hidden change of direction",
    message: ({ name }) => `a hidden character here (${name}) changes the order in which the text is shown`,
    label: () => "hidden character",
    help: () => "remove it; in a string, write it as an escape such as `\\u202e`",
    explain: `Characters that change the direction of writing make a text look different from what it says: a reviewer reads one
rule, and the compiler another ("Trojan Source", CVE-2021-42574). They are refused everywhere, in strings and
comments too. A string that must hold one writes it as an escape.`,
  }),
  AP1018: entry<{ readonly limit: number }>({
    severity: "error",
    title: "Nested too deeply",
    message: ({ limit }) => `nested more than ${limit} deep`,
    label: () => "the first that is too deep",
    help: () => "name parts of it with `let`",
    explain: `Brackets, \`not\`, \`-\` and \`any … in …:\` may be nested 100 deep. People cannot read more, and the limit keeps hostile
files from exhausting the compiler.`,
  }),
  AP1019: entry<{ readonly limit: string }>({
    severity: "error",
    title: "File too large",
    message: ({ limit }) => `the file is larger than ${limit}`,
    help: () => "split it with `import`, or move lists into `data … from` files",
    explain:
      'A policy file may have 4 MiB. Long lists belong in data files, which `data NAME: set<string> from "file.json"` reads.',
  }),
  AP1020: entry<{ readonly operator: string }>({
    severity: "error",
    title: "Chained comparison",
    message: ({ operator }) => `\`${operator}\` cannot follow another comparison`,
    label: () => "a second comparison",
    help: () => "join two comparisons with `and`, or write `x in low..high`",
    explain: `\`a < b < c\` reads as mathematics, but compares the truth of \`a < b\` with \`c\`; so it is not allowed. Write
\`a < b and b < c\`, or a range: \`x in 1..5\`, both ends included.`,
  }),
  AP1021: entry<{ readonly what: "operators" | "words"; readonly limit: number }>({
    severity: "error",
    title: "Expression too long",
    message: ({ what, limit }) => `one clause has more than ${limit.toLocaleString("en")} ${what}`,
    label: () => "the first that is too many",
    help: () => "compare with a list, `x in [a, b, c]`, or with a `data` set",
    explain: `An expression may have 1,000 operators, and a clause 100,000 words besides strings and numbers. Longer ones are lists
in disguise: \`args.to in approved\`, with \`data approved: set<string> from "approved.json"\`, is faster and can be
reviewed.`,
  }),
  AP1022: entry<{ readonly name: string; readonly what: string; readonly why: string }>({
    severity: "error",
    title: "Reserved name",
    message: ({ name, what }) => `${what} cannot be named \`${name}\``,
    label: ({ why }) => why,
    help: () => "choose another name",
    explain: `Inside a form, the words that begin its clauses (\`when\`, \`limit\`, \`block\`, …) are never operands, nor are the words
of operators (\`and\`, \`in\`, \`like\`, …). A \`let\` of such a name could be declared, but not used.`,
  }),
  AP1023: entry<{ readonly limit: number }>({
    severity: "error",
    title: "Too many mistakes",
    message: ({ limit }) => `this file has more than ${limit} mistakes of syntax`,
    label: () => "the first of them",
    help: () => "is it a policy? if so, mend the first mistake, and check again",
    explain: `A file with more than 100 mistakes of syntax is most likely no policy, or one mistake is made throughout. The first
three are shown; mend those, and check the file again.`,
  }),
  AP1025: entry<{ readonly quote: string }>({
    severity: "error",
    title: "Other quotes",
    message: ({ quote }) => `strings stand in double quotes, not in \`${quote}\``,
    label: () => "not in double quotes",
    explain: `A string begins and ends with the plain double quote, \`"\` (U+0022). Word processors replace it by curly ones, and other
languages have single quotes; neither is a string here.`,
  }),
  AP1024: entry<{ readonly word: string; readonly form: string }>({
    severity: "error",
    title: "Clause word as a value",
    message: ({ word, form }) => `\`${word}\` begins a clause of ${form}, so it is no value here`,
    label: () => "read as the next clause",
    help: ({ word }) => `put it in parentheses: \`(${word})\``,
    explain: `Inside a form, the words that begin its clauses are never bare values, so that a value that was left out is reported
where it is missing. After a dot and inside \`( )\` and \`[ ]\` they are free: \`agent.kind == (code)\`,
\`agent.kind in [code, data]\`.`,
  }),
};
