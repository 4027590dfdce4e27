// AP2001–AP2049: a name that is not there or there twice, a file that cannot be read, a declaration that does not hold.

import { entry, type NoParams } from "../entry.js";

export const namesAndTypes = {
  AP2001: entry<{ readonly what: string; readonly name: string; readonly nearest?: string | undefined }>({
    severity: "error",
    title: "Unknown name",
    message: ({ what, name }) => `there is no ${what} named \`${name}\``,
    help: ({ nearest }) => (nearest === undefined ? undefined : `did you mean \`${nearest}\`?`),
    explain:
      "The name is not declared in this policy or in a file that it imports, or it is a word that the language does not have at this place. Names are case-sensitive. A rule of an imported file is named with the file's name before it: `base.may_read`.",
  }),
  AP2002: entry<{ readonly what: string; readonly name: string }>({
    severity: "error",
    title: "Declared twice",
    message: ({ what, name }) => `the ${what} \`${name}\` is declared twice`,
    label: () => "declared again here",
    help: () => "rename one of them, or remove it",
    explain:
      "A name stands for one thing, over all files that a policy imports. Lets, data, zones and classifiers share their names, and so do groups and approvers; rules are told apart by their qualified names, so two files may each have a rule of one name.",
  }),
  AP2003: entry<{ readonly path: string; readonly reason: string }>({
    severity: "error",
    title: "File cannot be read",
    message: ({ path, reason }) => `\`${path}\` cannot be read: ${reason}`,
    help: () => "paths are relative to the file that names them",
    explain:
      "A policy names a file here, and it cannot be read. Paths in a policy are relative to the file in which they stand, and use `/` on every system.",
  }),
  AP2004: entry<{ readonly path: string }>({
    severity: "error",
    title: "Import circle",
    message: ({ path }) => `importing \`${path}\` closes a circle`,
    label: () => "this file is being imported already",
    help: () => "move what both files need into a third one",
    explain:
      "An imported file stands before the file that imports it, so no file can import itself, not even by way of others. The second places show the imports that lead round.",
  }),
  AP2005: entry<{ readonly path: string }>({
    severity: "error",
    title: "Path outside the project",
    message: ({ path }) => `\`${path}\` is no path inside this project`,
    help: () => "name a file of the project by a relative path with `/`",
    explain:
      "A policy reads files of its own project alone: no absolute path, no other root, no backslash, and not so many `..` that the path leaves the project. So a policy means the same on every machine.",
  }),
  AP2006: entry<{ readonly name: string; readonly path: string; readonly other: string }>({
    severity: "error",
    title: "Two files of one name",
    message: ({ name, path, other }) =>
      `the rules of \`${path}\` and of \`${other}\` would both be named \`${name}.…\``,
    help: () => "rename one of the files",
    explain:
      "Rules of the policy are named `POLICY.RULE`, and those of an imported file by that file's name without folder and ending, in which `_` stands for what no name can hold. Two files with rules need two names, or a decision could not say which rule it means.",
  }),
  AP2007: entry<{ readonly what: string; readonly name: string }>({
    severity: "error",
    title: "Reserved name",
    message: ({ what, name }) => `a ${what} cannot be named \`${name}\`: the language uses that name`,
    help: () => "choose another name",
    explain:
      "The name has a meaning in the language already: a built-in type, the root of attributes, a function, or what stands for a rule where none decided (`default`, `on_error`). A declaration of that name would hide it, or could never be used.",
  }),
  AP2008: entry<{ readonly what: string; readonly name: string }>({
    severity: "error",
    title: "Circle of declarations",
    message: ({ what, name }) => `the ${what} \`${name}\` is defined by itself`,
    label: () => "this leads back to where it began",
    explain:
      "A type, or a sandbox, is built from others, and none of these may lead back to it. The second places show the way round.",
  }),
  AP2009: entry<NoParams>({
    severity: "error",
    title: "Enum of one member",
    message: () => "an enum has two members or more",
    explain:
      "A value of an enum is one of several words. With a single word there is nothing to tell apart; often the name of a type is misspelt.",
  }),
  AP2010: entry<{ readonly path: string; readonly first: string; readonly second: string }>({
    severity: "error",
    title: "Attribute of two types",
    message: ({ path, first, second }) => `\`${path}\` is declared as \`${first}\` and as \`${second}\``,
    label: ({ second }) => `\`${second}\` here`,
    explain:
      "All `agent`, `context` and `impact` blocks of a policy and its imports are merged. An attribute may stand in several, with one type. It is required where one of them requires it.",
  }),
  AP2011: entry<{ readonly text: string; readonly nearest: string | undefined }>({
    severity: "error",
    title: "Selector picks nothing",
    message: ({ text }) => `${text} picks no action`,
    help: ({ nearest }) => (nearest === undefined ? undefined : `did you mean \`${nearest}\`?`),
    explain:
      "Every name and every pattern of a selector must fit some declared action, those after `except` too, and something must be left. A rule for an action that does not exist would look like protection and be none.",
  }),
  AP2012: entry<{ readonly text: string }>({
    severity: "error",
    title: "Not a currency",
    message: ({ text }) => `\`${text}\` is no currency`,
    help: () => "a currency is three capitals, as ISO 4217 has them: `money(USD)`",
    explain: "Money has a currency, written as three capital letters: `money(USD)`, `money(EUR)`.",
  }),
  AP2013: entry<{
    readonly trait: string;
    readonly arg: string;
    readonly found: string;
    readonly wanted: readonly string[];
  }>({
    severity: "error",
    title: "Trait of the wrong argument",
    message: ({ trait, arg, found, wanted }) =>
      `\`${trait}\` speaks of an argument of type ${wanted.join(", ").replace(/, (?=[^,]*$)/u, " or ")}, and \`${arg}\` is \`${found}\``,
    help: ({ wanted }) => `declare the argument as \`${wanted[0] ?? ""}\``,
    explain:
      "A trait ties an argument to an effect, so the argument's type must be one in which that effect can be seen: `reads` and `writes` a path, `reaches` a host, an ip or a url (its `port` an int), `runs` a command, `migrates` an sql.",
  }),
  AP2014: entry<{ readonly name: string }>({
    severity: "error",
    title: "Empty group",
    message: ({ name }) => `the group \`${name}\` has no members`,
    explain: "Nobody could approve what this group is asked for.",
  }),
  AP2015: entry<{ readonly what: string; readonly reason: string }>({
    severity: "error",
    title: "Malformed entry",
    message: ({ what, reason }) => `this ${what} ${reason}`,
    explain:
      "Hosts, address blocks, path patterns, programs and variables are read when the policy is compiled. One that cannot be read would never fit anything.",
  }),
  AP2030: entry<{ readonly name: string }>({
    severity: "error",
    title: "Refreshed data where a fault is decided",
    message: ({ name }) => `\`${name}\` is refreshed, and a fault may have put what it holds out of reach`,
    help: () =>
      "let the condition speak of the request alone: its attributes, `now`, and data without `refresh`",
    explain:
      "`on_error … when` decides what could not be decided. What data with `refresh` holds is loaded for the rules, and is not known where loading is what failed.",
  }),
  AP2016: entry<{ readonly path: string; readonly reason: string }>({
    severity: "error",
    title: "Unknown kind of file",
    message: ({ path, reason }) => `\`${path}\` cannot be used here: ${reason}`,
    explain:
      "How a file is read, its ending says: `.json` holds an array, or an object for a map, `.csv` rows under a first row that names the columns, `.txt` one value a line. Groups are read from `.json` and `.txt`.",
  }),
  AP2017: entry<{ readonly path: string; readonly reason: string }>({
    severity: "error",
    title: "Malformed file",
    message: ({ path, reason }) => `\`${path}\` is malformed: ${reason}`,
    explain:
      "The file can be read, but its text is not what its ending says. A `.json` file holds one array, or for a map one object, in which no name stands twice; in a `.csv` file the first row names the columns, every row has as many cells, and cells with commas, quotes or line ends stand in double quotes.",
  }),
  AP2018: entry<{
    readonly path: string;
    readonly where: string;
    readonly expected: string;
    readonly reason: string;
  }>({
    severity: "error",
    title: "Value of the wrong type",
    message: ({ path, where, expected, reason }) => `${where} of \`${path}\` is no ${expected}: it ${reason}`,
    explain:
      "Every value of a data file must have the declared type, in the form that a request would have it. The message names the first value that has not.",
  }),
  AP2019: entry<{ readonly found: string }>({
    severity: "error",
    title: "Not a type of data",
    message: ({ found }) => `data cannot be \`${found}\``,
    help: () => "data is a `set<…>`, a `list<…>` or a `map<string, …>` of values other than commands and SQL",
    explain:
      "A data declaration reads a set, a list or a map of values from a file. Commands and SQL have no values that could be compared.",
  }),
  AP2020: entry<{ readonly path: string; readonly reason: string }>({
    severity: "error",
    title: "Not a key",
    message: ({ path, reason }) => `\`${path}\` cannot keep state apart: it ${reason}`,
    help: () => "name a required attribute with a single value, `action.name` or `action.effect`",
    explain:
      "The keys of `by` and `scope` keep windows, histories, grants and kill switches apart. Every request must have a value for each, so a key is a required attribute with a single value, `action.name`, or `action.effect` where every action has an effect.",
  }),
  AP2021: entry<{ readonly name: string; readonly given: number }>({
    severity: "error",
    title: "Malformed type",
    message: ({ name, given }) =>
      name === "map"
        ? "a map is `map<string, T>`: its keys are strings"
        : name === "list" || name === "set"
          ? `\`${name}\` takes one type, not ${given}`
          : `there is no type \`${name}<…>\``,
    explain:
      "`list<T>` and `set<T>` take one type, that of their elements; `map<string, T>` takes `string` and the type of what is found under each key.",
  }),
  AP2022: entry<{ readonly path: string; readonly type: string }>({
    severity: "error",
    title: "Limit of what is no number",
    message: ({ path, type }) => `\`${path}\` is ${type}, which cannot be limited`,
    help: () => "limit an int, a decimal, a percent, an amount of money, a duration or a size",
    explain: "A cap bounds a number: an int, decimal, percent, amount of money, duration or size in bytes.",
  }),
  AP2023: entry<{ readonly name: string; readonly where?: string }>({
    severity: "warning",
    title: "Member named twice",
    message: ({ name, where }) => `${where === undefined ? "" : `${where}: `}\`${name}\` is a member already`,
    help: () => "people are compared after lower-casing; one person counts once",
    explain:
      "People are compared by Unicode normal form C and in lower case, so that two spellings of one address are one person. A second mention changes nothing.",
  }),
  AP2024: entry<NoParams>({
    severity: "error",
    title: "No zones",
    message: () => "`zone` is the type of the zones' names, and no zone is declared",
    help: () => 'declare one: `zone staging = ["*.staging.internal"]`',
    explain:
      "The type `zone` is the enum of the names of all declared zones. Without a zone it has no value.",
  }),
  AP2025: entry<{ readonly what: string; readonly limit: number }>({
    severity: "error",
    title: "Too large",
    message: ({ what, limit }) => `there are more than ${limit} ${what}`,
    explain:
      "Types and sandboxes have limits of size, so that checking a policy ends quickly whatever its text is.",
  }),
  AP2026: entry<{ readonly where?: string }>({
    severity: "error",
    title: "Not a person",
    message: ({ where }) => `${where ?? "this"} names nobody`,
    explain:
      "A member of a group is a text that is not blank, by which a person is known: mostly an address.",
  }),
  AP2027: entry<NoParams>({
    severity: "error",
    title: "Volatile is no attribute",
    message: () => "`volatile` marks attributes of `agent`, `context` and `impact` where they are declared",
    help: () => "remove it here; arguments are always part of what an approval is bound to",
    explain:
      "An approval is bound to the action as it was requested. An attribute marked `volatile` in a block of `agent`, `context` or `impact`, or in a record written out there, is left out of it. Arguments are what is approved, and a type may be that of an argument, so neither can be volatile.",
  }),
  AP2028: entry<NoParams>({
    severity: "error",
    title: "Map outside of data",
    message: () => "a map is the type of data as a whole, and of nothing else",
    help: () => 'declare it as data: `data limits: map<string, int> from "limits.json"`',
    explain:
      "`map<string, T>` is the type of a data declaration. Requests, parameters and the parts of other types hold lists, sets and records.",
  }),
  AP2029: entry<{
    readonly name: string;
    readonly text: string;
    readonly kind: string;
    readonly reason: string;
  }>({
    severity: "error",
    title: "Malformed pattern in data",
    message: ({ name, text, kind, reason }) =>
      `\`${name}\` stands after \`like\`, and its entry ${JSON.stringify(text)} is no ${kind}: it ${reason}`,
    explain:
      "Every entry of a data set that stands after `like` is read as a pattern: for a string, a path or a host, as what is matched is. One that cannot be read would never fit anything.",
  }),
  AP2170: entry<{ readonly name: string; readonly rival: string }>({
    severity: "error",
    title: "Wildcards that overlap",
    message: ({ name, rival }) =>
      `\`${name}\` takes names that \`${rival}\` takes, and neither is the narrower`,
    label: () => "this overlaps another wildcard",
    help: () => "declare one of them so that all of its names are the other's, too",
    explain:
      "A name comes under one declaration: its own, or the narrowest wildcard that takes it. Of two wildcards that share some names, one must lie in the other.",
  }),
};
