// The names in a `*.cases.yaml`: attributes, arguments and members in what requests hold, actions, rules, the policy's file.

import { isMap, isScalar, isSeq, type Node, type Scalar } from "yaml";
import type { SourceFile, Span } from "../source/source.js";
import type { CasesTree } from "./cases-tree.js";
import { ACTIONS, namedIn, visitSteps } from "./names.js";
import type { Declared } from "./declared.js";
import type { Scope } from "./scope.js";
import { pathAt, refer, referToCode, referToPath, referToRule, type Scribe } from "./scribe.js";
import { visit } from "./expressions.js";
import { elementsOf, fieldsIn, NOTHING, type Typed, type Written } from "./written.js";

/** A file that is gone through, and the action that was attempted last in it. */
interface Site {
  readonly scribe: Scribe;
  readonly file: SourceFile;
  /** Declarations of the actions that the case attempts, the latest last. */
  readonly actions: string[];
}

export function visitCases({ file, contents }: CasesTree, scribe: Scribe): void {
  const site: Site = { scribe, file, actions: [] };
  const policy = placeOf(memberOf(contents, "policy"), site);
  if (policy !== undefined) referToPath(scribe, policy.text, policy.span);
  for (const each of itemsOf(memberOf(contents, "cases"))) visitCase(each, { scribe, file, actions: [] });
}

function visitCase(node: Node, site: Site): void {
  visitStep(node, site);
  for (const step of itemsOf(memberOf(node, "steps"))) visitStep(step, site);
  for (const [key, value] of entriesOf(memberOf(node, "matrix"))) visitAxis(key, value, site);
}

/** What a case says at once, and each of its steps, have the same words. */
function visitStep(node: Node, site: Site): void {
  const { world } = site.scribe;
  for (const section of ["agent", "context", "impact"]) {
    visitFields(memberOf(node, section), (name) => world.attribute(`${section}.${name}`), site);
  }
  const action = memberOf(node, "action");
  if (action !== undefined) visitAction(action, site);
  const result = memberOf(node, "result");
  if (result !== undefined) visitValue(result, world.resultOf(site.actions.at(-1) ?? ""), site);
  const expected = memberOf(node, "expect");
  if (expected !== undefined) visitExpectation(isMap(expected) ? expected : node, site);
  for (const verb of ["kill", "revive"]) visitSwitch(memberOf(node, verb), memberOf(node, "value"), site);
}

function visitAction(node: Node, site: Site): void {
  const { world } = site.scribe;
  const name = memberOf(node, "name");
  const action = world.actionUnder(textOf(name));
  if (action !== undefined) {
    site.actions.push(action);
    referAt(name, site, world.action(action));
  }
  visitFields(memberOf(node, "args"), (arg) => world.argumentOf(action ?? "", arg), site);
}

function visitExpectation(node: Node, site: Site): void {
  const { scribe } = site;
  const by = placeOf(memberOf(node, "by"), site);
  if (by !== undefined) referToRule(scribe, pathAt(by.text, by.span));
  const code = placeOf(memberOf(node, "code"), site);
  if (code !== undefined) referToCode(scribe, code.text, code.span);
}

function visitSwitch(scope: Node | undefined, value: Node | undefined, site: Site): void {
  const written = visitDotted(scope, site);
  if (value !== undefined) visitValue(value, written, site);
}

/** `context.env: [dev, prod]`, `args.amount: […]`, `action.name: […]`. */
function visitAxis(key: Node, values: Node | undefined, site: Site): void {
  const written = visitDotted(key, site);
  for (const value of itemsOf(values)) visitValue(value, written, site);
}

/** An attribute by its dotted name; gives where its type is written. */
function visitDotted(node: Node | undefined, site: Site): readonly Written[] {
  const place = placeOf(node, site);
  if (place === undefined) return NOTHING;
  const { scribe, actions } = site;
  const { text, span } = place;
  const skipped = text.startsWith("action.args.") ? "action.".length : 0;
  const { parts } = pathAt(text.slice(skipped), { ...span, start: span.start + skipped });
  const [section, name, ...steps] = parts;
  if (section === undefined || name === undefined) return NOTHING;
  if (section.text === "action") return name.text === "name" ? [ACTIONS] : NOTHING;
  const { world } = scribe;
  const typed =
    section.text === "args"
      ? argumentIn(actions, name.text, site)
      : world.attribute(`${section.text}.${name.text}`);
  refer(scribe, name, typed.of, typed.written);
  return visitSteps(steps, typed.written, scopeIn(site));
}

/** The argument in all actions of a case. */
function argumentIn(actions: readonly string[], name: string, { scribe }: Site): Typed {
  const all = [...new Set(actions)].map((action) => scribe.world.argumentOf(action, name));
  return { of: all.flatMap(({ of }) => of), written: all.flatMap(({ written }) => written) };
}

function scopeIn({ scribe }: Site): Scope {
  return { scribe, visit, actions: [], place: "guard", locals: new Map(), depth: 0 };
}

// ─── Values ─────────────────────────────────────────────────────────────────────────────────────────────────────

function visitFields(node: Node | undefined, typed: (name: string) => Typed, site: Site): void {
  for (const [key, value] of entriesOf(node)) {
    const { of, written } = typed(textOf(key));
    referAt(key, site, of, written);
    if (value !== undefined) visitValue(value, written, site);
  }
}

/** What a request holds: of what is declared, a text can name members of enums, and actions. */
function visitValue(node: Node, written: readonly Written[], site: Site): void {
  if (isScalar(node)) referAt(node, site, namedIn(textOf(node), site.scribe, written), written);
  else if (isSeq(node)) for (const item of itemsOf(node)) visitValue(item, elementsOf(written), site);
  else visitFields(node, (name) => fieldsIn(written, name), site);
}

// ─── Nodes ──────────────────────────────────────────────────────────────────────────────────────────────────────

function memberOf(node: Node | null | undefined, key: string): Node | undefined {
  return entriesOf(node).find(([each]) => textOf(each) === key)?.[1];
}

function entriesOf(
  node: Node | null | undefined,
): readonly (readonly [key: Node, value: Node | undefined])[] {
  if (!isMap<Node, Node | null>(node)) return [];
  return node.items.map(({ key, value }) => [key, value ?? undefined] as const);
}

function itemsOf(node: Node | undefined): readonly Node[] {
  return isSeq<Node>(node) ? node.items : [];
}

function textOf(node: Node | undefined): string {
  return isScalar(node) && typeof node.value === "string" ? node.value : "";
}

interface Place {
  readonly text: string;
  readonly span: Span;
}

/** Where a text is written, letter by letter: between its quotes, if it has any. */
function placeOf(node: Node | undefined, { file }: Site): Place | undefined {
  const text = textOf(node);
  const [start, end] = node?.range ?? [0, 0];
  const quote = isQuoted(node) ? 1 : 0;
  const span = { file: file.path, start: start + quote, end: end - quote };
  return text !== "" && file.text.slice(span.start, span.end) === text ? { text, span } : undefined;
}

function isQuoted(node: Node | undefined): node is Scalar<string> {
  return isScalar(node) && (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE");
}

function referAt(
  node: Node | undefined,
  site: Site,
  of: readonly Declared[],
  written?: readonly Written[],
): void {
  const place = placeOf(node, site);
  if (place !== undefined) refer(site.scribe, place, of, written);
}
