// Values worth trying where a question has no classes but its answers: what the policy itself names, and samples of each
// kind that answer it one way or the other.

import { textOf } from "../../runtime/atoms/predicate.js";
import type { Json } from "../../runtime/table/canonical.js";
import type { DataSet, Expr, RecordSchema, Ref, Table, TypeSchema } from "../../runtime/table/format.js";
import { reachableFrom } from "../../runtime/table/operands.js";
import { formatDecimal } from "../../runtime/values/decimal.js";
import type { Detector } from "../../runtime/values/detector.js";
import type { HostPattern } from "../../runtime/values/host-pattern.js";
import type { Value } from "../../runtime/values/value.js";
import { plainest } from "./draft.js";

/** What a table's expressions name. */
export interface Named {
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  readonly commands: readonly string[];
  readonly hosts: readonly string[];
}

/** So many of each kind are tried. */
const MOST = 64;

const namedInTables = new WeakMap<Table, Named>();

/** What all expressions of a table name, each glob by one text. */
export function namedIn(table: Table): Named {
  const known = namedInTables.get(table);
  if (known !== undefined) return known;
  const named = namedBy(table.exprs, table.data, [PLAIN]);
  const all = { ...named, texts: [...named.texts, ...table.baselines.map(({ text }) => text)] };
  namedInTables.set(table, all);
  return all;
}

/** What the expressions that these are worked out from name, each glob by several texts. */
export function namedUnder(refs: Iterable<Ref>, { exprs, data }: Table): Named {
  const own = Array.from(reachableFrom(refs, exprs)).flatMap((ref) => exprs[ref] ?? []);
  const sets = own.flatMap((expr) => ("data" in expr ? (data[expr.data] ?? []) : []));
  return namedBy(own, sets, FILLINGS);
}

/** The names of all, those of the first before those of the others. */
export function inTurn(all: readonly Named[]): Named {
  const of = <T>(part: (named: Named) => readonly T[]): readonly T[] =>
    Array.from(new Set(all.flatMap(part)));
  return {
    texts: of(({ texts }) => texts),
    numbers: of(({ numbers }) => numbers),
    commands: of(({ commands }) => commands),
    hosts: of(({ hosts }) => hosts),
  };
}

function namedBy(exprs: readonly Expr[], data: readonly DataSet[], fillings: readonly Filling[]): Named {
  const texts = new Set<string>();
  const numbers = new Set<number>();
  const commands = new Set<string>();
  const hosts = new Set<string>();
  const addValue = (value: Value): void => {
    if (typeof value === "number") numbers.add(value);
    else if (typeof value === "string") texts.add(value);
    else if (Array.isArray(value)) (value as readonly Value[]).slice(0, MOST).forEach(addValue);
    else if (textOf(value) !== undefined) hosts.add(textOf(value) ?? "");
    else if (typeof value === "object") Object.values(value).forEach(addValue);
  };
  for (const expr of exprs) addNamed(expr, { texts, commands, hosts, fillings }, addValue);
  for (const { values, keys = [] } of data) {
    values.slice(0, MOST).forEach(addValue);
    for (const key of keys.slice(0, MOST)) texts.add(key);
  }
  const some = <T>(all: ReadonlySet<T>): readonly T[] => Array.from(all).slice(0, MOST);
  return { texts: some(texts), numbers: some(numbers), commands: some(commands), hosts: some(hosts) };
}

interface Sets {
  readonly texts: Set<string>;
  readonly commands: Set<string>;
  readonly hosts: Set<string>;
  readonly fillings: readonly Filling[];
}

function addNamed(expr: Expr, sets: Sets, addValue: (value: Value) => void): void {
  const { texts, commands, hosts, fillings } = sets;
  switch (expr.op) {
    case "literal":
      addValue(expr.value);
      return;
    case "like":
      for (const filling of fillings)
        for (const { text } of expr.globs) texts.add(withoutWildcards(text, filling));
      return;
    case "matches":
      textsOfPattern(expr.pattern).forEach((text) => texts.add(text));
      return;
    case "runs":
      for (const { text } of expr.entries) commands.add(withoutWildcards(text.replaceAll("...", "x")));
      return;
    case "runs-only":
      for (const { text } of expr.entries) commands.add(withoutWildcards(text.replaceAll("...", "").trim()));
      return;
    case "touches":
      touching(expr).forEach((text) => commands.add(text));
      return;
    case "detects":
    case "holds":
      expr.detectors.flatMap(textsOfDetector).forEach((text) => texts.add(text));
      return;
    case "redirects":
      for (const { text } of expr.globs) commands.add(`echo > ${withoutWildcards(text)}`);
      return;
    case "like-host":
    case "reaches":
      if (expr.patterns === "any") return;
      for (const filling of fillings)
        for (const pattern of expr.patterns) hosts.add(hostLike(pattern, filling));
      return;
    default:
  }
}

/** Each of the programs, or one that reads, with each of the files. */
function touching({ entries, globs }: Extract<Expr, { readonly op: "touches" }>): readonly string[] {
  const programs = entries?.map(({ text }) => text.replaceAll("...", "").trim()) ?? ["cat"];
  return programs.flatMap((program) =>
    globs.map(({ text }) => `${withoutWildcards(program)} ${withoutWildcards(text)}`),
  );
}

/** Of built-in detectors samples are tried anyway. */
function textsOfDetector(detector: Detector): readonly string[] {
  return typeof detector === "string" ? [] : textsOfPattern(detector.pattern);
}

/** What stands in place of wildcards. */
interface Filling {
  /** Of `/**`. */
  readonly below: string;
  readonly some: string;
  readonly one: string;
}

const PLAIN: Filling = { below: "/x", some: "x", one: "x" };

const FILLINGS: readonly Filling[] = [
  PLAIN,
  { below: "/zq", some: "zq", one: "q" },
  { below: "/j/k7", some: "7k", one: "7" },
  { below: "", some: "v-w", one: "-" },
];

function withoutWildcards(glob: string, { below, some, one }: Filling = PLAIN): string {
  return glob
    .replace(/\\([*?\\])/g, "$1")
    .replaceAll("/**", below)
    .replaceAll("*", some)
    .replaceAll("?", one);
}

/** Some texts that a simple expression matches: its literal signs, and with each optional part left out or in. */
function textsOfPattern(pattern: string): readonly string[] {
  const plain = pattern.replace(/^\(\?[a-z]+\)/, "").replace(/^\^|\$$/g, "");
  const filled = plain
    .replace(/\\d/g, "1")
    .replace(/\\[wS]/g, "x")
    .replace(/\\s/g, " ")
    .replace(/\\[bBAz]/g, "")
    .replace(/\[\^?([^\]\\])[^\]]*\]/g, "$1")
    .replace(/\\(.)/g, "$1");
  const repeated = filled.replace(/(.)\{(\d+)(?:,\d*)?\}/g, (_, sign: string, count: string) =>
    sign.repeat(Math.min(MOST, Number(count))),
  );
  const bare = repeated.replace(/[()]/g, "").replace(/\?:/g, "");
  return bare.split("|").map((part) => part.replace(/\.\*|\.\+|\.\?/g, "x").replace(/([*+?])/g, ""));
}

function hostLike({ hosts }: HostPattern, { some }: Filling): string {
  switch (hosts.kind) {
    case "any":
      return "x.example";
    case "addresses":
      return hosts.block.text.replace(/\/\d+$/, "");
    case "names":
      return [
        ...(hosts.below ? [some] : []),
        ...hosts.labels.map((label) => label.replaceAll("*", some)),
      ].join(".");
  }
}

// ─── By type ────────────────────────────────────────────────────────────────────────────────────────────────────

const SECRETS = [
  "a@b.example",
  "4111 1111 1111 1111",
  "DE89 3704 0044 0532 0130 00",
  "078-05-1120",
  "AKIAIOSFODNN7EXAMPLE",
];
const COMMANDS = ["true", "$X", "ls", "cat /etc/passwd", "rm -rf /x"];
const STATEMENTS = ["SELECT 1", "DROP TABLE x", "CREATE TABLE x (id int)", "(", "{}"];

/** Values of the type, as a request could have them. */
export function candidatesFor(schema: TypeSchema, named: Named): readonly Json[] {
  switch (schema.type) {
    case "bool":
      return [false, true];
    case "enum":
      return schema.members;
    case "int":
    case "bytes":
    case "duration":
      return around(named.numbers, schema.type === "int" ? -MOST : 0);
    case "decimal":
    case "percent":
    case "money":
      return named.numbers.flatMap((each) =>
        [each, each - 1, each + 1].map((near) => Number(formatDecimal(near))),
      );
    case "time":
      return named.numbers
        .filter((each) => each > 1e11 && each < 8e15)
        .map((each) => new Date(each).toISOString());
    case "string":
      return [...named.texts, ...SECRETS, ...named.commands, "x", "", "X y"];
    case "path":
      return [
        ...[...named.texts.filter((text) => text.startsWith("/")), "/x", "/x/x", "/"],
        ...SECRETS.map((text) => `/${text}`),
      ];
    case "command":
      return [...named.commands, ...named.texts, ...COMMANDS, ...SECRETS.map((text) => `echo '${text}'`)];
    case "sql":
      return [...STATEMENTS, ...named.texts];
    case "host":
    case "ip":
      return [...named.hosts, ...(schema.type === "host" ? ["x.example"] : []), "192.0.2.1"];
    case "url":
      return [
        ...[...named.hosts, "x.example"].map((host) => `https://${host.includes(":") ? `[${host}]` : host}/`),
        ...[...named.texts, ...SECRETS].map((text) => `https://x.example/?x=${encodeURIComponent(text)}`),
      ];
    case "cidr":
      return ["192.0.2.0/24", "10.0.0.0/8"];
    case "list":
    case "set": {
      const items = candidatesFor(schema.of, named);
      return [[], ...items.map((item) => [item]), items.slice(0, 2)];
    }
    case "record":
      return recordsOf(schema.fields, named);
  }
}

/** What comes back may be anything where the action does not say what: a record, which test blocks can say. */
export const UNDECLARED_RESULT: RecordSchema = {
  type: "record",
  fields: { text: { schema: { type: "string" }, optional: false } },
  open: true,
};

/** Records of what is required, in which one text is each of those tried. */
function recordsOf(fields: RecordSchema["fields"], named: Named): readonly Json[] {
  const required = Object.entries(fields).filter(([, { optional }]) => !optional);
  const plain = Object.fromEntries(required.map(([name, { schema }]) => [name, plainest(schema)]));
  const [text] = required.find(([, { schema }]) => schema.type === "string") ?? [];
  if (text === undefined) return [plain];
  return [
    plain,
    ...[...named.texts.slice(0, MOST_RECORDS), ...SECRETS].map((each) => ({ ...plain, [text]: each })),
  ];
}

const MOST_RECORDS = 16;

function around(numbers: readonly number[], least: number): readonly number[] {
  return numbers.flatMap((each) => [each, each - 1, each + 1]).filter((each) => each >= least);
}
