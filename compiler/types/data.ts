// Data: sets, lists and maps from files, read when the policy is compiled and checked value by value.

import type { Value } from "../../runtime/values/value.js";
import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { enclosing } from "../diagnostics/fixes.js";
import { fileNearby } from "../names/file-fixes.js";
import { ending } from "../names/file-path.js";
import { normalizeText } from "../../runtime/values/text.js";
import { digestOf } from "../source/digest.js";
import type { Context } from "./context.js";
import { isProblem, itemsOfJson, linesOfText, rowsOfCsv, type Item, type Problem } from "./data-items.js";
import { readItem, valueKey } from "./data-value.js";
import { readNamed, type NamedFile } from "./files.js";
import type { DataSet } from "./program.js";
import { showType } from "./show-type.js";
import { ERROR, type Type } from "./type.js";

/** All data; where a file or a value is wrong, the set is empty and has its declared type, so that uses draw no message. */
export function resolveData(context: Context): ReadonlyMap<string, DataSet> {
  return new Map([...context.symbols.data].map(([name, decl]) => [name, resolveSet(context, decl)]));
}

function resolveSet(context: Context, decl: ast.DataDecl): DataSet {
  const empty = { name: decl.name.text, span: decl.span, values: [], source: digestOf("") };
  const type = context.resolveType(decl.type, "data");
  const element = elementOf(context, decl, type);
  if (element === undefined) return { ...empty, type: ERROR };
  const file = readNamed(context, decl.from, ENDINGS);
  if (file === undefined) return { ...empty, type };
  const isMap = type.kind === "map";
  const { values, keys } = readValues(context, decl, file, { element, isMap });
  return {
    ...empty,
    type,
    values: type.kind === "set" ? distinctValues(values) : values,
    ...(isMap && { keys }),
    source: digestOf(file.text),
  };
}

const ENDINGS = [".json", ".csv", ".txt"];

/** What `type` is a set, a list or a map of; reports a type that no file can fill. */
function elementOf({ report }: Context, decl: ast.DataDecl, type: Type): Type | undefined {
  if (type.kind === "error") return undefined;
  const isCollection = type.kind === "list" || type.kind === "set" || type.kind === "map";
  const element = isCollection ? type.element : undefined;
  if (element !== undefined && element.kind !== "command" && element.kind !== "sql") return element;
  const isText = type.kind === "command" || type.kind === "sql";
  const fixes =
    isCollection || isText ? [] : enclosing("Declare a set of these", decl.type.span, "set<", ">");
  report(diagnose("AP2019", decl.type.span, { found: showType(type) }, { fixes }));
  return undefined;
}

/** What the items of a collection are, and whether each is found under a key. */
interface Wanted {
  readonly element: Type;
  readonly isMap: boolean;
}

interface Content {
  readonly values: readonly Value[];
  readonly keys: readonly string[];
}

const NOTHING: Content = { values: [], keys: [] };

function readValues(context: Context, decl: ast.DataDecl, file: NamedFile, wanted: Wanted): Content {
  const { element } = wanted;
  const items = readItems(file, wanted);
  if (isProblem(items)) {
    const fixes = items.code === "AP2016" ? fileNearby(context.read, decl.from, ENDINGS) : [];
    context.report(
      diagnose(items.code, decl.from.span, { path: file.path, reason: items.reason }, { fixes }),
    );
    return NOTHING;
  }
  const isText = ending(file.path) !== ".json";
  const values: Value[] = [];
  for (const { value, where } of items) {
    const read = readItem(element, value, isText);
    if (!read.ok) {
      // One message for a file: the first value that is wrong. The others are often wrong in the same way.
      const params = { path: file.path, where, expected: showType(element), reason: read.reason };
      context.report(diagnose("AP2018", decl.from.span, params));
      return NOTHING;
    }
    values.push(read.value);
  }
  return { values, keys: items.map(({ key = "" }) => key) };
}

/** With keys in normal form C, of which no two may be equal. */
function withKeys(items: readonly Item[] | Problem): readonly Item[] | Problem {
  if (isProblem(items)) return items;
  const keyed = new Map<string, Item>();
  for (const item of items) {
    const key = normalizeText(item.key ?? "");
    if (!key.ok) return { code: "AP2017", reason: `the key of ${item.where} ${key.reason}` };
    if (keyed.has(key.value))
      return { code: "AP2017", reason: `${item.where} has the key ${JSON.stringify(key.value)} once more` };
    keyed.set(key.value, { ...item, key: key.value });
  }
  return [...keyed.values()];
}

function readItems({ path, text }: NamedFile, { element, isMap }: Wanted): readonly Item[] | Problem {
  switch (ending(path)) {
    case ".json":
      return isMap ? withKeys(itemsOfJson(text, true)) : itemsOfJson(text);
    case ".txt":
      return isMap ? { code: "AP2016", reason: "a map is a .json or a .csv file" } : linesOfText(text);
    case ".csv":
      return isMap ? withKeys(csvEntries(text, element)) : csvItems(text, element);
    default:
      return { code: "AP2016", reason: "a data file ends in .json, .csv or .txt" };
  }
}

/** Records take a CSV's columns by name; other values are those of its only column. */
function csvItems(text: string, element: Type): readonly Item[] | Problem {
  const table = rowsOfCsv(text);
  if ("reason" in table) return table;
  if (element.kind === "record") return table.rows;
  const [column = "", ...others] = table.columns;
  if (others.length > 0) {
    return {
      code: "AP2017",
      reason: `it has ${table.columns.length} columns, and \`${showType(element)}\` takes one`,
    };
  }
  return table.rows.map(({ value, where }) => ({
    value: (value as Record<string, string>)[column] ?? "",
    where,
  }));
}

/** The first column is the key; the others are a record's fields, or the only other one the value. */
function csvEntries(text: string, element: Type): readonly Item[] | Problem {
  const table = rowsOfCsv(text);
  if ("reason" in table) return table;
  const [first = "", ...columns] = table.columns;
  if (element.kind !== "record" && columns.length !== 1) {
    return {
      code: "AP2017",
      reason: `it has ${table.columns.length} columns, and \`map<string, ${showType(element)}>\` takes two`,
    };
  }
  return table.rows.map(({ value, where }) => {
    const { [first]: key = "", ...fields } = value as Record<string, string>;
    return { key, value: element.kind === "record" ? fields : fields[columns[0] ?? ""], where };
  });
}

function distinctValues(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [valueKey(value), value])).values()];
}
