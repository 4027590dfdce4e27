// What lint rules look at: the trees of a policy's files, the typed program, its types, and its golden cases.

import type { TestCase } from "../../runtime/testing/case.js";
import type * as ast from "../ast/ast.js";
import type { NamedForm } from "../names/symbols.js";
import type { SourceFile, Span } from "../source/source.js";
import type { Program } from "../types/program.js";
import type { Type } from "../types/type.js";
import { expressionsOf, type PlacedExpr } from "./placed.js";
import { questionsIn, type Question } from "./questions.js";
import { reachIn, type Reach } from "./reach.js";

export interface LintFile {
  readonly source: SourceFile;
  readonly module: ast.Module;
}

/** What several rules ask is worked out once, when it is first asked. */
export class LintContext {
  readonly declarations: readonly ast.Declaration[];
  readonly forms: readonly ast.FormDecl[];
  readonly #texts: ReadonlyMap<string, string>;
  #types: ReadonlyMap<string, Type> | undefined;
  #questions: readonly Question[] | undefined;
  #expressions: readonly PlacedExpr[] | undefined;
  #forms: ReadonlyMap<string, ast.FormDecl> | undefined;
  #reach: Reach | undefined;

  constructor(
    readonly program: Program,
    /** Imported files first, the entry file last. */
    readonly files: readonly LintFile[],
    /** Of the test blocks and of the cases files that are known. */
    readonly cases: readonly TestCase[],
  ) {
    this.declarations = files.flatMap(({ module }) => module.declarations);
    this.forms = this.declarations.filter((each) => each.kind === "form");
    this.#texts = new Map(files.map(({ source: { path, text } }) => [path, text]));
  }

  get entry(): LintFile | undefined {
    return this.files.at(-1);
  }

  /** The conditions of all rules, and what each being true does to a request. */
  get questions(): readonly Question[] {
    this.#questions ??= questionsIn(this.declarations);
    return this.#questions;
  }

  /** Every expression of the policy, tests aside, parents before children. */
  get expressions(): readonly PlacedExpr[] {
    this.#expressions ??= expressionsOf(this.declarations);
    return this.#expressions;
  }

  /** What rules permit, and what has a say on each action. */
  get reach(): Reach {
    this.#reach ??= reachIn(this);
    return this.#reach;
  }

  text({ file, start, end }: Span): string {
    return this.#texts.get(file)?.slice(start, end) ?? "";
  }

  /** The declaration of a rule or kill switch, where it has a name. */
  formAt(span: Span): NamedForm | undefined {
    this.#forms ??= new Map(this.forms.map((form) => [keyOf(form.span), form]));
    const form = this.#forms.get(keyOf(span));
    return form !== undefined && isNamed(form) ? form : undefined;
  }

  /** The type of an expression; undefined where it was not checked, or has none of its own. */
  typeOf({ span }: ast.Expr): Type | undefined {
    this.#types ??= new Map(Array.from(this.program.types, ([expr, type]) => [keyOf(expr.span), type]));
    return this.#types.get(keyOf(span));
  }
}

function isNamed(form: ast.FormDecl): form is NamedForm {
  return form.name !== undefined;
}

function keyOf({ file, start, end }: Span): string {
  return `${file}:${start}:${end}`;
}
