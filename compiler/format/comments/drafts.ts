// Collects comments at their places, and then sees to it that each line holds what can stand on one line.

import type { Node } from "../../ast/ast.js";
import type { Beside, Remark, Surroundings } from "../page.js";
import { containersOf, type Container } from "./containers.js";
import { extentOf, isIgnore, type Range } from "./ignored.js";
import type { Comment, Written } from "./written.js";

interface BesideDraft {
  readonly before: Remark[];
  readonly after: Remark[];
  /** From inside the item. */
  readonly hoisted: Remark[];
}

interface InsideDraft {
  readonly head: Remark[];
  readonly end: Remark[];
}

export class Drafts {
  readonly #beside = new Map<Node, BesideDraft>();
  readonly #inside = new Map<Node, Map<string, InsideDraft>>();
  readonly #leftAlone = new Map<Node, string>();

  constructor(private readonly written: Written) {}

  before(item: Node, comment: Comment): void {
    this.#besideOf(item).before.push(remarkOf(comment, item.kind === "field"));
  }

  after(item: Node, comment: Comment): void {
    this.#besideOf(item).after.push(remarkOf(comment, item.kind === "field"));
  }

  /** From inside an item: before it. */
  hoist(container: Container, item: Node, comment: Comment): void {
    if (isIgnore(comment)) this.leaveAlone(item, extentWithin(container, item, this.written));
    this.#besideOf(item).hoisted.push({ ...remarkOf(comment, item.kind === "field"), blank: false });
  }

  atHead({ owner, name }: Container, comment: Comment): void {
    this.#insideOf(owner, name).head.push(remarkOf(comment, name === "fields"));
  }

  atEnd({ owner, name }: Container, comment: Comment): void {
    this.#insideOf(owner, name).end.push(remarkOf(comment, name === "fields"));
  }

  /** From the head of a declaration: behind the opening bracket, or before the first item. */
  atBeginning(container: Container, comment: Comment): void {
    const [first] = container.items;
    if (first === undefined) this.atEnd(container, comment);
    else if (container.bracketed && !comment.block) this.atHead(container, comment);
    else {
      if (isIgnore(comment)) this.leaveAlone(first, extentWithin(container, first, this.written));
      this.#besideOf(first).before.push({ ...remarkOf(comment, first.kind === "field"), blank: false });
    }
  }

  leaveAlone(item: Node, { start, end }: Range): void {
    this.#leftAlone.set(item, this.written.text.slice(start, end).replace(/\r\n?/g, "\n"));
  }

  isLeftAlone(item: Node): boolean {
    return this.#leftAlone.has(item);
  }

  /** What stands around the items of a list, in lines as they can be printed. */
  around(owner: Node, name: string, items: readonly Node[]): Surroundings {
    const container = containersOf(owner, this.written).find((each) => each.name === name);
    const inside = this.#inside.get(owner)?.get(name);
    const [head, below] = onOneLine(inside?.head ?? []);
    const rest: Remark[] = items.length === 0 ? [...(inside?.head ?? [])] : [...below];
    const all = items.map((item, index): Beside => {
      const beside = this.#finished(item, rest.splice(0), container);
      rest.push(...beside.below);
      return index === 0 ? withoutBlank(beside) : beside;
    });
    const end = [...rest.map(alone), ...(inside?.end ?? [])];
    return {
      head: items.length === 0 ? [] : head,
      items: all,
      end: items.length === 0 ? withoutFirstBlank(end) : end,
      ...(container && { broken: container.broken }),
      bracketed: container?.bracketed ?? false,
    };
  }

  /** `above` comes from the lines above, which could not hold it; `below` is for the line below. */
  #finished(
    item: Node,
    above: readonly Remark[],
    container: Container | undefined,
  ): Beside & { readonly below: readonly Remark[] } {
    const draft = this.#beside.get(item);
    const blank = this.written.blankBefore(item.span.start);
    if (container && above.some(isIgnore)) this.leaveAlone(item, extentWithin(container, item, this.written));
    const verbatim = this.#leftAlone.get(item);
    const hoisted = verbatim === undefined ? (draft?.hoisted ?? []) : [];
    const [after, below] = onOneLine(draft?.after ?? []);
    const before = [
      ...above.map(alone),
      ...(draft?.before ?? []),
      ...hoisted.map((remark, index) => (index === 0 ? { ...remark, blank } : remark)),
    ];
    return {
      // Documentation follows on a line of its own.
      before: "doc" in item ? before.map(alone) : ownUntilLast(before),
      after,
      blank: blank && hoisted.length === 0,
      ...(verbatim !== undefined && { verbatim }),
      below,
    };
  }

  #besideOf(item: Node): BesideDraft {
    const draft = this.#beside.get(item) ?? { before: [], after: [], hoisted: [] };
    this.#beside.set(item, draft);
    return draft;
  }

  #insideOf(owner: Node, name: string): InsideDraft {
    const drafts = this.#inside.get(owner) ?? new Map<string, InsideDraft>();
    this.#inside.set(owner, drafts);
    const draft = drafts.get(name) ?? { head: [], end: [] };
    drafts.set(name, draft);
    return draft;
  }
}

/** Where an item of a container stands, with its parentheses. */
export function extentWithin(
  { owner, bracketed, start, end }: Container,
  item: Node,
  written: Written,
): Range {
  return extentOf(item, bracketed ? { start, end } : owner.span, written);
}

/** Among fields, a comment that documents nothing may not come to document the next field. */
function remarkOf(comment: Comment, inFields: boolean): Remark {
  const { text, block, startsLine, endsLine, blank, end } = comment;
  const own = !block || text.includes("\n") || (startsLine && endsLine);
  const plain = inFields && /^\/\/\/(?!\/)/.test(text) ? text.slice(1) : text;
  return { text: plain, line: !block, own, blank, end };
}

const alone = (remark: Remark): Remark => ({ ...remark, own: true });

/** What stands behind something on its line, up to the first that takes the line to its end; the rest goes below. */
function onOneLine(remarks: readonly Remark[]): readonly [readonly Remark[], readonly Remark[]] {
  const last = remarks.findIndex(({ line }) => line) + 1;
  return last === 0 ? [remarks, []] : [remarks.slice(0, last), remarks.slice(last)];
}

/** What stands before something on its line stands behind all that has lines of its own. */
function ownUntilLast(remarks: readonly Remark[]): readonly Remark[] {
  const last = remarks.findLastIndex(({ own }) => own);
  return remarks.map((remark, index) => (index < last ? alone(remark) : remark));
}

function withoutFirstBlank(remarks: readonly Remark[]): readonly Remark[] {
  return remarks.map((remark, index) => (index === 0 ? { ...remark, blank: false } : remark));
}

function withoutBlank(beside: Beside): Beside {
  if (beside.before.length === 0) return { ...beside, blank: false };
  return { ...beside, before: withoutFirstBlank(beside.before) };
}
