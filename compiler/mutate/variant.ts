// What a mutation makes of a policy: its table, compiled from the edited source. What does not compile is no mutant.

import { compile, type CompileOptions } from "../compile.js";
import type * as ast from "../ast/ast.js";
import { parse } from "../ast/parse.js";
import type { SourceFile } from "../source/source.js";
import type { TableFile } from "../../runtime/table/format.js";
import type { Edit } from "./mutation.js";

/** Makes the tables of mutants of one policy. */
export class Variants {
  readonly #texts: ReadonlyMap<string, string>;

  constructor(
    private readonly entry: string,
    private readonly options: CompileOptions,
    files: readonly SourceFile[],
  ) {
    this.#texts = new Map(files.map((file) => [file.path, decidingText(file)]));
  }

  /** Undefined where the compiler refuses the edited source. */
  tableOf({ span, text }: Edit): TableFile | undefined {
    const own = this.#texts.get(span.file) ?? "";
    const edited = `${own.slice(0, span.start)}${text}${own.slice(span.end)}`;
    const read: CompileOptions["read"] = (path) => {
      const known = path === span.file ? edited : this.#texts.get(path);
      return known === undefined ? this.options.read(path) : { ok: true, text: known };
    };
    return compile(this.entry, { ...this.options, read }).table;
  }
}

/** The file without tests and claims, which name rules that a mutation may leave out. Places stay. */
function decidingText(file: SourceFile): string {
  return parse(file)
    .module.declarations.filter(isAboutPolicy)
    .reduce(
      (text, { span: { start, end } }) =>
        `${text.slice(0, start)}${text.slice(start, end).replace(/[^\n]/gu, " ")}${text.slice(end)}`,
      file.text,
    );
}

function isAboutPolicy(declaration: ast.Declaration): boolean {
  return declaration.kind === "test" || (declaration.kind === "form" && declaration.form === "assert");
}
