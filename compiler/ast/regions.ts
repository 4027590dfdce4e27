// Reads a file region by region: a declaration, and what stands between it and the next one.

import { diagnose } from "../diagnostics/diagnose.js";
import { replacement } from "../diagnostics/nearest.js";
import type { Declaration } from "./ast.js";
import { stepLike, type Head } from "./brackets.js";
import { checkName } from "./check-names.js";
import { readDeclaration } from "./declarations.js";
import { isBrokenBetween, isStray, reportStray, reportUnexpected } from "./faults.js";
import { goesOnAs, indentOf, isWord, nearestKeyword, startsLine, type DeclarationKeyword } from "./heads.js";
import { tokenSpan, type Input } from "./input.js";

/** All declarations of a file; `heads` are where they begin. */
export function readDeclarations(input: Input, heads: readonly Head[]): readonly Declaration[] {
  const file = new FileReading(input);
  const last = input.tokens.length;
  const first = heads[0]?.at ?? last;
  if (first > 0) file.readStray(0, first, 0);
  for (const [index, head] of heads.entries()) {
    if (input.full()) break;
    file.read(head, heads[index + 1]?.at ?? last);
  }
  return file.declarations;
}

class FileReading {
  readonly declarations: Declaration[] = [];
  /** The test above, whose steps may have fallen out of it, and whether something was said of it. */
  #test: { readonly indent: number; readonly told: boolean } | undefined;

  constructor(private readonly input: Input) {}

  read(head: Head, to: number): void {
    const { at, keyword } = head;
    if (this.#isFallenStep(head)) {
      this.#readFallen(head, to);
      return;
    }
    const before = this.input.reported();
    const token = this.input.tokens[at];
    if (token !== undefined && token.image !== keyword) this.#reportUnknown(at, keyword);
    this.#test = undefined;
    this.#readRegion(keyword, at, to);
    const told = this.input.reported() > before;
    if (keyword === "test") this.#test = { indent: this.#indentOf(at), told };
  }

  /** A declaration that could be a step of the test above: it is indented more than that. */
  #isFallenStep({ at, keyword }: Head): boolean {
    const indent = indentOf(this.input.text, this.input.tokens, at);
    return this.#test !== undefined && stepLike.has(keyword) && indent !== undefined && indent > this.#test.indent;
  }

  /** Reads a declaration below a test; where it cannot be one, it is a step, and the test was closed too early. */
  #readFallen({ at, keyword }: Head, to: number): void {
    if (this.#test === undefined || this.#test.told) return;
    const before = this.input.reported();
    const known = this.declarations.length;
    this.#readRegion(keyword, at, to);
    if (this.input.reported() === before) return;
    this.input.retract(before);
    this.declarations.length = known;
    const hint = "it looks like a step of the test above: is a `}` before it one too many?";
    reportUnexpected(this.input, at, "a declaration", { hint });
    this.#test = { ...this.#test, told: true };
  }

  /** Reads the declaration at `from`, and what stands between it and the next one at `to`. */
  #readRegion(keyword: DeclarationKeyword, from: number, to: number): void {
    const before = this.input.reported();
    const { declaration, end } = readDeclaration(this.input, keyword, from, to);
    if (declaration !== undefined) {
      checkName(this.input.report, declaration);
      this.declarations.push(declaration);
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
    this.#test = { indent: this.#indentOf(from), told: true };
  }

  #reportUnknown(at: number, near: DeclarationKeyword | undefined): void {
    const token = this.input.tokens[at];
    if (token === undefined) return;
    const span = tokenSpan(this.input, token);
    const params = { word: token.image, ...(near !== undefined && { nearest: near }) };
    this.input.report(diagnose("AP1002", span, params, { fixes: replacement(span, near) }));
  }

  #beginsAfresh(at: number): boolean {
    return at === 0 || this.input.tokens[at - 1]?.image === "}" || startsLine(this.input.text, this.input.tokens, at);
  }

  #indentOf(at: number): number {
    return indentOf(this.input.text, this.input.tokens, at) ?? 0;
  }
}
