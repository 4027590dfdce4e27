// `NAME.cases.yaml`: golden cases beside a policy, as tools write them, become the same data as `test` blocks.

import { isMap, LineCounter, parseDocument, type Document, type Node, type YAMLParseError } from "yaml";
import type { Step, TestCase } from "../../runtime/testing/case.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { nearest } from "../diagnostics/nearest.js";
import { isTooDeep, MAX_NESTING } from "../source/nesting.js";
import type { SourceFile } from "../source/source.js";
import { applySetting, isSettable, MAX_PRODUCTS, products, type Axis } from "./matrix.js";
import { actionStep, atStep, attributesStep, expectStep, readStep, type StepContext } from "./steps.js";
import { YamlReader } from "./yaml-reader.js";

/** A cases file whose YAML was read: the policy that it names is compiled before its cases can be understood. */
export interface OpenCases {
  /** The path of the policy as the file names it, relative to the file; absent where it is missing. */
  readonly policy?: string;
  readonly read: (names: CaseNames) => ReadCases;
}

export interface ReadCases {
  readonly cases: readonly TestCase[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What names a case may use: the policy's own name, and all qualified names of rules and kill switches. */
export interface CaseNames {
  readonly policy: string;
  readonly rules: readonly string[];
}

export function openCases(file: SourceFile): OpenCases {
  if (isTooDeep(file.text)) return refused(tooDeep(file));
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, uniqueKeys: true });
  const [error] = document.errors;
  if (error !== undefined) return refused(notYaml(file, error));
  if (document.contents === null) return refused(missingAll(file));
  const policy: unknown = isMap(document.contents) ? document.contents.get("policy") : undefined;
  return {
    ...(typeof policy === "string" && { policy }),
    read: (names) => readDocument(file, document, lines, names),
  };
}

/** The cases of a file whose policy is known. */
export function readCases(file: SourceFile, names: CaseNames): ReadCases {
  return openCases(file).read(names);
}

function refused(diagnostic: Diagnostic): OpenCases {
  return { read: () => ({ cases: [], diagnostics: [diagnostic] }) };
}

function readDocument(
  file: SourceFile,
  document: Document.Parsed,
  lines: LineCounter,
  names: CaseNames,
): ReadCases {
  const diagnostics: Diagnostic[] = [];
  const reader = new YamlReader(file, document, diagnostics);
  const context: StepContext = {
    reader,
    origin: (node) => originOf(file, lines, node),
    rule: (name, node) => resolveRule(name, node, names, reader),
  };
  const top = document.contents && reader.mapping(document.contents, "a cases file", ["policy", "cases"]);
  const cases = top && document.contents ? readTop(document.contents, top, context) : [];
  return { cases, diagnostics };
}

function notYaml(
  file: SourceFile,
  { pos: [start, end], message }: Pick<YAMLParseError, "pos" | "message">,
): Diagnostic {
  const problem = message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? "";
  return diagnose("AP1200", { file: file.path, start, end }, { problem });
}

function tooDeep(file: SourceFile): Diagnostic {
  const problem = `it is nested deeper than ${String(MAX_NESTING)}`;
  return diagnose("AP1200", { file: file.path, start: 0, end: 0 }, { problem });
}

function missingAll(file: SourceFile): Diagnostic {
  return diagnose("AP1203", { file: file.path, start: 0, end: 0 }, { key: "policy", where: "a cases file" });
}

function readTop(root: Node, top: ReadonlyMap<string, Node>, context: StepContext): readonly TestCase[] {
  const { reader } = context;
  const policyNode = top.get("policy");
  const casesNode = top.get("cases");
  if (policyNode === undefined) reader.missing(root, "policy", "a cases file");
  if (casesNode === undefined) reader.missing(root, "cases", "a cases file");
  if (policyNode) reader.text(policyNode, "`policy`");
  const list = (casesNode && reader.sequence(casesNode, "`cases`")) ?? [];
  return list.flatMap((node) => readCase(node, context));
}

const CASE_KEYS = ["name", "tags", "matrix", "at", "agent", "context", "impact", "action", "expect", "steps"];

function readCase(node: Node, context: StepContext): TestCase[] {
  const { reader } = context;
  const before = reader.diagnostics.length;
  const members = reader.mapping(node, "a case", CASE_KEYS);
  if (members === undefined) return [];
  const nameNode = members.get("name");
  const name = nameNode ? reader.text(nameNode, "`name`") : reader.missing(node, "name", "a case");
  if (!members.has("expect") && !members.has("steps")) reader.missing(node, "expect", "a case");
  const tags = readTags(members.get("tags"), reader);
  const steps = stepsOf(members, context);
  const axes = readMatrix(members.get("matrix"), reader);
  if (name === undefined || reader.diagnostics.length > before) return [];
  return products(axes).map(({ label, settings }) => ({
    name: `${name}${label}`,
    ...(tags.length > 0 && { tags }),
    origin: context.origin(node),
    steps: settings.reduce<readonly Step[]>((all, { path, value }) => applySetting(all, path, value), steps),
  }));
}

/** `[a, b]`, by which cases are selected. */
function readTags(node: Node | undefined, reader: YamlReader): readonly string[] {
  const tags = (node && reader.sequence(node, "`tags`")) ?? [];
  return tags.map((tag) => reader.text(tag, "a tag")).filter((tag) => tag !== undefined);
}

/** The request as the case states it, then its one expectation or its steps. */
function stepsOf(members: ReadonlyMap<string, Node>, context: StepContext): Step[] {
  const steps: (Step | undefined)[] = [];
  const at = members.get("at");
  if (at) steps.push(atStep(at, context));
  for (const section of ["agent", "context", "impact"] as const) {
    const value = members.get(section);
    if (value) steps.push(attributesStep(section, value, context));
  }
  const action = members.get("action");
  if (action) steps.push(actionStep(action, context));
  const expect = members.get("expect");
  if (expect) steps.push(expectStep(expect, new Map(), context));
  const listed = members.get("steps");
  for (const node of (listed && context.reader.sequence(listed, "`steps`")) ?? [])
    steps.push(readStep(node, context));
  return steps.filter((step) => step !== undefined);
}

function readMatrix(node: Node | undefined, reader: YamlReader): Axis[] {
  if (node === undefined) return [];
  const axes = (reader.entries(node, "`matrix`") ?? []).flatMap(([path, value]) => {
    const values = reader.sequence(value, `\`matrix\` of \`${path}\``);
    if (values?.length === 0)
      reader.wrong(value, `\`matrix\` of \`${path}\``, "a list of at least one value");
    if (!isSettable(path))
      reader.wrong(value, `\`${path}\``, "an attribute such as context.env or args.amount");
    return values === undefined ? [] : [{ path, values: values.map((each) => reader.json(each, path)) }];
  });
  const count = axes.reduce((total, axis) => total * axis.values.length, 1);
  if (count <= MAX_PRODUCTS) return axes;
  reader.wrong(node, "`matrix`", `at most ${String(MAX_PRODUCTS)} combinations`);
  return [];
}

function resolveRule(name: string, node: Node, names: CaseNames, reader: YamlReader): string | undefined {
  if (name === "default" || name === "on_error" || names.rules.includes(name)) return name;
  const qualified = `${names.policy}.${name}`;
  if (names.rules.includes(qualified)) return qualified;
  const bare = names.rules.map((rule) =>
    rule.startsWith(`${names.policy}.`) ? rule.slice(names.policy.length + 1) : rule,
  );
  reader.diagnostics.push(
    diagnose("AP1204", reader.span(node), { rule: name, nearest: nearest(name, bare) }),
  );
  return undefined;
}

function originOf(file: SourceFile, lines: LineCounter, node: Node): string {
  const { line, col } = lines.linePos(node.range?.[0] ?? 0);
  return `${file.path}:${String(line)}:${String(col)}`;
}
