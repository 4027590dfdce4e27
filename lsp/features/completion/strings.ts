// Offers inside quotation marks, where something is known of what stands there: people, files, codes, channels, attributes.

import { forms } from "../../../compiler/ast/forms.js";
import type * as ast from "../../../compiler/ast/ast.js";
import type { Known } from "../../../compiler/types/known.js";
import { scopeOf, type Asked } from "./asked.js";
import { wholeNames } from "./attributes.js";
import { RANK, type Offer } from "./offer.js";
import { relativePath } from "./relative-path.js";

/** What may be the text of the string that the grammar looks for. */
export function textOffers(asked: Asked): readonly Offer[] {
  const { next, site, known } = asked;
  switch (next.frame.rule) {
    case "importDeclaration":
      return policies(asked);
    case "dataDeclaration":
      return files(asked, [".json", ".csv", ".txt"]);
    case "groupDeclaration":
      return files(asked, [".json", ".txt"]);
    case "strings":
      return site.keyword === "group" ? people(known) : site.word === "notify" ? channels(known) : [];
    case "stringClause":
      return ofClause(asked);
    case "approveStep":
    case "killStep":
      return people(known);
    case "expectStep":
      return codes(known);
    default:
      return [];
  }
}

function ofClause(asked: Asked): readonly Offer[] {
  switch (asked.site.word) {
    case "floor":
      return policies(asked);
    case "baseline":
      return files(asked, [".sql", ".json"]);
    case "keys":
      return files(asked, [".json"]);
    default:
      return [];
  }
}

const text = (label: string, detail: string, rank: number = RANK.best): Offer => ({
  label,
  kind: "text",
  detail,
  rank,
});

/** The members of all groups. */
export function people({ groups, symbols }: Known): readonly Offer[] {
  const written = [...symbols.groups.values()].flatMap(({ name, members }) =>
    (members ?? []).map(({ value }) => [value, name.text] as const),
  );
  const read = groups.flatMap(({ name, members }) => members.map((member) => [member, name] as const));
  const known = new Set(written.map(([person]) => person.toLowerCase()));
  const all = [...written, ...read.filter(([person]) => !known.has(person))];
  return [...new Map(all)].map(([person, group]) => text(person, group));
}

/** Codes that rules give, and those that no rule gives. */
export function codes({ symbols }: Known): readonly Offer[] {
  const given = clausesOf(symbols.rules.map(({ decl }) => decl)).flatMap((clause) =>
    clause.kind === "code" ? [clause.value.value] : [],
  );
  const qualified = symbols.rules.map((rule) => rule.qualified);
  return [
    ...[...new Set(given)].map((code) => text(code, "code")),
    ...["request.invalid", "result.invalid", "decision.fault", "default"].map((code) =>
      text(code, "code", RANK.good),
    ),
    ...qualified.map((code) => text(code, "rule", RANK.fair)),
  ];
}

function channels({ symbols }: Known): readonly Offer[] {
  const told = clausesOf(symbols.rules.map(({ decl }) => decl)).flatMap((clause) =>
    clause.kind === "notify" ? clause.channels.map(({ value }) => value) : [],
  );
  return [...new Set(told)].map((channel) => text(channel, "channel"));
}

function clausesOf(decls: readonly ast.FormDecl[]): readonly ast.Clause[] {
  return decls.flatMap(({ clauses }) => clauses);
}

/** Other policies of the workspace. */
function policies({ view }: Asked): readonly Offer[] {
  return view.workspace
    .files(".agentpol")
    .filter((path) => path !== view.path)
    .map((path) => ({ ...text(relativePath(view.path, path), "policy"), kind: "file" }));
}

/** Files that some policy of the workspace reads, with one of the endings. */
function files({ view }: Asked, endings: readonly string[]): readonly Offer[] {
  const folder = view.path.slice(0, view.path.lastIndexOf("/") + 1);
  const read = view.workspace
    .policies()
    .flatMap((policy) => [...policy.reads].map((file) => policy.absolute(file)))
    .filter((path) => endings.some((ending) => path.endsWith(ending)));
  return [...new Set(read)].map((path) => ({
    ...text(
      relativePath(view.path, path).replace(/^\.\//, ""),
      "file",
      path.startsWith(folder) ? RANK.best : RANK.good,
    ),
    kind: "file",
  }));
}

let zones: readonly string[] | undefined;

/** The names of time zones that this machine knows. */
export function timeZones(): readonly string[] {
  zones ??= ["UTC", ...Intl.supportedValuesOf("timeZone")];
  return zones;
}

/** Attributes behind a `{` in a reason or a note, in which they are quoted; undefined elsewhere. */
export function quotedAttributes(asked: Asked): readonly Offer[] | undefined {
  const { cursor, site, next } = asked;
  const { string, offset } = cursor;
  const isReason =
    next.frame.rule === "verdict" || (site.word === "note" && next.frame.rule === "stringClause");
  if (string === undefined || !isReason || site.keyword === undefined || !Object.hasOwn(forms, site.keyword))
    return undefined;
  const open = /\{[\w.]*$/.exec(cursor.text.slice(string.startOffset, offset));
  if (open === null) return undefined;
  const scope = scopeOf(asked);
  return wholeNames(scope, undefined, ({ type }) => type.kind !== "record").map((offer) => ({
    ...offer,
    kind: "attribute",
    rank: RANK.best,
  }));
}
