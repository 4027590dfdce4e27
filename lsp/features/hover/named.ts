// What a name stands for, as a hover shows it: from where that is declared, in policies and in cases files alike.

import type * as ast from "../../../compiler/ast/ast.js";
import type { Known } from "../../../compiler/types/known.js";
import { showType } from "../../../compiler/types/show-type.js";
import { analysisOf, sourceText } from "../analysed.js";
import { attributeAt, type AttributeAt } from "../attributes.js";
import type { Name, Thing } from "../names.js";
import type { Seen } from "../seen.js";
import { actionsInTest, stepsOfValue } from "../test-values.js";
import { actionsAt, nodesAt } from "../tree.js";
import type { Target, View } from "../view.js";
import { declarationParts, memberParts, type NamedDeclaration } from "./declared.js";
import { code, inline, listed, plain } from "./markdown.js";

export interface Shown {
  readonly parts: readonly string[];
  readonly declared?: Target;
  readonly heading?: string;
}

/** @param nodes those around the name in a policy, outermost first; none in a cases file. */
export function nameHover(
  view: View,
  { of }: Name,
  nodes: readonly ast.Node[],
  seen: Seen,
): Shown | undefined {
  const { known } = analysisOf(view);
  const [thing, ...others] = of;
  if (known === undefined || thing === undefined) return undefined;
  if (thing.kind === "action" && others.length > 0) return actionsHover(of);
  const declared = { ...(thing.kind !== "file" && { declared: thing.place }) };
  const shown = thingHover(view, known, thing, nodes, seen);
  return shown && { ...declared, ...shown };
}

function thingHover(
  view: View,
  known: Known,
  thing: Thing,
  nodes: readonly ast.Node[],
  seen: Seen,
): Shown | undefined {
  const around = nodesAround(view, thing);
  switch (thing.kind) {
    case "attribute":
    case "argument":
    case "field":
      return attributeAtNodes(known, nodes) ?? fieldHover(view, around);
    case "member":
      return memberHover(around, thing.name);
    case "parameter":
      return { parts: [code(typedText(view, around)), "A parameter."] };
    case "variable":
      return { parts: [code(variableText(known, around, thing.name)), "Stands for each member in turn."] };
    case "limit":
      return {
        parts: [code(`limit ${thing.name}`), "The window is known by this name, instead of its place."],
      };
    case "file":
      return { parts: [inline(thing.name)] };
    default: {
      const decl = around.find(isDeclaration);
      return decl && declarationHover(view, known, decl, seen);
    }
  }
}

/** The nodes around the place where it is declared. */
function nodesAround({ policy }: View, { place }: Thing): readonly ast.Node[] {
  const module = policy.module(place.path)?.module;
  return module === undefined ? [] : nodesAt(module, place.start);
}

function isDeclaration(node: ast.Node): node is NamedDeclaration {
  return [
    "type",
    "let",
    "data",
    "detector",
    "classifier",
    "group",
    "zone",
    "action",
    "form",
    "test",
  ].includes(node.kind);
}

// ─── Declarations ───────────────────────────────────────────────────────────────────────────────────────────────

/** The headings of the reference that are not named as their forms are. */
const HEADINGS: Readonly<Record<string, string>> = {
  ...{ type: "type-data-group-zone", data: "type-data-group-zone" },
  ...{ group: "type-data-group-zone", zone: "type-data-group-zone" },
  ...{ sandbox: "sandbox-and-grant", grant: "sandbox-and-grant" },
  ...{ identity: "identity-trust-and-audit", trust: "identity-trust-and-audit" },
  ...{ audit: "identity-trust-and-audit", test: "tests", let: "expressions" },
};

/** The heading of the language's reference that is about a declaration. */
export function headingOf(word: string): string {
  return HEADINGS[word] ?? word;
}

function declarationHover(view: View, known: Known, decl: NamedDeclaration, seen: Seen): Shown {
  return {
    parts: [...declarationParts(view, known, decl, seen), ...docOf(decl.doc)],
    heading: headingOf(decl.kind === "form" ? decl.form : decl.kind),
  };
}

function docOf(doc: string | undefined): readonly string[] {
  return doc === undefined ? [] : [doc];
}

const MOST_ACTIONS = 8;

function actionsHover(things: readonly Thing[]): Shown {
  const names = things.slice(0, MOST_ACTIONS).map(({ name }) => inline(name));
  const more = things.length > MOST_ACTIONS ? [`${String(things.length - MOST_ACTIONS)} more`] : [];
  const count = String(things.length);
  return { parts: [`Selects ${count} actions: ${listed([...names, ...more])}.`], heading: "selectors" };
}

// ─── Attributes ─────────────────────────────────────────────────────────────────────────────────────────────────

/** By the whole name that is written there, and the actions that are spoken of there. */
function attributeAtNodes(known: Known, nodes: readonly ast.Node[]): Shown | undefined {
  const steps = stepsAt(nodes);
  const inTest = stepsOfValue(nodes) !== undefined;
  const actions = inTest ? actionsInTest(nodes, known) : actionsAt(nodes, known);
  const attribute = steps && attributeAt(steps, actions, known);
  return attribute && attributeHover(attribute);
}

/** The dotted name up to the part that the nodes end with. */
function stepsAt(nodes: readonly ast.Node[]): readonly string[] | undefined {
  const [at, parent] = nodes.toReversed();
  if (parent?.kind === "path" && at?.kind === "ident")
    return parent.parts.slice(0, parent.parts.indexOf(at) + 1).map(({ text }) => text);
  if (parent?.kind === "trait" && at?.kind === "ident") return ["args", at.text];
  if (parent?.kind === "field-value") return stepsOfValue(nodes);
  const [, block] = nodes;
  const fields = nodes.flatMap((node) => (node.kind === "field" ? [node.name.text] : []));
  return block?.kind === "attributes" ? [block.section, ...fields] : undefined;
}

function attributeHover({ path, type, optional, declared }: AttributeAt): Shown {
  const isVolatile = declared?.kind === "field" && declared.volatile !== undefined;
  const notes = [
    ...(optional ? [`It may be absent: read it where ${inline(`has ${path}`)} holds.`] : []),
    ...(isVolatile ? ["Volatile: no approval is bound to it."] : []),
    ...(path.startsWith("impact.") ? ["Predicted before the action runs."] : []),
  ];
  return {
    parts: [
      code(`${path}${optional ? "?" : ""}: ${showType(type)}`),
      ...membersOf(type),
      ...(notes.length === 0 ? [] : [notes.join(" ")]),
      ...docOf(declared?.kind === "field" ? declared.doc : undefined),
    ],
  };
}

/** Of an enum with a name of its own. */
function membersOf(type: AttributeAt["type"]): readonly string[] {
  if (type.kind !== "enum" || type.name === undefined || type.name === "action.name") return [];
  return [`${inline(type.name)} is ${type.members.map(plain).join(type.ordered === true ? " < " : ", ")}.`];
}

/** As it is declared, by its whole name as far as that is known there. */
function fieldHover(view: View, around: readonly ast.Node[]): Shown | undefined {
  const field = around.findLast((node) => node.kind === "field" || node.kind === "param");
  if (field === undefined) return undefined;
  const [, owner] = around;
  const fields = around.flatMap((node) => (node.kind === "field" && node !== field ? [node.name.text] : []));
  const section = owner?.kind === "attributes" ? [owner.section] : owner?.kind === "action" ? ["args"] : [];
  const prefix = [...section, ...fields].map((each) => `${each}.`).join("");
  const doc = field.kind === "field" ? field.doc : undefined;
  return { parts: [code(`${prefix}${sourceText(view, field.span)}`), ...docOf(doc)] };
}

// ─── Members and locals ─────────────────────────────────────────────────────────────────────────────────────────

function memberHover(around: readonly ast.Node[], member: string): Shown | undefined {
  const at = around.findIndex((node) => node.kind === "enum");
  const written = around[at];
  const owner = around[at - 1];
  if (written?.kind !== "enum") return undefined;
  const members = written.members.map(({ text }) => text);
  const name = owner?.kind === "type" ? { name: owner.name.text } : {};
  return { parts: memberParts(member, { members, ...name, ...(written.ordered && { ordered: true }) }) };
}

function typedText(view: View, around: readonly ast.Node[]): string {
  const param = around.findLast((node) => node.kind === "param");
  return param === undefined ? "" : sourceText(view, param.span);
}

function variableText({ types }: Known, around: readonly ast.Node[], name: string): string {
  const quantifier = around.findLast((node) => node.kind === "quantifier");
  const list = quantifier?.kind === "quantifier" ? types.get(quantifier.over) : undefined;
  const type = list?.kind === "list" || list?.kind === "set" ? list.element : undefined;
  return type === undefined ? name : `${name}: ${showType(type)}`;
}
