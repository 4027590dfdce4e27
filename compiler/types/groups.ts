// Groups: the people who approve, from the policy or from a file.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { upTo } from "../diagnostics/edits.js";
import { removal } from "../diagnostics/fixes.js";
import { fileNearby } from "../names/file-fixes.js";
import { ending } from "../names/file-path.js";
import type { Table } from "../names/table.js";
import type { Span } from "../source/source.js";
import type { Context } from "./context.js";
import { readNamed } from "./files.js";
import { isProblem, itemsOfJson, linesOfText, type Item, type Problem } from "./data-items.js";
import type { Group } from "./program.js";

export function resolveGroups(context: Context): Table<Group> {
  const { groups } = context.symbols;
  return new Map([...groups].map(([name, decl]) => [name, resolveGroup(context, decl)]));
}

function resolveGroup(context: Context, decl: ast.GroupDecl): Group | undefined {
  const stated = decl.from === undefined ? ofLiterals(decl.members ?? []) : ofFile(context, decl.from);
  if (stated === undefined) return undefined;
  const members = distinctMembers(context, stated);
  if (members.length > 0) return { name: decl.name.text, span: decl.span, members };
  if (stated.length === 0) context.report(diagnose("AP2014", decl.name.span, { name: decl.name.text }));
  return undefined;
}

/** A member as it is stated, and where. */
interface Stated {
  readonly text: string;
  readonly span: Span;
  /** `item 3 of owners.json`; absent for a literal, which is its own place. */
  readonly where?: string;
  /** How a literal that stands among others is taken out. */
  readonly removal?: readonly Fix[];
}

function ofLiterals(members: readonly ast.StringLit[]): readonly Stated[] {
  return members.map(({ value, span }, index) => {
    const [before, after] = [members[index - 1]?.span, members[index + 1]?.span];
    const whole = before ? upTo(before, span) : after && { ...span, end: after.start };
    return { text: value, span, ...(whole && { removal: removal("Remove it", whole) }) };
  });
}

function ofFile(context: Context, from: ast.StringLit): readonly Stated[] | undefined {
  const file = readNamed(context, from, ENDINGS);
  if (file === undefined) return undefined;
  const items = readMembers(file.path, file.text);
  if (isProblem(items)) {
    const fixes = items.code === "AP2016" ? fileNearby(context.read, from, ENDINGS) : [];
    context.report(diagnose(items.code, from.span, { path: file.path, reason: items.reason }, { fixes }));
    return undefined;
  }
  return items.map(({ value, where }) => ({
    text: typeof value === "string" ? value : "",
    span: from.span,
    where: `${where} of ${file.path}`,
  }));
}

const ENDINGS = [".json", ".txt"];

function readMembers(path: string, text: string): readonly Item[] | Problem {
  switch (ending(path)) {
    case ".json":
      return itemsOfJson(text);
    case ".txt":
      return linesOfText(text);
    default:
      return { code: "AP2016", reason: "a group's file ends in .json or .txt" };
  }
}

/** Members in their normal form (NFC, lower case), each once: a second mention draws a warning. */
function distinctMembers({ report }: Context, stated: readonly Stated[]): readonly string[] {
  const first = new Map<string, Stated>();
  for (const each of stated) {
    const name = normalizePerson(each.text);
    const place = each.where === undefined ? {} : { where: each.where };
    const earlier = first.get(name);
    const fixes = each.removal ?? [];
    if (name === "") report(diagnose("AP2026", each.span, place, { fixes }));
    else if (earlier === undefined) first.set(name, each);
    else {
      const related = [{ span: earlier.span, message: "first named here" }];
      const extras = each.where === undefined ? { related, fixes } : {};
      report(diagnose("AP2023", each.span, { name: each.text, ...place }, extras));
    }
  }
  return [...first.keys()];
}

/** People are compared after NFC and lower-casing. */
function normalizePerson(text: string): string {
  return text.normalize("NFC").trim() === "" ? "" : text.normalize("NFC").toLowerCase();
}
