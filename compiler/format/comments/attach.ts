// Gives each comment its place: beside an item of the innermost list around it, or at that list's beginning or end.
//
// A comment that stands in no list (`when /* here */ x`) goes before the innermost item around it, or, in the head of a
// declaration, to the beginning of its body: so none leaves its declaration. What is printed there is found there when it
// is read again.

import { childrenOf } from "../../ast/children.js";
import type { Declaration, Module, Node } from "../../ast/ast.js";
import { isChain, linksOf } from "../chains.js";
import { containersOf, mainContainer, type Container } from "./containers.js";
import { extentWithin, type Drafts } from "./drafts.js";
import { isIgnore } from "./ignored.js";
import type { Comment, Written } from "./written.js";

/** Takes a comment that stands in no container of a node. */
type Sink = (comment: Comment) => void;

/** Places all comments between and in the items of a module. */
export function attach(module: Module, items: readonly Node[], written: Written, drafts: Drafts): void {
  const whole = { start: 0, end: written.text.length };
  const container = { owner: module, name: "declarations", items, ...whole, bracketed: true, broken: false };
  new Attaching(written, drafts).place([container], items, written.comments, () => undefined);
}

class Attaching {
  constructor(
    private readonly written: Written,
    private readonly drafts: Drafts,
  ) {}

  /** Places comments that stand in a node with these containers and children, which are in order. */
  place(
    containers: readonly Container[],
    children: readonly Node[],
    comments: readonly Comment[],
    sink: Sink,
  ): void {
    const inside = new Map<Node, Comment[]>();
    let next = 0;
    for (const comment of comments) {
      while ((children[next]?.span.end ?? Infinity) <= comment.start) next += 1;
      const child = children[next];
      if (child !== undefined && child.span.start <= comment.start) {
        const held = inside.get(child);
        if (held === undefined) inside.set(child, [comment]);
        else held.push(comment);
      } else if (!this.#isPlaced(containers, comment)) sink(comment);
    }
    const home = new Map(containers.flatMap((container) => container.items.map((item) => [item, container])));
    for (const [child, held] of inside) this.#placeInside(child, held, home.get(child), sink);
  }

  #placeInside(
    child: Node,
    comments: readonly Comment[],
    container: Container | undefined,
    sink: Sink,
  ): void {
    if (container !== undefined && this.drafts.isLeftAlone(child)) return;
    const inner = container === undefined ? sink : this.#sinkOf(child, container, sink);
    this.place(containersOf(child, this.written), childrenInOrder(child), comments, inner);
  }

  /** Where comments go that stand in an item, but in no container of the item's. */
  #sinkOf(item: Node, container: Container, sink: Sink): Sink {
    if (container.name === "declarations") {
      const main = mainContainer(declarationOf(item), this.written);
      return (comment) => {
        this.drafts.atBeginning(main, comment);
      };
    }
    // What stands before the first link of a chain is found before the whole chain.
    const chained = !container.bracketed && container.start >= 0;
    if (chained && container.items[0] === item) return sink;
    return (comment) => {
      this.drafts.hoist(container, item, comment);
    };
  }

  #isPlaced(containers: readonly Container[], comment: Comment): boolean {
    const container = containers.find(({ start, end }) => comment.start >= start && comment.end <= end);
    if (container === undefined) return false;
    const [before, after] = neighbours(container.items, comment);
    if (!container.bracketed && (before === undefined || after === undefined)) return false;
    this.#placeBetween(container, before, after, comment);
    return true;
  }

  #placeBetween(
    container: Container,
    before: Node | undefined,
    after: Node | undefined,
    comment: Comment,
  ): void {
    const previous = this.written.tokens[this.written.tokenFrom(comment.start) - 1];
    const separated =
      before !== undefined &&
      (previous?.startOffset ?? 0) >= extentWithin(container, before, this.written).end;
    const afterEllipsis = previous?.image === "..." && after === undefined;
    if (comment.startsLine || afterEllipsis) this.#before(container, after, comment);
    else if (comment.endsLine && before === undefined) this.drafts.atHead(container, comment);
    else if (before !== undefined && (comment.endsLine || !separated || after === undefined))
      this.#after(container, before, comment);
    else this.#before(container, after, comment);
  }

  #before(container: Container, item: Node | undefined, comment: Comment): void {
    if (item === undefined) {
      this.drafts.atEnd(container, comment);
      return;
    }
    const extent = extentWithin(container, item, this.written);
    if (this.drafts.isLeftAlone(item) && comment.start >= extent.start) return;
    this.drafts.before(item, comment);
    if (isIgnore(comment)) this.drafts.leaveAlone(item, extent);
  }

  #after(container: Container, item: Node, comment: Comment): void {
    if (this.drafts.isLeftAlone(item) && comment.end <= extentWithin(container, item, this.written).end)
      return;
    this.drafts.after(item, comment);
  }
}

/** The border between the items of a module, which are declarations, and nodes of any kind. */
function declarationOf(item: Node): Declaration {
  return item as Declaration;
}

function childrenInOrder(node: Node): readonly Node[] {
  const children = isChain(node) ? linksOf(node) : childrenOf(node);
  return children.toSorted((a, b) => a.span.start - b.span.start);
}

/** The items before and after a comment, by bisection. */
function neighbours(
  items: readonly Node[],
  { start }: Comment,
): readonly [before: Node | undefined, after: Node | undefined] {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.span.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return [items[low - 1], items[low]];
}
