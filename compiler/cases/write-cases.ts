// Golden cases as a `*.cases.yaml` file: a new one, or added to one that stands, of which every byte is kept.

import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isSeq,
  parseDocument,
  type Document,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Expectation, Step, TestCase } from "../../runtime/testing/case.js";
import { durationText } from "../emit/words.js";
import { isTooDeep } from "../source/nesting.js";
import { areBracketsEven, entryLines, flowText, itemLines } from "./yaml-text.js";

/** A case to be written, and what it is for where a person is to look at it. */
export interface CaseToWrite {
  readonly testCase: TestCase;
  readonly review?: string;
}

/** The whole text of a cases file, and the name under which each case stands in it. */
export interface Written {
  readonly text: string;
  readonly names: readonly string[];
}

/** For whom cases are written. */
export interface PolicyNamed {
  /** The path of the policy, as the file names it. */
  readonly file: string;
  /** The policy's own name: its rules are named without it. */
  readonly name: string;
}

/** A new file. Its cases are writable, `isWritable`. */
export function newCases({ file, name }: PolicyNamed, cases: readonly CaseToWrite[]): Written {
  const named = withNames(cases, new Set());
  const head = entryLines("policy", file, "");
  if (named.length === 0) return { text: lined([...head, "cases: []"], "\n"), names: [] };
  const lines = named.flatMap((each) => caseLines(each, name, "  "));
  return { text: lined([...head, "cases:", ...lines], "\n"), names: named.map((each) => each.name) };
}

/**
 * The cases behind those of a file; undefined where its text is no cases file. Nothing but the new lines changes. A case
 * that stands there, whatever its name, is not written again; one whose name is taken gets a number.
 */
export function addedCases(text: string, policy: string, cases: readonly CaseToWrite[]): Written | undefined {
  if (isTooDeep(text)) return undefined;
  const document = parseDocument(text, { keepSourceTokens: true });
  const list: unknown = document.get("cases");
  if (document.errors.length > 0 || !isSeq(list)) return undefined;
  const stood = standing(list, document);
  const placed = cases.map((each) => ({ each, name: stood.get(meaningOf(each.testCase, policy)) }));
  const fresh = placed.flatMap(({ each, name }) => (name === undefined ? [each] : []));
  const own = withNames(fresh, namesIn(list));
  const next = own.values();
  const names = placed.map(({ name }) => name ?? next.next().value?.name ?? "");
  if (own.length === 0) return { text, names };
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  if (list.flow === true) return { text: inFlow(text, list, own, { policy, eol }), names };
  return { text: inBlock(text, list, own, { policy, eol }), names };
}

/**
 * Can the case be said in a file? That nothing came back cannot, nor a moment that no clock shows, nor what is nested
 * deeper than a cases file may be.
 */
export function isWritable(testCase: TestCase): boolean {
  const isSaid = testCase.steps.every((step) => {
    if (step.step === "result") return step.value !== undefined;
    return step.step !== "at" || (step.time >= 0 && step.time < LATEST);
  });
  return isSaid && !isTooDeep(newCases({ file: "x", name: "x" }, [{ testCase }]).text);
}

/** Years of five digits are written otherwise. */
const LATEST = Date.parse("9999-12-31T23:59:59Z");

function lined(lines: readonly string[], eol: string): string {
  return lines.map((line) => `${line}${eol}`).join("");
}

// ─── Names ──────────────────────────────────────────────────────────────────────────────────────────────────────

interface NamedCase extends CaseToWrite {
  readonly name: string;
}

function withNames(cases: readonly CaseToWrite[], taken: Set<string>): readonly NamedCase[] {
  return cases.map((each) => {
    const { name: wanted } = each.testCase;
    let name = wanted;
    for (let i = 2; taken.has(name); i += 1) name = `${wanted} (${String(i)})`;
    taken.add(name);
    return { ...each, name };
  });
}

function namesIn({ items }: YAMLSeq): Set<string> {
  return new Set(items.flatMap((item) => nameIn(item) ?? []));
}

function nameIn(item: unknown): string | undefined {
  const name: unknown = isMap(item) ? item.get("name") : undefined;
  return typeof name === "string" ? name : undefined;
}

/** What the cases of a file say, and what each is called there. */
function standing({ items }: YAMLSeq, document: Document): ReadonlyMap<string, string> {
  return new Map(
    items.flatMap((item) => {
      const name = nameIn(item);
      const members = isMap(item) && name !== undefined ? dataOf(item, document) : undefined;
      return name === undefined || members === undefined ? [] : [[textOf(members), name] as const];
    }),
  );
}

/** Undefined where it is made of more aliases than a reader follows. */
function dataOf(item: YAMLMap, document: Document): object | undefined {
  try {
    return item.toJS(document, { maxAliasCount: MAX_ALIASES }) as object;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

const MAX_ALIASES = 100;

function meaningOf(testCase: TestCase, policy: string): string {
  return textOf(caseMembers({ testCase, name: "" }, policy));
}

function textOf(members: object): string {
  return flowText({ ...members, name: "" });
}

// ─── Where they are added ───────────────────────────────────────────────────────────────────────────────────────

interface Manner {
  readonly policy: string;
  readonly eol: string;
}

function inBlock(text: string, list: YAMLSeq, cases: readonly NamedCase[], { policy, eol }: Manner): string {
  const indent = " ".repeat(columnOf(list, text));
  const at = endOf(list, text, indent.length);
  const before = text.slice(0, at);
  const joint = before.endsWith("\n") ? "" : eol;
  const lines = cases.flatMap((each) => caseLines(each, policy, indent));
  return `${before}${joint}${lined(lines, eol)}${text.slice(at)}`;
}

/** The column of the list's dashes. */
function columnOf({ srcToken, range }: YAMLSeq, text: string): number {
  const [first] = srcToken?.type === "block-seq" ? srcToken.items : [];
  const dash = first?.start.find(({ type }) => type === "seq-item-ind")?.offset ?? range?.[0] ?? 0;
  const lineStart = text.lastIndexOf("\n", dash - 1) + 1;
  return dash - lineStart - (text.startsWith("\uFEFF") && lineStart === 0 ? 1 : 0);
}

/** The end of the last item: of its line, and of comments that stand further in than the dashes. */
function endOf(list: YAMLSeq, text: string, column: number): number {
  let end = lastIn(list)?.range?.[1] ?? text.length;
  if (end > 0 && text[end - 1] !== "\n") end = lineEnd(text, end);
  for (;;) {
    const next = lineEnd(text, end);
    const comment = /^( *)#/.exec(text.slice(end, next));
    if (comment?.[1] === undefined || comment[1].length <= column) return end;
    end = next;
  }
}

/** What stands last in it. The range of a block holds the blank lines behind it. */
function lastIn(node: Node): Node | undefined {
  if (!isCollection(node) || node.flow === true) return node;
  const item = node.items.at(-1);
  const last = isPair(item) ? (item.value ?? item.key) : item;
  return isNode(last) ? lastIn(last) : node;
}

function lineEnd(text: string, from: number): number {
  const found = text.indexOf("\n", from);
  return found === -1 ? text.length : found + 1;
}

/** In brackets, behind the last item or at their beginning. */
function inFlow(
  text: string,
  { items, range }: YAMLSeq,
  cases: readonly NamedCase[],
  { policy, eol }: Manner,
): string {
  const last = items.at(-1) as { readonly range?: readonly [number, number, number] | null } | undefined;
  const at = last?.range?.[1] ?? (range?.[0] ?? 0) + 1;
  const texts = cases.map((each) => {
    const comment = each.review === undefined ? "" : `${commentOf(each.review)}${eol}  `;
    return `${eol}  ${comment}${flowText(caseMembers(each, policy))}`;
  });
  const tail = last === undefined ? `${texts.join(",")}${eol}` : `,${texts.join(",")}`;
  return `${text.slice(0, at)}${tail}${text.slice(at)}`;
}

// ─── A case ─────────────────────────────────────────────────────────────────────────────────────────────────────

function caseLines(each: NamedCase, policy: string, indent: string): readonly string[] {
  const comment = each.review === undefined ? [] : [`${indent}${commentOf(each.review)}`];
  const lines = Object.entries(caseMembers(each, policy)).flatMap(([key, value]) =>
    key === "steps" && Array.isArray(value) && value.length > 0
      ? [`${indent}  steps:`, ...value.flatMap((step) => itemLines(step, `${indent}    `))]
      : entryLines(key, value, `${indent}  `),
  );
  const [first = "", ...rest] = lines;
  return [...comment, `${indent}- ${first.slice(indent.length + 2)}`, ...rest];
}

/** One line, whatever it says. */
function commentOf(review: string): string {
  const line = review.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]+/gu, " ");
  return `# review: ${areBracketsEven(line) ? line : line.replace(/[[\]{}]/g, " ")}`;
}

/** Members that come before the steps, in the order in which they are read; the first one of each stands there. */
const LEADING = ["at", "agent", "context", "impact", "action", "expect"] as const;

function caseMembers(
  { name, testCase: { steps } }: NamedCase,
  policy: string,
): Readonly<Record<string, unknown>> {
  const members: [string, unknown][] = [["name", name]];
  let taken = 0;
  for (const word of LEADING) {
    const step = steps[taken];
    if (step?.step !== word) continue;
    members.push([word, step.step === "expect" ? expected(step, policy) : stepMembers(step, policy)[word]]);
    taken += 1;
  }
  const rest = steps.slice(taken);
  const isExpecting = members.some(([word]) => word === "expect");
  if (rest.length > 0 || !isExpecting) members.push(["steps", rest.map((step) => stepMembers(step, policy))]);
  return Object.fromEntries(members);
}

function stepMembers(step: Step, policy: string): Readonly<Record<string, unknown>> {
  switch (step.step) {
    case "agent":
    case "context":
    case "impact":
      return { [step.step]: step.values };
    case "action": {
      const { name, args, reversible } = step;
      const hasArgs = Object.keys(args).length > 0;
      return { action: { name, ...(hasArgs && { args }), ...(reversible !== undefined && { reversible }) } };
    }
    case "expect": {
      const { verdict, ...rest } = expectedMembers(step, policy);
      return { expect: verdict, ...rest };
    }
    case "after":
      return { after: durationText(step.duration) };
    case "at":
      return { at: new Date(step.time).toISOString() };
    case "approve":
      return { approve: step.by, ...(step.acknowledging && { acknowledging: "irreversible" }) };
    case "outcome":
      return { outcome: step.outcome };
    case "result":
      return { result: step.value, ...(step.outcome === "failed" && { outcome: step.outcome }) };
    case "kill":
      return { kill: step.scope, ...valueOf(step.value) };
    case "revive":
      return { revive: step.scope, ...valueOf(step.value), ...(step.by !== undefined && { by: step.by }) };
  }
}

function valueOf(value: unknown): { readonly value?: unknown } {
  return value === undefined ? {} : { value };
}

/** The verdict alone, where nothing goes along with it. */
function expected(step: Expectation, policy: string): unknown {
  const members = expectedMembers(step, policy);
  return Object.keys(members).length === 1 ? members.verdict : members;
}

function expectedMembers(
  { verdict, by, code, times }: Expectation,
  policy: string,
): Readonly<Record<string, unknown>> & Pick<Expectation, "verdict"> {
  return {
    verdict,
    ...(by !== undefined && { by: bare(by, policy) }),
    ...(code !== undefined && { code }),
    ...(times !== 1 && { times }),
  };
}

/** A rule of the policy's own, in its own words. */
function bare(rule: string, policy: string): string {
  return rule.startsWith(`${policy}.`) ? rule.slice(policy.length + 1) : rule;
}
