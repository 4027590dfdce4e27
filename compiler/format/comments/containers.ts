// Where comments may stand in the tree: beside the items of bodies, lists and chains.

import { endOf } from "../../../grammar/lexer.js";
import type { Declaration, Node, Step } from "../../ast/ast.js";
import { isChain, linksOf } from "../chains.js";
import type { Written } from "./written.js";

/** A list of nodes in which comments stand before, after and between the items. */
export interface Container {
  readonly owner: Node;
  /** The field of the owner that holds the items. */
  readonly name: string;
  readonly items: readonly Node[];
  /** Comments between these offsets stand in it: all that its brackets enclose, or else what is between its items. */
  readonly start: number;
  readonly end: number;
  readonly bracketed: boolean;
  /** Whether the line ends behind the opening bracket. */
  readonly broken: boolean;
}

/** The containers of a node that are its own, in the order in which they are written. */
export function containersOf(node: Node, written: Written): readonly Container[] {
  if (isChain(node)) return [between(node, "links", linksOf(node))];
  const found = new Finder(written);
  switch (node.kind) {
    case "module":
      return [{ ...alone(node, "declarations", node.declarations), start: 0, end: written.text.length }];
    case "record":
    case "record-lit":
      return found.at(node, "fields", node.fields, node.span.start);
    case "list":
      return found.at(node, "items", node.items, node.span.start);
    case "enum":
      return [between(node, "members", node.members)];
    case "call":
      return found.at(node, "args", node.args, node.callee.span.end);
    case "verdict-expr":
      return node.redactions ? found.at(node, "redactions", node.redactions, node.verdict.span.end) : [];
    case "window":
    case "history":
      return found.around(node, "by", node.by);
    case "mask":
    case "hash":
    case "drop":
    case "clamp":
      return found.around(node, "matching", node.matching ?? []);
    case "step":
      return stepContainers(node, found);
    default:
      return clauseContainers(node, found) ?? declarationContainers(node, found) ?? [];
  }
}

/** Where a comment goes that stands in a declaration but in none of its containers: into this one. */
export function mainContainer(declaration: Declaration, written: Written): Container {
  const record =
    declaration.kind === "attributes"
      ? declaration.record
      : declaration.kind === "type" && declaration.type.kind === "record"
        ? declaration.type
        : undefined;
  const own = containersOf(record ?? declaration, written);
  // An action may stand without a body; it is printed with an empty one.
  if (declaration.kind === "action" && own.at(-1)?.name !== "traits") return alone(declaration, "traits", []);
  return own.at(-1) ?? alone(declaration, "declarations", []);
}

function stepContainers(step: Step, found: Finder): readonly Container[] {
  if (step.step !== "action") return [];
  return found.at(step, "args", step.args, step.name.span.end);
}

function clauseContainers(node: Node, found: Finder): readonly Container[] | undefined {
  const items = listOf(node);
  return items && found.afterKeyword(node, items.name, items.nodes);
}

/** The values of a clause that may stand in brackets after its keyword. */
function listOf(node: Node): { readonly name: string; readonly nodes: readonly Node[] } | undefined {
  switch (node.kind) {
    case "reach":
    case "deny":
    case "read":
    case "write":
    case "hide":
    case "run":
    case "env":
      return { name: "entries", nodes: node.entries };
    case "notify":
      return { name: "channels", nodes: node.channels };
    case "scope":
      return { name: "keys", nodes: node.keys };
    case "permit":
      return { name: "kinds", nodes: node.kinds };
    case "extends":
      return { name: "boxes", nodes: node.boxes };
    case "algorithms":
      return { name: "names", nodes: node.names };
    case "omit":
      return { name: "paths", nodes: node.paths };
    case "bind":
      return { name: "bindings", nodes: node.bindings };
    case "limits":
      return { name: "limits", nodes: node.limits };
    case "files":
    case "signers":
      return { name: "values", nodes: node.values };
    default:
      return undefined;
  }
}

function declarationContainers(node: Node, found: Finder): readonly Container[] | undefined {
  switch (node.kind) {
    case "import":
      return [alone(node, "path", [node.path])];
    case "type":
      return [alone(node, "type", [node.type])];
    case "data":
      return [alone(node, "from", [node.from])];
    case "detector":
      return [alone(node, "pattern", [node.pattern])];
    case "let":
      return [
        ...(node.params ? found.at(node, "params", node.params, node.name.span.end) : []),
        alone(node, "body", [node.body]),
      ];
    case "group":
      if (!("members" in node) && !("from" in node)) return undefined;
      return node.from
        ? [alone(node, "from", [node.from])]
        : found.lastOrAlone(node, "members", node.members ?? []);
    case "zone":
      return found.lastOrAlone(node, "entries", node.entries);
    case "form":
      return found.last(node, "clauses", node.clauses);
    case "test":
      return found.last(node, "steps", node.steps);
    case "classifier":
      return [
        ...found.at(node, "params", node.params, node.name.span.end),
        ...found.last(node, "clauses", node.clauses),
      ];
    case "action":
      return [
        ...found.at(node, "params", node.params, node.name.span.end),
        ...found.last(node, "traits", node.traits),
      ];
    default:
      return undefined;
  }
}

/** Items that stand without brackets, each of them alone: no comment stands in between. */
function alone(owner: Node, name: string, items: readonly Node[]): Container {
  return { owner, name, items, start: -1, end: -1, bracketed: false, broken: false };
}

function between(owner: Node, name: string, items: readonly Node[]): Container {
  return { ...alone(owner, name, items), start: owner.span.start, end: owner.span.end };
}

/** Finds brackets. Where there are none, there is no container. */
class Finder {
  constructor(private readonly written: Written) {}

  /** The bracket is the first token from an offset on. */
  at(owner: Node, name: string, items: readonly Node[], offset: number): readonly Container[] {
    return this.#opened(owner, name, items, this.written.tokenFrom(offset));
  }

  /** The bracket comes after the node's first word. */
  afterKeyword(owner: Node, name: string, items: readonly Node[]): readonly Container[] {
    return this.#opened(owner, name, items, this.written.tokenFrom(owner.span.start) + 1);
  }

  /** The bracket stands before the first item. */
  around(owner: Node, name: string, items: readonly Node[]): readonly Container[] {
    const [first] = items;
    if (first === undefined) return [];
    return this.#opened(owner, name, items, this.written.tokenFrom(first.span.start) - 1);
  }

  /** The bracket closes with the node's last token. */
  last(owner: Node, name: string, items: readonly Node[]): readonly Container[] {
    const close = this.written.tokenFrom(owner.span.end) - 1;
    return this.#opened(owner, name, items, this.written.partner[close] ?? -1);
  }

  /** The same; without brackets, items stand alone. */
  lastOrAlone(owner: Node, name: string, items: readonly Node[]): readonly Container[] {
    const found = this.last(owner, name, items);
    return found.length > 0 ? found : [alone(owner, name, items)];
  }

  #opened(owner: Node, name: string, items: readonly Node[], open: number): readonly Container[] {
    const { tokens, partner, breaksAfter } = this.written;
    const opener = tokens[open];
    const closer = tokens[partner[open] ?? -1];
    if (opener === undefined || closer === undefined || closer.startOffset < opener.startOffset) return [];
    const [start, end] = [endOf(opener), closer.startOffset];
    return [{ owner, name, items, start, end, bracketed: true, broken: breaksAfter(open) }];
  }
}
