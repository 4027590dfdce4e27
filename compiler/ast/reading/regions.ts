// Reads a file region by region: a declaration, and what stands between it and the next one.

import { diagnose } from "../../diagnostics/diagnose.js";
import { replacement } from "../../diagnostics/nearest.js";
import type { Declaration } from "../ast.js";
import { stepLike, type Head } from "../outline/brackets.js";
import { checkName } from "./check-names.js";
import { readDeclaration } from "./declarations.js";
import { isBrokenBetween, isStray, reportStray, reportUnexpected } from "./faults.js";
import {
  goesOnAs,
  indentOf,
  isWord,
  nearestKeyword,
  startsLine,
  type DeclarationKeyword,
} from "../outline/heads.js";
import { tokenSpan, type Input } from "../outline/input.js";
import { keyOf, type Reuse } from "./readings.js";

/** All declarations of a file; `heads` are where they begin. */
export function readDeclarations(input: Input, heads: readonly Head[], reuse: Reuse): readonly Declaration[] {
  const file = new FileReading(input, reuse);
  const last = input.tokens.length;
  const first = heads[0]?.at ?? last;
  if (first > 0) file.readStray(0, first, 0);
  for (const [index, head] of heads.entries()) {
    if (input.full()) break;
    file.read(head, heads[index + 1]?.at ?? last);
  }
  return file.declarations;
}

/** The test above a declaration, whose steps may have fallen out of it. */
interface TestAbove {
  readonly indent: number;
  /** Whether something was said of it. */
  readonly told: boolean;
  /** How many declarations there were up to it. */
  readonly declarations: number;
  /** The first declaration below it that may be a step of it. */
  readonly fallen?: number;
}

class FileReading {
  readonly declarations: Declaration[] = [];
  #test: TestAbove | undefined;

  constructor(
    private readonly input: Input,
    private readonly reuse: Reuse,
  ) {}

  read(head: Head, to: number): void {
    const { at, keyword } = head;
    const test = this.#test;
    if (test !== undefined && this.#isFallenStep(test, head)) {
      this.#readFallen(test, head, to);
      return;
    }
    const before = this.input.reported();
    const token = this.input.tokens[at];
    if (token !== undefined && token.image !== keyword) this.#reportUnknown(at, keyword);
    this.#test = undefined;
    this.#readRegion(keyword, at, to);
    const told = this.input.reported() > before;
    if (keyword === "test") this.#test = this.#testAt(at, told);
  }

  /** A declaration that could be a step of the test above: it is indented more than that. */
  #isFallenStep(test: TestAbove, { at, keyword }: Head): boolean {
    const indent = indentOf(this.input.text, this.input.tokens, at);
    return stepLike.has(keyword) && indent !== undefined && indent > test.indent;
  }

  /** Reads a declaration below a test; where it cannot be one, it is a step, and the test was closed too early. */
  #readFallen(test: TestAbove, { at, keyword }: Head, to: number): void {
    if (test.told) return;
    const before = this.input.reported();
    const first = test.fallen ?? at;
    this.#test = { ...test, fallen: first };
    this.#readRegion(keyword, at, to);
    if (this.input.reported() === before) return;
    // Those that could be declarations fell out of the test, too.
    this.input.retract(before);
    this.declarations.length = test.declarations;
    const hint = "it looks like a step of the test above: is a `}` before it one too many?";
    reportUnexpected(this.input, first, "a declaration", { hint });
    this.#test = { ...test, told: true };
  }

  /** Reads the declaration at `from`, and what stands between it and the next one at `to`. */
  #readRegion(keyword: DeclarationKeyword, from: number, to: number): void {
    const key = keyOf(this.input, keyword, from, to);
    const start = this.input.tokens[from]?.startOffset ?? 0;
    const known = this.reuse.take(key, start);
    if (known !== undefined) {
      this.declarations.push(known);
      return;
    }
    const before = this.input.reported();
    const { declaration, end } = readDeclaration(this.input, keyword, from, to);
    if (declaration !== undefined) {
      checkName(this.input.report, declaration);
      this.declarations.push(declaration);
      if (end >= to && this.input.reported() === before) this.reuse.keep(key, start, declaration);
    }
    if (end >= to || isBrokenBetween(this.input, from, to)) return;
    // After a mistake, a bracket too many is most likely the same mistake, as are steps that fell out of a test.
    const told = this.input.reported() > before;
    if (told && (keyword === "test" || isStray(this.input, end))) return;
    this.readStray(end, to, from);
  }

  /** Text where a declaration should begin: a misspelt keyword, or something else. Silent where [since, to) is broken. */
  readStray(from: number, to: number, since: number): void {
    const token = this.input.tokens[from];
    if (token === undefined || isBrokenBetween(this.input, since, to)) return;
    if (isStray(this.input, from)) reportStray(this.input, token);
    else if (isWord(token) && this.#beginsAfresh(from)) {
      const near = nearestKeyword(this.input.tokens, from);
      this.#reportUnknown(from, near);
      if (near !== undefined && goesOnAs(near, this.input.tokens, from)) this.#readRegion(near, from, to);
    } else reportUnexpected(this.input, from, "a declaration");
    // What follows may be the steps of a test whose beginning was lost.
    this.#test = this.#testAt(from, true);
  }

  #reportUnknown(at: number, near: DeclarationKeyword | undefined): void {
    const token = this.input.tokens[at];
    if (token === undefined) return;
    const span = tokenSpan(this.input, token);
    const params = { word: token.image, ...(near !== undefined && { nearest: near }) };
    this.input.report(diagnose("AP1002", span, params, { fixes: replacement(span, near) }));
  }

  #beginsAfresh(at: number): boolean {
    return (
      at === 0 ||
      this.input.tokens[at - 1]?.image === "}" ||
      startsLine(this.input.text, this.input.tokens, at)
    );
  }

  #testAt(at: number, told: boolean): TestAbove {
    const indent = indentOf(this.input.text, this.input.tokens, at) ?? 0;
    return { indent, told, declarations: this.declarations.length };
  }
}
